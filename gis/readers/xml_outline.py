"""The elements of an XML document outside its points: where each stands, and within limits."""

from collections.abc import Callable
from typing import ClassVar
from xml.parsers import expat

from gis.errors import ReadError
from gis.readers.limits import MAX_FEATURES, MAX_POINTS
from gis.readers.xml_stream import MAX_DEPTH, local_name

# Outside pieces; a waypoint has about eight.
MAX_ELEMENTS = 2_000_000
MAX_NAMES = 1000
"""Of different elements; GPX, KML and TCX have about a hundred."""

Start = Callable[[str, list[str]], None]
End = Callable[[str], None]


class Outline:
    """Hears elements one by one; a format says what to do as one of its own opens or closes.

    Points come by the hundred thousand, and have faster handlers (`listen`), which hand back
    to `start` and `end`. `names_met` are the local names that may tell of personal data.
    """

    root: ClassVar[str]

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.names_met: set[str] = set()
        self.path: list[str] = []
        self._texts: list[str] = []
        self._elements = 0
        self.leave_points()

    def opened(self, name: str, attributes: list[str]) -> None:
        """An element has opened; it is the last of `path`."""
        raise NotImplementedError

    def closed(self, name: str) -> None:
        """An element has closed; `path` is what stands around it."""
        raise NotImplementedError

    def count_points(self) -> int:
        """The points heard so far, waypoints among them."""
        raise NotImplementedError

    def count_features(self) -> int:
        """The pieces of lines and the waypoints heard so far."""
        raise NotImplementedError

    def start(self, tag: str, attributes: list[str]) -> None:
        """An element opens, outside points."""
        name = local_name(tag)
        if not self.path and name != self.root:
            key = "file.html" if name.lower() == "html" else "file.other_xml"
            raise ReadError(key, root=name[:40])
        if len(self.path) == MAX_DEPTH:
            raise ReadError("xml.too_deep", line=self.parser.CurrentLineNumber)
        self._elements += 1
        self.path.append(name)
        self.opened(name, attributes)

    def end(self, _tag: str) -> None:
        """An element closes, outside points."""
        self.closed(self.path.pop())

    def hear(self) -> None:
        """Keep the text of the element that has opened, for `heard`."""
        self.parser.CharacterDataHandler = self._texts.append

    def heard(self) -> str:
        """The text of the element that has closed."""
        self.parser.CharacterDataHandler = None
        text = "".join(self._texts)
        self._texts.clear()
        return text

    def listen(self, start: Start, end: End) -> None:
        """From now on elements go to these two."""
        self.parser.StartElementHandler = start
        self.parser.EndElementHandler = end

    def leave_points(self) -> None:
        """From the handlers of points back to these."""
        self.listen(self.start, self.end)

    def check_limits(self) -> None:
        """Raise ReadError `file.too_many_…` for the first of what there is too much of."""
        if self._elements > MAX_ELEMENTS:
            raise ReadError("file.too_many_elements", limit=MAX_ELEMENTS)
        if self.count_points() > MAX_POINTS:
            raise ReadError("file.too_many_points", limit=MAX_POINTS)
        if self.count_features() > MAX_FEATURES:
            raise ReadError("file.too_many_lines", limit=MAX_FEATURES)
        if len(self.names_met) > MAX_NAMES:
            raise too_many_names()


def too_many_names() -> ReadError:
    """No format has so many."""
    return ReadError("file.too_many_names", limit=MAX_NAMES)


class Kinds(dict[str, int]):
    """What each tag is to a handler of points, filled as tags are met; 0 for all others."""

    def __init__(self, kinds: dict[str, int], names_met: set[str]) -> None:
        super().__init__()
        self.kinds = kinds
        self.names_met = names_met

    def __missing__(self, tag: str) -> int:
        if len(self) > MAX_NAMES:
            raise too_many_names()
        name = local_name(tag)
        self.names_met.add(name)
        self[tag] = self.kinds.get(name, 0)
        return self[tag]
