"""The editor: another course for a stretch, a vertex put on another route, a drawing taken up."""

from collections.abc import Callable

import numpy as np
import pytest
import shapely
from playwright.sync_api import Page, expect
from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.models import Organisation, Route
from gis.vocabulary import Role
from tests.browser.editor import choose_vertex, chosen_place, drag, open_editor, save, stored_line
from tests.stored import a_stored_route

AtTheDesk = Callable[..., Page]
EAST = np.linspace(0.46, 0.472, 13)
STRAIGHT = MultiLineString([np.column_stack((EAST, np.full(13, 43.85), 100 + EAST * 100))])


@pytest.fixture
def route(desk_session: Session, owner: Organisation, request: pytest.FixtureRequest) -> Route:
    """A kilometre along a parallel, a vertex each 80 m."""
    title = f"Essai {request.node.name}"
    return a_stored_route(desk_session, title=title, owner=owner, line=STRAIGHT)


@pytest.fixture
def page(at_the_desk: AtTheDesk, route: Route, owner: Organisation) -> Page:
    """The editor of that line."""
    page = at_the_desk(Role.OFFICER, organisation=owner)
    open_editor(page, route.id)
    return page


def test_a_stretch_takes_another_course_between_two_places_of_the_line(
    page: Page, route: Route, desk_session: Session
) -> None:
    x, y = choose_vertex(page, 4)
    page.keyboard.press("PageDown")
    between = chosen_place(page)[0] - x
    page.get_by_role("button", name="Refaire un passage").click()
    page.mouse.click(x, y)
    page.mouse.click(x + between, y - 80)
    page.mouse.click(x + 2 * between, y - 80)
    page.mouse.click(x + 3 * between, y)
    expect(page.locator("#map")).to_have_attribute("data-state", "changed")
    save(page)
    before, after = (
        shapely.get_coordinates(one, include_z=True)
        for one in (STRAIGHT, stored_line(desk_session, route.id))
    )
    assert after[:5].tolist() == before[:5].tolist()
    assert after[-6:].tolist() == before[-6:].tolist()
    assert len(after) == 13
    assert (after[5:7, 1] > 43.8505).all()


def test_a_vertex_dragged_near_another_route_lies_exactly_on_its_vertex(
    at_the_desk: AtTheDesk, route: Route, owner: Organisation, desk_session: Session
) -> None:
    beside = MultiLineString([[(0.465, 43.8512345), (0.4661234, 43.8512345), (0.468, 43.852)]])
    a_stored_route(desk_session, title=f"Voisin {route.id}", owner=owner, line=beside)
    page = at_the_desk(Role.OFFICER, organisation=owner)
    with page.expect_response("**/api/drawing/near?**"):
        open_editor(page, route.id)
    with page.expect_response("**/api/drawing/near?**"):
        start = choose_vertex(page, 6)
    page.keyboard.press("PageDown")
    pixels_a_degree = (chosen_place(page)[0] - start[0]) / (EAST[7] - EAST[6])
    east_deg, north_deg = 0.4661234 - EAST[6], 0.0012345 / np.cos(np.radians(43.85))
    drag(page, start, east_deg * pixels_a_degree + 4, -north_deg * pixels_a_degree + 3)
    save(page)
    stored = shapely.get_coordinates(stored_line(desk_session, route.id))
    assert stored[6].tolist() == [0.4661234, 43.8512345]


def test_what_was_drawn_before_a_crash_is_offered_again(page: Page, route: Route) -> None:
    drag(page, choose_vertex(page, 6), 0, 60)
    drawn = page.locator("#editor-length").inner_text()
    page.wait_for_timeout(1500)
    again = page.context.new_page()
    page.close()
    open_editor(again, route.id)
    again.get_by_role("button", name="Reprendre ce dessin").click()
    expect(again.locator("#editor-length")).to_have_text(drawn)
    save(again)
    again.reload()
    expect(again.locator("#map")).to_have_attribute("data-ready", "yes")
    expect(again.get_by_role("button", name="Reprendre ce dessin")).to_have_count(0)
