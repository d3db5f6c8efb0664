"""Lengths are the ellipsoid's, and gaps have none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely import MultiLineString

from gis.measure import bounds, height_range, length_m, segment_lengths_m

GEOD = Geod(ellps="WGS84")
places = st.tuples(st.floats(-179, 179), st.floats(-89, 89))


def test_a_degree_of_the_equator_and_a_meridian_quadrant_have_their_known_lengths() -> None:
    assert length_m(MultiLineString([[(0, 0), (1, 0)]])) == pytest.approx(111_319.4908, abs=1e-3)
    assert length_m(MultiLineString([[(0, 0), (0, 90)]])) == pytest.approx(10_001_965.729, abs=1e-2)


def test_a_gap_has_no_length() -> None:
    pieces = [[(0.5, 43.6), (0.6, 43.6)], [(0.8, 43.6), (0.9, 43.6)]]
    one = length_m(MultiLineString(pieces[:1]))
    assert length_m(MultiLineString(pieces)) == pytest.approx(2 * one)


def test_heights_do_not_count() -> None:
    flat = [(0.5, 43.6), (0.6, 43.7)]
    steep = [(lon, lat, height) for (lon, lat), height in zip(flat, (0, 3000), strict=True)]
    assert length_m(MultiLineString([steep])) == length_m(MultiLineString([flat]))


@given(st.lists(places, min_size=2, max_size=20))
def test_each_segment_is_what_pyproj_says_of_it_alone(coords: list[tuple[float, float]]) -> None:
    lengths_m = segment_lengths_m(np.array(coords))
    assert lengths_m.shape == (len(coords) - 1,)
    for i, segment_m in enumerate(lengths_m):
        assert segment_m == pytest.approx(GEOD.line_length(*zip(*coords[i : i + 2], strict=True)))


def test_fewer_than_two_vertices_have_no_segment() -> None:
    assert segment_lengths_m(np.zeros((1, 2))).size == 0
    assert segment_lengths_m(np.zeros((0, 3))).size == 0


def test_bounds_are_west_south_east_north_of_all_pieces() -> None:
    line = MultiLineString([[(0.5, 43.6), (0.6, 43.5)], [(0.1, 43.9), (0.2, 43.8)]])
    assert bounds(line) == (0.1, 43.5, 0.6, 43.9)


def test_the_height_range_is_none_where_heights_are_unknown() -> None:
    assert height_range(MultiLineString([[(0, 0), (1, 1)]])) is None
    pieces = [[(0, 0, 150), (1, 1, 90)], [(2, 2, 310), (3, 3, 100)]]
    assert height_range(MultiLineString(pieces)) == (90.0, 310.0)
