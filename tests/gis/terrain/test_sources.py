"""Terrain models of others: what is taken, where it lies, and what is refused with which reason."""

import io
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.errors import GisError, ReadError
from gis.terrain.heights import HeightsError
from gis.terrain.sources import open_source
from gis.terrain.tile import read_tile, write_tile
from tests.dem import VOID, a_tif, a_tile, an_asc, an_hgt, heights_of, zipped
from tests.realdata import realdata

SMALL = np.array([[1.0, 2.25], [3.5, np.nan]])
HEADER = (
    b"ncols 2\nnrows 2\nxllcorner 0.25\nyllcorner 43.75\ncellsize 0.1\nNODATA_value -99999.00\n"
)


def values_of(source: Path, folder: Path) -> np.ndarray:
    """The heights that are kept of a file."""
    with rasterio.open(a_tile(source, folder).path) as file:
        return file.read(1)


def refusal_of(source: Path, folder: Path) -> str:
    """The key that a file is refused with; nothing of it is kept."""
    with pytest.raises(ReadError) as refused:
        a_tile(source, folder / "kept")
    assert not list(folder.glob("kept/*/*"))
    return refused.value.key


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_tile_is_a_tiled_geotiff_of_float32_with_voids_told(tmp_path: Path) -> None:
    tile = a_tile(an_asc(tmp_path / "a.asc", SMALL, 499_997.5, 6_299_997.5, 5), tmp_path)
    with rasterio.open(tile.path) as file:
        assert (file.driver, file.dtypes, file.crs.to_epsg()) == ("GTiff", ("float32",), 2154)
        assert file.profile["tiled"] and np.isnan(file.nodata)
        assert np.array_equal(file.read(1), SMALL.astype(np.float32), equal_nan=True)
    assert tile.path.stat().st_mode & 0o444 == 0o444


def test_corners_and_centres_place_the_same_grid(tmp_path: Path) -> None:
    corner = a_tile(an_asc(tmp_path / "corner.asc", SMALL, 0.25, 43.75, 0.1), tmp_path)
    centre = a_tile(an_asc(tmp_path / "centre.asc", SMALL, 0.3, 43.8, 0.1, "center"), tmp_path)
    assert corner.frame.crs == centre.frame.crs == "EPSG:4326"
    assert corner.frame.bounds == pytest.approx((0.3, 43.8, 0.4, 43.9))
    assert corner.frame.bounds == pytest.approx(centre.frame.bounds)


def test_a_grid_keeps_the_decimals_that_its_beginning_does_not_show(tmp_path: Path) -> None:
    values = np.full((300, 300), 100.0)
    values[-1, -1] = 100.25
    path = an_asc(tmp_path / "a.asc", values, 0.25, 43.75, 0.001)
    path.write_text(path.read_text().replace("100.00", "100").replace("-99999.00", "-99999"))
    assert values_of(path, tmp_path)[-1, -1] == 100.25


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("dtype", ["int16", "uint16", "int32", "float32", "float64"])
def test_geotiff_of_any_number_is_read(tmp_path: Path, dtype: str, order: str) -> None:
    nodata = 65535 if dtype == "uint16" else -32768
    values = np.array([[12.0, 800.0], [1500.0, nodata]])
    path = a_tif(
        tmp_path / "a.tif",
        values,
        0.25,
        43.95,
        0.1,
        dtype=dtype,
        nodata=nodata,
        ENDIANNESS="LITTLE" if order == "<" else "BIG",
    )
    expected = np.array([[12, 800], [1500, np.nan]])
    assert np.array_equal(values_of(path, tmp_path), expected, equal_nan=True)


def test_heights_of_no_place_on_earth_are_void_though_nobody_says_so(tmp_path: Path) -> None:
    values = np.array([[12.0, -9999.0], [-32768.0, 3.4e38]])
    found = values_of(a_tif(tmp_path / "a.tif", values, 0, 44, 0.1, nodata=None), tmp_path)
    assert np.array_equal(found, [[12, np.nan], [np.nan, np.nan]], equal_nan=True)


def test_a_geotiff_of_points_lies_where_its_points_are(tmp_path: Path) -> None:
    path = a_tif(tmp_path / "a.tif", SMALL, 0.25, 44.05, 0.1)
    with rasterio.open(path, "r+") as file:
        file.update_tags(AREA_OR_POINT="Point")
    assert heights_of([a_tile(path, tmp_path)], [0.3], [44.0]) == pytest.approx([1])


