"""What a version of a line says and keeps, whatever gesture made it."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
import shapely
from shapely import MultiLineString, get_coordinates
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import lines
from app.actions.publication import blocking_reasons
from app.actions.routes import set_line
from app.actions.sections import set_sections
from app.actions.stages import set_stages
from app.actions.steps import set_steps
from app.models import Route
from app.queries.routes import working_line
from gis.along import along, cut
from gis.errors import LineError
from gis.measure import Bounds
from gis.sheets import SectionSheet
from gis.vocabulary import Language, Severity
from tests.builders import a_line
from tests.grid import drawn
from tests.staged import a_staged_route, at_m, east, moved, stages, told
from tests.stored import NOW, a_stored_route

GERS = (-0.3, 43.3, 1.25, 44.1)


def swapped(line: MultiLineString) -> MultiLineString:
    return shapely.transform(line, lambda xy: xy[:, ::-1])


HOMELY: list[Callable[[Session, Route, Bounds], object]] = [
    lines.reverse_line,
    lambda session, route, home: lines.trim_line(session, route, 0, 8_000, home),
    lambda session, route, home: lines.split_line(session, route, 6_000, "Suite", home),
    lambda session, route, home: lines.join_lines(session, route, route, home),
    lambda session, route, home: lines.replace_stretch(
        session, route, 4_000, 5_000, np.array([(43.9, east(4.5))]), home
    ),
    lambda session, route, home: lines.simplify_line(session, route, 5, home),
    lambda session, route, home: lines.snap_line(
        session, route, a_stored_route(session, title="Voisin", line=swapped(moved(8))), 15, home
    ),
]


@pytest.mark.parametrize("gesture", HOMELY)
def test_an_edited_line_is_still_looked_for_in_its_departement(
    session: Session, gesture: Callable[[Session, Route, Bounds], object]
) -> None:
    route = a_stored_route(session, line=swapped(a_line(heights=False)))
    set_line(session, route, swapped(a_line(heights=False)), home=GERS)
    gesture(session, route, GERS)
    session.expire_all()
    edited = session.scalars(select(Route).where(Route.id >= route.id).order_by(Route.id))
    named = [one for one in edited if one.texts[0].title != "Voisin"]
    assert [[reason.key for reason in blocking_reasons(one, NOW.date())] for one in named[:1]] == [
        ["line.axes_swapped"]
    ]
    assert all("line.axes_swapped" in told(one) for one in named)


def test_a_repaired_line_is_still_looked_for_in_its_departement(session: Session) -> None:
    vertices = shapely.get_coordinates(a_line(), include_z=True)
    vertices[100, 1] += 0.01
    route = a_stored_route(session, line=MultiLineString([vertices]))
    lines.repair_line(session, route, home=(2.0, 45.0, 3.0, 46.0))
    assert "line.far_from_home" in told(route)


def test_sections_never_overlap_on_a_line_recorded_badly(session: Session) -> None:
    hairpins = drawn("a--------b\nd--------c\ne--------f", "abcdef", every_m=11)
    route = a_stored_route(session, line=hairpins)
    limits_m = np.linspace(0, along(hairpins).length_m, 302)[2:].reshape(-1, 3)
    set_sections(session, route, [SectionSheet(*pair) for pair in limits_m[:, [0, 2]].tolist()])
    for seed in range(3):
        noise = np.random.default_rng(seed).normal(0, 20 / 111_100, (10_000, 2))
        noisy = [vertex + noise[index] for index, vertex in enumerate(get_coordinates(hairpins))]
        set_line(session, route, MultiLineString([noisy]))
        session.expire_all()
        assert all(one.to_m <= other.from_m for one, other in pairwise(route.sections))


def test_declared_gaps_stay_declared_while_there_is_no_other(session: Session) -> None:
    route = a_stored_route(session, line=with_a_gap(), declared_gaps=True)
    lines.reverse_line(session, route)
    lines.simplify_line(session, route, 5)
    lines.trim_line(session, route, 1_000, 9_000)
    set_line(session, route, moved(10, working_line(session, route)))
    assert "line.gap" in told(route)
    assert route.declared_gaps
    assert blocking_reasons(route, NOW.date()) == ()


def test_gaps_have_to_be_declared_again_once_there_is_another(session: Session) -> None:
    route = a_stored_route(session, line=with_a_gap(), declared_gaps=True)
    other = a_stored_route(session, title="Loin", line=a_line([(1.2, 43.9), (1.21, 43.9)]))
    lines.join_lines(session, route, other)
    assert not route.declared_gaps
    assert told(route).count("line.gap_not_declared") == 1
    assert {reason.key for reason in blocking_reasons(route, NOW.date())} == {"line.gap"}


def test_the_second_part_of_a_split_has_the_declared_gaps_of_the_whole(session: Session) -> None:
    route = a_stored_route(session, line=with_a_gap(), declared_gaps=True)
    second = lines.split_line(session, route, 2_000, "Suite")
    assert "line.gap" in told(second)
    assert second.declared_gaps


def with_a_gap() -> MultiLineString:
    return MultiLineString(
        [cut(a_line(), 0, 5_000).geoms[0], cut(a_line(), 5_400, 12_000).geoms[0]]
    )


def test_a_part_that_starts_in_mid_stage_says_so_and_is_marked(session: Session) -> None:
    route = a_staged_route(session)
    second = lines.split_line(session, route, at_m(6), "Suite")
    assert stages(session, second) == [(1, "Fources", 2, True), (2, "Eauze", 6, False)]
    assert second.line is not None
    (start,) = (one for one in second.line.findings if one["key"].startswith("anchors."))
    assert (start["key"], start["values"]["name"]) == (
        "anchors.stages_start_to_check", "Larressingle",
    )  # fmt: skip
    assert start["values"]["distance_m"] == pytest.approx(at_m(2), abs=1)


def test_a_start_that_was_cut_away_stays_marked_until_the_stages_are_set(session: Session) -> None:
    route = a_staged_route(session)
    lines.trim_line(session, route, at_m(1))
    lines.simplify_line(session, route, 5)
    assert [to_check for *_, to_check in stages(session, route)] == [True, False, False]


def test_joining_a_line_without_heights_warns_that_all_are_left_out(session: Session) -> None:
    route = a_stored_route(session)
    end = east(12)
    flat = a_stored_route(session, title="Plat", line=a_line([(end, 43.9), (end + 0.01, 43.9)]))
    points = shapely.get_num_coordinates([working_line(session, one) for one in (route, flat)])
    lines.join_lines(session, route, flat)
    assert route.line is not None
    first = route.line.findings[0]
    assert (first["key"], first["severity"]) == ("heights.left_out", Severity.WARNING)
    assert first["values"] == {"count": points[1], "total": points.sum()}
    lines.join_lines(session, route, flat)
    assert "heights.left_out" not in told(route)


def test_a_reversed_line_marks_the_end_that_was_to_be_checked(session: Session) -> None:
    route = a_staged_route(session)
    lines.trim_line(session, route, 0, at_m(10))
    lines.reverse_line(session, route)
    assert [(name, to_check) for _, name, _, to_check in stages(session, route)] == [
        ("Fources", True), ("Larressingle", False), ("Condom", False),
    ]  # fmt: skip
    lines.reverse_line(session, route)
    assert [to_check for *_, to_check in stages(session, route)] == [False, True, True]


def test_a_start_to_be_checked_is_marked_where_it_is_once_reversed(session: Session) -> None:
    route = a_staged_route(session)
    lines.trim_line(session, route, at_m(1))
    lines.reverse_line(session, route)
    assert [(name, to_check) for _, name, _, to_check in stages(session, route)] == [
        ("Fources", False), ("Larressingle", True), ("Condom", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda session, route: set_steps(session, route, [(9_000, {Language.FR: "Trop loin."})]),
        lambda session, route: set_sections(session, route, [SectionSheet(0, 9_000)]),
        lambda session, route: set_stages(
            session, route, [route.start_place, *(one.end_place for one in route.stages)]
        ),
    ],
)
def test_what_is_set_is_checked_against_the_line_that_somebody_else_has_just_stored(
    committing: Session, change: Callable[[Session, Route], object]
) -> None:
    route = a_staged_route(committing)
    committing.commit()
    assert route.line is not None
    assert (route.line.length_m > 9_000, len(route.stages)) == (True, 3)
    with Session(committing.get_bind()) as other, other.begin():
        lines.trim_line(other, other.get_one(Route, route.id), 0, 6_000)
    with pytest.raises(LineError, match=r"line\.place_outside|stages\.place_off_route"):
        change(committing, route)
