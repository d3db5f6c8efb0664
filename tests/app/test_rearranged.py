"""A line in another order: what stands on it stays where it is on the ground."""

import numpy as np
import pytest
import shapely
from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions import lines
from app.actions.publication import blocking_reasons
from app.actions.routes import set_line
from app.actions.sections import set_sections
from app.actions.stages import set_stages
from app.actions.steps import set_steps
from app.models import Route
from gis.along import along
from gis.sheets import SectionSheet
from gis.vocabulary import Surface
from tests.builders import a_line
from tests.staged import FR, east, km, sections, stages, steps, told
from tests.stored import NOW, a_stored_route, a_stored_town


def stretch(from_km: float, to_km: float) -> list[tuple[float, float]]:
    count = int(abs(to_km - from_km) * 10) + 1
    return [(east(at_km), 43.9) for at_km in np.linspace(from_km, to_km, count)]


def a_route_out_of_order(session: Session, *pieces: list[tuple[float, float]]) -> Route:
    """An instruction in the middle of each third of the line, and asphalt on the second one."""
    route = a_stored_route(session, line=MultiLineString(pieces))
    assert route.line is not None
    twelfth_m = route.line.length_m / 12
    set_steps(session, route, [(twelfth_m * at, {FR: f"Au {at}."}) for at in (2, 6, 10)])
    set_sections(
        session, route, [SectionSheet(twelfth_m * 4, twelfth_m * 8, surface=Surface.ASPHALT)]
    )
    return route


def texts(route: Route) -> list[str]:
    return [step.texts["fr"] for step in route.steps]


def test_pieces_put_in_order_take_along_what_stands_on_each(session: Session) -> None:
    route = a_route_out_of_order(session, stretch(0, 4), stretch(8, 12), stretch(4, 8))
    assert "line.order" in [finding.key for finding in lines.repair_line(session, route)]
    assert steps(session, route) == [(1, 2, False), (2, 6, False), (3, 10, False)]
    assert texts(route) == ["Au 2.", "Au 10.", "Au 6."]
    assert sections(session, route) == [(8, 12, False)]
    assert blocking_reasons(route, NOW.date()) == ()


def test_a_piece_turned_round_turns_its_section_and_has_its_instruction_checked(
    session: Session,
) -> None:
    route = a_route_out_of_order(session, stretch(0, 4), stretch(8, 4), stretch(8, 12))
    set_sections(session, route, [SectionSheet(route.line.length_m / 12 * 5, 7_000)])  # type: ignore[union-attr]
    to_km = km(7_000)
    lines.repair_line(session, route)
    assert steps(session, route) == [(1, 2, False), (2, 6, True), (3, 10, False)]
    assert sections(session, route) == [(pytest.approx(12 - to_km), 7, False)]
    assert "anchors.steps_reversed" in told(route)


def test_a_section_across_pieces_that_lie_apart_becomes_two(session: Session) -> None:
    route = a_route_out_of_order(session, stretch(0, 4), stretch(8, 12), stretch(4, 8))
    set_sections(
        session,
        route,
        [
            SectionSheet(
                route.line.length_m / 4, route.line.length_m * 5 / 12, surface=Surface.ASPHALT
            )
        ],  # type: ignore[union-attr]
    )
    lines.repair_line(session, route)
    assert sections(session, route) == [(3, 4, False), (8, 9, False)]
    assert [section.surface for section in route.sections] == [Surface.ASPHALT] * 2


def test_stages_go_from_place_to_place_in_the_new_order(session: Session) -> None:
    pieces = [MultiLineString([stretch(*ends)]) for ends in ((0, 4), (8, 12), (4, 8))]
    route = a_stored_route(session, line=MultiLineString([one.geoms[0] for one in pieces]))
    ends_km = {"Condom": 0, "Larressingle": 4, "Eauze": 12, "Fources": 8}
    towns = [a_stored_town(session, name, east(at), 43.9) for name, at in ends_km.items()]
    set_stages(session, route, towns)
    ids = [stage.id for stage in route.stages]
    lines.repair_line(session, route)
    assert stages(session, route) == [
        (1, "Larressingle", 4, False), (2, "Fources", 8, False), (3, "Eauze", 12, False),
    ]  # fmt: skip
    assert [stage.id for stage in route.stages] == ids


