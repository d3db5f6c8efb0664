"""GPX -> Track: all that the field writes, and a plain reason for what is refused."""

from contextlib import suppress
from xml.parsers import expat

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.gpx_stream import GpxStream, Lines, Owner
from gis.formats.raw_points import (
    BadCoordinate,
    RawPoints,
    bad_coordinate,
    counted,
    number,
    plausible_height,
    vertices_by_piece,
)
from gis.formats.track import Track, Vertices, Waypoint
from gis.formats.xml_stream import read_xml
from gis.vocabulary import Severity

_NAMES_SAID = 5
_PERSONAL = {
    "time": "times",
    "hr": "heart_rate",
    "heartrate": "heart_rate",
    "author": "author",
    "email": "email",
}


def read_gpx(content: bytes) -> Track:
    """What a GPX file of any version says: a piece per track segment, else per route.

    Raises ReadError: `file.…` and `xml.…` (see `xml_stream`), `coordinates.…` with `value`
    and `line`, `gpx.…` when no line can be made.
    """
    stream, wrong_encoding = read_xml(content, GpxStream)
    pieces, owners, findings = _pieces(content, stream.tracks, is_route=False)
    if not pieces:
        pieces, owners, findings = _pieces(content, stream.routes, is_route=True)
        findings.append(counted("routes.used", len(pieces)))
    elif stream.routes.points.lats:
        findings.append(counted("routes.ignored", len(stream.routes.owners)))
    if not pieces:
        raise _without_line(stream)
    if wrong_encoding:
        findings.append(_note("file.wrong_encoding", Severity.NOTE, declared=wrong_encoding))
    if len(owners) > 1:
        said = enumerate(owners[:_NAMES_SAID], start=1)
        names = ", ".join(owner.name or f"#{rank}" for rank, owner in said)
        findings.append(_note("tracks.several", Severity.WARNING, count=len(owners), names=names))
    waypoints = [_waypoint(owner) for owner in stream.waypoints]
    kept = tuple(waypoint for waypoint in waypoints if waypoint)
    if len(kept) < len(waypoints):
        dropped = len(waypoints) - len(kept)
        findings.append(counted("waypoints.dropped", dropped, Severity.WARNING))
    personal = sorted({_PERSONAL[name] for name in stream.names_met & _PERSONAL.keys()})
    if personal:
        findings.append(_note("personal.dropped", Severity.NOTE, kinds=personal))
    single = owners[0] if len(owners) == 1 else Owner()
    return Track(
        pieces=tuple(pieces),
        name=stream.file.name or single.name,
        description=stream.file.description or single.description,
        waypoints=kept,
        findings=tuple(findings),
    )


def _pieces(
    content: bytes, lines: Lines, *, is_route: bool
) -> tuple[list[Vertices], list[Owner], list[Finding]]:
    """The pieces of two points or more, whose they are (each once), and what was set aside."""
    try:
        every_piece, findings = vertices_by_piece(lines.points)
    except BadCoordinate as bad:
        line = _line_of_point(content, bad, is_route)
        raise ReadError(bad.key, line=line, **bad.values) from None
    pieces = [piece for piece in every_piece if len(piece) > 1]
    too_short = sum(len(piece) == 1 for piece in every_piece)
    if too_short:
        findings.append(counted("pieces.too_short", too_short))
    owners = {
        id(owner): owner
        for owner, piece in zip(lines.owners, every_piece, strict=True)
        if len(piece) > 1
    }
    return pieces, list(owners.values()), findings


def _note(key: str, severity: Severity, **values: object) -> Finding:
    return Finding(key, severity, values=values)


def _without_line(stream: GpxStream) -> ReadError:
    points = stream.tracks.points.lats + stream.routes.points.lats
    if points and not any(text.strip() for text in points):
        return ReadError("gpx.no_position", count=len(points))
    if points:
        return ReadError("gpx.too_few_points", count=len(points))
    if stream.waypoints:
        return ReadError("gpx.only_waypoints", count=len(stream.waypoints))
    return ReadError("gpx.empty")


def _waypoint(owner: Owner) -> Waypoint | None:
    lat, lon = owner.attributes.get("lat", ""), owner.attributes.get("lon", "")
    if bad_coordinate(lat, lon):
        return None
    height_m = number(owner.texts.get("ele", ""))
    return Waypoint(
        lon=number(lon),
        lat=number(lat),
        height_m=height_m if plausible_height(height_m) else None,
        name=owner.name,
        description=owner.description,
    )


class _PointFound(Exception):
    """The parse has come to the point that was asked for."""


class _Until(list[str]):
    """A list that ends the parse instead of taking its item number `last`."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self.last = last

    def append(self, text: str) -> None:
        """Take an item, or raise _PointFound."""
        if len(self) == self.last:
            raise _PointFound
        super().append(text)


def _line_of_point(content: bytes, bad: BadCoordinate, is_route: bool) -> int:
    """The line of the file where a point stands: a second parse, up to it."""
    until = Lines(RawPoints(lats=_Until(bad.index)))
    parsers = []

    def listen(parser: expat.XMLParserType) -> GpxStream:
        parsers.append(parser)
        return GpxStream(parser, routes=until) if is_route else GpxStream(parser, tracks=until)

    with suppress(_PointFound):
        read_xml(content, listen)
    return parsers[0].CurrentLineNumber
