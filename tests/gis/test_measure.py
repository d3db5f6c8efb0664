"""Lengths are the ellipsoid's, and gaps have none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely import MultiLineString

from gis.measure import SHORT_M, length_m, metres_per_degree, segment_lengths_m

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


@given(st.floats(-179, 179), st.floats(-85, 84), st.floats(0, 360), st.floats(0.1, 2 * SHORT_M))
def test_a_short_segment_is_the_geodesic_to_a_fifth_of_a_millimetre_a_kilometre(
    lon: float, lat: float, azimuth: float, distance_m: float
) -> None:
    far_lon, far_lat, _ = GEOD.fwd(lon, lat, azimuth, distance_m)
    (segment_m,) = segment_lengths_m(np.array([[lon, lat], [far_lon, far_lat]]))
    assert segment_m == pytest.approx(distance_m, rel=2e-7, abs=1e-8)


def test_a_short_segment_across_the_antimeridian_is_short() -> None:
    (segment_m,) = segment_lengths_m(np.array([[179.999, 10.0], [-179.999, 10.0]]))
    assert segment_m == pytest.approx(219.3, abs=0.1)


def test_fewer_than_two_vertices_have_no_segment() -> None:
    assert segment_lengths_m(np.zeros((1, 2))).size == 0
    assert segment_lengths_m(np.zeros((0, 3))).size == 0


@given(st.floats(-89, 89))
def test_a_degree_measures_what_pyproj_says(lat: float) -> None:
    step = 1e-4
    east_m, north_m = metres_per_degree(np.array([lat]))
    assert east_m[0] * step == pytest.approx(GEOD.line_length([0, step], [lat, lat]), rel=1e-6)
    ends = [lat - step / 2, lat + step / 2]
    assert north_m[0] * step == pytest.approx(GEOD.line_length([0, 0], ends), rel=1e-6)
