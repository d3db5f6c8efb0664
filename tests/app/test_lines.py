"""Edits of a line: each is one version, and what stood on the line stands where it should."""

from collections.abc import Callable

import numpy as np
import pytest
import shapely
from shapely import MultiLineString
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import lines
from app.actions.publication import blocking_reasons, publish_route
from app.actions.revisions import Clash, Signed
from app.models import Part, Route, RouteState
from app.queries.parts import part_version
from app.queries.routes import working_line
from app.queries.sheets import current_edition, route_line
from gis.along import along, cut
from gis.errors import LineError
from gis.findings import Finding
from gis.line import reverse
from gis.vocabulary import Shape, Surface
from tests.builders import a_line
from tests.staged import (
    LENGTH_M,
    STEPS_KM,
    a_staged_route,
    at_m,
    east,
    everything,
    km,
    moved,
    sections,
    stages,
    steps,
    told,
    versions,
)
from tests.stored import NOW, a_published_route, a_stored_route


def test_a_reversed_line_takes_stages_sections_and_names_round(session: Session) -> None:
    route = a_staged_route(session)
    ids = {stage.number: stage.id for stage in route.stages}
    lines.reverse_line(session, route)
    assert shapely.equals_identical(working_line(session, route), reverse(a_line()))
    assert stages(session, route) == [
        (1, "Fources", 4, False), (2, "Larressingle", 8, False), (3, "Condom", 12, False),
    ]  # fmt: skip
    assert {stage.number: stage.id for stage in route.stages} == {3: ids[1], 2: ids[2], 1: ids[3]}
    assert route.start_place is not None
    assert route.start_place.texts["fr"]["name"] == "Eauze"
    assert sections(session, route) == [(0, 5, False), (7, 12, False)]
    assert [section.surface for section in route.sections] == [Surface.ASPHALT, None]
    assert steps(session, route) == [(1, 3, True), (2, 6, True), (3, 9, True), (4, 12, True)]
    assert route.steps[0].texts["fr"] == "Au km 9."
    assert (route.texts[0].departure, route.texts[0].arrival) == ("Éauze", "Condom")
    assert told(route) == ["anchors.reversed", "anchors.steps_reversed"]
    assert versions(session, route) == 2


def test_a_line_reversed_twice_is_as_it_was_but_for_its_steps(session: Session) -> None:
    route = a_staged_route(session)
    before = stages(session, route), sections(session, route), route.start_place_id
    lines.reverse_line(session, route)
    lines.reverse_line(session, route)
    assert (stages(session, route), sections(session, route), route.start_place_id) == before
    assert shapely.equals_identical(working_line(session, route), a_line())
    assert all(to_check for *_, to_check in steps(session, route))
    assert versions(session, route) == 3


def test_a_line_trimmed_at_both_ends_loses_the_stages_that_were_cut_away(session: Session) -> None:
    route = a_staged_route(session)
    lines.trim_line(session, route, at_m(4), at_m(10))
    assert stages(session, route) == [(1, "Fources", 4, False), (2, "Eauze", 6, True)]
    assert route.start_place is not None
    assert route.start_place.texts["fr"]["name"] == "Larressingle"
    assert sections(session, route) == [(0, 1, False), (3, 6, False)]
    assert steps(session, route) == [(1, 0, True), (2, 0, True), (3, 2, False), (4, 5, False)]
    assert set(told(route)) == {
        "anchors.start_to_check", "anchors.end_to_check", "anchors.stage_lost",
        "anchors.step_to_check",
    }  # fmt: skip
    assert blocking_reasons(route, NOW.date()) == ()
    assert versions(session, route) == 2


def test_sections_that_were_cut_away_are_removed_and_told(session: Session) -> None:
    route = a_staged_route(session)
    lines.trim_line(session, route, 0, at_m(6))
    assert sections(session, route) == [(0, 5, False)]
    assert "anchors.section_lost" in told(route)
    assert stages(session, route) == [(1, "Larressingle", 4, False), (2, "Fources", 6, True)]


def test_a_split_route_becomes_two_with_what_belongs_to_each(session: Session) -> None:
    route = a_staged_route(session, number="V82")
    second = lines.split_line(session, route, at_m(8), "De Fourcès à Éauze")
    assert stages(session, route) == [(1, "Larressingle", 4, False), (2, "Fources", 8, False)]
    assert stages(session, second) == [(1, "Eauze", 4, False)]
    assert second.start_place is not None
    assert second.start_place.texts["fr"]["name"] == "Fources"
    assert sections(session, route) == [(0, 5, False), (7, 8, False)]
    assert sections(session, second) == [(0, 4, False)]
    assert [at for _, at, _ in steps(session, route)] == [0, 3, 6]
    assert [(at, step_told) for _, at, step_told in steps(session, second)] == [(1, False)]
    assert [step.number for step in second.steps] == [1]
    parts = [working_line(session, one) for one in (route, second)]
    assert sum(along(part).length_m for part in parts) == pytest.approx(LENGTH_M, abs=0.01)
    assert parts[0].geoms[-1].coords[-1] == parts[1].geoms[0].coords[0]
    assert (second.state, second.slug) == (RouteState.DRAFT, "v82-de-fources-a-eauze")
    assert (second.texts[0].departure, second.texts[0].arrival) == ("Fources", "Éauze")
    assert (versions(session, route), versions(session, second)) == (2, 1)
    assert blocking_reasons(second, NOW.date()) == ()