def test_scale_and_offset_are_obeyed(tmp_path: Path) -> None:
    path = a_tif(
        tmp_path / "a.tif", np.array([[1200.0, 1300.0]]), 0, 44, 0.1, dtype="int16", nodata=None
    )
    with rasterio.open(path, "r+") as file:
        file.scales, file.offsets = (0.1,), (10.0,)
    assert values_of(path, tmp_path) == pytest.approx(np.array([[130.0, 140.0]]))


def test_a_geotiff_without_system_is_told_by_its_numbers(tmp_path: Path) -> None:
    degrees = a_tif(tmp_path / "degrees.tif", SMALL, 0.25, 44.05, 0.1, crs=None)
    metres = a_tif(tmp_path / "metres.tif", SMALL, 499_997.5, 6_300_002.5, 5, crs=None)
    assert a_tile(degrees, tmp_path).frame.crs == "EPSG:4326"
    assert a_tile(metres, tmp_path).frame.crs == "EPSG:2154"


def test_srtm_is_read_alone_and_zipped(tmp_path: Path) -> None:
    plain = an_hgt(tmp_path, "N43E000")
    archive = zipped(tmp_path / "N43E000.hgt.zip", {"N43E000.hgt": plain.read_bytes()})
    alone, within = a_tile(plain, tmp_path, "alone"), a_tile(archive, tmp_path, "within")
    assert alone.frame == within.frame
    assert alone.frame.bounds == pytest.approx((0, 43, 1, 44))
    assert alone.path.read_bytes() == within.path.read_bytes()
    assert np.isnan(heights_of([alone], [0.0], [44.0]))


def test_a_wide_grid_is_read_strip_by_strip(tmp_path: Path) -> None:
    values = np.random.default_rng(1).uniform(0, 900, (700, 530)).round(2)
    with open_source(an_asc(tmp_path / "a.asc", values, 0, 43, 0.001)) as source:
        strips = list(source.grid.strips)
    assert [len(strip) for strip in strips] == [256, 256, 188]
    assert np.concatenate(strips) == pytest.approx(values, abs=0.001)


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.asc", b"", "terrain.unknown_format"),
        ("a.asc", b"<gpx/>", "terrain.unknown_format"),
        ("a.tif", b"\xff\xd8\xff\xe0", "terrain.unknown_format"),
        ("a.tif", b"II*\0", "terrain.unknown_format"),
        ("a.tif", b"MM\0*" + b"\xff" * 100, "terrain.unknown_format"),
        ("a.hgt", b"\0" * (1201 * 1201 * 2), "terrain.unknown_format"),
        ("N43E000.hgt", b"\0" * 1000, "terrain.unknown_format"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4", "terrain.seven_zip"),
        ("a.asc", HEADER + b"1 2 3 four", "terrain.damaged"),
        ("a.asc", HEADER + b"1 2 3", "terrain.wrong_count"),
        ("a.asc", HEADER + b"1 2 3 4 5", "terrain.wrong_count"),
        ("a.asc", HEADER.replace(b"ncols 2", b"ncols 2.5") + b"1 2 3 4", "terrain.unknown_format"),
        ("a.asc", HEADER.replace(b"ncols 2", b"ncols -2") + b"1 2 3 4", "terrain.wrong_count"),
        ("a.asc", HEADER.replace(b"0.1", b"0") + b"1 2 3 4", "terrain.no_place"),
        ("a.asc", HEADER.replace(b"0.1", b"nan") + b"1 2 3 4", "terrain.no_place"),
        ("a.asc", HEADER.replace(b"xllcorner 0.25\n", b"") + b"1 2 3 4", "terrain.unknown_format"),
        ("a.asc", HEADER.replace(b"0.25", b"5000") + b"1 2 3 4", "terrain.no_place"),
        ("a.asc", HEADER + b"-99999 -99999 -99999 -99999", "terrain.all_void"),
    ],
)
def test_what_is_no_terrain_model_is_refused(
    tmp_path: Path, name: str, content: bytes, key: str
) -> None:
    assert refusal_of(written(tmp_path, name, content), tmp_path) == key


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "absent.tif", tmp_path) == "file.not_found"
    assert refusal_of(tmp_path, tmp_path) == "file.is_folder"


