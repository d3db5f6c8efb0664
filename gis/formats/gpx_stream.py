"""The events of a GPX document, gathered as text: points by piece, waypoints, names."""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from gis.errors import ReadError
from gis.formats.raw_points import RawPoints
from gis.formats.xml_stream import MAX_DEPTH, local_name

MAX_POINTS = 1_000_000
# Outside pieces; a waypoint has about eight.
MAX_ELEMENTS = 2_000_000

_OTHER, _POINT, _HEIGHT = range(3)
_TRACK_PIECE, _ROUTE_PIECE = "gpx/trk/trkseg", "gpx/rte"
_FILE_DATES = ("gpx/time", "gpx/metadata/time")
_OWNERS = ("gpx/trk", "gpx/rte", "gpx/wpt")
_TEXTS = frozenset(
    ["gpx/name", "gpx/desc", "gpx/metadata/name", "gpx/metadata/desc", "gpx/wpt/ele"]
    + [f"{owner}/{name}" for owner in _OWNERS for name in ("name", "cmt", "desc")]
)

Start = Callable[[str, list[str]], None]
End = Callable[[str], None]


@dataclass
class Owner:
    """What bears a name: the file itself, a track, a route or a waypoint."""

    attributes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """On one line; "" without."""
        return " ".join(self.texts.get("name", "").split())

    @property
    def description(self) -> str:
        """The description, else the comment, else ""."""
        return (self.texts.get("desc", "").strip() or self.texts.get("cmt", "")).strip()


@dataclass
class Lines:
    """The points of all tracks, or of all routes; `owners[i]` bears `points.starts[i]`."""

    points: RawPoints = field(default_factory=RawPoints)
    owners: list[Owner] = field(default_factory=list)


class GpxStream:
    """Hears a GPX document: elements outside pieces here, points in a faster pair of handlers.

    An element counts only where the schema has it, whatever its prefix: all that stands
    under `extensions`, or under anything unknown, is passed over.
    """

    def __init__(
        self,
        parser: expat.XMLParserType,
        tracks: Lines | None = None,
        routes: Lines | None = None,
    ) -> None:
        self.parser = parser
        self.file = Owner()
        self.tracks = tracks or Lines()
        self.routes = routes or Lines()
        self.waypoints: list[Owner] = []
        self.names_met: set[str] = set()
        self._owner = self.file
        self._elements = 0
        self._path: list[str] = []
        self._texts: list[str] = []
        self._in_pieces = {
            _TRACK_PIECE: _point_handlers(self, self.tracks.points, "trkpt"),
            _ROUTE_PIECE: _point_handlers(self, self.routes.points, "rtept"),
        }
        self._listen(self.start, self.end)

    def check_limits(self) -> None:
        """Raise ReadError `file.too_many_points` or `file.too_many_elements` past their limit."""
        if self._elements > MAX_ELEMENTS:
            raise ReadError("file.too_many_elements", limit=MAX_ELEMENTS)
        lines = len(self.tracks.points.lats) + len(self.routes.points.lats)
        if lines + len(self.waypoints) > MAX_POINTS:
            raise ReadError("file.too_many_points", limit=MAX_POINTS)

    def start(self, tag: str, attributes: list[str]) -> None:
        """An element opens, outside pieces."""
        name = local_name(tag)
        if not self._path and name != "gpx":
            key = "file.html" if name.lower() == "html" else "file.other_xml"
            raise ReadError(key, root=name[:40])
        if len(self._path) == MAX_DEPTH:
            raise ReadError("xml.too_deep", line=self.parser.CurrentLineNumber)
        self._elements += 1
        self._path.append(name)
        where = "/".join(self._path)
        if where not in _FILE_DATES:
            self.names_met.add(name)
        if where in _OWNERS:
            self._open_owner(where, attributes)
        if where in _TEXTS:
            self.parser.CharacterDataHandler = self._texts.append
        if where in self._in_pieces:
            lines = self.tracks if where == _TRACK_PIECE else self.routes
            lines.points.starts.append(len(lines.points.lats))
            lines.owners.append(self._owner)
            self._listen(*self._in_pieces[where])

    def end(self, tag: str) -> None:
        """An element closes, outside pieces."""
        where = "/".join(self._path)
        name = self._path.pop()
        if where in _TEXTS:
            self.parser.CharacterDataHandler = None
            self._owner.texts.setdefault(name, "".join(self._texts))
            self._texts.clear()
        if where in _OWNERS:
            self._owner = self.file
        around = "/".join(self._path)
        if around in self._in_pieces:
            self._listen(*self._in_pieces[around])

    def leave_points(self) -> None:
        """From the point handlers back to these."""
        self._listen(self.start, self.end)

    def _listen(self, start: Start, end: End) -> None:
        self.parser.StartElementHandler = start
        self.parser.EndElementHandler = end

    def _open_owner(self, where: str, attributes: list[str]) -> None:
        self._owner = Owner(dict(zip(attributes[::2], attributes[1::2], strict=True)))
        if where == "gpx/wpt":
            self.waypoints.append(self._owner)


class _Kinds(dict[str, int]):
    """What each tag is to a point handler, filled as tags are met."""

    def __init__(self, point: str, names_met: set[str]) -> None:
        super().__init__()
        self.point = point
        self.names_met = names_met

    def __missing__(self, tag: str) -> int:
        return self.learn(tag)

    def learn(self, tag: str) -> int:
        """The kind of a tag that is met for the first time."""
        name = local_name(tag)
        self.names_met.add(name)
        self[tag] = _POINT if name == self.point else _HEIGHT if name == "ele" else _OTHER
        return self[tag]


def _point_handlers(stream: GpxStream, points: RawPoints, point: str) -> tuple[Start, End]:
    """The pair of handlers for the inside of a piece: called for each element, hence closures."""
    parser = stream.parser
    kinds = _Kinds(point, stream.names_met)
    lats = points.lats
    texts: list[str] = []
    add_lon, add_lat = points.lons.append, lats.append
    add_height, add_height_at = points.heights.append, points.height_at.append
    hear = texts.append
    depth = 0

    def start(tag: str, attributes: list[str]) -> None:
        nonlocal depth
        if depth == 1:
            if kinds[tag] == _HEIGHT:
                parser.CharacterDataHandler = hear
                parser.EndElementHandler = end_height
        elif depth == 0:
            if kinds[tag] != _POINT:
                stream.leave_points()
                stream.start(tag, attributes)
                return
            if len(attributes) == 4 and attributes[0] == "lat" and attributes[2] == "lon":
                add_lon(attributes[3])
                add_lat(attributes[1])
            else:
                given = dict(zip(attributes[::2], attributes[1::2], strict=True))
                add_lon(given.get("lon", ""))
                add_lat(given.get("lat", ""))
        else:
            if tag not in kinds:
                kinds.learn(tag)
            if depth == MAX_DEPTH:
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
