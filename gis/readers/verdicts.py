"""What is said of an XML file as a whole: what was left out of it, or why it is refused."""

from collections.abc import Callable, Collection
from contextlib import suppress
from xml.parsers import expat

from gis.errors import ReadError
from gis.findings import Finding
from gis.readers.heard import Lines
from gis.readers.raw_points import BadCoordinate, RawPoints
from gis.readers.xml_stream import Listener, read_xml
from gis.vocabulary import Severity

_PERSONAL = {
    "times": "time Time StartTime when TimeStamp TimeSpan",
    "heart_rate": "hr heartrate HeartRateBpm AverageHeartRateBpm MaximumHeartRateBpm",
    "cadence": "cad cadence Cadence RunCadence AvgRunCadence",
    "power": "power PowerInWatts watts Watts AvgWatts",
    "device": "UnitId",
    "author": "author",
    "email": "email",
}
_KIND_OF = {name: kind for kind, names in _PERSONAL.items() for name in names.split()}


def about_file(
    names_met: set[str], wrong_encoding: str, personal: Collection[str] = ()
) -> list[Finding]:
    """What concerns the file as a whole: its encoding, and the personal data left in it.

    `personal` are the kinds of such data that no element's name tells of.
    """
    findings = []
    if wrong_encoding:
        values = {"declared": wrong_encoding}
        findings.append(Finding("file.wrong_encoding", Severity.NOTE, values=values))
    kinds = sorted({*personal, *(_KIND_OF[name] for name in names_met & _KIND_OF.keys())})
    if kinds:
        findings.append(Finding("personal.dropped", Severity.NOTE, values={"kinds": kinds}))
    return findings


def without_line(
    points: int, *, placed: bool, waypoints: int = 0, areas: int = 0, links: int = 0
) -> ReadError:
    """Why no line can be made: what there is instead."""
    if points:
        return ReadError("tracks.too_few_points" if placed else "tracks.no_position", count=points)
    instead = {
        "tracks.only_areas": areas,
        "tracks.only_waypoints": waypoints,
        "tracks.only_links": links,
    }
    for key, count in instead.items():
        if count:
            return ReadError(key, count=count)
    return ReadError("tracks.none")


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


def refused_at(
    content: bytes, bad: BadCoordinate, listen: Callable[[expat.XMLParserType, Lines], Listener]
) -> ReadError:
    """The refusal of a point, with the line of the file where it stands: a second parse, up to it.

    `listen` makes the listener, which is to gather points of the kind in the lines it is given.
    """
    until = Lines(RawPoints(lats=_Until(bad.index)))
    parsers = []

    def listen_until(parser: expat.XMLParserType) -> Listener:
        parsers.append(parser)
        return listen(parser, until)

    with suppress(_PointFound):
        read_xml(content, listen_until)
    return ReadError(bad.key, line=parsers[0].CurrentLineNumber, **bad.values)
