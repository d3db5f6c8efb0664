"""The events of a TCX document, gathered as text: points by piece, points of courses, names."""

from typing import ClassVar
from xml.parsers import expat

from gis.errors import ReadError
from gis.readers.heard import Lines, Owner
from gis.readers.xml_outline import End, Kinds, Outline, Start
from gis.readers.xml_stream import MAX_DEPTH

_POINT, _POSITION, _LAT, _LON, _HEIGHT = range(1, 6)
_DEGREES = (_LAT, _LON)
_KINDS = {
    "Trackpoint": _POINT,
    "Position": _POSITION,
    "LatitudeDegrees": _LAT,
    "LongitudeDegrees": _LON,
    "AltitudeMeters": _HEIGHT,
}
_ROOT = "TrainingCenterDatabase"
_COURSE = f"{_ROOT}/Courses/Course"
_ACTIVITIES = tuple(
    f"{_ROOT}/Activities/{place}Activity"
    for place in ("", "MultiSportSession/FirstSport/", "MultiSportSession/NextSport/")
)
_COURSE_POINT = f"{_COURSE}/CoursePoint"
_OWNERS = {_COURSE, *_ACTIVITIES}
_TRACKS = {f"{_COURSE}/Track", *(f"{activity}/Lap/Track" for activity in _ACTIVITIES)}
# Path of a text -> what its owner calls it.
_TEXTS = {f"{owner}/Notes": "desc" for owner in (*_OWNERS, _COURSE_POINT)} | {
    f"{_COURSE}/Name": "name",
    f"{_COURSE_POINT}/Name": "name",
    f"{_COURSE_POINT}/PointType": "sym",
    f"{_COURSE_POINT}/AltitudeMeters": "ele",
    f"{_COURSE_POINT}/Position/LatitudeDegrees": "lat",
    f"{_COURSE_POINT}/Position/LongitudeDegrees": "lon",
}


class TcxStream(Outline):
    """Hears a TCX document: elements outside tracks here, points in a faster pair of handlers.

    An element counts only where the schema has it, whatever its prefix.
    """

    root: ClassVar[str] = _ROOT

    def __init__(self, parser: expat.XMLParserType, lines: Lines | None = None) -> None:
        super().__init__(parser)
        self.lines = lines or Lines()
        self.waypoints: list[Owner] = []
        self._owner = self._point = Owner()
        self._in_track = _point_handlers(self)

    def count_points(self) -> int:
        """Those of tracks and of courses."""
        return len(self.lines.points.lats) + len(self.waypoints)

    def count_features(self) -> int:
        """Tracks, and points of courses."""
        return len(self.lines.owners) + len(self.waypoints)

    def opened(self, name: str, attributes: list[str]) -> None:
        """An element has opened, outside tracks."""
        self.names_met.update((name, *attributes[::2]))
        where = "/".join(self.path)
        if where in _OWNERS:
            self._owner = Owner()
        elif where == _COURSE_POINT:
            self._point = Owner()
            self.waypoints.append(self._point)
        elif where in _TEXTS:
            self.hear()
        elif where in _TRACKS:
            self.lines.begin(self._owner)
            self.listen(*self._in_track)

    def closed(self, name: str) -> None:
        """An element has closed, outside tracks."""
        around = "/".join(self.path)
        where = f"{around}/{name}"
        if where in _TEXTS:
            owner = self._point if where.startswith(_COURSE_POINT) else self._owner
            owner.texts.setdefault(_TEXTS[where], self.heard())
        if around in _TRACKS:
            self.listen(*self._in_track)


def _point_handlers(stream: TcxStream) -> tuple[Start, End]:
    """The pair of handlers for the inside of a track: called for each element, hence closures."""
    parser, points = stream.parser, stream.lines.points
    kinds = Kinds(_KINDS, stream.names_met)
    lats, lons = points.lats, points.lons
    add_height, add_height_at = points.heights.append, points.height_at.append
    texts: list[str] = []
    hear = texts.append
    depth = heard = 0
    in_position = False

    def start(tag: str, attributes: list[str]) -> None:
        nonlocal depth, heard, in_position
        kind = kinds[tag]
        if depth == 0:
            if kind != _POINT:
                stream.leave_points()
                stream.start(tag, attributes)
                return
            lats.append("")
            lons.append("")
        elif depth == 1:
            in_position = kind == _POSITION
            if kind == _HEIGHT:
                heard = kind
                parser.CharacterDataHandler = hear
        elif depth == 2:
            if in_position and kind in _DEGREES:
                heard = kind
                parser.CharacterDataHandler = hear
        elif depth == MAX_DEPTH:
            raise ReadError("xml.too_deep", line=parser.CurrentLineNumber)
        depth += 1

    def end(tag: str) -> None:
        nonlocal depth, heard
        depth -= 1
        if heard:
            parser.CharacterDataHandler = None
            text = "".join(texts)
            texts.clear()
            if heard == _LAT:
                lats[-1] = text
            elif heard == _LON:
                lons[-1] = text
            else:
                add_height(text)
                add_height_at(len(lats) - 1)
            heard = 0
        elif depth < 0:
            depth = 0
            stream.leave_points()
            stream.end(tag)

    return start, end
