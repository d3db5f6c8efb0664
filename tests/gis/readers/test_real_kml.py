"""Every real KML and TCX gives the points that an independent reader finds, or is refused."""

import tempfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from lxml import etree
from numpy.typing import NDArray

from gis.errors import ReadError
from gis.formats.track import Track
from gis.readers.kml import read_kml
from gis.readers.tcx import read_tcx
from tools.tables import REAL_FILES

Vertices = NDArray[np.float64]

REFUSED_KML = {
    "Geotrek-admin__file_bad_encoding.kml": "xml.broken",
    "togeojson__bad.kml": "coordinates.not_a_number",
    "togeojson__extended_data.kml": "tracks.only_waypoints",
    "togeojson__networklink.kml": "tracks.only_links",
}
REFUSED_TCX = {"togeojson__bad.tcx": "coordinates.not_a_number"}


def real_files(pattern: str) -> pytest.MarkDecorator:
    """One case per real file, or one that is skipped where there are none."""
    absent = pytest.mark.skip(reason=f"needs realdata/{pattern} beside the checkout")
    files = [pytest.param(file, id=file.name) for file in sorted(REAL_FILES.glob(pattern))]
    return pytest.mark.parametrize("file", files or [pytest.param(None, marks=absent)])


@real_files("kml/*.kml")
def test_a_real_kml_gives_the_points_that_gdal_and_lxml_find_or_is_refused(file: Path) -> None:
    content = file.read_bytes()
    if file.name in REFUSED_KML:
        with pytest.raises(ReadError) as refusal:
            read_kml(content)
        assert refusal.value.key == REFUSED_KML[file.name]
        return
    tracks = read_kml(content).tracks
    assert_same_tracks(tracks, lxml_placemarks(content))
    assert_same_tracks(tracks, gdal_features(content))


@real_files("tcx/*.tcx")
def test_a_real_tcx_gives_the_points_that_lxml_finds_or_is_refused(file: Path) -> None:
    content = file.read_bytes()
    if file.name in REFUSED_TCX:
        with pytest.raises(ReadError) as refusal:
            read_tcx(content)
        assert refusal.value.key == REFUSED_TCX[file.name]
        return
    assert_same_tracks(read_tcx(content).tracks, lxml_activities(content))


def gdal_features(content: bytes) -> list[list[Vertices]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.kml"
        path.write_bytes(content)
        layers = [name for name, _ in pyogrio.list_layers(path)]
        wkbs = [wkb for name in layers for wkb in pyogrio.raw.read(path, layer=name)[2]]
    features = [shapely.get_parts(shapely.from_wkb(wkb)) for wkb in wkbs]
    return [
        [shapely.get_coordinates(part, include_z=True) for part in parts]
        for parts in features
        if all(part.geom_type == "LineString" for part in parts)
    ]


def lxml_placemarks(content: bytes) -> list[list[Vertices]]:
    lines = ("LineString", "LinearRing")
    found = []
    for placemark in etree.fromstring(content).iter("{*}Placemark"):
        texts = [
            one.findtext("{*}coordinates")
            for name in lines
            for one in placemark.iter(f"{{*}}{name}")
        ]
        pieces = [np.array(text.replace(",", " ").split(), float).reshape(-1, 3) for text in texts]
        for track in placemark.iter("{*}Track"):
            pieces.append(np.array([one.text.split() for one in track.iter("{*}coord")], float))
        found.append(pieces)
    return [pieces for pieces in found if pieces]


def lxml_activities(content: bytes) -> list[list[Vertices]]:
    root = etree.fromstring(content)
    paths = ("LongitudeDegrees", "LatitudeDegrees", "AltitudeMeters")
    return [
        [
            np.array(
                [
                    [float(point.findtext(f".//{{*}}{path}", "nan")) for path in paths]
                    for point in track.iter("{*}Trackpoint")
                    if point.find("{*}Position") is not None
                ]
            )
            for track in owner.iter("{*}Track")
        ]
        for owner in root.iter("{*}Activity", "{*}Course")
    ]


def assert_same_tracks(tracks: tuple[Track, ...], expected: list[list[Vertices]]) -> None:
    """Heights that are all zero are none."""
    assert [[len(piece) for piece in track.pieces] for track in tracks] == [
        [len(piece) for piece in pieces] for pieces in expected
    ]
    for track, pieces in zip(tracks, expected, strict=True):
        ours, theirs = np.concatenate(track.pieces), np.concatenate(pieces)
        if not theirs[:, 2].any():
            theirs[:, 2] = np.nan
        assert np.array_equal(ours, theirs, equal_nan=True)
