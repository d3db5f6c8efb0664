"""A reader follows a route by its profile and its rows: on a phone, at a desk, without script."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import RoutePage
from tests.browser.watch import Watch, serious_findings

V82 = "v82-veloroute-vallee-de-la-baise"
SCREENS = pytest.mark.parametrize("screen", [(390, 844), (1280, 800)], ids=["phone", "desk"])


def unfold_all(page: Page) -> None:
    """Opens every fold."""
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", [V82, "sentier-de-l-adour"])
def test_axe_finds_nothing_serious_with_every_fold_open(
    page: Page, live_server: str, slug: str, scheme: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    RoutePage(page).open(live_server, slug)
    unfold_all(page)
    assert serious_findings(page) == []


@pytest.mark.parametrize("slug", [V82, "gr65-via-podiensis"])
def test_no_route_page_is_wider_than_its_screen_with_every_fold_open(
    page: Page, live_server: str, slug: str
) -> None:
    RoutePage(page).open(live_server, slug, "es")
    unfold_all(page)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pointing_at_a_row_moves_the_marker_and_the_readout(
    page: Page, watch: Watch, live_server: str
) -> None:
    route = RoutePage(page).open(live_server, V82)
    route.wait_for_map()
    readout = page.locator("#profile-readout")
    page.locator(".steps-list li").nth(2).hover()
    expect(readout).to_contain_text("12,3")
    expect(readout).to_contain_text("Étape 1")
    expect(page.locator(".marker")).to_be_attached()
    route.stages.nth(1).hover()
    expect(readout).to_contain_text("37,2")
    expect(readout).to_contain_text("Condom")
    expect(page.locator("#profile-stretch")).to_be_visible()
    page.locator("h1").hover()
    expect(page.locator(".marker")).not_to_be_attached()
    watch.assert_clean(page.context)


def test_the_profile_lights_the_stage_that_holds_the_place(page: Page, live_server: str) -> None:
    route = RoutePage(page).open(live_server, V82)
    route.wait_for_map()
    route.profile.focus()
    page.keyboard.press("End")
    expect(route.stages.nth(4)).to_have_class("is-shown")
    expect(page.locator("#profile-readout")).to_contain_text("Lannemezan")
    page.keyboard.press("Home")
    expect(route.stages.nth(0)).to_have_class("is-shown")


@SCREENS
def test_the_contents_lead_to_their_sections_with_a_thumb(
    page: Page, live_server: str, screen: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    RoutePage(page).open(live_server, V82)
    links = page.locator(".contents a").all()
    assert len(links) >= 3
    for link in links:
        assert height_of(link) >= 44
    links[1].click()
    expect(page.get_by_role("heading", name="En chemin", exact=True)).to_be_in_viewport()


def height_of(link: Locator) -> float:
    """In pixels."""
    box = link.bounding_box()
    assert box is not None
    return box["height"]


def test_without_script_the_page_says_the_same(scriptless: Page, live_server: str) -> None:
    route = RoutePage(scriptless).open(live_server, V82)
    expect(route.profile).to_be_visible()
    expect(scriptless.locator("#profile .mark-town").first).to_be_visible()
    expect(scriptless.locator(".ways li").first).to_contain_text("route partagée")
    expect(scriptless.locator(".steps-list li").first).to_contain_text("Vianne")
    scriptless.get_by_text("Les 8 instructions suivantes").click()
    expect(scriptless.get_by_text("La suite vers Lannemezan est en projet")).to_be_visible()
