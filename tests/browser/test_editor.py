"""The editor: a line is drawn, dragged, cut and saved, and what was sent is what is stored."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import gpxpy
import numpy as np
import pytest
import shapely
from playwright.sync_api import Page, expect
from playwright.sync_api import Route as Asked
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
from tests.browser.watch import serious_findings
from tests.stored import a_stored_route

AtTheDesk = Callable[..., Page]
EAST = np.linspace(0.36, 0.372, 13)
BENDS = MultiLineString(
    [np.column_stack((EAST, 43.95 + 0.001 * np.sin(EAST * 900), 100 + EAST * 100))]
)
LOOP = Path("data/demo/boucle-faulty.gpx")


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


def test_a_vertex_dragged_and_saved_is_stored_where_it_was_sent_and_no_other_moved(
    page: Page, route: Route, desk_session: Session
) -> None:
    drag(page, choose_vertex(page, 5), 60, 30)
    expect(page.locator("#map")).to_have_attribute("data-state", "changed")
    assert undo_says(page) == "Annuler : déplacer un point"
    with page.expect_request(re.compile(r"/drawing$")) as sent:
        save(page)
    coordinates = json.loads(sent.value.post_data or "")["line"]["coordinates"]
    stored = stored_line(desk_session, route.id)
    assert [shapely.get_coordinates(one, include_z=True).tolist() for one in stored.geoms] == (
        coordinates
    )
    before, after = (shapely.get_coordinates(one, include_z=True) for one in (BENDS, stored))
    assert (before != after).any(axis=1).nonzero()[0].tolist() == [5]


def test_dragging_a_segment_puts_a_vertex_in(page: Page, route: Route) -> None:
    other = choose_vertex(page, 4)
    page.keyboard.press("PageUp")
    one = chosen_place(page)
    middle = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
    drag(page, middle, 10, -40)
    assert undo_says(page) == "Annuler : ajouter un point"
    expect(page.locator("#chosen-what")).to_have_text("Point 5 sur 14")


def test_every_gesture_is_undone_and_redone_in_order(page: Page, route: Route) -> None:
    length = page.locator("#editor-length")
    lengths = [length.inner_text()]
    choose_vertex(page, 2)
    for key in ("Shift+ArrowUp", "Delete", "Insert", "Shift+ArrowUp"):
        for _ in range(6 if "Arrow" in key else 1):
            page.keyboard.press(key)
        lengths.append(length.inner_text())
    page.locator('[data-tool="reverse"]').click()
    names = []
    while not page.locator('[data-tool="undo"]').is_disabled():
        names.append(undo_says(page))
        page.keyboard.press("Control+z")
    assert len(names) == 15
    assert length.inner_text() == lengths[0]
    expect(page.locator("#map")).to_have_attribute("data-state", "saved")
    while not page.locator('[data-tool="redo"]').is_disabled():
        page.keyboard.press("Control+Shift+z")
    assert length.inner_text() == lengths[-1]
    assert undo_says(page) == "Annuler : inverser le sens"


def test_several_vertices_are_chosen_with_shift_and_deleted_at_once(
    page: Page, route: Route, desk_session: Session
) -> None:
    choose_vertex(page, 3)
    for _ in range(4):
        page.keyboard.press("Shift+PageDown")
    expect(page.locator("#chosen-what")).to_have_text("Points choisis : 5")
    page.keyboard.press("Delete")
    save(page)
    assert shapely.get_num_coordinates(stored_line(desk_session, route.id)) == 8


def test_what_lies_behind_the_chosen_point_is_cut_off(
    page: Page, route: Route, desk_session: Session
) -> None:
    choose_vertex(page, 6)
    page.get_by_role("button", name="Garder avant").click()
    save(page)
    stored = shapely.get_coordinates(stored_line(desk_session, route.id), include_z=True)
    assert stored.tolist() == shapely.get_coordinates(BENDS, include_z=True)[:7].tolist()


def test_a_route_is_cut_in_two_and_the_rest_is_a_draft(
    page: Page, route: Route, desk_session: Session
) -> None:
    told = []

    def remembered(asked: Asked) -> None:
        answer = asked.fetch()
        told.append(answer.json())
        asked.fulfill(response=answer)

    page.route(re.compile(r"/split$"), remembered)
    drag(page, choose_vertex(page, 6), 0, 30)
    page.get_by_role("button", name="Scinder…").click()
    page.get_by_label("Nom du second itinéraire").fill("La suite")
    with page.expect_navigation():
        page.get_by_role("button", name="Couper en deux itinéraires").click()
    expect(page.locator("#map")).to_have_attribute("data-ready", "yes")
    expect(page.locator("#editor-kept")).to_be_hidden()
    rest = stored_line(desk_session, told[0]["route_id"])
    assert shapely.get_num_coordinates(rest) == 7
    assert shapely.get_num_coordinates(stored_line(desk_session, route.id)) == 7


def test_points_are_left_out_as_the_preview_shows(
    page: Page, route: Route, desk_session: Session
) -> None:
    page.get_by_text("Alléger : moins de points").click()
    page.get_by_label("S’écarter d’au plus").fill("20")
    said = page.locator("#simplify output")
    expect(said).to_contain_text("À 20 m près : 13 points →")
    left = int(said.inner_text().split("→")[1])
    page.get_by_role("button", name="Alléger ainsi").click()
    save(page)
    assert shapely.get_num_coordinates(stored_line(desk_session, route.id)) == left < 13


def test_a_line_drawn_from_nothing_saved_exported_and_imported_again_is_the_same(
    at_the_desk: AtTheDesk, owner: Organisation, desk_session: Session, tmp_path: Path
) -> None:
    page = at_the_desk(Role.OFFICER, organisation=owner)
    page.goto("/bureau/itineraires")
    page.get_by_role("link", name="Dessiner").click()
    page.get_by_label("Titre en français").fill("Tour du lac")
    page.get_by_role("button", name="Dessiner sur la carte").click()
    expect(page.locator("#map")).to_have_attribute("data-ready", "yes")
    box = page.locator("#map canvas").bounding_box()
    assert box
    for right, down in ((0.4, 0.4), (0.5, 0.35), (0.6, 0.45), (0.55, 0.6), (0.45, 0.55)):
        page.mouse.click(box["x"] + box["width"] * right, box["y"] + box["height"] * down)
        page.wait_for_timeout(200)
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    with page.expect_request(re.compile(r"/drawing$")) as sent:
        save(page)
    route_id = int(re.search(r"/routes/(\d+)/", sent.value.url)[1])  # type: ignore[index]
    drawn = stored_line(desk_session, route_id)
    assert shapely.get_num_coordinates(drawn) == 4
    assert [shapely.get_coordinates(one, include_z=one.has_z).tolist() for one in drawn.geoms] == (
        json.loads(sent.value.post_data or "")["line"]["coordinates"]
    )
    exported = page.request.get(f"/bureau/itineraires/{route_id}/apercu/trace.gpx").body()
    (track,) = gpxpy.parse(exported.decode()).tracks
    points = [(one.longitude, one.latitude) for one in track.segments[0].points]
    assert np.allclose(points, shapely.get_coordinates(drawn), atol=1e-6)
    file = tmp_path / "lac.gpx"
    file.write_bytes(exported)
    page.goto("/bureau/imports")
    drop(page, file)
    page.get_by_role("button", name="Voir ce que cela donnera").click()
    page.get_by_role("button", name="Importer").click()
    again = page.get_by_role("link", name=re.compile("Voir l’itinéraire")).get_attribute("href")
    imported = stored_line(desk_session, int((again or "").split("/")[-1]))
    assert np.allclose(shapely.get_coordinates(imported), shapely.get_coordinates(drawn), atol=1e-6)


def test_a_file_dropped_on_the_map_is_shown_and_taken_and_can_be_undone(
    page: Page, route: Route
) -> None:
    before = page.locator("#editor-length").inner_text()
    drop(page, LOOP, ".editor-map")
    guide = page.get_by_role("dialog")
    expect(guide).to_contain_text("Boucle de Condom")
    guide.get_by_role("button", name="Remplacer tout le tracé").click()
    expect(page.locator("#editor-length")).not_to_have_text(before)
    page.keyboard.press("Control+z")
    expect(page.locator("#editor-length")).to_have_text(before)


def test_a_file_that_is_none_is_refused_in_a_sentence_and_the_drawing_stays(
    page: Page, route: Route, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.gpx"
    notes.write_text("bonjour")
    drop(page, notes, ".editor-map")
    expect(page.locator("#editor-told")).to_have_attribute("data-kind", "refused")
    expect(page.locator("#editor-told")).to_contain_text(re.compile(r"\w.*\."))
    expect(page.locator("#map")).to_have_attribute("data-state", "saved")


def test_two_officers_drawing_at_once_choose_between_their_lines(
    at_the_desk: AtTheDesk, page: Page, route: Route, owner: Organisation, desk_session: Session
) -> None:
    other = at_the_desk(Role.OFFICER, name="Lucie Arnaud", organisation=owner)
    open_editor(other, route.id)
    drag(other, choose_vertex(other, 4), 0, 50)
    save(other)
    drag(page, choose_vertex(page, 8), 0, 50)
    page.click("#save")
    clash = page.get_by_role("alertdialog")
    expect(clash).to_contain_text("Lucie Arnaud")
    clash.get_by_role("button", name="Garder la mienne").click()
    expect(page.locator("#map")).to_have_attribute("data-state", "saved")
    moved = shapely.get_coordinates(stored_line(desk_session, route.id))
    changed = (moved != shapely.get_coordinates(BENDS)).any(axis=1)
    assert changed.nonzero()[0].tolist() == [8]


def test_without_a_network_the_button_says_so(page: Page, route: Route) -> None:
    page.get_by_role("button", name="Suivre les chemins").click()
    expect(page.locator("#editor-told")).to_contain_text("Aucun réseau de chemins")


def test_a_finger_takes_a_vertex_and_moves_it(
    at_the_desk: AtTheDesk, route: Route, owner: Organisation
) -> None:
    page = at_the_desk(
        Role.OFFICER, organisation=owner, has_touch=True, viewport={"width": 768, "height": 1024}
    )
    open_editor(page, route.id)
    x, y = choose_vertex(page, 5)
    touch = page.context.new_cdp_session(page)
    for kind, right in (("touchStart", 8), ("touchMove", 30), ("touchMove", 60)):
        points = [{"x": x + right, "y": y + 8}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("#map")).to_have_attribute("data-state", "changed")
    assert undo_says(page) == "Annuler : déplacer un point"
    moved_x, _ = chosen_place(page)
    assert moved_x - x == pytest.approx(60, abs=2)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_is_accessible_and_fits(
    at_the_desk: AtTheDesk, route: Route, owner: Organisation, width: int, scheme: str
) -> None:
    page = at_the_desk(
        Role.OFFICER,
        organisation=owner,
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
    )
    open_editor(page, route.id)
    choose_vertex(page, 2)
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
