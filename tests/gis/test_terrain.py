"""Heights of a terrain, against a formula written out by hand, and its ASCII grid."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import ReadError
from gis.terrain import Terrain, lifted, read_asc, terrain_through, write_asc
from tests.builders import a_line

HILLS = Terrain(0.3, 44.0, 0.1, np.array([[100.0, 120, 90], [80, 200, 110], [60, 70, np.nan]]))
"""Centres at 0.3, 0.4, 0.5 east and 44.0, 43.9, 43.8 north; the south-eastern one is void."""
FILE = b"ncols 2\nnrows 2\nxllcorner 0.25\nyllcorner 43.75\ncellsize 0.1\nNODATA_value -99999.00\n"


def by_hand(lon: float, lat: float) -> float:
    """Two means along the rows west of 0.4, then one between them."""
    part, row = (lon - 0.3) / 0.1, (44.0 - lat) / 0.1
    north = min(int(row), 1)
    (a, b), (c, d) = HILLS.grid[north, :2], HILLS.grid[north + 1, :2]
    upper, lower = a + part * (b - a), c + part * (d - c)
    return float(upper + (row - north) * (lower - upper))


@given(st.floats(0.3, 0.4), st.floats(43.8, 44.0))
def test_heights_are_bilinear_between_centres(lon: float, lat: float) -> None:
    assert HILLS.heights(lon, lat) == pytest.approx(by_hand(lon, lat), abs=1e-6)


def test_a_centre_has_its_own_height_even_beside_a_void() -> None:
    assert HILLS.heights([0.3, 0.5, 0.4, 0.5], [44.0, 44.0, 43.8, 43.9]) == pytest.approx(
        [100, 90, 70, 110]
    )


def test_a_void_stays_void_and_spreads_as_far_as_it_weighs() -> None:
    assert np.isnan(HILLS.heights([0.5, 0.45, 0.499, 0.5], [43.8, 43.85, 43.899, 43.85])).all()


def test_outside_there_is_no_height() -> None:
    lons, lats = [0.29, 0.51, 0.4, 0.4, np.nan, np.inf], [43.9, 43.9, 44.01, 43.79, 43.9, 43.9]
    assert np.isnan(HILLS.heights(lons, lats)).all()


def test_a_grid_of_one_cell_knows_its_centre_only() -> None:
    one = Terrain(0.3, 44.0, 0.1, np.array([[5.0]]))
    assert one.heights([0.3, 0.31], [44.0, 44.0]) == pytest.approx([5.0, np.nan], nan_ok=True)


@given(
    st.integers(1, 6), st.integers(1, 6), st.sampled_from([0.01, 0.1, 1 / 3]), st.integers(0, 9**9)
)
def test_what_is_written_is_read_again(rows: int, columns: int, cell: float, seed: int) -> None:
    grid = np.random.default_rng(seed).uniform(-10, 3000, (rows, columns)).round(1)
    grid[grid > 2500] = np.nan
    again = read_asc(write_asc(Terrain(-0.29, 44.09, cell, grid)))
    assert np.array_equal(again.grid, grid, equal_nan=True)
    assert (again.west, again.north) == pytest.approx((-0.29, 44.09), abs=1e-8)
    assert again.cell_deg == cell


def test_corners_and_centres_place_the_same_grid() -> None:
    corner = read_asc(FILE + b"1 2\n3 -99999\n")
    centre = read_asc(
        FILE.replace(b"corner 0.25", b"center 0.3").replace(b"corner 43.75", b"CENTER 43.8")
        + b"1 2 3 -99999"
    )
    assert corner.bounds == pytest.approx((0.3, 43.8, 0.4, 43.9))
    assert corner.bounds == pytest.approx(centre.bounds)
    assert np.array_equal(corner.grid, [[1, 2], [3, np.nan]], equal_nan=True)
    assert np.array_equal(corner.grid, centre.grid, equal_nan=True)


def test_without_nodata_the_usual_one_is_a_void() -> None:
    header = FILE.split(b"NODATA", maxsplit=1)[0]
    assert np.isnan(read_asc(header + b"1 2\n3 -9999\n").grid[1, 1])


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "terrain.not_a_grid"),
        (b"<gpx/>", "terrain.not_a_grid"),
        (b"\xff\xd8\xff", "terrain.not_a_grid"),
        (FILE + b"1 2 3 four", "terrain.not_a_grid"),
        (FILE.replace(b"ncols 2", b"ncols 2.5") + b"1 2 3 4", "terrain.not_a_grid"),
        (FILE.replace(b"ncols 2", b"ncols -2") + b"1 2 3 4", "terrain.not_a_grid"),
        (FILE.replace(b"cellsize 0.1", b"cellsize 0") + b"1 2 3 4", "terrain.not_a_grid"),
        (FILE.replace(b"cellsize 0.1", b"cellsize nan") + b"1 2 3 4", "terrain.not_a_grid"),
        (FILE.replace(b"xllcorner 0.25\n", b"") + b"1 2 3 4", "terrain.not_a_grid"),
        (FILE.replace(b"ncols 2", b"ncols 99999999"), "terrain.too_big"),
        (FILE.replace(b"0.25", b"474987.5") + b"1 2 3 4", "terrain.not_in_degrees"),
        (FILE.replace(b"cellsize 0.1", b"cellsize 250") + b"1 2 3 4", "terrain.not_in_degrees"),
        (FILE + b"1 2 3", "terrain.wrong_count"),
        (FILE + b"1 2 3 4 5", "terrain.wrong_count"),
    ],
)
def test_what_is_no_grid_in_degrees_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(ReadError) as refused:
        read_asc(content)
    assert refused.value.key == key


@given(st.binary(max_size=80))
def test_whatever_follows_a_header_is_a_grid_or_one_reason(noise: bytes) -> None:
    for content in (noise, FILE + noise):
        try:
            read_asc(content)
        except ReadError as refused:
            assert refused.key.startswith("terrain.")


def test_a_line_is_lifted_where_every_point_is_known() -> None:
    line = a_line([(0.3, 44.0), (0.35, 44.0)], [(0.4, 43.9), (0.4, 43.8)], heights=False)
    up = lifted(line, HILLS)
    assert up is not None
    assert shapely.get_coordinates(up, include_z=True)[:, 2].tolist() == [100, 110, 200, 70]
    assert shapely.equals_exact(shapely.force_2d(up), line)
    assert lifted(a_line([(0.3, 44.0), (0.45, 43.85)], heights=False), HILLS) is None


def test_a_relief_through_known_heights_meets_them_and_stays_between_them() -> None:
    known = np.array([[0.3, 43.9, 80.0], [0.4, 43.8, 200.0], [0.6, 44.0, 120.0]])
    relief = terrain_through(known, (0.2, 43.7, 0.7, 44.1), 0.1)
    assert relief.bounds == pytest.approx((0.2, 43.7, 0.7, 44.1))
    assert relief.heights(known[:, 0], known[:, 1]) == pytest.approx(known[:, 2], abs=0.2)
    assert 80 <= relief.grid.min() <= relief.grid.max() <= 200