def test_a_picture_is_no_terrain_model(tmp_path: Path) -> None:
    picture = a_tif(tmp_path / "a.tif", np.zeros((3, 4, 4)), 0, 44, 0.1, dtype="uint8", nodata=None)
    assert refusal_of(picture, tmp_path) == "terrain.not_heights"
    complex_ = a_tif(tmp_path / "c.tif", np.zeros((4, 4)), 0, 44, 0.1, dtype="complex64", nodata=0)
    assert refusal_of(complex_, tmp_path) == "terrain.not_heights"


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_grid_that_is_nowhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    profile = {"driver": "GTiff", "count": 1, "height": 4, "width": 4, "dtype": "float32"}
    with rasterio.open(path, "w", **profile) as file:
        file.write(np.ones((1, 4, 4), np.float32))
    assert refusal_of(path, tmp_path) == "terrain.no_place"
    other = a_tif(tmp_path / "b.tif", SMALL, 12, 44, 5, crs='LOCAL_CS["somewhere",UNIT["metre",1]]')
    assert refusal_of(other, tmp_path) == "terrain.no_place"
    odd = written(tmp_path, "c.tif", other.read_bytes().replace(b"somewhere", b"some\xd8here"))
    assert refusal_of(odd, tmp_path) == "terrain.unknown_format"


def test_a_grid_too_wide_to_hold_a_strip_of_is_refused(tmp_path: Path) -> None:
    wide = a_tif(tmp_path / "a.tif", np.zeros((1, 100_001)), 0, 44, 0.001)
    assert refusal_of(wide, tmp_path) == "terrain.too_big"


def test_a_grid_with_more_cells_than_are_read_is_refused_unread(tmp_path: Path) -> None:
    path, side = tmp_path / "a.tif", 90_000
    profile = {"driver": "GTiff", "count": 1, "height": side, "width": side, "dtype": "int16"}
    with rasterio.open(
        path,
        "w",
        **profile,
        crs="EPSG:4326",
        SPARSE_OK=True,
        tiled=True,
        transform=rasterio.Affine(1e-4, 0, 0, 0, -1e-4, 44),
    ):
        pass
    assert refusal_of(path, tmp_path) == "terrain.too_big"