def test_other_repairs_of_the_same_line_move_nothing_more(session: Session) -> None:
    """Pieces in order with a spike taken off, and a gap of some metres between two closed."""
    spiked = stretch(8, 12)
    spiked[20] = (spiked[20][0], 43.91)
    route = a_route_out_of_order(session, stretch(0, 4), spiked, stretch(4.005, 8))
    asphalt = route.sections[0]
    asphalt.from_m, asphalt.to_m = (
        along(MultiLineString([piece])).length_m for piece in (stretch(0, 4), stretch(0, 5))
    )
    mended = {finding.repair for finding in lines.repair_line(session, route)}
    assert mended == {"reorder", "drop_spikes", "bridge"}
    assert sections(session, route) == [(8, 9, False)]


def test_a_line_whose_axes_are_put_right_keeps_everything_between_the_same_vertices(
    session: Session,
) -> None:
    swapped = shapely.transform(a_line(), lambda xyz: xyz[:, [1, 0, 2]], include_z=True)
    route = a_stored_route(session, line=swapped)
    assert route.line is not None
    vertices_m = along(swapped).at_m
    set_steps(session, route, [(vertices_m[index], {FR: f"{index}."}) for index in (0, 60, 120)])
    set_sections(session, route, [SectionSheet(vertices_m[60], vertices_m[200])])
    lines.repair_line(session, route, home=(-0.3, 43.3, 1.25, 44.1))
    assert steps(session, route) == [(1, 0, False), (2, 3, False), (3, 6, False)]
    assert sections(session, route) == [(3, 10, False)]
    assert told(route) == []


RING = [(0.37, 43.9), (0.42, 43.9), (0.42, 43.93), (0.37, 43.93), (0.37, 43.9)]
NAMES = ("Condom", "Larressingle", "Fources", "Eauze")


def a_ring(first: int = 0) -> MultiLineString:
    """The same loop of many vertices from another one."""
    vertices = shapely.get_coordinates(shapely.segmentize(a_line(RING), 0.001))[:-1]
    turned = np.roll(vertices, -first, axis=0)
    return MultiLineString([np.vstack((turned, turned[:1]))])


def a_staged_ring(session: Session) -> Route:
    route = a_stored_route(session, line=a_ring())
    towns = [
        a_stored_town(session, *one)
        for one in zip(NAMES, *zip(*RING[:-1], strict=True), strict=True)
    ]
    set_stages(session, route, [*towns, towns[0]])
    return route


def on_ground(route: Route, line: MultiLineString) -> list[tuple[float, float]]:
    measured = along(line)
    return [measured.point_at(step.at_m) for step in sorted(route.steps, key=lambda one: one.id)]


def test_a_loop_begun_elsewhere_keeps_its_steps_and_sections_on_the_ground(
    session: Session,
) -> None:
    route = a_staged_ring(session)
    length_m = along(a_ring()).length_m
    set_steps(session, route, [(length_m * part / 7, {FR: f"{part}."}) for part in range(7)])
    set_sections(session, route, [SectionSheet(0, length_m)])
    before = on_ground(route, a_ring())
    set_line(session, route, a_ring(70))
    session.expire_all()
    assert np.array(on_ground(route, a_ring(70))) == pytest.approx(np.array(before), abs=1e-9)
    assert [step.number for step in route.steps] == [1, 2, 3, 4, 5, 6, 7]
    assert not any(to_check for *_, to_check in steps(session, route))
    assert [(one.from_m, one.to_m) for one in route.sections] == [(0, pytest.approx(length_m))]
    assert told(route)[0] == "anchors.start_to_check"


def test_a_loop_begun_at_the_end_of_a_stage_has_the_same_stages_from_there(
    session: Session,
) -> None:
    route = a_staged_ring(session)
    set_line(session, route, a_ring(50))
    assert [(name, to_check) for _, name, _, to_check in stages(session, route)] == [
        ("Fources", False), ("Eauze", False), ("Condom", False), ("Larressingle", False),
    ]  # fmt: skip
    assert route.start_place is not None
    assert route.start_place.texts["fr"]["name"] == "Larressingle"
    assert blocking_reasons(route, NOW.date()) == ()


def test_a_loop_begun_in_mid_stage_has_both_its_ends_checked(session: Session) -> None:
    route = a_staged_ring(session)
    set_line(session, route, a_ring(70))
    assert [(name, to_check) for _, name, _, to_check in stages(session, route)] == [
        ("Fources", True), ("Eauze", False), ("Condom", False), ("Larressingle", True),
    ]  # fmt: skip
    assert "anchors.stages_start_to_check" in told(route)
    assert blocking_reasons(route, NOW.date()) == ()
