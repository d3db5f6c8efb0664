"""The events of a KML document, gathered as text: lines, points of interest, the rest counted."""

from collections import Counter
from collections.abc import Callable
from typing import ClassVar
from xml.parsers import expat

import numpy as np

from gis.errors import ReadError
from gis.formats.track import Vertices
from gis.readers.heard import Owner
from gis.readers.kml_coordinates import lines_before, vertices_in, vertices_of_each
from gis.readers.raw_points import BadCoordinate
from gis.readers.xml_outline import End, Kinds, Outline, Start
from gis.readers.xml_stream import MAX_DEPTH

_CONTAINERS = ("Document", "Folder")
_OWNERS = (*_CONTAINERS, "Placemark")
_LINES = ("LineString", "LinearRing")
_FAMILIAR = {"kml", *_OWNERS, "MultiGeometry", "MultiTrack", *_LINES, "Track", "Point"}
_TEXTS = {"name": "name", "description": "desc"}
_TEXTS_OF = dict.fromkeys(_OWNERS, tuple(_TEXTS)) | dict.fromkeys(
    (*_LINES, "Point"), ("coordinates", "altitudeMode")
)
_COORD, _MODE, _ARRAY = 1, 2, 3
_HEARD = (_COORD, _MODE)
_NOWHERE = MAX_DEPTH + 1
_LONGEST_POINT = 400


class KmlStream(Outline):
    """Hears a KML document: elements outside gx:Track here, its points in a faster pair.

    An element counts only under those that are known, whatever its prefix.
    """

    root: ClassVar[str] = "kml"

    def __init__(self, parser: expat.XMLParserType) -> None:
        super().__init__(parser)
        self.pieces: list[Vertices] = []
        self.piece_owners: list[Owner] = []
        self.first_in_metres: ReadError | None = None
        self.waypoints: list[tuple[Owner, str]] = []
        self.set_aside: Counter[str] = Counter()
        self.containers: list[Owner] = []
        self._owners = [Owner()]
        self._strange_from = _NOWHERE
        self._has_altitudes = True
        self._points = 0
        self._coords: list[list[str]] = []
        self._coord_lines: list[int] = []
        self._in_track = _track_handlers(self)

    def count_points(self) -> int:
        """Those of lines, and of interest."""
        return self._points + len(self._coords) + len(self.waypoints)

    def opened(self, name: str, attributes: list[str]) -> None:
        """An element has opened, outside gx:Track."""
        self.names_met.add(name)
        if len(self.path) > self._strange_from:
            return
        around = self.path[-2] if len(self.path) > 1 else ""
        if name in _FAMILIAR:
            self._open(name)
        elif name in _TEXTS_OF.get(around, ()):
            self.hear()
        else:
            self.set_aside[name] += 1
            self._strange_from = len(self.path)

    def closed(self, name: str) -> None:
        """An element has closed, outside gx:Track."""
        depth = len(self.path) + 1
        if depth >= self._strange_from:
            if depth == self._strange_from:
                self._strange_from = _NOWHERE
            return
        around = self.path[-1] if self.path else ""
        if name in _OWNERS:
            self._close_owner(name)
        elif name in _TEXTS:
            self._owners[-1].texts.setdefault(_TEXTS[name], self.heard())
        elif name == "altitudeMode":
            self.set_mode(self.heard())
        elif name == "coordinates" and around == "Point":
            self.waypoints.append((self._owners[-1], self.heard()[:_LONGEST_POINT]))
        elif name == "coordinates":
            text = self.heard()
            first = self.parser.CurrentLineNumber - text.count("\n")
            self._add_piece(lambda: vertices_in(text), lambda at: first + lines_before(text, at))
        elif name == "Track":
            coords, lines = self._coords, self._coord_lines
            self._coords, self._coord_lines = [], []
            self._add_piece(lambda: vertices_of_each(coords), lines.__getitem__)

    def set_mode(self, mode: str) -> None:
        """Heights above the ground are not above the sea."""
        self._has_altitudes = not mode.strip().startswith("relative")

    def add_coord(self, text: str) -> None:
        """A point of a gx:Track: `lon lat [height]`, or nothing where the device had no fix."""
        self._coords.append(text.split(None, 3))
        self._coord_lines.append(self.parser.CurrentLineNumber)

    def _open(self, name: str) -> None:
        if name in _OWNERS:
            self._owners.append(Owner())
        if name in _CONTAINERS:
            self.containers.append(self._owners[-1])
        if name in _LINES or name == "Track":
            self._has_altitudes = True
        if name == "Track":
            self.listen(*self._in_track)

    def _close_owner(self, name: str) -> None:
        owner = self._owners.pop()
        if name == "Placemark" and self.path[-1] == "Folder" and not owner.name:
            owner.texts["name"] = self._owners[-1].name

    def _add_piece(self, read: Callable[[], Vertices], line_of: Callable[[int], int]) -> None:
        try:
            vertices = read()
        except BadCoordinate as bad:
            raise ReadError(bad.key, line=line_of(bad.index), **bad.values) from None
        if not self._has_altitudes:
            vertices[:, 2] = np.nan
        in_metres = np.flatnonzero((np.abs(vertices[:, :2]) > (180, 90)).any(axis=1))
        if len(in_metres) and not self.first_in_metres:
            at = int(in_metres[0])
            value = "{:.10g} {:.10g}".format(*vertices[at, :2])
            self.first_in_metres = ReadError("coordinates.in_metres", line=line_of(at), value=value)
        self.pieces.append(vertices)
        self.piece_owners.append(self._owners[-1])
        self._points += len(vertices)


def _track_handlers(stream: KmlStream) -> tuple[Start, End]:
    """The pair of handlers for the inside of a gx:Track: called for each point, hence closures."""
    parser = stream.parser
    known = {"coord": _COORD, "altitudeMode": _MODE, "SimpleArrayData": _ARRAY}
    kinds = Kinds(known, stream.names_met)
    texts: list[str] = []
    hear = texts.append
    depth = heard = 0

    def start(tag: str, attributes: list[str]) -> None:
        nonlocal depth, heard
        kind = kinds[tag]
        if depth == 0 and kind in _HEARD:
            heard = kind
            parser.CharacterDataHandler = hear
        elif kind == _ARRAY:
            stream.names_met.update(attributes[1::2])
        if depth == MAX_DEPTH:
            raise ReadError("xml.too_deep", line=parser.CurrentLineNumber)
        depth += 1

    def end(tag: str) -> None:
        nonlocal depth, heard
        depth -= 1
        if depth == 0 and heard:
            parser.CharacterDataHandler = None
            text = "".join(texts)
            texts.clear()
            if heard == _COORD:
                stream.add_coord(text)
            else:
                stream.set_mode(text)
            heard = 0
        elif depth < 0:
            depth = 0
            stream.leave_points()
            stream.end(tag)

    return start, end
