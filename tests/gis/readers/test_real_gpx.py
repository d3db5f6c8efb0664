"""Every real GPX gives the points that an independent reader finds, or is refused on purpose."""

from pathlib import Path

import gpxpy
import numpy as np
import pytest
from lxml import etree
from numpy.typing import NDArray
from pyproj import Geod

from gis.checks import check_line
from gis.errors import ReadError
from gis.formats.track import Track
from gis.line import line_from
from gis.measure import length_m
from gis.readers.gpx import read_gpx
from gis.readers.grouping import as_one_route

Points = list[tuple[float, float, float]]

REFUSED = {
    "OpenTracks__gpx_timezone.gpx": "tracks.too_few_points",
    "android-gpx-parser__garminBaseCampExport-truncated.gpx": "xml.truncated",
    "android-gpx-parser__metadata-full.gpx": "tracks.none",
    "coursepointer__invalid_empty.gpx": "file.empty",
    "gpx__lat_too_high.gpx": "tracks.only_waypoints",
    "gpx__missing_version.gpx": "tracks.only_waypoints",
    "gpx__non_numeric_lat.gpx": "tracks.only_waypoints",
    "gpx__time_formats.gpx": "tracks.only_waypoints",
    "gpxgo__gpx-without-xml-declaration.gpx": "tracks.too_few_points",
    "gpxpod__testFile7Empty.gpx": "tracks.none",
    "gpxpy__unicode_with_bom_noencoding.gpx": "tracks.only_waypoints",
    "graphhopper__no_trkseg.gpx": "tracks.none",
    "jpx__Austria.gpx": "tracks.only_waypoints",
    "jpx__GPX_invalid_extensions.gpx": "xml.broken",
    "openstreetmap-website__a.gpx": "tracks.too_few_points",
    "openstreetmap-website__d.gpx": "file.gzip",
    "openstreetmap-website__i.gpx": "file.bzip2",
    "openstreetmap-website__jpg.gpx": "file.jpeg",
    "togeojson__wpt.gpx": "tracks.only_waypoints",
    "viking__WaypointSymbols.gpx": "tracks.only_waypoints",
    "EuroVelo5__._bethunes-olhain.gpx": "file.apple_double",
    "Geotrek-admin__trace_with_no_feature.gpx": "tracks.none",
}
# One spike in all: a recorder of 2001, 48 m off while its bearer stood still.
SPIKES = {"togeojson__blue_hills.gpx": 1}
REFUSED_BY_GPXPY = {
    # Points without a position, which we leave out.
    "gpxpod__testFile4MissingData.gpx",
    "strava_py__invalid-lon-lat-missing.gpx",
    # A prefix of extensions that nobody declared.
    "gpx.studio__with_power_2.gpx",
    "qmapshack__gpx_ext_GarminTPX1_gpxtpx.gpx",
}


def test_a_real_gpx_gives_the_points_that_lxml_finds_or_is_refused_on_purpose(
    real_gpx: Path,
) -> None:
    content = real_gpx.read_bytes()
    if real_gpx.name in REFUSED:
        with pytest.raises(ReadError) as refusal:
            read_gpx(content)
        assert refusal.value.key == REFUSED[real_gpx.name]
        return
    tracks = read_gpx(content).tracks
    assert_same_tracks(tracks, lxml_tracks(content))
    if real_gpx.name not in REFUSED_BY_GPXPY:
        assert_same_tracks(tracks, gpxpy_tracks(content))


def test_a_real_line_is_as_long_as_the_ellipsoid_says(readable_gpx: Path) -> None:
    content = readable_gpx.read_bytes()
    line, _ = line_from(as_one_route(read_gpx(content)))
    geod = Geod(ellps="WGS84")
    expected_m = sum(
        geod.line_length([lon for lon, _, _ in piece], [lat for _, lat, _ in piece])
        for pieces in lxml_tracks(content)
        for piece in pieces
    )
    assert length_m(line) == pytest.approx(expected_m, rel=1e-3)


def test_the_spike_check_does_not_cry_wolf_over_real_lines(readable_gpx: Path) -> None:
    line, _ = line_from(as_one_route(read_gpx(readable_gpx.read_bytes())))
    found = [finding for finding in check_line(line) if finding.key == "line.spike"]
    assert len(found) == SPIKES.get(readable_gpx.name, 0)


def lxml_tracks(content: bytes) -> list[list[Points]]:
    """Tracks, else routes, of pieces of two placed points or more, by XPath on local names."""
    root = etree.fromstring(content, etree.XMLParser(recover=True, huge_tree=True))
    for owner, piece, point in (("trk", "trkseg", "trkpt"), ("rte", "", "rtept")):
        tracks = [
            [
                [
                    (float(p.get("lon")), float(p.get("lat")), lxml_height(p))
                    for p in part.xpath(named(point))
                    if p.get("lat") and p.get("lon")
                ]
                for part in (bearer.xpath(named(piece)) if piece else [bearer])
            ]
            for bearer in root.xpath(named(owner))
        ]
        if tracks := with_lines(tracks):
            return tracks
    return []


def named(name: str) -> str:
    return f"*[local-name()='{name}']"


def with_lines(tracks: list[list[Points]]) -> list[list[Points]]:
    long_enough = ([piece for piece in pieces if len(piece) > 1] for pieces in tracks)
    return [pieces for pieces in long_enough if pieces]


def lxml_height(point: etree._Element) -> float:
    heights = point.xpath("*[local-name()='ele']")
    text = (heights[0].text or "").strip() if heights else ""
    return float(text) if text else np.nan


def gpxpy_tracks(content: bytes) -> list[list[Points]]:
    document = gpxpy.parse(content)
    tracks = [[segment.points for segment in track.segments] for track in document.tracks]
    for lists in (tracks, [[route.points] for route in document.routes]):
        read = [
            [
                [
                    (p.longitude, p.latitude, np.nan if p.elevation is None else p.elevation)
                    for p in points
                ]
                for points in pieces
            ]
            for pieces in lists
        ]
        if found := with_lines(read):
            return found
    return []


def assert_same_tracks(tracks: tuple[Track, ...], expected: list[list[Points]]) -> None:
    assert [[len(piece) for piece in track.pieces] for track in tracks] == [
        [len(piece) for piece in pieces] for pieces in expected
    ]
    for track, pieces in zip(tracks, expected, strict=True):
        for piece, points in zip(track.pieces, pieces, strict=True):
            other: NDArray[np.float64] = np.array(points)
            assert np.array_equal(piece, other, equal_nan=True)
