"""Lines in another order: every place keeps its spot, which pyproj alone could not move."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiLineString

from gis.along import Along, along
from gis.editing.rearranged import parts, starting_on, stretches

LADDER = [[(0.1 * rung, 44.0), (0.1 * rung + 0.03, 44.0 + 0.01 * rung)] for rung in range(6)]
RING = np.array([(0.0, 44.0), (0.1, 44.0), (0.1, 44.1), (0.05, 44.2), (0.0, 44.1), (0.0, 44.0)])


def line_of(pieces: list[list[tuple[float, float]]]) -> Along:
    return along(MultiLineString(pieces))


@given(st.permutations(range(6)), st.lists(st.booleans(), min_size=6, max_size=6))
def test_pieces_in_any_order_and_direction_keep_every_place(
    order: list[int], turned: list[bool]
) -> None:
    old = line_of(LADDER)
    new = line_of([LADDER[one][:: -1 if turned[one] else 1] for one in order])
    found = stretches(old, new)
    assert bool(found) == (order != sorted(order) or any(turned))
    for at_m in np.linspace(10, old.length_m - 10, 37) if found else ():
        now_m = starting_on(found, float(at_m)).place(float(at_m))
        assert new.point_at(now_m) == pytest.approx(old.point_at(float(at_m)), abs=1e-9)


@pytest.mark.parametrize("first", [1, 2, 3, 4])
def test_a_loop_from_any_vertex_keeps_every_place(first: int) -> None:
    turned = np.vstack((RING[first:-1], RING[: first + 1]))
    old, new = (along(MultiLineString([ring])) for ring in (RING, turned))
    found = stretches(old, new)
    for at_m in np.linspace(10, old.length_m - 10, 37).tolist():
        now_m = starting_on(found, at_m).place(at_m)
        assert new.point_at(now_m) == pytest.approx(old.point_at(at_m), abs=1e-9)


def test_the_same_vertices_backwards_keep_every_place() -> None:
    old, new = (along(MultiLineString([ring])) for ring in (RING, RING[::-1]))
    (whole,) = stretches(old, new)
    assert whole.is_reversed
    assert new.point_at(whole.place(20_000)) == pytest.approx(old.point_at(20_000), abs=1e-9)


@given(st.permutations(range(6)), st.floats(0, 0.9), st.floats(0.01, 1))
def test_a_part_is_as_long_in_any_order(order: list[int], share: float, of_rest: float) -> None:
    old, new = line_of(LADDER), line_of([LADDER[one] for one in order])
    found = stretches(old, new)
    from_m = share * old.length_m
    to_m = from_m + of_rest * (old.length_m - from_m)
    if found:
        lengths_m = [end_m - start_m for start_m, end_m in parts(found, from_m, to_m)]
        assert sum(lengths_m) == pytest.approx(to_m - from_m, abs=1e-3)


@pytest.mark.parametrize(
    "changed",
    [
        RING,
        np.vstack((RING[2:-1], RING[:3])) + 1e-7,
        np.vstack((RING[2:], RING[:2])),
        RING[1:],
    ],
)
def test_any_other_edit_is_no_new_order(changed: np.ndarray) -> None:
    old = along(MultiLineString([RING]))
    assert stretches(old, along(MultiLineString([changed]))) == ()


def test_a_piece_more_is_no_new_order() -> None:
    assert stretches(line_of(LADDER), line_of([*LADDER, LADDER[0]])) == ()
    assert stretches(line_of([*LADDER, LADDER[0]]), line_of(LADDER)) == ()
