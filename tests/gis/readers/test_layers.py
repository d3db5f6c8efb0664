"""GeoPackage and Shapefile: against sqlite3 and shapely for one, pyshp for the other."""

import io
import sqlite3
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import shapefile
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pyproj import Transformer
from shapely import LineString, MultiLineString, Point, box

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Contents
from gis.readers import features
from gis.readers.geopackage import read_geopackage
from gis.readers.reading import read_file
from gis.readers.shapefile import read_shapefile
from tests.layer_files import LAMBERT93, a_geopackage, a_shapefile, zipped_shapefile

pytestmark = pytest.mark.filterwarnings("ignore:::pyogrio")

DEGREES = LineString([(0.58, 43.64, 150), (0.59, 43.65, 160), (0.6, 43.65, 155)])
METRES = MultiLineString(
    [
        [(500_000, 6_300_000, 120), (500_900, 6_300_100, 130)],
        [(501_000, 6_300_000, 1), (501_100, 6_300_500, 2)],
    ]
)
PARTS = [[(500_000.0, 6_300_000.0, 120.0), (500_900.0, 6_300_100.0, 130.0)]]
TO_DEGREES = Transformer.from_crs(2154, 4326, always_xy=True)


def said(findings: tuple[Finding, ...]) -> dict[str, Mapping[str, object]]:
    return {one.key: one.values for one in findings}


