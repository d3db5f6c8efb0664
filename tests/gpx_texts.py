"""GPX texts for tests, and what reading one says."""

import pytest

from gis.errors import ReadError
from gis.formats.track import Contents, Track
from gis.readers.gpx import read_gpx

POINTS = '<trkpt lat="43.64" lon="0.58"><ele>150</ele></trkpt><trkpt lat="43.65" lon="0.59"/>'


def gpx(inside: str, root: str = "gpx", before: str = "") -> bytes:
    declared = f'<{root} version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
    return f"{before}{declared}{inside}</{root}>".encode()


def track(points: str = POINTS, name: str = "") -> str:
    return f"<trk><name>{name}</name><trkseg>{points}</trkseg></trk>"


def point(lat: object, lon: object, ele: object = None) -> str:
    height = "" if ele is None else f"<ele>{ele}</ele>"
    return f'<trkpt lat="{lat}" lon="{lon}">{height}</trkpt>'


def refusal(content: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_gpx(content)
    return caught.value


def the_track(content: bytes) -> Track:
    """The only track of a GPX."""
    (only,) = read_gpx(content).tracks
    return only


def findings(contents: Contents) -> dict[str, dict[str, object]]:
    """Those of the file and of its tracks."""
    of_tracks = [finding for track in contents.tracks for finding in track.findings]
    return {finding.key: dict(finding.values) for finding in (*contents.findings, *of_tracks)}