def test_a_route_split_and_joined_again_is_what_it_was(session: Session) -> None:
    route = a_staged_route(session)
    second = lines.split_line(session, route, at_m(8), "Suite")
    lines.join_lines(session, route, second)
    assert [(name, end) for _, name, end, _ in stages(session, route)] == [
        ("Larressingle", 4), ("Fources", 8), ("Eauze", 12),
    ]  # fmt: skip
    assert [at for _, at, _ in steps(session, route)] == [0, 3, 6, 9]
    assert [number for number, *_ in steps(session, route)] == [1, 2, 3, 4]
    assert sections(session, route)[1:] == [(7, 8, False), (8, 12, False)]
    assert along(working_line(session, route)).length_m == pytest.approx(LENGTH_M, abs=0.01)
    assert len(working_line(session, route).geoms) == 1
    assert versions(session, second) == 1


def test_a_line_joined_across_a_gap_keeps_the_gap_and_leaves_the_other_route_alone(
    session: Session,
) -> None:
    route = a_staged_route(session)
    end = east(12)
    other = a_stored_route(
        session, title="Suite", line=a_line([(end + 0.01, 43.9), (end + 0.02, 43.9)])
    )
    untouched = everything(session, other)
    lines.join_lines(session, route, other)
    assert "line.gap" in told(route)
    assert stages(session, route)[-1][1:] == ("Eauze", km(route.line.length_m), True)  # type: ignore[union-attr]
    assert [at for _, at, _ in steps(session, route)] == list(STEPS_KM)
    assert everything(session, other) == untouched


def test_a_replaced_stretch_moves_what_stands_on_it_alone(session: Session) -> None:
    route = a_staged_route(session)
    lines.replace_stretch(session, route, at_m(5.2), at_m(6.8), np.array([(east(6), 43.905)]))
    longer = km(route.line.length_m) - 12  # type: ignore[union-attr]
    assert longer > 0
    assert [to_check for *_, to_check in steps(session, route)] == [False, False, True, False]
    assert [at for _, at, _ in steps(session, route)][3] == pytest.approx(9 + longer, abs=0.11)
    assert stages(session, route)[0] == (1, "Larressingle", 4, False)
    assert not any(to_check for *_, to_check in stages(session, route))
    assert not any(to_check for *_, to_check in sections(session, route))
    assert told(route)[0] == "heights.interpolated"


def test_a_simplified_line_has_fewer_vertices_and_everything_on_it(session: Session) -> None:
    route = a_staged_route(session)
    before = stages(session, route), steps(session, route), sections(session, route)
    lines.simplify_line(session, route, 5)
    assert len(shapely.get_coordinates(working_line(session, route))) < 10
    assert (stages(session, route), steps(session, route), sections(session, route)) == before
    assert not any(key.startswith("anchors.") for key in told(route))


def test_a_snapped_line_has_the_other_s_vertices_and_everything_on_it(session: Session) -> None:
    route = a_staged_route(session)
    before = stages(session, route), steps(session, route), sections(session, route)
    other = a_stored_route(session, title="Voisin", line=moved(8, cut(a_line(), 2_000, 9_000)))
    lines.snap_line(session, route, other, 15)
    own = {tuple(one) for one in shapely.get_coordinates(working_line(session, route))}
    assert (
        len(own & {tuple(one) for one in shapely.get_coordinates(working_line(session, other))})
        > 100
    )
    assert (stages(session, route), steps(session, route), sections(session, route)) == before
    assert versions(session, other) == 1


def with_a_spike() -> MultiLineString:
    vertices = shapely.get_coordinates(a_line(), include_z=True)
    vertices[100, 1] += 0.01
    return MultiLineString([vertices])


def test_a_repaired_line_says_what_was_mended_and_has_it_no_more(session: Session) -> None:
    route = a_stored_route(session, line=with_a_spike())
    assert "line.spike" in told(route)
    mended = lines.repair_line(session, route)
    assert [finding.key for finding in mended] == ["line.spike"]
    assert told(route) == []
    assert versions(session, route) == 2