def refusal(content: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_file(content)
    return caught.value


def in_degrees(x_y_z: NDArray[np.float64]) -> NDArray[np.float64]:
    lon, lat = TO_DEGREES.transform(x_y_z[:, 0], x_y_z[:, 1])
    return np.column_stack((lon, lat, x_y_z[:, 2]))


def by_sqlite(content: bytes, table: str, folder: Path) -> list[list[NDArray[np.float64]]]:
    """The pieces of each feature of a GeoPackage, by the layout of its standard."""
    path = folder / "a.gpkg"
    path.write_bytes(content)
    with sqlite3.connect(path) as connection:
        rows = connection.execute(f'SELECT geom FROM "{table}" ORDER BY fid').fetchall()
    features = []
    for (blob,) in rows:
        envelope = (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]
        parts = shapely.get_parts(shapely.from_wkb(blob[8 + envelope :]))
        features.append([shapely.get_coordinates(part, include_z=True) for part in parts])
    return features


def assert_same(contents: Contents, expected: list[list[NDArray[np.float64]]]) -> None:
    assert len(contents.tracks) == len(expected)
    for track, pieces in zip(contents.tracks, expected, strict=True):
        assert len(track.pieces) == len(pieces)
        for piece, points in zip(track.pieces, pieces, strict=True):
            assert np.array_equal(piece, points, equal_nan=True)


# GeoPackage


def test_a_geopackage_of_degrees_is_read_as_it_stands(tmp_path: Path) -> None:
    content = a_geopackage({"traces": [DEGREES, DEGREES.reverse()]}, ["Chêne", None])
    contents = read_file(content)
    assert_same(contents, by_sqlite(content, "traces", tmp_path))
    assert [track.name for track in contents.tracks] == ["Chêne", ""]
    assert contents.findings == ()


def test_a_geopackage_in_lambert_93_is_reprojected(tmp_path: Path) -> None:
    content = a_geopackage({"traces": [METRES]}, crs=LAMBERT93)
    expected = [[in_degrees(piece) for piece in by_sqlite(content, "traces", tmp_path)[0]]]
    contents = read_geopackage(content)
    assert_same(contents, expected)
    assert said(contents.findings) == {"file.reprojected": {"code": LAMBERT93}}


@pytest.mark.parametrize(("crs", "code"), [("EPSG:27572", "EPSG:27572"), ("EPSG:5698", LAMBERT93)])
def test_other_systems_are_reprojected_longitude_first(crs: str, code: str) -> None:
    place = Transformer.from_crs(4326, int(crs[5:]), always_xy=True).transform(0.58, 43.64)
    line = LineString([place, (place[0] + 100, place[1])])
    contents = read_geopackage(a_geopackage({"traces": [line]}, crs=crs))
    assert contents.tracks[0].pieces[0][0, :2] == pytest.approx((0.58, 43.64), abs=1e-4)
    assert said(contents.findings) == {"file.reprojected": {"code": code}}


def test_all_line_layers_are_read_and_the_others_counted() -> None:
    content = a_geopackage(
        {"a": [DEGREES], "bornes": [Point(1, 2)], "zones": [box(0, 0, 1, 1)], "b": [DEGREES] * 2}
    )
    contents = read_file(content)
    assert len(contents.tracks) == 3
    assert said(contents.findings) == {"layers.set_aside": {"count": 2, "names": "bornes, zones"}}


def test_a_layer_of_anything_gives_its_lines_and_its_points() -> None:
    mixed = [DEGREES, Point(0.5, 43.6), box(0, 0, 1, 1), None]
    contents = read_file(a_geopackage({"tout": mixed}, ["a", "Gué", "c", "d"]))
    assert [track.name for track in contents.tracks] == ["a"]
    assert [point.name for point in contents.waypoints] == ["Gué"]
    assert said(contents.findings) == {
        "features.areas": {"count": 1},
        "features.empty": {"count": 1},
    }


def test_a_geopackage_without_a_line_layer_is_refused_with_its_layers() -> None:
    error = refusal(a_geopackage({"bornes": [Point(1, 2)]}))
    assert (error.key, error.values) == ("layers.no_line", {"count": 1, "names": "bornes"})


def test_a_view_is_not_run(tmp_path: Path) -> None:
    content = a_geopackage({"traces": [DEGREES]})
    path = tmp_path / "a.gpkg"
    path.write_bytes(content)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    with sqlite3.connect(path) as connection:
        connection.execute(
            f"CREATE VIEW sans_fin AS {endless} SELECT i AS fid, geom FROM n, traces"
        )
        for table in ("gpkg_contents", "gpkg_geometry_columns"):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            copied = ", ".join(
                "'sans_fin'" if one in ("table_name", "identifier") else one for one in columns
            )
            connection.execute(
                f"INSERT INTO {table} SELECT {copied} FROM {table} WHERE table_name = 'traces'"
            )
    contents = read_file(path.read_bytes())
    assert len(contents.tracks) == 1
    assert said(contents.findings) == {"layers.set_aside": {"count": 1, "names": "sans_fin"}}


def test_another_sqlite_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE a (b)")
    assert refusal(path.read_bytes()).key == "file.sqlite"


def test_a_damaged_geopackage_is_refused_and_nothing_is_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    content = a_geopackage({"traces": [DEGREES]})
    capfd.readouterr()
    for cut in (100, 5000, len(content) // 2, len(content) - 5000):
        with pytest.raises(ReadError):
            read_geopackage(content[:cut])
        with pytest.raises(ReadError):
            read_geopackage(content[:cut] + bytes(len(content) - cut))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("limit", "most", "key"),
    [
        ("MAX_FEATURES", 5, "file.too_many_features"),
        ("MAX_POINTS", 17, "file.too_many_points"),
    ],
)
def test_too_many_features_or_points_in_all_layers_are_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, key: str
) -> None:
    content = a_geopackage({"a": [DEGREES] * 3, "b": [DEGREES] * 3})
    monkeypatch.setattr(features, limit, most + 1)
    assert len(read_file(content).tracks) == 6
    monkeypatch.setattr(features, limit, most)
    assert refusal(content).key == key


def test_personal_columns_are_dropped_and_said() -> None:
    content = a_geopackage({"traces": [DEGREES]}, ["anne@example.org"], column="Contact")
    (finding,) = read_file(content).findings
    assert (finding.key, finding.values) == ("personal.dropped", {"kinds": ["email"]})


# Shapefile


def by_pyshp(files: Mapping[str, bytes]) -> list[list[NDArray[np.float64]]]:
    reader = shapefile.Reader(**{part: io.BytesIO(files[part]) for part in ("shp", "shx", "dbf")})
    features = []
    for shape in reader.shapes():
        heights = getattr(shape, "z", [np.nan] * len(shape.points))
        vertices = np.column_stack((np.array(shape.points), heights))
        features.append(np.split(vertices, list(shape.parts)[1:]))
    return features


@pytest.mark.parametrize("is_3d", [True, False])
def test_a_zipped_shapefile_in_lambert_93_is_read_and_reprojected(is_3d: bool) -> None:
    lines = [PARTS, [*PARTS, [(501_000.0, 6_300_000.0, 7.0), (501_100.0, 6_300_500.0, 8.0)]]]
    if not is_3d:
        lines = [[[point[:2] for point in part] for part in parts] for parts in lines]
    files = a_shapefile(lines)
    contents = read_file(zipped_shapefile(files))
    assert_same(contents, [[in_degrees(one) for one in pieces] for pieces in by_pyshp(files)])
    assert [track.name for track in contents.tracks] == ["Tour 1", "Tour 2"]
    assert contents.tracks[0].member == "traces.shp"
    assert said(contents.findings) == {"file.reprojected": {"code": LAMBERT93}}


