"""What a line crosses, against Shapely's intersection measured by pyproj, and by hand."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import MultiLineString, MultiPolygon, box

from gis.along import along
from gis.crossings import Crossing, crossings
from gis.line import line_from
from gis.readers.gpx import read_gpx
from tests.builders import a_line
from tests.realdata import realdata

GEOD = Geod(ellps="WGS84")
FILES = sorted(Path("data/gpx").glob("*.gpx"))
GRID = [
    MultiPolygon([box(west / 10, south / 10, (west + 1) / 10, (south + 1) / 10)])
    for west in range(5)
    for south in range(430, 435)
]
"""25 squares of a tenth of a degree that tile 0..0.5° E, 43..43.5° N."""


def crossed(line: MultiLineString, *areas: shapely.Geometry) -> list[Crossing | None]:
    return crossings(along(line), [MultiPolygon([area]) for area in areas])


def real_limits(name: str) -> list[MultiPolygon]:
    features = json.loads(realdata(f"admin/{name}").read_text("utf-8"))
    features = features.get("features", [features])
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    return [MultiPolygon(shapely.get_parts(shape).tolist()) for shape in shapes]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_real_commune_has_its_kilometres(file: Path) -> None:
    line = line_from(read_gpx(file.read_bytes()).tracks[0])[0]
    communes = real_limits("france-geojson__communes-32-gers.geojson")
    gers = real_limits("france-geojson__departement-32-gers.geojson")
    found = crossings(along(line), [*communes, *gers])
    segments = shapely.linestrings(
        np.concatenate(
            [
                np.stack((piece[:-1], piece[1:]), axis=1)
                for piece in (shapely.get_coordinates(part) for part in line.geoms)
            ]
        )
    )
    for area, crossing in zip([*communes, *gers], found, strict=True):
        shapely.prepare(area)
        # Segment by segment: the intersection of a whole line would merge what it travels twice.
        inside = shapely.intersection(segments[shapely.intersects(area, segments)], area)
        expected_m = sum(GEOD.geometry_length(part) for part in inside)
        assert (crossing.length_m if crossing else 0.0) == pytest.approx(expected_m, abs=1)


def test_the_metres_before_an_area_are_where_it_is_entered() -> None:
    line = a_line([(0.0, 43.0), (0.4, 43.0)])
    (crossing,) = crossed(line, box(0.1, 42.9, 0.2, 43.1))
    assert crossing is not None
    whole_m = along(line).length_m
    assert crossing.from_m == pytest.approx(whole_m / 4)
    assert crossing.length_m == pytest.approx(whole_m / 4)


def test_an_area_that_holds_the_whole_line_is_entered_at_its_start() -> None:
    line = a_line()
    (crossing,) = crossed(line, box(0, 43, 1, 44))
    assert crossing.from_m == 0
    assert crossing.length_m == pytest.approx(along(line).length_m)


def test_an_area_that_the_line_misses_or_only_touches_is_not_crossed() -> None:
    line = a_line([(0.0, 43.0), (0.1, 43.1), (0.2, 43.0)])
    assert crossed(line, box(0.05, 43.1, 0.15, 43.2), box(1, 43, 2, 44)) == [None, None]


def test_a_gap_counts_nothing() -> None:
    line = a_line([(0.0, 43.0), (0.1, 43.0)], [(0.3, 43.0), (0.4, 43.0)])
    assert crossed(line, box(0.15, 42.9, 0.25, 43.1)) == [None]
    (both,) = crossed(line, box(0.05, 42.9, 0.35, 43.1))
    assert both is not None
    assert both.length_m == pytest.approx(along(line).length_m / 2)


def test_a_hole_counts_nothing() -> None:
    line = a_line([(0.0, 43.0), (0.4, 43.0)])
    ring = box(0.0, 42.9, 0.4, 43.1).difference(box(0.1, 42.95, 0.2, 43.05))
    (crossing,) = crossed(line, ring)
    assert crossing is not None
    assert crossing.length_m == pytest.approx(along(line).length_m * 3 / 4)


def test_a_there_and_back_counts_twice_and_is_entered_once() -> None:
    line = a_line([(0.0, 43.0), (0.4, 43.0), (0.0, 43.0)])
    (crossing,) = crossed(line, box(0.1, 42.9, 0.2, 43.1))
    assert crossing is not None
    assert crossing.from_m == pytest.approx(along(line).length_m / 8)
    assert crossing.length_m == pytest.approx(along(line).length_m / 4)


def test_a_loop_that_comes_home_is_entered_at_its_start() -> None:
    line = a_line([(0.1, 43.0), (0.4, 43.0), (0.4, 43.2), (0.1, 43.0)])
    (home,) = crossed(line, box(0.0, 42.9, 0.2, 43.1))
    assert home is not None
    assert home.from_m == 0
    out_m, back_m = (
        GEOD.geometry_length(shapely.LineString([(0.1, 43.0), end])) * part
        for end, part in (((0.4, 43.0), 1 / 3), ((0.4, 43.2), 1 / 3))
    )
    assert home.length_m == pytest.approx(out_m + back_m, abs=1)


def test_a_line_along_a_shared_border_counts_on_one_side_of_it() -> None:
    line = a_line([(0.1, 43.1), (0.2, 43.1), (0.2, 43.2)])
    south, north, east = box(0.1, 43.0, 0.2, 43.1), box(0.1, 43.1, 0.2, 43.2), box(0.2, 43, 1, 44)
    of_south, of_north, of_east = crossed(line, south, north, east)
    assert of_south is None
    assert of_north and of_east
    assert of_north.length_m + of_east.length_m == pytest.approx(along(line).length_m)


def test_the_same_point_twice_in_a_row_changes_nothing() -> None:
    area = box(0.1, 42.9, 0.2, 43.1)
    once = crossed(a_line([(0.0, 43.0), (0.1, 43.0), (0.4, 43.0)]), area)
    twice = crossed(a_line([(0.0, 43.0), (0.1, 43.0), (0.1, 43.0), (0.4, 43.0)]), area)
    assert once == twice


def test_no_area_is_no_crossing() -> None:
    assert crossings(along(a_line()), []) == []


coarse = st.integers(0, 20).map(lambda step: step / 40)
anywhere = st.one_of(coarse, st.floats(0, 0.5).map(lambda part: round(part, 7)))
vertices = st.lists(st.tuples(anywhere, anywhere.map(lambda y: 43 + y)), min_size=2, max_size=12)


@settings(max_examples=300, deadline=None)
@given(st.lists(vertices.filter(lambda piece: len(set(piece)) > 1), min_size=1, max_size=3))
def test_squares_that_tile_the_plane_share_out_the_whole_length(
    pieces: list[list[tuple[float, float]]],
) -> None:
    """Even where the line runs along borders, over corners, to and fro."""
    measured = along(MultiLineString(pieces))
    around = MultiPolygon([box(-1, 42, 2, 45).difference(box(0, 43, 0.5, 43.5))])
    found = [crossing for crossing in crossings(measured, [*GRID, around]) if crossing]
    assert sum(one.length_m for one in found) == pytest.approx(measured.length_m, abs=1e-3)
    assert min(one.from_m for one in found) == pytest.approx(0, abs=1e-3)
    assert all(0 <= one.from_m <= measured.length_m - one.length_m + 1e-3 for one in found)
