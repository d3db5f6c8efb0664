"""Distance along a line against pyproj and against brute force."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import MultiLineString

from gis.along import along, cut
from gis.errors import LineError
from tests.builders import a_line
from tests.grid import drawn, points

GEOD = Geod(ellps="WGS84")
WITH_A_GAP = a_line(
    [(0.37, 43.90, 100), (0.38, 43.90, 110), (0.39, 43.91, 120)],
    [(0.40, 43.92, 200), (0.41, 43.93, 210)],
)


def metres_between(start: tuple[float, float], end: tuple[float, float]) -> float:
    return float(GEOD.inv(*start, *end)[2])


@st.composite
def lines(draw: st.DrawFn) -> MultiLineString:
    """Eastward lines of one to three pieces with gaps: they never cross themselves."""
    lon, pieces = 0.3, []
    for _ in range(draw(st.integers(1, 3))):
        steps = draw(st.lists(st.floats(1e-5, 5e-3), min_size=1, max_size=8))
        lats = draw(st.lists(st.floats(43.80, 43.81), min_size=len(steps) + 1,
                             max_size=len(steps) + 1))  # fmt: skip
        heights = draw(st.lists(st.floats(0, 300), min_size=len(lats), max_size=len(lats)))
        east = lon + np.concatenate(([0.0], np.cumsum(steps)))
        pieces.append(np.column_stack((east, lats, heights)))
        lon = float(east[-1]) + 0.01
    return MultiLineString(pieces)


def test_the_length_is_the_geodesic_length_of_the_pieces_without_the_gaps() -> None:
    expected = sum(GEOD.geometry_length(piece) for piece in shapely.force_2d(WITH_A_GAP).geoms)
    assert along(WITH_A_GAP).length_m == pytest.approx(expected, abs=1e-6)


def test_a_degree_of_latitude_in_the_gers_is_111_kilometres() -> None:
    assert along(a_line([(0.5, 43.5), (0.5, 44.5)])).length_m == pytest.approx(111_113, abs=5)


def test_both_sides_of_a_gap_have_the_same_distance_along() -> None:
    measured = along(WITH_A_GAP)
    assert measured.at_m[2] == measured.at_m[3]
    assert measured.piece.tolist() == [0, 0, 0, 1, 1]


def test_the_ends_of_the_line_are_its_first_and_last_vertex() -> None:
    measured = along(WITH_A_GAP)
    assert measured.point_at(0) == (0.37, 43.90)
    assert measured.point_at(measured.length_m) == (0.41, 43.93)
    assert measured.height_at(0) == 100
    assert measured.height_at(measured.length_m) == 210


def test_a_place_a_little_beyond_the_end_is_the_end() -> None:
    measured = along(WITH_A_GAP)
    assert measured.point_at(measured.length_m + 0.5) == (0.41, 43.93)


@pytest.mark.parametrize("at_m", [-5.0, 1e9, float("nan")])
def test_a_place_off_the_line_is_refused(at_m: float) -> None:
    with pytest.raises(LineError, match="place_outside"):
        along(WITH_A_GAP).point_at(at_m)


def test_heights_are_unknown_where_the_line_is_flat_in_the_computer() -> None:
    measured = along(a_line(heights=False))
    assert not measured.has_heights
    assert measured.height_at(100) is None


def test_one_unknown_height_makes_all_unknown() -> None:
    measured = along(a_line([(0.37, 43.9, 100), (0.38, 43.9, float("nan")), (0.39, 43.9, 120)]))
    assert not measured.has_heights


def test_a_height_between_two_vertices_is_interpolated() -> None:
    measured = along(a_line([(0.37, 43.9, 100), (0.38, 43.9, 120)]))
    assert measured.height_at(measured.length_m / 4) == pytest.approx(105)


@pytest.mark.parametrize("line", [MultiLineString(), a_line([(0.4, 43.9), (0.4, 43.9)])])
def test_a_line_without_length_is_refused(line: MultiLineString) -> None:
    with pytest.raises(LineError, match=r"line\.empty"):
        along(line)


def test_vertices_that_stand_twice_do_no_harm() -> None:
    measured = along(a_line([(0.37, 43.9), (0.38, 43.9), (0.38, 43.9), (0.39, 43.9), (0.39, 43.9)]))
    assert measured.point_at(measured.length_m) == (0.39, 43.9)
    found = measured.locate(0.38, 43.9)
    assert found.at_m == pytest.approx(measured.length_m / 2, abs=1e-3)


@settings(deadline=None)
@given(lines(), st.floats(0, 1))
def test_a_point_of_a_simple_line_is_located_where_it_is(
    line: MultiLineString, part: float
) -> None:
    measured = along(line)
    at_m = measured.length_m * part
    found = measured.locate(*measured.point_at(at_m))
    assert found.at_m == pytest.approx(at_m, abs=0.01)
    assert found.aside_m == pytest.approx(0, abs=0.01)


@settings(deadline=None)
@given(lines(), st.floats(0.29, 0.36), st.floats(43.79, 43.82))
def test_locating_agrees_with_a_search_by_brute_force(
    line: MultiLineString, lon: float, lat: float
) -> None:
    found = along(line).locate(lon, lat)
    tried = shapely.get_coordinates(shapely.segmentize(line, 3 / 111_000))
    _, _, asides = GEOD.inv(np.full(len(tried), lon), np.full(len(tried), lat), *tried.T)
    # No vertex tried is nearer; the nearest is at most half a step of 3 m off.
    assert asides.min() - 1.6 <= found.aside_m <= asides.min() + 0.1


def test_locating_within_limits_finds_the_second_passage() -> None:
    picture = "a--b---c"
    there_and_back = along(drawn(picture, "abcba"))
    lon, lat = points(picture)["b"]
    assert there_and_back.locate(lon, lat).at_m == pytest.approx(300, rel=0.01)
    assert there_and_back.locate(lon, lat, from_m=500).at_m == pytest.approx(1100, rel=0.01)


def test_locating_never_leaves_its_limits() -> None:
    measured = along(a_line())
    found = measured.locate(0.37, 43.9, from_m=1_000.5, to_m=2_000)
    assert found.at_m == pytest.approx(1_000.5)


def test_of_two_equal_passages_the_first_is_meant() -> None:
    picture = "a--b---c"
    measured = along(drawn(picture, "abcba", every_m=7))
    assert measured.locate(*points(picture)["b"]).at_m < 400


def test_a_cut_keeps_the_vertices_between_its_ends_and_interpolates_these() -> None:
    measured = along(WITH_A_GAP)
    middle = float(measured.at_m[1])
    first = cut(measured, middle / 2, middle + 10)
    assert [len(piece.coords) for piece in first.geoms] == [3]
    assert first.geoms[0].coords[0] == pytest.approx((0.375, 43.90, 105))
    assert first.geoms[0].coords[1] == (0.38, 43.90, 110)


def test_a_cut_across_a_gap_keeps_the_gap() -> None:
    measured = along(WITH_A_GAP)
    gap = float(measured.at_m[2])
    assert len(cut(WITH_A_GAP, gap - 10, gap + 10).geoms) == 2


def test_a_cut_that_ends_at_a_gap_has_no_empty_piece_behind_it() -> None:
    measured = along(WITH_A_GAP)
    gap = float(measured.at_m[2])
    before, behind = cut(measured, 0, gap), cut(measured, gap, measured.length_m)
    assert before.equals(MultiLineString([WITH_A_GAP.geoms[0]]))
    assert behind.equals(MultiLineString([WITH_A_GAP.geoms[1]]))


def test_the_cut_of_the_whole_line_is_the_line() -> None:
    measured = along(WITH_A_GAP)
    whole = cut(measured, 0, measured.length_m)
    assert whole.has_z
    assert shapely.equals_exact(whole, WITH_A_GAP, tolerance=0)


def test_a_cut_of_a_line_without_heights_has_none() -> None:
    assert not cut(a_line(heights=False), 100, 200).has_z


def test_an_empty_stretch_is_refused() -> None:
    with pytest.raises(LineError, match="stretch_empty"):
        cut(WITH_A_GAP, 200, 200)


@settings(deadline=None)
@given(lines(), st.lists(st.floats(0.01, 0.99), min_size=1, max_size=4, unique=True))
def test_cuts_lie_end_to_end_and_add_up_to_the_whole(
    line: MultiLineString, parts: list[float]
) -> None:
    measured = along(line)
    limits = [0.0, *sorted(part * measured.length_m for part in parts), measured.length_m]
    limits = [limits[0]] + [b for a, b in pairwise(limits) if b - a > 1e-3]
    limits[-1] = measured.length_m
    cuts = [cut(measured, a, b) for a, b in pairwise(limits)]
    assert sum(along(piece).length_m for piece in cuts) == pytest.approx(
        measured.length_m, abs=0.01
    )
    lengths = [along(piece).length_m for piece in cuts]
    assert lengths == pytest.approx(np.diff(limits).tolist(), abs=0.01)


@settings(deadline=None)
@given(lines(), st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(sorted))
def test_two_neighbouring_cuts_are_one_cut(line: MultiLineString, parts: list[float]) -> None:
    measured = along(line)
    a, b, c = (part * measured.length_m for part in parts)
    if b - a < 1e-3 or c - b < 1e-3:
        return
    left, right = cut(measured, a, b), cut(measured, b, c)
    whole = cut(measured, a, c)
    assert along(left).length_m + along(right).length_m == pytest.approx(
        along(whole).length_m, abs=0.01
    )
    assert left.geoms[0].coords[0] == whole.geoms[0].coords[0]
    assert right.geoms[-1].coords[-1] == whole.geoms[-1].coords[-1]
    inner = {tuple(vertex) for vertex in shapely.get_coordinates(whole, include_z=True)}
    halves = shapely.get_coordinates([left, right], include_z=True)
    assert inner <= {tuple(vertex) for vertex in halves}


def test_the_arrays_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="read-only"):
        along(WITH_A_GAP).at_m[0] = 5


def test_at_a_gap_a_place_is_behind_it_or_before_it_as_asked() -> None:
    measured = along(a_line([(0.40, 43.9), (0.45, 43.9)], [(0.50, 43.9), (0.55, 43.9)]))
    ((at_m, across_m),) = measured.gaps()
    assert measured.point_at(at_m) == (0.50, 43.9)
    assert measured.point_at(at_m, before_gap=True) == (0.45, 43.9)
    assert measured.point_at(0, before_gap=True) == measured.point_at(0) == (0.40, 43.9)
    assert across_m == pytest.approx(GEOD.line_length([0.45, 0.50], [43.9, 43.9]))