def test_only_the_findings_that_are_named_are_mended(session: Session) -> None:
    vertices = shapely.get_coordinates(with_a_spike(), include_z=True)
    vertices[180, 1] += 0.01
    route = a_stored_route(session, line=MultiLineString([vertices]))
    assert route.line is not None
    first, _ = (Finding(**one) for one in route.line.findings if one["key"] == "line.spike")
    assert lines.repair_line(session, route, [first]) == (first,)
    assert told(route) == ["line.spike"]


def test_a_line_without_anything_to_mend_gets_no_version(session: Session) -> None:
    route = a_stored_route(session)
    assert lines.repair_line(session, route) == ()
    assert versions(session, route) == 1


def test_the_public_sees_an_edit_once_it_is_published(session: Session) -> None:
    route = a_published_route(session)
    lines.trim_line(session, route, 0, 5_000)
    edition = current_edition(session, route.slug)
    assert along(route_line(session, edition)).length_m == pytest.approx(LENGTH_M)
    publish_route(session, route, NOW)
    edition = current_edition(session, route.slug)
    assert along(route_line(session, edition)).length_m == pytest.approx(5_000, abs=0.01)


def test_a_shape_read_off_the_line_goes_with_it_and_one_that_was_given_stays(
    session: Session,
) -> None:
    ring = a_line([(0.37, 43.9), (0.40, 43.9), (0.40, 43.92), (0.37, 43.9)])
    read, given = (
        a_stored_route(session, title=title, line=ring, shape=shape)
        for title, shape in (("Lue", Shape.LOOP), ("Donnée", Shape.OUT_AND_BACK))
    )
    for route in (read, given):
        lines.trim_line(session, route, 0, 3_000)
    assert (read.shape, given.shape) == (Shape.LINEAR, Shape.OUT_AND_BACK)


Gesture = Callable[[Session, Route], object]


@pytest.mark.parametrize(
    "gesture",
    [
        lambda session, route: lines.trim_line(session, route, 5_000, 5_000),
        lambda session, route: lines.trim_line(session, route, 7_000, 2_000),
        lambda session, route: lines.trim_line(session, route, 0, 90_000),
        lambda session, route: lines.trim_line(session, route, float("nan")),
        lambda session, route: lines.split_line(session, route, 0, "Rien"),
        lambda session, route: lines.split_line(session, route, LENGTH_M, "Rien"),
        lambda session, route: lines.split_line(session, route, 90_000, "Trop loin"),
        lambda session, route: lines.replace_stretch(session, route, 9_000, 1_000, np.ones((2, 2))),
        lambda session, route: lines.replace_stretch(session, route, 0, 10, np.full((2, 2), 1e6)),
        lambda session, route: lines.replace_stretch(session, route, 0, 10, np.full((2, 2), 89)),
        lambda session, route: lines.join_lines(session, route, a_route_without_line(session)),
        lambda session, route: lines.snap_line(session, route, a_route_without_line(session), 10),
    ],
)
def test_an_edit_that_cannot_be_done_changes_nothing(session: Session, gesture: Gesture) -> None:
    route = a_staged_route(session)
    a_route_without_line(session)
    before = everything(session, route)
    with pytest.raises(LineError):
        gesture(session, route)
    assert everything(session, route) == before


def a_route_without_line(session: Session) -> Route:
    found = session.scalars(select(Route).where(Route.line_id.is_(None))).one_or_none()
    if found:
        return found
    route = a_stored_route(session, title="Sans tracé")
    route.line = None
    session.flush()
    return route


def test_a_route_without_a_line_cannot_be_edited(session: Session) -> None:
    with pytest.raises(LineError, match=r"publish\.no_line"):
        lines.reverse_line(session, a_route_without_line(session))


SIGNED: list[Callable[[Session, Route, Signed], object]] = [
    lambda session, route, by: lines.reverse_line(session, route, signed=by),
    lambda session, route, by: lines.trim_line(session, route, 0, 5_000, signed=by),
    lambda session, route, by: lines.split_line(session, route, 6_000, "Suite", signed=by),
    lambda session, route, by: lines.join_lines(session, route, route, signed=by),
    lambda session, route, by: lines.simplify_line(session, route, 5, signed=by),
    lambda session, route, by: lines.snap_line(session, route, route, 5, signed=by),
    lambda session, route, by: lines.repair_line(session, route, signed=by),
]


@pytest.mark.parametrize("gesture", SIGNED)
def test_a_gesture_on_a_line_that_has_changed_since_it_was_seen_changes_nothing(
    session: Session, gesture: Callable[[Session, Route, Signed], object]
) -> None:
    route = a_staged_route(session, line=with_a_spike())
    seen = part_version(session, route.id, Part.LINE)
    before = everything(session, route)
    with pytest.raises(Clash):
        gesture(session, route, Signed(seen=seen - 1))
    assert everything(session, route) == before
    gesture(session, route, Signed(seen=seen))
    assert part_version(session, route.id, Part.LINE) == seen + 1
