"""GPX -> Contents: all that the field writes, and a plain reason for what is refused."""

from xml.parsers import expat

from gis.formats.track import Contents
from gis.readers.gpx_stream import GpxStream
from gis.readers.heard import Lines, waypoints_of
from gis.readers.raw_points import BadCoordinate, counted
from gis.readers.verdicts import about_file, refused_at, without_line
from gis.readers.xml_stream import read_xml


def read_gpx(content: bytes) -> Contents:
    """What a GPX file of any version says: a track per `trk` with a line, else per `rte`.

    Raises ReadError: `file.…` and `xml.…` (see `xml_stream`), `coordinates.…` with `value`
    and `line`, `tracks.…` when no line can be made.
    """
    stream, wrong_encoding = read_xml(content, GpxStream)
    try:
        tracks, findings = stream.tracks.tracks()
    except BadCoordinate as bad:
        raise refused_at(content, bad, GpxStream) from None
    if tracks and stream.routes.points.lats:
        findings.append(counted("routes.ignored", len(stream.routes.owners)))
    if not tracks:
        try:
            tracks, findings = stream.routes.tracks()
        except BadCoordinate as bad:
            raise refused_at(content, bad, _stream_until_route) from None
        findings.append(counted("routes.used", len(tracks)))
    if not tracks:
        points = stream.tracks.points.lats + stream.routes.points.lats
        placed = any(text.strip() for text in points)
        raise without_line(len(points), placed=placed, waypoints=len(stream.waypoints))
    waypoints, dropped = waypoints_of(
        (
            owner,
            owner.attributes.get("lon", ""),
            owner.attributes.get("lat", ""),
            owner.texts.get("ele", ""),
        )
        for owner in stream.waypoints
    )
    return Contents(
        tracks,
        name=stream.file.name,
        description=stream.file.description,
        waypoints=waypoints,
        findings=(*findings, *dropped, *about_file(stream.names_met, wrong_encoding)),
    )


def _stream_until_route(parser: expat.XMLParserType, routes: Lines) -> GpxStream:
    return GpxStream(parser, routes=routes)
