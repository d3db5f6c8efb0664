"""The events of a KML document, gathered as text: lines, points of interest, the rest counted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar
from xml.parsers import expat

import numpy as np

from gis.errors import ReadError
from gis.formats.track import Vertices
from gis.readers.heard import Owner
from gis.readers.kml_coordinates import lines_before, vertices_in, vertices_of_each
from gis.readers.properties import personal_in
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
_DATA = ("Data", "SimpleData")
_LONGEST_POINT = 400


@dataclass(frozen=True)
class Drawn:
    """The `coordinates` of a line, from a line of the file on."""

    text: str
    at_line: int
    owner: Owner
    has_altitudes: bool

    def line_of(self, rank: int) -> int:
        """The line of the file where a position stands."""
        return self.at_line + lines_before(self.text, rank)


def _only_in(text: str) -> Vertices:
    (vertices,) = vertices_in([text])
    return vertices


class KmlStream(Outline):
    """Hears a KML document: elements outside gx:Track here, its points in a faster pair.

    An element counts only under those that are known, whatever its prefix. `around` are the
    containers of all lines, the outermost first; `unnamed` placemarks go with their folder.
    """

    root: ClassVar[str] = "kml"

    def __init__(self, parser: expat.XMLParserType) -> None:
        super().__init__(parser)
        self.pieces: list[Vertices] = []
        self.piece_owners: list[Owner] = []
        self.first_in_metres: ReadError | None = None
        self.waypoints: list[tuple[Owner, str]] = []
        self.set_aside: Counter[str] = Counter()
        self.around: list[Owner] | None = None
        self.unnamed: list[tuple[Owner, Owner]] = []
        self.personal: set[str] = set()
        self.above_ground = 0
        self._owners = [Owner()]
        self._strange_from = _NOWHERE
        self._has_altitudes = True
        self._coordinates: list[tuple[str, int]] = []
        self._drawn: list[Drawn] = []
        self._points = 0
        self._coords: list[list[str]] = []
        self._coord_lines: list[int] = []
        self._in_track = _track_handlers(self)

    def count_points(self) -> int:
        """Those of lines, and of interest."""
        return self._points + len(self._coords) + len(self.waypoints)

    def count_features(self) -> int:
        """Lines, and points of interest."""
        return len(self.pieces) + len(self._drawn) + len(self.waypoints)

    def check_limits(self) -> None:
        """As all do, once the lines drawn so far are read."""
        self.settle()
        super().check_limits()

    def opened(self, name: str, attributes: list[str]) -> None:
        """An element has opened, outside gx:Track."""
        self.names_met.add(name)
        if name in _DATA:
            self.personal |= personal_in(dict.fromkeys(attributes[1::2], True))
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
            self._coordinates.append((text, first))
        elif name in _LINES:
            for drawn in self._coordinates:
                self._drawn.append(Drawn(*drawn, self._owners[-1], self._has_altitudes))
            self._coordinates.clear()
            self._narrow_around()
        elif name == "Track":
            self.settle()
            coords, lines = self._coords, self._coord_lines
            self._coords, self._coord_lines = [], []
            line_of = lines.__getitem__
            vertices = self._read(partial(vertices_of_each, coords), line_of)
            self._add_piece(vertices, self._owners[-1], self._has_altitudes, line_of)
            self._narrow_around()

    def settle(self) -> None:
        """Read the coordinates of the lines drawn so far; to be called once more at the end."""
        drawn, self._drawn = self._drawn, []
        try:
            pieces = vertices_in([one.text for one in drawn])
        except BadCoordinate:
            pieces = [self._read(partial(_only_in, one.text), one.line_of) for one in drawn]
        for one, vertices in zip(drawn, pieces, strict=True):
            self._add_piece(vertices, one.owner, one.has_altitudes, one.line_of)

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
        if name in _LINES or name == "Track":
            self._has_altitudes = True
        if name == "Track":
            self.listen(*self._in_track)

    def _close_owner(self, name: str) -> None:
        owner = self._owners.pop()
        if name == "Placemark" and self.path[-1] == "Folder" and not owner.name:
            self.unnamed.append((owner, self._owners[-1]))

    def _narrow_around(self) -> None:
        """A line has ended: only what stands around it too stands around all."""
        around = self._owners[1:-1]
        if self.around is not None:
            around = [one for one, other in zip(self.around, around, strict=False) if one is other]
        self.around = around

    def _read(self, read: Callable[[], Vertices], line_of: Callable[[int], int]) -> Vertices:
        try:
            return read()
        except BadCoordinate as bad:
            raise ReadError(bad.key, line=line_of(bad.index), **bad.values) from None

    def _add_piece(
        self,
        vertices: Vertices,
        owner: Owner,
        has_altitudes: bool,
        line_of: Callable[[int], int],
    ) -> None:
        if not self.first_in_metres and np.nanmax(np.abs(vertices[:, :2]), initial=0) > 90:
            self._note_metres(vertices, line_of)
        if not has_altitudes:
            self.above_ground += int((~np.isnan(vertices[:, 2])).sum())
            vertices[:, 2] = np.nan
        self.pieces.append(vertices)
        self.piece_owners.append(owner)
        self._points += len(vertices)

    def _note_metres(self, vertices: Vertices, line_of: Callable[[int], int]) -> None:
        in_metres = np.flatnonzero((np.abs(vertices[:, :2]) > (180, 90)).any(axis=1))
        if len(in_metres):
            at = int(in_metres[0])
            value = "{:.10g} {:.10g}".format(*vertices[at, :2])
            self.first_in_metres = ReadError("coordinates.in_metres", line=line_of(at), value=value)


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
