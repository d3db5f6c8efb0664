"""GeoJSON: what becomes a track, what is set aside, what is refused and in how much memory."""

import json
import math
import tracemalloc
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Contents
from gis.readers import features
from gis.readers.geojson import read_geojson

LINE = [[0.58, 43.64, 150], [0.59, 43.65, 160]]
LAMBERT = [[500_000, 6_300_000], [500_100, 6_300_100]]


def geometry(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


def feature(geometry: Any, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def line(coordinates: Any = LINE, **properties: object) -> dict[str, Any]:
    return feature(geometry("LineString", coordinates), **properties)


def collection(*features: Any, **members: object) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def read(document: Any) -> Contents:
    return read_geojson(json.dumps(document).encode())


def refusal(document: Any) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_geojson(document if isinstance(document, bytes) else json.dumps(document).encode())
    return caught.value


def said(findings: tuple[Finding, ...]) -> dict[str, Mapping[str, object]]:
    return {one.key: one.values for one in findings}


@pytest.mark.parametrize(
    "document", [geometry("LineString", LINE), line(), collection(line()), [collection(line())][0]]
)
def test_a_geometry_a_feature_and_a_collection_are_read(document: dict[str, Any]) -> None:
    (track,) = read(document).tracks
    assert track.pieces[0].tolist() == LINE


def test_a_multilinestring_is_a_track_of_several_pieces() -> None:
    (track,) = read(geometry("MultiLineString", [LINE, LINE[::-1], [LINE[0]]])).tracks
    assert [piece.tolist() for piece in track.pieces] == [LINE, LINE[::-1]]
    assert said(track.findings) == {"pieces.too_short": {"count": 1}}


def test_a_geometry_collection_gives_its_lines_and_its_points() -> None:
    parts = [geometry("LineString", LINE), geometry("Point", [0.5, 43.6])]
    nested = {"type": "GeometryCollection", "geometries": [geometry("LineString", LINE)]}
    contents = read(feature({"type": "GeometryCollection", "geometries": [*parts, nested]}))
    assert len(contents.tracks[0].pieces) == 2
    assert [(point.lon, point.lat) for point in contents.waypoints] == [(0.5, 43.6)]


def test_points_are_waypoints_with_their_names() -> None:
    points = feature(geometry("MultiPoint", [[0.5, 43.6, 12], [0.6, 43.7]]), nom="Gué")
    contents = read(collection(line(), points, feature(geometry("Point", [0.5, 99]))))
    assert [(one.name, one.lon, one.height_m) for one in contents.waypoints] == [
        ("Gué", 0.5, 12),
        ("Gué", 0.6, None),
    ]
    assert said(contents.findings)["waypoints.dropped"] == {"count": 1}


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        ({"NOM": " Tour  du\nlac "}, "Tour du lac"),
        ({"title": "B", "Nom_Itineraire": "A"}, "A"),
        ({"name": None, "titre": "C"}, "C"),
        ({"name": {"fr": "D"}, "nom": 7}, "7"),
        ({"name": "\x00\ud800"}, ""),
        ({}, ""),
    ],
)
def test_a_name_comes_from_the_likeliest_property(properties: dict[str, object], name: str) -> None:
    content = json.dumps(line(**properties)).replace("\\ud800", "").encode()
    assert read_geojson(content).tracks[0].name == name


def test_the_description_keeps_its_lines() -> None:
    assert read(line(Description="Un\ndeux ")).tracks[0].description == "Un\ndeux"


def test_what_is_no_line_is_set_aside_and_counted() -> None:
    area = feature(geometry("Polygon", [[[0, 0], [1, 0], [1, 1], [0, 0]]]))
    contents = read(collection(line(), area, feature(None), area, feature(None), line([])))
    assert len(contents.tracks) == 1
    assert said(contents.findings) == {
        "features.areas": {"count": 2},
        "features.empty": {"count": 3},
    }


def test_a_file_without_a_line_is_refused_with_what_it_holds() -> None:
    area, point = geometry("MultiPolygon", []), geometry("Point", [0.5, 43.6])
    error = refusal(collection(feature(area), feature(point), feature(None), line([LINE[0]])))
    assert (error.key, error.values) == ("features.no_line", {"points": 1, "areas": 1, "empty": 2})


def test_personal_data_is_dropped_and_said() -> None:
    bears = {
        "coordTimes": ["2026-05-12T08:00:00Z"],
        "coordinateProperties": {"heart": [120, 121]},
        "CONTACT": "anne@example.org",
        "author": "",
    }
    (finding,) = read(line(**bears)).findings
    assert finding.key == "personal.dropped"
    assert finding.values == {"kinds": ["email", "heart_rate", "times"]}


# Positions