def test_without_its_prj_a_shapefile_is_what_it_looks_like() -> None:
    degrees = [[[(0.58, 43.64, 1.0), (0.59, 43.65, 2.0)]]]
    for lines in ([PARTS], degrees):
        files = a_shapefile(lines, crs="")
        contents = read_shapefile(files)
        assert_same(contents, by_pyshp(files))
        assert contents.findings == ()


@pytest.mark.parametrize(
    ("encoding", "cpg", "declared"),
    [
        ("utf-8", b"UTF-8", ""),
        ("utf-8", b"utf-8\r\n", ""),
        ("utf-8", None, ""),
        ("utf-8", b"\xff\x00?", ""),
        ("cp1252", b"1252", ""),
        ("cp1252", None, ""),
        ("cp1252", b"UTF-8", "UTF-8"),
        ("cp1252", b"KLINGON", ""),
    ],
)
def test_the_names_of_a_shapefile_are_read_in_whatever_encoding(
    encoding: str, cpg: bytes | None, declared: str
) -> None:
    files = a_shapefile([PARTS], ["Chêne brûlé"], crs="", encoding=encoding)
    contents = read_shapefile(files | ({"cpg": cpg} if cpg else {}))
    assert contents.tracks[0].name == "Chêne brûlé"
    expected = {"file.wrong_encoding": {"declared": declared}} if declared else {}
    assert said(contents.findings) == expected


def test_a_name_of_a_cut_column_is_found() -> None:
    files = a_shapefile([PARTS], ["Le tour"], column="nom_itiner")
    assert read_shapefile(files).tracks[0].name == "Le tour"


def test_an_accent_in_a_prj_is_passed_over_and_a_huge_one_refused() -> None:
    files = a_shapefile([PARTS])
    accented = files["prj"].replace(b"RGF", "Réseau RGF".encode("cp1252"), 1)
    contents = read_shapefile(files | {"prj": accented})
    assert contents.tracks[0].pieces[0][0, :2] == pytest.approx((0.516, 43.771), abs=1e-3)
    huge = zipped_shapefile(files | {"prj": b"GEOGCS[" * 100_000})
    assert refusal(huge).key == "file.unknown_system"


def test_a_shapefile_without_its_table_has_lines_without_names() -> None:
    files = a_shapefile([PARTS])
    del files["dbf"]
    contents = read_file(zipped_shapefile(files))
    assert contents.tracks[0].name == ""
    assert "shapefile.no_names" in said(contents.findings)


def test_a_shapefile_that_lacks_a_file_is_refused_with_its_name() -> None:
    files = a_shapefile([PARTS])
    index = files.pop("shx")
    assert refusal(zipped_shapefile(files)).values == {"missing": ".shx"}
    assert refusal(zipped_shapefile({"shx": index, "dbf": files["dbf"]})).key == "file.shapefile"
    assert refusal(files["shp"]).key == "file.shapefile"


def test_several_shapefiles_of_a_zip_are_read_with_what_lies_beside_them() -> None:
    content = zipped_shapefile(
        {f"{part}": content for part, content in a_shapefile([PARTS]).items()}, stem="A/Nord"
    )
    assert read_file(content).tracks[0].member == "A/Nord.shp"


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 5000),
    st.binary(min_size=1, max_size=8),
    st.sampled_from(["shp", "shx", "dbf", "prj"]),
)
def test_a_shapefile_with_other_bytes_in_it_is_read_or_refused(
    at: int, other: bytes, part: str
) -> None:
    files = a_shapefile([PARTS, PARTS])
    at %= len(files[part])
    files[part] = files[part][:at] + other + files[part][at + len(other) :]
    try:
        contents = read_shapefile(files)
    except ReadError as error:
        assert error.key
    else:
        assert contents.tracks


def test_a_length_that_lies_is_refused() -> None:
    files = a_shapefile([PARTS])
    content = bytearray(files["shp"])
    content[100 + 8 + 36 : 100 + 8 + 44] = struct.pack("<ii", 2**30, 2**30)
    with pytest.raises(ReadError):
        read_shapefile(files | {"shp": bytes(content)})
