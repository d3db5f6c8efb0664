"""Renews docs/screens from a running site: python -m tests.browser.screens http://127.0.0.1:8000."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
PAGES = {"home": "/fr/", "route": "/fr/itineraires/v82-veloroute-vallee-de-la-baise"}
SCREENS = {390: 844, 1280: 800}


def renew(base: str) -> None:
    """One picture per page and width, once the map has drawn itself."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for width, height in SCREENS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.emulate_media(reduced_motion="reduce")
            for name, address in PAGES.items():
                page.goto(base + address)
                page.locator("#map[data-drawn].is-live").wait_for()
                page.wait_for_timeout(1500)
                page.screenshot(path=FOLDER / f"{name}-{width}.png")
        browser.close()


if __name__ == "__main__":
    renew(sys.argv[1])