@pytest.mark.parametrize(
    "name", ["EPSG:2154", "urn:ogc:def:crs:EPSG::2154", "urn:x-ogc:def:crs:EPSG:2154"]
)
def test_a_legacy_crs_is_reprojected(name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    contents = read(collection(line(LAMBERT), crs=crs))
    x, y = np.array(LAMBERT, float).T
    expected = Transformer.from_crs(2154, 4326, always_xy=True).transform(x, y)
    assert np.array_equal(contents.tracks[0].pieces[0][:, :2], np.column_stack(expected))
    assert said(contents.findings) == {"file.reprojected": {"code": "EPSG:2154"}}


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326", 7, None]
)
def test_a_crs_of_degrees_changes_nothing(name: object) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    contents = read(collection(line(), crs=crs))
    assert contents.tracks[0].pieces[0].tolist() == LINE
    assert contents.findings == ()


def test_degrees_that_are_said_to_be_metres_are_degrees() -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:2154"}}
    contents = read(collection(line(), feature(geometry("Point", [0.5, 43.6])), crs=crs))
    assert contents.tracks[0].pieces[0].tolist() == LINE
    assert contents.waypoints[0].lon == 0.5
    assert said(contents.findings) == {"file.wrong_system": {"code": "EPSG:2154"}}


@pytest.mark.parametrize("code", [27572, 32631, 3857])
@pytest.mark.parametrize(
    "form",
    [
        "EPSG:{}",
        "EPSG::{}",
        "urn:ogc:def:crs:EPSG::{}",
        "urn:ogc:def:crs:EPSG:6.18:{}",
        "http://www.opengis.net/def/crs/EPSG/0/{}",
    ],
)
def test_the_code_of_a_crs_is_read_whole(code: int, form: str) -> None:
    crs = {"type": "name", "properties": {"name": form.format(code)}}
    x, y = Transformer.from_crs(4326, code, always_xy=True).transform(0.58, 43.64)
    contents = read(collection(line([[x, y], [x + 100, y]]), crs=crs))
    assert contents.tracks[0].pieces[0][0, :2] == pytest.approx((0.58, 43.64), abs=1e-6)


def test_an_unknown_crs_is_refused() -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:999999"}}
    assert refusal(collection(line(), crs=crs)).key == "file.unknown_system"


@pytest.mark.parametrize("swapped", [False, True])
def test_metres_of_lambert_93_without_a_crs_go_through(swapped: bool) -> None:
    positions = [position[::-1] if swapped else position for position in LAMBERT]
    assert read(line(positions)).tracks[0].pieces[0][:, :2].tolist() == positions


def test_a_bad_feature_among_good_ones_is_refused_by_itself() -> None:
    mixed = [*LAMBERT, [0.5, 43.6]]
    contents = read(collection(line(), line(mixed, nom="Faux"), line("x"), 7, line(LAMBERT)))
    assert len(contents.tracks) == 2
    assert [(one.name, one.error.key, one.error.values["number"]) for one in contents.refused] == [
        ("#3", "feature.bad_geometry", 3),
        ("Faux", "feature.bad_position", 2),
    ]


@pytest.mark.parametrize(
    ("coordinates", "key"),
    [
        ([[0.5, 91], [0.5, 43]], "feature.bad_position"),
        ([[181, 43], [0.5, 43]], "feature.bad_position"),
        ([[1e300, 43], [0.5, 43]], "feature.bad_position"),
        ([[None, 43], [0.5, 43]], "feature.bad_position"),
        ([[0.5], [0.6]], "feature.bad_geometry"),
        ([[0.5, 43.6], [0.6]], "feature.bad_geometry"),
        ([0.5, 43.6], "feature.bad_geometry"),
        ([[[0.5, 43.6]], [[0.5, 43.6]]], "feature.bad_geometry"),
        ([["a", "b"], ["c", "d"]], "feature.bad_geometry"),
        ([[10**400, 43], [0.5, 43]], "json.broken"),
        ({"lon": 1}, "feature.bad_geometry"),
        (7, "feature.bad_geometry"),
    ],
)
def test_a_bad_position_is_refused_with_its_feature(coordinates: Any, key: str) -> None:
    error = refusal(line(coordinates))
    assert error.key == key
    assert error.values.get("number", 1) == 1


def test_heights_that_only_some_positions_have_are_kept() -> None:
    uneven = [[0.5, 43.6], [0.6, 43.7, 120], [0.7, 43.8, 130, 99], [0.8, 43.9, None]]
    heights = read(line(uneven)).tracks[0].pieces[0][:, 2]
    assert np.array_equal(heights, [math.nan, 120, 130, math.nan], equal_nan=True)


