"""Renews docs/screens from a running site: python -m tests.browser.screens http://127.0.0.1:8000."""

import shutil
import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
PAGES = {
    "home": "/fr/",
    "route": "/fr/itineraires/v82-veloroute-vallee-de-la-baise",
    "viewpoints": "/fr/points-de-vue",
    "accueil-velo": "/fr/accueil-velo",
    "without-car": "/fr/sans-voiture",
}
SCREENS = {390: 844, 1280: 800}
SCHEMES = {"light": "", "dark": "-dark"}


def renew(base: str) -> None:
    """One picture per page, width and colour scheme, once the map has drawn itself."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for (width, height), (scheme, suffix) in product(SCREENS.items(), SCHEMES.items()):
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            for name, address in PAGES.items():
                page.goto(base + address)
                if page.locator("#map").count():
                    page.locator("#map[data-drawn].is-live").wait_for()
                page.wait_for_timeout(1500)
                page.screenshot(path=FOLDER / f"{name}-{width}{suffix}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    renew(sys.argv[1])