@pytest.mark.parametrize(
    ("members", "key"),
    [
        ({}, "terrain.not_one_hgt"),
        ({"readme.txt": b"no"}, "terrain.not_one_hgt"),
        ({"dem.hgt": b"\0" * 100}, "terrain.not_one_hgt"),
        ({"N43E000.hgt": b"", "N43E001.hgt": b""}, "terrain.not_one_hgt"),
        ({"N43E000.hgt": b"\0" * 100}, "terrain.unknown_format"),
        ({"../N43E000.hgt": b""}, "archive.bad_name"),
        ({"/etc/N43E000.hgt": b""}, "archive.bad_name"),
        ({"C:\\N43E000.hgt": b""}, "archive.bad_name"),
        ({"N43E000.hgt": b"\0" * 60_000_000}, "file.too_big"),
    ],
)
def test_an_archive_that_is_none_of_srtm_is_refused(
    tmp_path: Path, members: dict[str, bytes], key: str
) -> None:
    assert refusal_of(zipped(tmp_path / "a.hgt.zip", members), tmp_path) == key


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.hgt.zip", {"N43E000.hgt": b"\0" * 60_000_000})
    content = bytearray(path.read_bytes())
    for header, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        start = content.index(header) + at
        content[start : start + 4] = struct.pack("<I", 2_884_802)
    path.write_bytes(content)
    assert refusal_of(path, tmp_path) in ("archive.damaged", "terrain.unknown_format")


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("N43E000.hgt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    path = written(tmp_path, "a.zip", buffer.getvalue())
    assert refusal_of(path, tmp_path) == "archive.link"


def test_what_the_disk_does_not_take_leaves_what_was_there(tmp_path: Path) -> None:
    tile = a_tile(an_asc(tmp_path / "a.asc", SMALL, 0.25, 43.75, 0.1), tmp_path)
    before = tile.path.read_bytes()
    with open_source(an_asc(tmp_path / "b.asc", SMALL * 2, 0.25, 43.75, 0.1)) as source:
        blocked = tmp_path / "file.txt"
        blocked.write_text("no folder")
        with pytest.raises(ReadError, match="not_kept"):
            write_tile(blocked / "a.tif", source.grid)
    with (
        open_source(written(tmp_path, "c.asc", HEADER + b"-99999 " * 4)) as source,
        pytest.raises(ReadError, match="all_void"),
    ):
        write_tile(tile.path, source.grid)
    assert tile.path.read_bytes() == before
    assert [one.name for one in tile.path.parent.iterdir()] == ["a.tif"]


def fuzzed(content: bytes, at: int, noise: bytes, cut: int) -> bytes:
    at %= len(content)
    changed = content[:at] + noise + content[at + len(noise) :]
    return changed[: len(changed) - cut % len(changed)]


FUZZ = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def assert_taken_or_refused(path: Path, folder: Path) -> None:
    try:
        tile = a_tile(path, folder)
    except GisError as error:
        assert error.key.split(".")[0] in ("terrain", "archive", "file")
        return
    with rasterio.open(tile.path) as file:
        found = file.read(1)
    assert not np.isnan(found).all()
    assert np.nanmin(found) >= -500 and np.nanmax(found) <= 9000
    assert read_tile(tile.path, "model") == tile


@FUZZ
@given(st.integers(0, 500), st.binary(max_size=12), st.sampled_from([0, 0, 1, 40, 300]))
def test_a_damaged_geotiff_is_taken_or_refused(
    tmp_path: Path, at: int, noise: bytes, cut: int
) -> None:
    whole = a_tif(tmp_path / "whole.tif", SMALL, 0.25, 44.05, 0.1).read_bytes()
    path = written(tmp_path, "a.tif", fuzzed(whole, at, noise, cut))
    assert_taken_or_refused(path, tmp_path)


@FUZZ
@given(st.integers(0, 200), st.binary(max_size=12), st.sampled_from([0, 0, 1, 5]))
def test_a_damaged_ascii_grid_is_taken_or_refused(
    tmp_path: Path, at: int, noise: bytes, cut: int
) -> None:
    whole = an_asc(tmp_path / "whole.asc", SMALL, 0.25, 44.05, 0.1).read_bytes()
    path = written(tmp_path, "a.asc", fuzzed(whole, at, noise, cut))
    assert_taken_or_refused(path, tmp_path)


@FUZZ
@given(
    st.text("0123456789.-enaN \t", max_size=8),
    st.sampled_from([b"ncols 2", b"nrows 2", b"0.25", b"0.1", b"-99999.00"]),
)
def test_a_strange_header_is_taken_or_refused(tmp_path: Path, word: str, of: bytes) -> None:
    name = of.split()[0] + b" " if b" " in of else b""
    content = HEADER.replace(of, name + word.encode()) + b"1 2 3 4"
    assert_taken_or_refused(written(tmp_path, "a.asc", content), tmp_path)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("name", ["graphhopper__N42E001.hgt.zip", "oggm-sample-data__hef_srtm.tif"])
def test_real_files_cut_short_are_refused(tmp_path: Path, name: str, kept: float) -> None:
    content = realdata(f"dem/{name}").read_bytes()
    path = written(tmp_path, name, content[: int(kept * len(content))])
    assert refusal_of(path, tmp_path).split(".")[0] in ("terrain", "archive")


def test_a_kept_tile_that_rots_is_told(tmp_path: Path) -> None:
    tile = a_tile(an_hgt(tmp_path, "N43E000"), tmp_path)
    content = tile.path.read_bytes()
    tile.path.write_bytes(content[:1000] + b"\xff" * (len(content) - 1000))
    with pytest.raises(HeightsError, match="broken"):
        heights_of([tile], [0.5], [43.5])
    tile.path.write_bytes(content[:50])
    with pytest.raises(ReadError, match="broken"):
        read_tile(tile.path, "model")
    tile.path.unlink()
    with pytest.raises(HeightsError, match="broken"):
        heights_of([tile], [0.5], [43.5])


def test_an_undeclared_void_of_ign_is_void(tmp_path: Path) -> None:
    header = HEADER.split(b"NODATA", maxsplit=1)[0]
    path = written(tmp_path, "a.asc", header + f"1 2\n3 {VOID}".encode())
    assert np.isnan(values_of(path, tmp_path)[1, 1])
