"""Overlap: what runs along a line, on drawn grids and on cuts of lines."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiLineString

from gis.along import along, cut
from gis.overlap import _located_m, stretches_along
from tests.builders import a_line
from tests.grid import drawn

CROSSING = """
        n
        |
w-------x-------e
        |
        s
"""


def stretches(line: MultiLineString, other: MultiLineString) -> list[tuple[float, float]]:
    """In hundreds of metres, as the pictures are drawn."""
    return [(round(start, -2), round(end, -2)) for start, end in found(line, other)]


def found(line: MultiLineString, other: MultiLineString) -> tuple[tuple[float, float], ...]:
    return stretches_along(along(line), other)


def test_a_path_that_crosses_is_not_along() -> None:
    assert found(drawn(CROSSING, "wxe"), drawn(CROSSING, "nxs")) == ()


def test_a_line_that_takes_the_path_is_along_it_for_as_long_as_it_does() -> None:
    assert stretches(drawn(CROSSING, "wxn"), drawn(CROSSING, "sxn")) == [(800, 1200)]
    assert stretches(drawn(CROSSING, "wxe"), drawn(CROSSING, "xe")) == [(800, 1600)]


@pytest.mark.parametrize("first", range(4))
def test_a_path_that_crosses_a_ring_is_not_along_it_wherever_the_ring_begins(first: int) -> None:
    corners = [(0.40, 43.90), (0.42, 43.90), (0.42, 43.92), (0.40, 43.92)]
    ring = [*corners[first:], *corners[:first], corners[first]]
    crossing = a_line([(0.395, 43.895), (0.41, 43.91), (0.425, 43.925)])
    assert found(crossing, a_line(ring)) == ()


def test_the_direction_does_not_matter() -> None:
    assert stretches(drawn(CROSSING, "exw"), drawn(CROSSING, "xe")) == [(0, 800)]


def test_a_path_walked_there_and_back_is_one_stretch() -> None:
    picture = """
          t
          |
    w-----x-----e
    """
    line, path = drawn(picture, "wxtxe"), drawn(picture, "xt")
    ((start, end),) = found(line, path)
    assert (start, end) == pytest.approx((600, 1400), rel=0.01)


def test_each_pass_of_a_loop_is_a_stretch_of_its_own() -> None:
    picture = """
    a-----b
    |     |
    d-----c
    """
    line = drawn(picture, "abcdab")
    assert stretches(line, drawn(picture, "ab")) == [(0, 600), (2000, 2600)]


def test_a_short_bridge_counts_when_it_is_on_the_way_and_not_when_it_is_passed_under() -> None:
    picture = """
           n
    w------ab------e
           s
    """
    bridge = drawn(picture, "ab", cell_m=20)
    assert len(found(drawn(picture, "wabe", cell_m=20), bridge)) == 1
    assert found(drawn(picture, "nas", cell_m=20), bridge) == ()


def test_what_lies_a_road_s_width_aside_is_the_same_path_and_a_field_aside_is_not() -> None:
    picture = """
    w-----e
    a-----b
    """
    line, other = drawn(picture, "we", cell_m=10), drawn(picture, "ab", cell_m=10)
    assert len(found(line, other)) == 1
    line, other = drawn(picture, "we", cell_m=50), drawn(picture, "ab", cell_m=50)
    assert found(line, other) == ()


def test_pieces_of_a_closure_that_follow_each_other_are_one_stretch() -> None:
    line = drawn(CROSSING, "wxe")
    assert stretches(line, drawn(CROSSING, "wx xe")) == [(0, 1600)]


spots = st.tuples(st.integers(-50, 50), st.integers(-50, 50))


@given(
    st.lists(spots, min_size=2, max_size=30).filter(lambda path: len(set(path)) > 1),
    st.lists(spots, min_size=1, max_size=30),
)
def test_places_along_a_path_are_those_that_shapely_finds_one_by_one(
    path: list[tuple[int, int]], points: list[tuple[int, int]]
) -> None:
    way = LineString(path)
    expected = shapely.line_locate_point(way, shapely.points(points))
    there = shapely.line_interpolate_point(way, _located_m(way, np.array(points, dtype=float)))
    nearest = shapely.line_interpolate_point(way, expected)
    asides = shapely.distance(shapely.points(points), np.stack((there, nearest)))
    assert asides[0] == pytest.approx(asides[1], abs=1e-9)


@given(st.floats(0, 11_000), st.floats(120, 6_000))
@settings(deadline=None, max_examples=50)
def test_a_stretch_cut_from_a_line_is_found_where_it_was_cut(from_m: float, long_m: float) -> None:
    line = a_line()
    to_m = min(from_m + long_m, along(line).length_m)
    ((start, end),) = found(line, cut(line, from_m, to_m))
    assert start == pytest.approx(from_m, abs=0.5)
    assert end == pytest.approx(to_m, abs=0.5)
