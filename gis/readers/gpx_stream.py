"""The events of a GPX document, gathered as text: points by piece, waypoints, names."""

from typing import ClassVar
from xml.parsers import expat

from gis.errors import ReadError
from gis.readers.heard import Lines, Owner
from gis.readers.raw_points import RawPoints
from gis.readers.xml_outline import End, Kinds, Outline, Start
from gis.readers.xml_stream import MAX_DEPTH

_POINT, _HEIGHT, _SHAPE = 1, 2, 3
# Some forget the segment.
_TRACK_PIECES, _ROUTE_PIECE = ("gpx/trk", "gpx/trk/trkseg"), "gpx/rte"
# rtept/extensions/gpxx:RoutePointExtension/gpxx:rpt: the way that Garmin found to the next one.
_SHAPE_DEPTH = 3
_FILE_DATES = ("gpx/time", "gpx/metadata/time")
_OWNERS = ("gpx/trk", "gpx/rte", "gpx/wpt")
_TEXTS = frozenset(
    ["gpx/name", "gpx/desc", "gpx/metadata/name", "gpx/metadata/desc"]
    + ["gpx/wpt/ele", "gpx/wpt/sym"]
    + [f"{owner}/{name}" for owner in _OWNERS for name in ("name", "cmt", "desc")]
)


class GpxStream(Outline):
    """Hears a GPX document: elements outside pieces here, points in a faster pair of handlers.

    An element counts only where the schema has it, whatever its prefix: all that stands
    under `extensions`, or under anything unknown, is passed over.
    """

    root: ClassVar[str] = "gpx"

    def __init__(
        self,
        parser: expat.XMLParserType,
        tracks: Lines | None = None,
        routes: Lines | None = None,
    ) -> None:
        super().__init__(parser)
        self.file = Owner()
        self.tracks = tracks or Lines()
        self.routes = routes or Lines()
        self.waypoints: list[Owner] = []
        self._owner = self.file
        in_track = _point_handlers(self, self.tracks.points, {"trkpt": _POINT})
        in_route = _point_handlers(self, self.routes.points, {"rtept": _POINT, "rpt": _SHAPE})
        self._in_pieces = dict.fromkeys(_TRACK_PIECES, in_track) | {_ROUTE_PIECE: in_route}

    def count_points(self) -> int:
        """Those of tracks and routes, and waypoints."""
        lines = len(self.tracks.points.lats) + len(self.routes.points.lats)
        return lines + len(self.waypoints)

    def count_features(self) -> int:
        """Segments of tracks, routes, and waypoints."""
        return len(self.tracks.owners) + len(self.routes.owners) + len(self.waypoints)

    def opened(self, name: str, attributes: list[str]) -> None:
        """An element has opened, outside pieces."""
        where = "/".join(self.path)
        if where not in _FILE_DATES:
            self.names_met.add(name)
        if where in _OWNERS:
            self._open_owner(where, attributes)
        if where in _TEXTS:
            self.hear()
        if where in self._in_pieces:
            lines = self.routes if where == _ROUTE_PIECE else self.tracks
            lines.begin(self._owner)
            self.listen(*self._in_pieces[where])

    def closed(self, name: str) -> None:
        """An element has closed, outside pieces."""
        around = "/".join(self.path)
        where = f"{around}/{name}"
        if where in _TEXTS:
            self._owner.texts.setdefault(name, self.heard())
        if where in _OWNERS:
            self._owner = self.file
        if around in self._in_pieces:
            self.listen(*self._in_pieces[around])

    def _open_owner(self, where: str, attributes: list[str]) -> None:
        self._owner = Owner(dict(zip(attributes[::2], attributes[1::2], strict=True)))
        if where == "gpx/wpt":
            self.waypoints.append(self._owner)


def _point_handlers(
    stream: GpxStream, points: RawPoints, places: dict[str, int]
) -> tuple[Start, End]:
    """The pair of handlers for the inside of a piece: called for each element, hence closures."""
    parser = stream.parser
    kinds = Kinds({**places, "ele": _HEIGHT}, stream.names_met)
    lats = points.lats
    texts: list[str] = []
    add_lon, add_lat = points.lons.append, lats.append
    add_height, add_height_at = points.heights.append, points.height_at.append
    hear = texts.append
    depth = 0

    def add_place(attributes: list[str]) -> None:
        given = dict(zip(attributes[::2], attributes[1::2], strict=True))
        add_lon(given.get("lon", ""))
        add_lat(given.get("lat", ""))

    def start(tag: str, attributes: list[str]) -> None:
        nonlocal depth
        kind = kinds[tag]
        if depth == 1:
            if kind == _HEIGHT:
                parser.CharacterDataHandler = hear
                parser.EndElementHandler = end_height
        elif depth == 0:
            if kind != _POINT:
                stream.leave_points()
                stream.start(tag, attributes)
                return
            if len(attributes) == 4 and attributes[0] == "lat" and attributes[2] == "lon":
                add_lon(attributes[3])
                add_lat(attributes[1])
            else:
                add_place(attributes)
        elif depth == _SHAPE_DEPTH and kind == _SHAPE:
            add_place(attributes)
        elif depth == MAX_DEPTH:
            raise ReadError("xml.too_deep", line=parser.CurrentLineNumber)
        depth += 1

    def end_height(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 1:
            parser.CharacterDataHandler = None
            parser.EndElementHandler = end
            add_height("".join(texts))
            add_height_at(len(lats) - 1)
            texts.clear()

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if depth < 0:
            depth = 0
            stream.leave_points()
            stream.end(tag)

    return start, end
