"""A line stored again: what stood on the one before, marked and told where it moved."""

import numpy as np
import pytest
import shapely
from sqlalchemy.orm import Session

from app.actions.publication import blocking_reasons
from app.actions.routes import set_line
from app.actions.sections import set_sections
from app.actions.stages import set_stages
from app.actions.steps import set_steps
from gis.sheets import SectionSheet
from gis.vocabulary import Language, Severity
from tests.builders import a_line
from tests.staged import a_staged_route, dense, east, moved, sections, stages, steps, told
from tests.stored import NOW, a_stored_route, a_stored_town


def test_a_line_recorded_again_keeps_everything_in_place_unchecked(session: Session) -> None:
    route = a_staged_route(session)
    before = stages(session, route), steps(session, route), sections(session, route)
    again = a_line(shapely.get_coordinates(moved(3), include_z=True)[::2])
    set_line(session, route, again)
    assert (stages(session, route), steps(session, route), sections(session, route)) == before
    assert told(route) == []
    assert blocking_reasons(route, NOW.date()) == ()


def test_what_moved_more_than_its_tolerance_is_marked_and_told_at_its_new_place(
    session: Session,
) -> None:
    route = a_staged_route(session)
    line = a_line([(east(0), 43.9), (east(5.5), 43.9), (east(6.5), 43.9012), (east(12), 43.9)])
    set_line(session, route, dense(line))
    assert [to_check for *_, to_check in stages(session, route)] == [False, False, False]
    assert [to_check for *_, to_check in steps(session, route)] == [False, False, True, True]
    assert [to_check for *_, to_check in sections(session, route)] == [False, True]
    assert route.line is not None
    moved_ones = [finding for finding in route.line.findings if finding["key"].startswith("anch")]
    assert [(one["key"], one["values"]["number"]) for one in moved_ones] == [
        ("anchors.step_to_check", 3),
        ("anchors.step_to_check", 4),
        ("anchors.section_to_check", 2),
    ]
    step = moved_ones[0]
    assert step["severity"] == Severity.WARNING
    assert (step["lon"], step["lat"]) == pytest.approx((east(6), 43.9006), abs=2e-4)
    assert step["values"]["distance_m"] == pytest.approx(66, abs=5)


def test_a_stage_end_tolerates_what_a_step_does_not(session: Session) -> None:
    route = a_staged_route(session)
    set_line(session, route, moved(60))
    assert not any(to_check for *_, to_check in stages(session, route))
    assert all(to_check for *_, to_check in steps(session, route))
    assert all(to_check for *_, to_check in sections(session, route))
    set_line(session, route, moved(200))
    assert all(to_check for *_, to_check in stages(session, route))


def test_a_mark_stays_until_the_place_is_set_anew(session: Session) -> None:
    route = a_staged_route(session)
    set_line(session, route, moved(200))
    set_line(session, route, moved(201))
    assert all(to_check for *_, to_check in steps(session, route))
    assert all(to_check for *_, to_check in stages(session, route))
    assert all(to_check for *_, to_check in sections(session, route))
    set_stages(session, route, [route.start_place, *(one.end_place for one in route.stages)])  # type: ignore[list-item]
    set_steps(
        session, route, [(step.at_m, {Language.FR: step.texts["fr"]}) for step in route.steps]
    )
    set_sections(session, route, [SectionSheet(0, 1_000)])
    assert not any(to_check for *_, to_check in stages(session, route))
    assert not any(to_check for *_, to_check in steps(session, route))
    assert not any(to_check for *_, to_check in sections(session, route))


def test_a_line_that_goes_on_is_told_at_its_end(session: Session) -> None:
    route = a_staged_route(session)
    longer = np.linspace(0, 15, 301)
    set_line(session, route, a_line(np.column_stack((east(longer), np.full(301, 43.9)))))  # type: ignore[arg-type]
    assert stages(session, route) == [
        (1, "Larressingle", 4, False), (2, "Fources", 8, False), (3, "Eauze", 15, True),
    ]  # fmt: skip
    assert sections(session, route) == [(0, 5, False), (7, 12, False)]
    assert told(route)[:1] == ["anchors.end_to_check"]


def test_a_stage_that_a_short_cut_leaves_nothing_of_is_removed_and_told(session: Session) -> None:
    """A spur to a town, given up: the stages to it and from it fall together."""
    spur = [(0.37, 43.9), (0.42, 43.9), (0.42, 43.95), (0.42, 43.9), (0.47, 43.9)]
    route = a_stored_route(session, line=dense(a_line(spur)))
    names = ("Condom", "Bas", "Haut", "Pont", "Eauze")
    places = [a_stored_town(session, name, *where) for name, where in zip(names, spur, strict=True)]
    set_stages(session, route, places)
    set_line(session, route, dense(a_line([spur[0], spur[1], spur[4]])))
    assert [(number, name) for number, name, *_ in stages(session, route)] == [
        (1, "Bas"), (2, "Eauze"),
    ]  # fmt: skip
    assert told(route).count("anchors.stage_lost") == 2
    assert not any(to_check for *_, to_check in stages(session, route))
