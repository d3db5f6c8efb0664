"""The map to take away, opened from a USB stick: file:, and no network at all."""

from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gis.formats.html_writer import write_html
from gis.formats.route_file import Drawing, Words
from tests.browser.watch import serious_findings
from tests.builders import a_route_file, a_waypoint

V82 = "/itineraires/v82-veloroute-vallee-de-la-baise"
EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(3)>`${alert(2)}`{{ 7 * 7 }}"
SCREENS = pytest.mark.parametrize("screen", [(390, 844), (1280, 800)], ids=["phone", "desk"])


@pytest.fixture
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without network that complains of nothing."""
    context = browser.new_context(offline=True, reduced_motion="reduce")
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: said.append(message.text))
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    yield context
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in asked if url.startswith("file:")]) == 1


@pytest.fixture
def stick(tmp_path: Path, live_server: str) -> Path:
    """The file of the V82, as downloaded."""
    with urlopen(f"{live_server}{V82}.html") as answer:
        path = tmp_path / "V82.html"
        path.write_bytes(answer.read())
    return path


def opened(context: BrowserContext, path: Path, screen: tuple[int, int] = (1280, 800)) -> Page:
    page = context.new_page()
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.goto(path.as_uri())
    return page


@SCREENS
def test_the_line_and_its_towns_are_drawn_without_network(
    offline: BrowserContext, stick: Path, screen: tuple[int, int]
) -> None:
    page = opened(offline, stick, screen)
    frame = page.locator("#map").bounding_box()
    route = page.locator("path.route").bounding_box()
    assert frame and route
    assert route["height"] > frame["height"] / 2
    assert frame["y"] <= route["y"]
    assert route["y"] + route["height"] <= frame["y"] + frame["height"]
    expect(page.locator("path.casing")).to_have_count(1)
    expect(page.locator("path.outline")).to_have_count(1)
    expect(page.locator(".name span", has_text="Condom")).to_be_visible()
    expect(page.get_by_role("heading", name="V82")).to_be_visible()
    expect(page.get_by_role("img", name="Altitude")).to_be_visible()
    assert page.title().startswith("V82")
    assert page.evaluate("document.documentElement.scrollWidth") <= screen[0]


@SCREENS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    offline: BrowserContext, stick: Path, screen: tuple[int, int], scheme: str
) -> None:
    page = opened(offline, stick, screen)
    page.emulate_media(color_scheme=scheme)
    assert serious_findings(page) == []


def test_the_keyboard_moves_the_map_and_reads_its_places(
    offline: BrowserContext, stick: Path
) -> None:
    page = opened(offline, stick)
    scale = page.locator(".leaflet-control-scale-line")
    before = scale.inner_text()
    page.get_by_role("button", name="Zoomer", exact=True).focus()
    page.keyboard.press("Enter")
    expect(scale).not_to_have_text(before)
    start = page.get_by_role("img", name="Départ", exact=True)
    start.focus()
    expect(page.get_by_role("tooltip")).to_have_text("Départ")


def test_a_name_full_of_markup_stays_text(offline: BrowserContext, tmp_path: Path) -> None:
    place = a_waypoint(name=EVIL, description=EVIL)
    file = a_route_file(
        name=EVIL,
        description=EVIL,
        notice=EVIL,
        author=EVIL,
        waypoints=(place,),
        drawing=Drawing(halts=(place,), figures=(EVIL,), words=Words(*[EVIL] * 8)),
    )
    path = tmp_path / "evil.html"
    path.write_bytes(write_html(file))
    page = opened(offline, path)
    expect(page.locator("h1")).to_have_text(EVIL)
    expect(page.locator(".name span")).to_have_text(EVIL)
    page.locator("path.halt").focus()
    expect(page.get_by_role("tooltip").locator("b")).to_have_text(EVIL)
    expect(page.locator("path.route")).to_have_count(1)
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2
