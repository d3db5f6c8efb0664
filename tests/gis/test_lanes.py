"""Lanes: who shares a stretch with whom, and on which side each is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiLineString, reverse

from gis.lanes import LANES, free_lane, shared_m

EAST = MultiLineString([[(0, 0), (1000, 0), (5000, 0)]])


def test_the_same_line_is_shared_along_its_whole_length() -> None:
    assert shared_m(EAST, EAST) == pytest.approx((5000, 0))


def test_a_line_that_runs_back_is_shared_against_its_direction() -> None:
    assert shared_m(EAST, reverse(EAST)) == pytest.approx((0, 5000))


def test_only_the_common_stretch_counts() -> None:
    other = MultiLineString([[(2000, 3000), (2000, 20), (4000, 20), (4000, -3000)]])
    along_m, against_m = shared_m(EAST, other)
    assert along_m == pytest.approx(2000, abs=100)
    assert against_m == 0


def test_a_crossing_and_a_distant_parallel_share_nothing() -> None:
    crossing = MultiLineString([[(2500, -3000), (2500, 3000)]])
    distant = MultiLineString([[(0, 200), (5000, 200)]])
    assert shared_m(EAST, crossing) == shared_m(EAST, distant) == (0, 0)


def test_a_gap_between_two_pieces_is_not_a_stretch() -> None:
    pieces = MultiLineString([[(0, 0), (1000, 0)], [(4000, 0), (5000, 0)]])
    assert shared_m(EAST, pieces)[0] == pytest.approx(2000, abs=100)


def test_who_shares_with_nobody_keeps_the_middle() -> None:
    assert free_lane([]) == 0
    assert free_lane([(0, 50.0, 0.0)]) == 0


def test_a_neighbour_that_runs_against_mirrors_its_lane() -> None:
    assert free_lane([(0, 5000.0, 0.0), (1, 5000.0, 0.0)]) == -1
    assert free_lane([(0, 5000.0, 0.0), (1, 0.0, 5000.0)]) == 1


@given(st.lists(st.sampled_from([1, -1]), max_size=7))
def test_lines_that_share_one_road_never_lie_on_each_other(directions: list[int]) -> None:
    """Each line has a direction on the road; its lane, seen from the road, is lane x direction."""
    seen: list[int] = []
    placed: list[tuple[int, int]] = []
    for direction in directions:
        lane = free_lane(
            (its, 1000.0, 0.0) if way == direction else (its, 0.0, 1000.0) for way, its in placed
        )
        placed.append((direction, lane))
        seen.append(lane * direction)
    assert len(set(seen)) == len(seen) <= len(LANES)
