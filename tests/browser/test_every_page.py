"""What holds for every public page: whole, quiet, accessible, as wide as its screen."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watch import Watch, serious_findings

ROUTES = "/fr/itineraires/"
PAGES = {
    "/fr/": "Itinéraires du Gers",
    f"{ROUTES}v82-veloroute-vallee-de-la-baise": "Véloroute de la vallée de la Baïse",
    f"{ROUTES}gr65-via-podiensis": "Via Podiensis",
    f"{ROUTES}sentier-de-l-adour": "Sentier de l’Adour",
    "/fr/points-de-vue": "Points de vue",
    "/fr/accueil-velo": "Accueil Vélo",
    "/fr/sans-voiture": "Sans voiture",
    "/feeds/": "Flux",
    "/fr/rien": "Hors du chemin",
}
"""Each with words of its heading."""
SCREENS = {"phone": (390, 844), "desk": (1280, 800)}
NARROW = (320, 360, 390, 768, 1280)


def is_missing(address: str) -> bool:
    return address.endswith("/rien")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("screen", "scheme"), list(product(SCREENS, ["light", "dark"])), ids=lambda one: one
)
def test_axe_finds_nothing_serious(
    page: Page, live_server: str, address: str, screen: str, scheme: str
) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(live_server + address)
    if page.locator("#map").count():
        expect(page.locator("#map")).to_have_class("map is-live")
    assert serious_findings(page) == []


@pytest.mark.parametrize("address", [one for one in PAGES if not is_missing(one)])
def test_no_page_asks_anybody_else_nor_leaves_a_cookie(
    page: Page, watch: Watch, live_server: str, address: str
) -> None:
    page.goto(live_server + address)
    if page.locator("#map").count():
        expect(page.locator("#map")).to_have_class("map is-live")
    page.wait_for_load_state("networkidle")
    watch.assert_clean(page.context)
    assert (
        page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    )


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_its_screen(page: Page, live_server: str, address: str) -> None:
    page.goto(live_server + address)
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_a_page_has_one_heading_and_its_language(
    scriptless: Page, live_server: str, address: str, language: str
) -> None:
    scriptless.set_extra_http_headers({"Accept-Language": language})
    scriptless.goto(live_server + address.replace("/fr/", f"/{language}/"))
    expect(scriptless.locator("html")).to_have_attribute("lang", language)
    heading = scriptless.get_by_role("heading", level=1)
    expect(heading).to_have_count(1)
    if language == "fr":
        expect(heading).to_contain_text(PAGES[address])