def test_heights_that_cannot_be_are_unknown() -> None:
    zero = [[0.5, 43.6, 0], [0.6, 43.7, 0]]
    contents = read(collection(line([*LINE, [0.6, 43.7, -99_999]]), line(zero), line()))
    first, second, third = contents.tracks
    assert said(first.findings) == {"heights.implausible": {"count": 1}}
    assert said(second.findings) == {"heights.all_zero": {"count": 2}}
    assert third.findings == ()
    assert np.isnan(second.pieces[0][:, 2]).all()


# Bytes


def test_numbers_that_json_does_not_know_are_unknown() -> None:
    content = json.dumps(line([[0.5, 43.6, math.nan], [0.6, 43.7, math.inf]])).encode()
    assert b"NaN" in content
    assert np.isnan(read_geojson(content).tracks[0].pieces[0][:, 2]).all()


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("cp1252", "utf-8")],
)
def test_texts_in_another_encoding_are_read(encoding: str, declared: str) -> None:
    content = json.dumps(line(nom="Chêne"), ensure_ascii=False).encode(encoding)
    contents = read_geojson(content)
    assert contents.tracks[0].name == "Chêne"
    expected = {"file.wrong_encoding": {"declared": declared}} if declared else {}
    assert said(contents.findings) == expected


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b'{"type": "LineString",\n"coordinates": [[1,', "json.broken"),
        (b"[" * 500_000, "json.broken"),
        (b'{"a":' * 200_000, "json.broken"),
        (b"[1, 2]", "json.not_geojson"),
        (b'{"type": "Topology"}', "json.not_geojson"),
        (b'{"type": ["Feature"]}', "json.not_geojson"),
        (b'{"type": "FeatureCollection", "features": {}}', "json.not_geojson"),
        (b'{"type": "FeatureCollection", "features": []}', "features.no_line"),
        (b'{"type": "Feature", "geometry": {"type": ["Point"]}}', "feature.bad_geometry"),
    ],
)
def test_what_is_no_geojson_is_refused(content: bytes, key: str) -> None:
    assert refusal(content).key == key


def test_a_cut_file_is_refused_with_its_line() -> None:
    assert refusal(b'{"type": "LineString",\n"coordinates": [[1,').values == {"line": 2}


def test_collections_within_collections_have_a_bottom() -> None:
    deep: dict[str, Any] = geometry("LineString", LINE)
    for _ in range(400):
        deep = {"type": "GeometryCollection", "geometries": [deep]}
    assert refusal(deep).key == "feature.bad_geometry"


@pytest.mark.parametrize(
    ("limit", "most", "key"),
    [("MAX_FEATURES", 6, "file.too_many_features"), ("MAX_POINTS", 8, "file.too_many_points")],
)
def test_too_many_features_pieces_or_points_are_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, key: str
) -> None:
    lines = feature(geometry("MultiLineString", [LINE, LINE]))
    points = feature(geometry("MultiPoint", LINE))
    document = collection(lines, points, line(), feature(None))
    monkeypatch.setattr(features, limit, most)
    assert len(read(document).tracks) == 2
    monkeypatch.setattr(features, limit, most - 1)
    assert refusal(document).key == key


def test_a_bomb_of_brackets_is_refused_before_it_is_opened() -> None:
    content = b'{"type":"LineString","coordinates":[' + b"[]," * 10_000_000 + b"[]]}"
    tracemalloc.start()
    assert refusal(content).key == "file.too_many_points"
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_a_long_text_among_positions_is_not_multiplied() -> None:
    coordinates = [*([[0.5, 43.6]] * 10_000), ["x" * 1_000_000, 43.6]]
    content = json.dumps(line(coordinates)).encode()
    tracemalloc.start()
    assert refusal(content).key == "feature.bad_geometry"
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


# Anything

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)
KINDS = st.sampled_from(["Point", "LineString", "MultiLineString", "Polygon", "GeometryCollection"])


@given(JSON, KINDS, JSON, st.dictionaries(st.sampled_from(["name", "time", "desc"]), JSON))
def test_any_json_is_read_or_refused(
    coordinates: Any, kind: str, other: Any, properties: dict[str, Any]
) -> None:
    of_kind = {"type": kind, "coordinates": coordinates, "geometries": coordinates}
    document = collection(feature(of_kind, **properties), line(), other, crs=other)
    contents = read(document)
    assert contents.tracks[-1].pieces[0].tolist() == LINE


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(content: bytes) -> None:
    assert refusal(b"{" + content)


@given(
    st.lists(
        st.lists(
            st.tuples(
                st.floats(-180, 180), st.floats(-90, 90), st.floats(1, 8000, allow_subnormal=False)
            ),
            min_size=2,
            max_size=5,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_every_position_is_kept_as_it_stands(lines: list[list[tuple[float, float, float]]]) -> None:
    contents = read(collection(*map(line, lines)))
    kept = [[tuple(point) for point in track.pieces[0].tolist()] for track in contents.tracks]
    assert kept == lines
