"""A drawing saved: every vertex as it was drawn, and what stood on the line where it belongs."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely import MultiLineString, get_coordinates
from sqlalchemy.orm import Session

from app.actions.drawn import Drawing, save_drawing
from app.actions.lines import reverse_line
from app.actions.revisions import UNSIGNED, Clash, Signed
from app.actions.steps import PlacedStep
from app.api.registry.bodies import Line
from app.api.registry.line_shapes import coordinates_of, drawn_intake
from app.models import Part, Route
from app.queries.parts import part_version
from app.queries.routes import working_line
from gis.errors import GisError
from gis.line import reverse
from gis.vocabulary import Language
from tests.builders import a_line
from tests.staged import a_staged_route, everything, moved, sections, stages, steps, told, versions
from tests.stored import a_stored_route

FR = Language.FR
LON = st.floats(-179.9, 179.9, allow_nan=False)
LAT = st.floats(-84.9, 84.9, allow_nan=False)
HEIGHT = st.one_of(st.just(0.0), st.floats(-499, 8999, allow_nan=False))
FLAT = st.lists(st.lists(st.tuples(LON, LAT), min_size=2, max_size=6), min_size=1, max_size=3)
HILLY = st.lists(
    st.lists(st.tuples(LON, LAT, HEIGHT), min_size=2, max_size=6), min_size=1, max_size=3
)


def bits(pieces: Any) -> list[NDArray[np.int64]]:
    return [np.array(piece, dtype=np.float64).view(np.int64) for piece in pieces]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.one_of(FLAT, HILLY))
@example(pieces=[[(0.3, 43.9, 0.0), (0.4, 43.9, 0.0)]])
@example(pieces=[[(0.3, 43.9, 150.0), (0.4, 43.9, 0.0)]])
@example(pieces=[[(0.1 + 0.2, 43.9), (0.3, 43.9), (0.3, 43.9)], [(0.3, 43.9), (0.31, 43.9)]])
def test_what_is_stored_is_what_was_drawn_bit_for_bit(
    app: Any, session: Session, pieces: list[list[tuple[float, ...]]]
) -> None:
    sent = Line(type="MultiLineString", coordinates=[[list(one) for one in p] for p in pieces])
    with app.app_context():
        try:
            intake = drawn_intake(Line.model_validate_json(sent.model_dump_json()))
        except GisError:
            assume(False)
    session.rollback()
    route = a_stored_route(session)
    drawing = Drawing(intake.line, intake.noticed)
    try:
        save_drawing(session, route, drawing, None, UNSIGNED, UNSIGNED)
    except GisError as error:
        assert error.key == "line.empty"
        assume(False)
    session.expire_all()
    stored = coordinates_of(working_line(session, route))
    assert len(stored) == len(pieces)
    for one, other in zip(bits(stored), bits(pieces), strict=True):
        assert np.array_equal(one, other)


def save(session: Session, route: Route, line: MultiLineString, **changes: Any) -> None:
    save_drawing(session, route, Drawing(line, **changes), None, UNSIGNED, UNSIGNED)


def test_a_line_drawn_the_other_way_is_what_a_reversal_makes(session: Session) -> None:
    drawn, turned = a_staged_route(session), a_staged_route(session, title="Autre")
    save(session, drawn, reverse(a_line()), is_reversed=True)
    reverse_line(session, turned)
    for look in (stages, steps, sections):
        assert look(session, drawn) == look(session, turned)
    assert told(drawn) == told(turned)
    assert drawn.start_place_id == turned.start_place_id


def test_a_line_drawn_the_other_way_and_elsewhere_is_followed_from_its_turned_self(
    session: Session,
) -> None:
    route = a_staged_route(session)
    save(session, route, reverse(moved(30)), is_reversed=True)
    assert stages(session, route) == [
        (1, "Fources", 4, False), (2, "Larressingle", 8, False), (3, "Condom", 12, False),
    ]  # fmt: skip
    assert [at for _, at, _ in steps(session, route)] == [3, 6, 9, 12]


def test_a_way_there_and_back_that_is_turned_round_is_a_new_version(session: Session) -> None:
    there = get_coordinates(a_line(), include_z=True)
    both = MultiLineString([np.vstack((there, there[-2::-1]))])
    route = a_stored_route(session, line=both)
    save(session, route, both)
    assert versions(session, route) == 1
    save(session, route, both, is_reversed=True)
    assert versions(session, route) == 2
    assert told(route)[0] == "anchors.reversed"


def placed(route: Route, at_m: float) -> list[PlacedStep]:
    """Its first instruction there, and a new one behind."""
    first = route.steps[0]
    return [
        PlacedStep(at_m, {FR: first.texts["fr"]}, id=first.id),
        PlacedStep(at_m + 1, {FR: "Neuve.", Language.EN: " "}),
    ]


def test_instructions_that_are_given_stand_where_they_were_placed(session: Session) -> None:
    route = a_staged_route(session)
    kept = route.steps[0].id
    save(session, route, moved(500), steps=placed(route, 1234.5))
    session.expire_all()
    assert [(one.number, one.at_m, one.to_check) for one in route.steps] == [
        (1, 1234.5, False), (2, 1235.5, False),
    ]  # fmt: skip
    assert route.steps[0].id == kept
    assert route.steps[1].texts == {"fr": "Neuve."}
    assert "anchors.step_to_check" not in told(route)


def test_a_drawing_is_one_revision_of_each_part_that_it_gives(session: Session) -> None:
    route = a_staged_route(session)
    line, written = (part_version(session, route.id, one) for one in (Part.LINE, Part.STEPS))
    save(session, route, reverse(moved(500)), is_reversed=True, steps=placed(route, 10.0))
    assert part_version(session, route.id, Part.LINE) == line + 1
    assert part_version(session, route.id, Part.STEPS) == written + 1


@pytest.mark.parametrize("part", [Part.LINE, Part.STEPS])
def test_a_drawing_over_what_has_changed_changes_nothing(session: Session, part: Part) -> None:
    route = a_staged_route(session)
    newest = {one: part_version(session, route.id, one) for one in (Part.LINE, Part.STEPS)}
    on_line, on_steps = (
        Signed(seen=newest[one] - (one == part)) for one in (Part.LINE, Part.STEPS)
    )
    before = everything(session, route)
    drawing = Drawing(moved(500), steps=placed(route, 10.0))
    with pytest.raises(Clash) as refused:
        save_drawing(session, route, drawing, None, on_line, on_steps)
    assert refused.value.part == part
    assert everything(session, route) == before


def test_a_drawing_that_cannot_be_stored_changes_nothing(session: Session) -> None:
    route = a_staged_route(session)
    before = everything(session, route)
    polar = a_line([(0.3, 86.0), (0.3, 86.1)])
    for drawing in (
        Drawing(polar, steps=placed(route, 10.0)),
        Drawing(moved(500), steps=placed(route, 90_000.0)),
        Drawing(moved(500), steps=placed(route, 10.0)[::-1]),
        Drawing(moved(500), steps=[PlacedStep(0.0, {FR: "Qui ?"}, id=999_999)]),
    ):
        with pytest.raises(GisError):
            save_drawing(session, route, drawing, None, UNSIGNED, UNSIGNED)
        assert everything(session, route) == before
