"""A visitor looks for viewpoints and for a bed: map and list point at each other."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import MapPage
from tests.browser.watch import Watch, serious_findings

PHONE, DESK = (390, 844), (1280, 800)
SCREENS = pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
ADDRESSES = ("points-de-vue", "accueil-velo")


class PlacesPage(MapPage):
    """A page of places."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows = page.locator("[data-place]")
        self.shown = page.locator("[data-place].is-shown")

    def open(self, base: str, address: str) -> "PlacesPage":
        """Opens it, until its map is there."""
        self.page.goto(f"{base}/fr/{address}")
        self.wait_for_map()
        return self

    def middle_of_the_map(self) -> tuple[float, float]:
        """The pixel where the place that was chosen last is."""
        box = self.map.bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture
def with_thumbs(browser: Browser) -> Iterator[Page]:
    """A page of a phone."""
    width, height = PHONE
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def test_a_name_in_the_list_leads_to_its_point_and_the_point_to_its_row(
    page: Page, watch: Watch, live_server: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    places = PlacesPage(page).open(live_server, "points-de-vue")
    page.get_by_role("link", name="Donjon de Bassoues").click()
    expect(places.shown).to_contain_text("Donjon de Bassoues")
    expect(page).to_have_url(re.compile(r"#point-\d+$"))

    places.rows.last.get_by_role("link").first.focus()
    expect(places.shown).not_to_contain_text("Bassoues")
    page.mouse.click(*places.middle_of_the_map())
    expect(places.shown).to_contain_text("Donjon de Bassoues")
    expect(places.shown).to_be_in_viewport()
    watch.assert_clean(page.context)


def test_a_thumb_goes_from_the_list_to_the_map_and_back(
    with_thumbs: Page, live_server: str
) -> None:
    places = PlacesPage(with_thumbs).open(live_server, "points-de-vue")
    with_thumbs.get_by_role("link", name="Donjon de Bassoues").tap()
    expect(places.map.locator(".maplibregl-ctrl-zoom-in")).to_be_in_viewport()
    x, y = places.middle_of_the_map()
    assert 0 < y < PHONE[1]
    with_thumbs.touchscreen.tap(x, y)
    expect(places.shown).to_contain_text("Donjon de Bassoues")
    expect(places.shown).to_be_in_viewport()


def test_an_address_with_a_place_opens_on_it(page: Page, live_server: str) -> None:
    places = PlacesPage(page).open(live_server, "accueil-velo")
    anchor = places.rows.nth(3).get_attribute("id")
    name = places.rows.nth(3).get_by_role("heading").inner_text()
    page.goto("about:blank")
    places.open(live_server, f"accueil-velo#{anchor}")
    expect(places.shown).to_contain_text(name)


def test_filtering_by_kind_and_reading_everything_works_without_script(
    scriptless: Page, live_server: str
) -> None:
    scriptless.goto(f"{live_server}/fr/accueil-velo")
    expect(scriptless.locator("#map .drawn .ink-place").first).to_be_visible()
    scriptless.get_by_role("link", name="Location de vélos").click()
    expect(scriptless.get_by_role("heading", name="Vélos de la Baïse")).to_be_visible()
    expect(scriptless.get_by_role("heading", name="Hôtel du Quai")).to_have_count(0)
    scriptless.get_by_text("Ce que le label promet").click()
    expect(scriptless.get_by_text("Kit de réparation")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
@SCREENS
def test_no_barrier_stands_in_the_way(
    page: Page, live_server: str, address: str, scheme: str, screen: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    PlacesPage(page).open(live_server, address)
    assert serious_findings(page) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_wider_than_a_small_phone(page: Page, live_server: str, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    PlacesPage(page).open(live_server, address)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
