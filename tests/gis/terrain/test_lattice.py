"""Heights between centres, against scipy and PROJ; tiles side by side; voids."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer
from scipy.ndimage import map_coordinates

from gis.terrain.heights import heights_at
from gis.terrain.lattice import lattices
from gis.terrain.tile import Tile
from tests.dem import a_tif, a_tile, an_asc, an_hgt, heights_of, tiles_of
from tests.realdata import realdata

REAL = (
    "Geotrek-admin__elevation.tif",
    "Geotrek-admin__elevation_4326.tif",
    "graphhopper__N42E001.hgt.zip",
    "oggm-sample-data__hef_srtm.tif",
)
HILLS = np.array([[100.0, 120, 90], [80, 200, 110], [60, 70, np.nan]])
"""In degrees: centres at 0.3, 0.4, 0.5 east and 44.0, 43.9, 43.8 north."""
RELIEF = 200 + 50 * np.sin(np.arange(40) / 5)[:, None] + np.arange(60) / 2
"""In Lambert-93: the first centre at 500 000, 6 300 000, one each 5 m."""
TO_METRES = Transformer.from_crs(4326, 2154, always_xy=True)
TO_DEGREES = Transformer.from_crs(2154, 4326, always_xy=True)


@pytest.fixture(scope="module")
def hills(tmp_path_factory: pytest.TempPathFactory) -> list[Tile]:
    folder = tmp_path_factory.mktemp("hills")
    return [a_tile(a_tif(folder / "hills.tif", HILLS, 0.25, 44.05, 0.1), folder)]


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> list[Tile]:
    folder = tmp_path_factory.mktemp("campaign")
    return list(tiles_of(RELIEF, folder, west=500_000, north=6_300_000))


def by_scipy(path: Path, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """The same heights by map_coordinates on the original, void wherever a void takes part."""
    place = f"/vsizip/{path}/N42E001.hgt" if path.suffix == ".zip" else path
    with rasterio.open(place) as file:
        x, y = Transformer.from_crs(4326, file.crs, always_xy=True).transform(lon, lat)
        column, row = ~file.transform @ (x, y)
        values = file.read(1, masked=True).astype(float)
    at = np.array([row - 0.5, column - 0.5])
    return map_coordinates(values.filled(np.nan), at, order=1, mode="constant", cval=np.nan)


@pytest.mark.parametrize("name", REAL)
def test_real_files_agree_with_scipy(name: str, tmp_path: Path) -> None:
    path = realdata(f"dem/{name}")
    tile = a_tile(path, tmp_path)
    west, south, east, north = tile.frame.bounds
    random = np.random.default_rng(7)
    lon, lat = random.uniform(west, east, 2000), random.uniform(south, north, 2000)
    expected = by_scipy(path, lon, lat)
    found = heights_of([tile], lon, lat)
    assert np.array_equal(np.isnan(found), np.isnan(expected))
    known = ~np.isnan(expected)
    assert np.count_nonzero(known) >= 100
    assert found[known] == pytest.approx(expected[known], abs=0.01)


def test_a_void_of_a_real_tile_stays_unknown(tmp_path: Path) -> None:
    tile = a_tile(realdata("dem/graphhopper__N42E001.hgt.zip"), tmp_path)
    with rasterio.open(tile.path) as file:
        values, transform = file.read(1), file.transform
    rows, columns = np.nonzero(np.isnan(values))
    assert len(rows) == 7652
    lon, lat = transform @ (columns + 0.5, rows + 0.5)
    assert np.isnan(heights_of([tile], lon, lat)).all()


@given(st.floats(0.3, 0.4), st.floats(43.8, 44.0))
def test_heights_are_bilinear_between_centres(hills: list[Tile], lon: float, lat: float) -> None:
    part, row = (lon - 0.3) / 0.1, (44.0 - lat) / 0.1
    north = min(int(row), 1)
    (a, b), (c, d) = HILLS[north, :2], HILLS[north + 1, :2]
    upper, lower = a + part * (b - a), c + part * (d - c)
    by_hand = upper + (row - north) * (lower - upper)
    assert heights_of(hills, [lon], [lat])[0] == pytest.approx(by_hand, abs=0.02)


def test_a_centre_has_its_own_height_even_beside_a_void(hills: list[Tile]) -> None:
    found = heights_of(hills, [0.3, 0.5, 0.4, 0.5], [44.0, 44.0, 43.8, 43.9])
    assert found == pytest.approx([100, 90, 70, 110])


def test_a_void_spreads_as_far_as_it_weighs(hills: list[Tile]) -> None:
    lon, lat = [0.5, 0.45, 0.499, 0.5], [43.8, 43.85, 43.899, 43.85]
    assert np.isnan(heights_of(hills, lon, lat)).all()


def test_outside_the_outermost_centres_there_is_no_height(hills: list[Tile]) -> None:
    lon = [0.29, 0.51, 0.4, 0.4, np.nan, np.inf, 180.0]
    lat = [43.9, 43.9, 44.01, 43.79, 43.9, 43.9, -90.0]
    assert np.isnan(heights_of(hills, lon, lat)).all()


def test_a_grid_of_one_cell_knows_its_centre_only(tmp_path: Path) -> None:
    one = a_tile(a_tif(tmp_path / "one.tif", np.array([[5.0]]), 0.25, 44.05, 0.1), tmp_path)
    assert heights_of([one], [0.3, 0.31], [44.0, 44.0]) == pytest.approx([5, np.nan], nan_ok=True)


def test_centres_of_an_ign_tile_stand_on_round_metres(tmp_path: Path) -> None:
    tile = a_tile(an_asc(tmp_path / "a.asc", RELIEF, 499_997.5, 6_299_802.5, 5), tmp_path)
    rows, columns = np.indices(RELIEF.shape)
    lon, lat = TO_DEGREES.transform(500_000 + 5.0 * columns.ravel(), 6_300_000 - 5.0 * rows.ravel())
    assert heights_of([tile], lon, lat) == pytest.approx(RELIEF.ravel(), abs=0.01)


@given(seed=st.integers(0, 10**6))
def test_tiles_side_by_side_are_one_relief(campaign: list[Tile], seed: int) -> None:
    random = np.random.default_rng(seed)
    east, north = random.uniform(500_000, 500_295, 50), random.uniform(6_299_805, 6_300_000, 50)
    lon, lat = TO_DEGREES.transform(east, north)
    at = np.array([(6_300_000 - north) / 5, (east - 500_000) / 5])
    expected = map_coordinates(RELIEF, at, order=1)
    assert heights_of(campaign, lon, lat) == pytest.approx(expected, abs=0.02)


def test_between_two_tiles_there_is_a_height(campaign: list[Tile]) -> None:
    seam = np.linspace(500_000 + 29 * 5, 500_000 + 30 * 5, 21)
    lon, lat = TO_DEGREES.transform(seam, np.full(21, 6_300_000.0))
    expected = np.interp(seam, [500_145, 500_150], RELIEF[0, 29:31])
    assert heights_of(campaign, lon, lat) == pytest.approx(expected, abs=0.02)


def test_a_missing_tile_leaves_a_hole_that_ends_at_the_centres_around_it(
    campaign: list[Tile],
) -> None:
    at = np.array([500_145.0, 500_145.1, 500_147.0])
    lon, lat = TO_DEGREES.transform(at, np.full(3, 6_299_990.0))
    found = heights_of([campaign[0], *campaign[2:]], lon, lat)
    assert np.isnan(found).tolist() == [False, True, True]


def test_tiles_of_srtm_share_a_column_and_fill_each_others_voids(tmp_path: Path) -> None:
    names = ("N43E000", "N43E001")
    west, east = (a_tile(an_hgt(tmp_path, name, seed), tmp_path) for seed, name in enumerate(names))
    with rasterio.open(west.path) as file:
        border = file.read(1)[:3, -1]
    assert np.isnan(heights_of([east], [1.0], [44.0]))
    assert heights_of([east, west], [1.0] * 3, [44 - i / 1200 for i in range(3)]) == pytest.approx(
        border
    )


def test_the_finest_answers_and_coarser_ones_fill_its_voids_and_its_surroundings(
    tmp_path: Path,
) -> None:
    fine = np.full((5, 5), 300.0)
    fine[2, 2] = np.nan
    sources = lattices(
        [
            a_tile(
                a_tif(tmp_path / "coarse.tif", np.full((3, 3), 100.0), 0.25, 44.05, 0.1),
                tmp_path,
                "c",
            ),
            a_tile(a_tif(tmp_path / "fine.tif", fine, 0.375, 43.925, 0.01), tmp_path, "f"),
        ]
    )
    lon, lat = np.array([0.38, 0.40, 0.45, 2.0]), np.array([43.92, 43.90, 43.90, 43.9])
    found = heights_at(sources, lon, lat)
    assert found.metres == pytest.approx([300, 100, 100, np.nan], nan_ok=True)
    assert found.models == ("f", "c")
    assert heights_at(sources, lon[:1], lat[:1]).models == ("f",)
    assert heights_at(sources, lon[3:], lat[3:]).models == ()


def test_a_degree_is_not_finer_than_a_metre(tmp_path: Path) -> None:
    degrees = a_tile(a_tif(tmp_path / "d.tif", HILLS, 0.25, 44.05, 0.1), tmp_path, "degrees")
    metres = a_tile(an_asc(tmp_path / "m.asc", RELIEF, 499_997.5, 6_299_802.5, 5), tmp_path, "m")
    assert [one.laid[0].tile.model for one in lattices([degrees, metres])] == ["m", "degrees"]
    assert metres.frame.cell_m == pytest.approx(5, rel=0.001)


def test_tiles_half_a_cell_apart_are_two_lattices(tmp_path: Path) -> None:
    asked = [(499_997.5, "a"), (500_300.0, "half a cell"), (500_297.5, "beside")]
    tiles = [
        a_tile(an_asc(tmp_path / f"{name}.asc", RELIEF, west, 6_299_802.5, 5), tmp_path)
        for west, name in asked
    ]
    assert sorted(len(one.laid) for one in lattices(tiles)) == [1, 2]


def test_a_grid_written_from_south_to_north_knows_the_same(tmp_path: Path) -> None:
    path = a_tif(tmp_path / "up.tif", HILLS[::-1], 0.25, 44.05, 0.1)
    with rasterio.open(path, "r+") as file:
        file.transform = rasterio.Affine(0.1, 0, 0.25, 0, 0.1, 43.75)
    tile = a_tile(path, tmp_path)
    assert heights_of([tile], [0.3, 0.4], [44.0, 43.9]) == pytest.approx([100, 200])
