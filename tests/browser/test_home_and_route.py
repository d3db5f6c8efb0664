"""A visitor opens the map, filters it, opens a route and takes its GPX: on a phone, at a desk."""

import gpxpy
import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.pages import HomePage, RoutePage
from tests.browser.watch import Watch

V82 = "v82-veloroute-vallee-de-la-baise"
PHONE, DESK = (390, 844), (1280, 800)
SCREENS = pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])


@SCREENS
def test_find_the_v82_and_take_its_gpx(
    page: Page, watch: Watch, live_server: str, screen: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    home = HomePage(page, live_server).open()
    home.wait_for_map()
    home.expect_cards(11)
    home.expect_routes_drawn(11)

    home.choose_practice("Vélo")
    home.expect_cards(6)
    home.expect_routes_drawn(6)
    expect(page).to_have_url(f"{live_server}/fr/?practice=touring_cycling")

    home.search("condom")
    expect(home.card("Véloroute de la vallée de la Baïse")).to_be_visible()
    found = home.cards.count()
    home.expect_routes_drawn(found)

    route = home.open_route("Véloroute de la vallée de la Baïse")
    expect(page).to_have_url(f"{live_server}/fr/itineraires/{V82}")
    route.wait_for_map()
    expect(route.stages).to_have_count(5)
    expect(route.download_button).to_be_in_viewport()

    gpx = gpxpy.parse(route.download_gpx())
    assert len(gpx.tracks) == 1
    assert gpx.length_2d() == pytest.approx(164_956, rel=0.01)
    watch.assert_clean(page.context)


@pytest.mark.parametrize(
    "address", ["/en/itineraires/gr653-via-tolosana", "/es/itineraires/route-europeenne-d-artagnan"]
)
def test_the_longest_stage_tables_fit_the_narrowest_phone(
    page: Page, live_server: str, address: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(live_server + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for link in page.locator(".gpx").all():
        box = link.bounding_box()
        assert box is not None and box["x"] + box["width"] <= 320


def test_an_interrupted_line_says_where_and_breaks_its_profile(
    page: Page, live_server: str
) -> None:
    page.goto(f"{live_server}/fr/itineraires/voie-verte-de-l-armagnac")
    expect(page.get_by_text("Interruption de")).to_be_visible()
    expect(page.locator("#profile .gap path")).to_be_visible()


def test_our_own_paper_returns_when_the_base_map_never_comes(page: Page, live_server: str) -> None:
    def with_lost_basemap(route: Route) -> None:
        answer = route.fetch()
        tiles = 'data-basemap="https://tuiles.invalid/{z}/{x}/{y}.png"'
        route.fulfill(response=answer, body=answer.text().replace('data-basemap=""', tiles))

    page.route(f"{live_server}/fr/", with_lost_basemap)
    backdrop = "/tiles/backdrop.geojson"
    with page.expect_response(lambda answer: answer.url.endswith(backdrop)):
        home = HomePage(page, live_server).open()
    home.wait_for_map()
    expect(home.map).to_have_attribute("data-basemap", "")
    home.expect_routes_drawn(11)


def test_the_keyboard_goes_from_the_chips_to_the_list(page: Page, live_server: str) -> None:
    HomePage(page, live_server).open()
    page.get_by_role("checkbox", name="Sans voiture").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Toutes")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".card a").first).to_be_focused()


def test_going_back_brings_the_filter_back(page: Page, live_server: str) -> None:
    home = HomePage(page, live_server).open()
    home.wait_for_map()
    home.choose_practice("À cheval")
    home.expect_cards(3)
    page.go_back()
    home.expect_cards(11)
    expect(page.get_by_role("radio", name="Toutes")).to_be_checked()


def test_a_shared_address_opens_the_same_list_and_map(page: Page, live_server: str) -> None:
    home = HomePage(page, live_server).open("?practice=walking&length=100-")
    home.wait_for_map()
    found = home.cards.count()
    assert 0 < found < 11
    home.expect_routes_drawn(found)


def test_a_list_without_answer_leads_back_to_all(page: Page, live_server: str) -> None:
    home = HomePage(page, live_server).open()
    home.search("nulle part")
    page.get_by_role("link", name="Voir tous les itinéraires").click()
    home.expect_cards(11)


def test_clicking_a_line_opens_its_card_over_the_map(page: Page, live_server: str) -> None:
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    home = HomePage(page, live_server).open("?q=v82")
    home.wait_for_map()
    home.expect_routes_drawn(1)
    box = home.map.bounding_box()
    assert box is not None
    # The V82 runs from north to south: some point of the map's middle row is on it.
    opened = page.locator("#map-cards a")
    for share in range(30, 70):
        page.mouse.click(box["x"] + box["width"] * share / 100, box["y"] + box["height"] / 2)
        if opened.count():
            break
    expect(opened).to_contain_text("Véloroute de la vallée de la Baïse")
    opened.click()
    expect(page).to_have_url(f"{live_server}/fr/itineraires/{V82}")


def test_the_profile_answers_to_the_keyboard(page: Page, live_server: str) -> None:
    route = RoutePage(page).open(live_server, V82)
    route.wait_for_map()
    route.profile.focus()
    page.keyboard.press("End")
    expect(page.locator("#profile-readout")).to_contain_text("165 km")
    expect(page.locator(".marker")).to_be_visible()


def test_the_language_switch_keeps_the_page_and_its_filter(page: Page, live_server: str) -> None:
    home = HomePage(page, live_server).open()
    home.wait_for_map()
    home.choose_practice("À pied")
    home.expect_routes_drawn(home.cards.count())
    page.get_by_role("link", name="EN", exact=True).click()
    expect(page).to_have_url(f"{live_server}/en/?practice=walking")


def test_everything_works_without_javascript(scriptless: Page, live_server: str) -> None:
    home = HomePage(scriptless, live_server).open()
    expect(home.map.get_by_role("img", name="Carte des itinéraires")).to_be_visible()
    home.choose_practice("À cheval")
    scriptless.get_by_role("button", name="Filtrer").click()
    home.expect_cards(3)
    home.open()
    route = home.open_route("Véloroute de la vallée de la Baïse")
    expect(route.profile).to_be_visible()
    expect(route.stages).to_have_count(5)
    assert gpxpy.parse(route.download_gpx()).tracks


def test_the_list_filters_where_the_browser_cannot_draw_a_map(page: Page, live_server: str) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    home = HomePage(page, live_server).open()
    expect(home.map.get_by_role("img", name="Carte des itinéraires")).to_be_visible()
    home.choose_practice("À cheval")
    home.expect_cards(3)
    expect(home.map.locator(".drawn .ink-line")).to_have_count(3)


def test_a_missing_page_is_kind_and_clean(page: Page, live_server: str) -> None:
    page.goto(f"{live_server}/fr/itineraires/nulle-part")
    page.get_by_role("searchbox").fill("condom")
    page.get_by_role("button", name="Chercher").click()
    expect(HomePage(page, live_server).cards.first).to_be_visible()
