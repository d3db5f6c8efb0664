"""TCX -> Contents: a track per activity or course, a piece per `Track`."""

from gis.formats.track import Contents
from gis.readers.heard import waypoints_of
from gis.readers.raw_points import BadCoordinate
from gis.readers.tcx_stream import TcxStream
from gis.readers.verdicts import about_file, refused_at, without_line
from gis.readers.xml_stream import read_xml


def read_tcx(content: bytes) -> Contents:
    """What a TCX file says; the points of a course are waypoints.

    Raises ReadError as `read_gpx` does.
    """
    stream, wrong_encoding = read_xml(content, TcxStream)
    try:
        tracks, findings = stream.lines.tracks()
    except BadCoordinate as bad:
        raise refused_at(content, bad, TcxStream) from None
    if not tracks:
        points = stream.lines.points.lats
        placed = any(text.strip() for text in points)
        raise without_line(len(points), placed=placed, waypoints=len(stream.waypoints))
    waypoints, dropped = waypoints_of(
        (point, point.texts.get("lon", ""), point.texts.get("lat", ""), point.texts.get("ele", ""))
        for point in stream.waypoints
    )
    return Contents(
        tracks,
        waypoints=waypoints,
        findings=(*findings, *dropped, *about_file(stream.names_met, wrong_encoding)),
    )
