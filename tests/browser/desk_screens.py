"""Renews the pictures of the desk's guide from a running demonstration, which this changes:
python -m tests.browser.desk_screens http://127.0.0.1:8000 E-MAIL PASSWORD."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.editor import choose_vertex, open_editor

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
TRACK = Path(__file__).parents[2] / "data" / "demo" / "boucle-faulty.gpx"
WIDTHS = (1280, 768)
TITLE = "Véloroute de la vallée de la Baïse"


def renew(base: str, email: str, password: str) -> None:
    """One picture of each room at each width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for width in WIDTHS:
            page = browser.new_page(
                base_url=base,
                viewport={"width": width, "height": 900},
                locale="fr-FR",
                reduced_motion="reduce",
            )
            page.goto("/bureau/connexion")
            _take(page, f"connexion-{width}")
            _sign_in(page, email, password)
            _walk(page, width)
            page.close()
        browser.close()


def _sign_in(page: Page, email: str, password: str) -> None:
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("main button.button").click()
    page.wait_for_url("**/bureau/itineraires*")


def _walk(page: Page, width: int) -> None:
    _take(page, f"liste-{width}")
    page.get_by_role("link", name=TITLE).first.click()
    _take(page, f"en-bref-{width}")
    route = page.url
    if width == WIDTHS[0]:
        page.goto(f"{route}/textes/fr")
        summary = page.locator("[name=summary]")
        summary.fill(f"{summary.input_value()} À parcourir au printemps.")
        page.locator("main button.button").first.click()
    page.goto(f"{route}/textes/en")
    _take(page, f"textes-{width}")
    page.goto(f"{route}/publication")
    _take(page, f"publication-{width}")
    page.goto(f"{route}/historique?partie=text.fr")
    page.get_by_role("button", name="Comparer").click()
    _take(page, f"historique-{width}")
    open_editor(page, int(route.rsplit("/", 1)[1]))
    choose_vertex(page, 6)
    _take(page, f"trace-{width}")
    page.get_by_role("tab", name="Pas à pas").click()
    _take(page, f"trace-pas-a-pas-{width}")
    page.goto("/bureau/imports")
    page.locator("[name=files]").set_input_files(TRACK)
    if page.get_by_role("button", name="Regarder").is_visible():
        page.get_by_role("button", name="Regarder").click()
    page.wait_for_url("**/bureau/imports/*")
    _take(page, f"import-{width}")


def _take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    page.screenshot(path=FOLDER / f"bureau-{name}.png")


if __name__ == "__main__":
    renew(*sys.argv[1:4])
