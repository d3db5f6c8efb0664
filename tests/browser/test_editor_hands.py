"""The editor by keys alone, by fingers, and when something goes wrong: nothing is lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.models import Organisation, Route
from gis.vocabulary import Role
from tests.browser.editor import (
    choose_vertex,
    chosen_place,
    drag,
    open_editor,
    save,
    stored_line,
    undo_says,
)
from tests.browser.test_desk_imports import drop
from tests.browser.test_editor import BENDS, LOOP
from tests.stored import a_stored_route

AtTheDesk = Callable[..., Page]
GAPS = MultiLineString([[(0.36 + at, 43.95), (0.362 + at, 43.951)] for at in (0, 0.006, 0.012)])


@pytest.fixture
def route(desk_session: Session, owner: Organisation, request: pytest.FixtureRequest) -> Route:
    """A short line with bends, that the test's officer may edit."""
    return a_stored_route(desk_session, title=f"Essai {request.node.name}", owner=owner, line=BENDS)


@pytest.fixture
def page(at_the_desk: AtTheDesk, route: Route, owner: Organisation) -> Page:
    """The editor of that line."""
    page = at_the_desk(Role.OFFICER, organisation=owner)
    open_editor(page, route.id)
    return page


def tool(page: Page, name: str) -> Locator:
    return page.locator(f'[data-tool="{name}"]')


def test_a_line_is_drawn_by_keys_alone_and_one_point_is_none_to_save(
    at_the_desk: AtTheDesk, owner: Organisation, desk_session: Session
) -> None:
    page = at_the_desk(Role.OFFICER, organisation=owner)
    page.goto("/bureau/itineraires/nouveau")
    page.get_by_label("Titre en français").fill("Au clavier")
    page.get_by_role("button", name="Dessiner sur la carte").click()
    expect(page.locator("#map")).to_have_attribute("data-ready", "yes")
    page.locator("#map canvas").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    expect(tool(page, "undo")).to_be_enabled()
    expect(page.locator("#save")).to_be_disabled()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    page.keyboard.press("Space")
    expect(page.locator("#save")).to_be_enabled()
    page.keyboard.press("Enter")
    save(page)
    assert len(stored_line(desk_session, int(page.url.split("/")[-2])).geoms[0].coords) == 2


def test_backspace_takes_back_only_what_was_drawn(page: Page) -> None:
    choose_vertex(page, 5)
    page.keyboard.press("Delete")
    tool(page, "draw").click()
    page.locator("#map canvas").focus()
    page.keyboard.press("Backspace")
    assert undo_says(page) == "Annuler : supprimer un point"


def test_at_an_end_there_is_nothing_to_cut_off_or_to_put_behind(page: Page) -> None:
    choose_vertex(page, 0)
    for name, is_allowed in (
        ("keep_before", False),
        ("keep_behind", True),
        ("cut", False),
        ("split", False),
        ("insert", True),
    ):
        expect(tool(page, name)).to_be_enabled(enabled=is_allowed)
    choose_vertex(page, 12)
    for name in ("keep_behind", "cut", "split", "insert"):
        expect(tool(page, name)).to_be_disabled()


def test_a_second_finger_zooms_and_the_vertex_stays(
    at_the_desk: AtTheDesk, route: Route, owner: Organisation
) -> None:
    page = at_the_desk(
        Role.OFFICER, organisation=owner, has_touch=True, viewport={"width": 768, "height": 1024}
    )
    open_editor(page, route.id)
    x, y = choose_vertex(page, 5)
    touch = page.context.new_cdp_session(page)
    one, other = {"x": x, "y": y, "id": 1}, {"x": x + 80, "y": y + 80, "id": 2}
    apart = {"x": x + 200, "y": y + 200, "id": 2}
    for kind, points in (
        ("touchStart", [one]),
        ("touchStart", [one, other]),
        ("touchMove", [{**one, "x": x - 30}, other]),
        ("touchMove", [{**one, "x": x - 60}, apart]),
        ("touchEnd", []),
    ):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(50)
    expect(page.locator("#map")).to_have_attribute("data-state", "saved")
    expect(tool(page, "undo")).to_be_disabled()
    assert abs(chosen_place(page)[0] - x) > 20


def test_who_mends_by_keys_goes_on_where_the_list_is(
    at_the_desk: AtTheDesk, owner: Organisation, desk_session: Session
) -> None:
    route = a_stored_route(desk_session, title="Trous", owner=owner, line=GAPS)
    page = at_the_desk(Role.OFFICER, organisation=owner)
    open_editor(page, route.id)
    joins = page.get_by_role("button", name="Relier tout droit")
    expect(joins).to_have_count(2)
    joins.first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(joins).to_have_count(1)
    assert page.evaluate("document.querySelector('#findings').contains(document.activeElement)")
    joins.focus()
    page.keyboard.press("Enter")
    expect(joins).to_have_count(0)
    assert page.evaluate("document.activeElement !== document.body")


def test_what_was_dropped_is_closed_by_escape(page: Page) -> None:
    page.locator("#save").evaluate("button => button.blur()")
    page.locator("#map canvas").focus()
    drop(page, LOOP, ".editor-map")
    guide = page.get_by_role("dialog")
    expect(guide.get_by_role("button").first).to_be_focused()
    expect(guide.get_by_role("button", name="Remplacer seulement ce passage")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(guide).to_be_hidden()
    expect(page.locator("#map canvas")).to_be_focused()


def test_more_gestures_close_once_one_is_taken(page: Page) -> None:
    page.get_by_text("Autres gestes").click()
    tool(page, "draw_start").click()
    expect(tool(page, "draw_start")).to_be_hidden()


def test_who_is_signed_out_is_told_and_the_drawing_is_offered_again(
    page: Page, route: Route, desk_session: Session
) -> None:
    cookies = page.context.cookies()
    drag(page, choose_vertex(page, 5), 40, 20)
    page.wait_for_timeout(1500)
    page.context.clear_cookies()
    page.route(
        re.compile(r"/drawing$"), lambda asked: asked.fulfill(status=401, json={"detail": "Non."})
    )
    page.click("#save")
    expect(page.locator("#editor-told")).to_contain_text("ce navigateur garde le dessin")
    page.unroute_all()
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.on("dialog", lambda dialog: dialog.accept())
    open_editor(page, route.id)
    page.get_by_role("button", name="Reprendre ce dessin").click()
    save(page)
    page.reload()
    expect(page.locator("#map")).to_have_attribute("data-ready", "yes")
    expect(page.locator("#editor-kept")).to_be_hidden()
    assert stored_line(desk_session, route.id) != BENDS


def test_an_instruction_left_out_and_saved_can_be_undone_and_saved(
    at_the_desk: AtTheDesk, owner: Organisation, desk_session: Session, page: Page, route: Route
) -> None:
    page.get_by_role("tab", name="Pas à pas").click()
    page.get_by_role("button", name="Ajouter sur le tracé").click()
    page.keyboard.press("Insert")
    page.keyboard.type("Partir.")
    save(page)
    page.get_by_role("button", name="Supprimer").locator("visible=true").click()
    save(page)
    tool(page, "undo").click()
    save(page)
    desk_session.refresh(route)
    assert [step.texts["fr"] for step in route.steps] == ["Partir."]
