"""Snapping, on drawn grids and on cuts of lines: whose vertices a line has afterwards."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiLineString
from shapely.affinity import translate

from gis.along import along, cut
from gis.editing.snapping import snap
from tests.builders import a_line
from tests.gis.editing.test_editing import lines
from tests.grid import METRES_PER_LAT_DEG, METRES_PER_LON_DEG, drawn

CROSSING = """
    n           m
    |           |
w---x-----------y---e
    |           |
    s           t
"""


def beside(line: MultiLineString, east_m: float, north_m: float) -> MultiLineString:
    return translate(line, east_m / METRES_PER_LON_DEG, north_m / METRES_PER_LAT_DEG)


def vertices(line: MultiLineString) -> set[tuple[float, float]]:
    return {(lon, lat) for lon, lat in shapely.get_coordinates(line)}


def metres_apart(line: MultiLineString, other: MultiLineString) -> float:
    """How far the vertices of a line are from another at the most, in metres or nearly."""
    scale = (METRES_PER_LON_DEG, METRES_PER_LAT_DEG)
    flat = shapely.transform(other, lambda xy: xy * scale)
    return float(
        shapely.distance(shapely.points(shapely.get_coordinates(line) * scale), flat).max()
    )


def test_a_stretch_along_another_line_takes_exactly_its_vertices() -> None:
    way = drawn(CROSSING, "wxye", every_m=45)
    line = beside(drawn(CROSSING, "nxym", every_m=70), 4, 6)
    snapped = snap(line, way, 20)
    taken = [one for one in vertices(way) if one[0] > 0.37 + 0.0065 and one[0] < 0.37 + 0.018]
    assert len(taken) > 15
    assert set(taken) <= vertices(snapped)
    # the way that runs along is on it, north of it nothing has moved
    assert {one for one in vertices(line) if one[1] > 43.957} <= vertices(snapped)
    assert metres_apart(snapped, shapely.union_all([way, line])) < 1e-6
    assert along(snapped).length_m == pytest.approx(along(line).length_m, abs=30)


def test_a_line_is_snapped_the_way_it_runs() -> None:
    way = drawn(CROSSING, "wxye", every_m=45)
    there, back = drawn(CROSSING, "nxym", every_m=70), drawn(CROSSING, "myxn", every_m=70)
    forth = shapely.get_coordinates(snap(beside(there, 4, 6), way, 20))
    backwards = shapely.get_coordinates(snap(beside(back, 4, 6), way, 20))
    assert backwards[::-1] == pytest.approx(forth, abs=1e-9)


@pytest.mark.parametrize("path", ["nxs", "ms", "nm"])
def test_a_line_that_crosses_or_stays_away_is_untouched(path: str) -> None:
    line = drawn(CROSSING, path, every_m=70)
    assert shapely.equals_identical(snap(line, drawn(CROSSING, "wxye"), 20), line)


@settings(deadline=None, max_examples=40)
@given(lines(), st.floats(1, 50))
def test_a_line_snapped_to_itself_stays_itself(line: MultiLineString, within_m: float) -> None:
    snapped = snap(line, line, within_m)
    assert len(snapped.geoms) == len(line.geoms)
    assert along(snapped).length_m == pytest.approx(along(line).length_m, abs=0.01)
    assert shapely.hausdorff_distance(snapped, line, densify=0.2) < 1e-7


@pytest.mark.parametrize("path", ["nxymn", "xymnx", "wxyxw", "nxyenmyt"])
def test_loops_and_there_and_backs_snapped_to_themselves_stay_themselves(path: str) -> None:
    line = drawn(CROSSING, path, every_m=37)
    snapped = snap(line, line, 15)
    assert along(snapped).length_m == pytest.approx(along(line).length_m, abs=0.1)
    assert metres_apart(snapped, line) < 0.01
    assert metres_apart(line, snapped) < 0.01


@pytest.mark.parametrize("first", range(4))
def test_a_loop_is_taken_across_the_other_s_start(first: int) -> None:
    corners = "nxym"
    path = corners[first:] + corners[: first + 1]
    line = beside(drawn(CROSSING, path, every_m=50), 5, 5)
    other = drawn(CROSSING, "nxymn", every_m=30)
    snapped = snap(line, other, 15)
    assert metres_apart(snapped, other) < 0.01
    assert along(snapped).length_m == pytest.approx(along(other).length_m, abs=15)
    assert snapped.geoms[0].is_closed


def test_the_ends_of_the_stretch_run_into_the_other_line() -> None:
    """As far along as they were apart: no corner that a walker would be told to turn at."""
    way = a_line([(0.37, 43.9), (0.40, 43.9)])
    slanting = a_line([(0.37, 43.9013), (0.38, 43.90009), (0.39, 43.90009), (0.40, 43.9013)])
    snapped = shapely.get_coordinates(snap(slanting, way, 25))
    steps = np.diff(snapped * (METRES_PER_LON_DEG, METRES_PER_LAT_DEG), axis=0)
    headings = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    assert np.abs(np.diff(headings)).max() < np.radians(50)


def test_gaps_stay_gaps() -> None:
    line = beside(drawn(CROSSING, "wx ye", every_m=50), 0, 5)
    snapped = snap(line, drawn(CROSSING, "wxye", every_m=30), 15)
    assert len(snapped.geoms) == 2
    assert along(snapped).gaps()[0][1] == pytest.approx(along(line).gaps()[0][1], abs=0.1)


def test_a_line_along_two_others_in_turn_takes_the_vertices_of_both() -> None:
    others = MultiLineString(
        [*drawn(CROSSING, "wx", every_m=41).geoms, *drawn(CROSSING, "yxs", every_m=43).geoms]
    )
    line = beside(drawn(CROSSING, "wxye", every_m=60), 0, 8)
    snapped = snap(line, others, 15)
    assert len(snapped.geoms) == 1
    assert len(vertices(others) & vertices(snapped)) > 25


def test_heights_come_with_the_vertices_or_stay_by_distance() -> None:
    line = a_line()
    low = translate(cut(line, 2_000, 6_000), 0, 5 / METRES_PER_LAT_DEG)
    lifted = shapely.transform(low, lambda xyz: xyz + np.array([0, 0, 1_000]), include_z=True)
    taken = along(snap(line, lifted, 20))
    assert taken.height.max() > 1_000
    own = along(snap(line, shapely.force_2d(low), 20))
    assert own.has_heights
    assert own.height.max() == pytest.approx(along(line).height.max(), abs=2)
    middle_m = own.length_m / 3
    assert own.height_at(middle_m) == pytest.approx(along(line).height_at(middle_m), abs=5)
    assert not snap(shapely.force_2d(line), lifted, 20).has_z
