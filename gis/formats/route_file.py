"""RouteFile: all that one file of a route, or of a stage, carries, in one language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shapely import MultiLineString

from gis.formats.track import Waypoint
from gis.sheets import LicenceSheet

Pieces = Sequence[Sequence[Sequence[float]]]
"""Lines or rings, each of (lon, lat)."""


@dataclass(frozen=True)
class Backdrop:
    """The territory under a drawn route: rings of its outline, and rivers of the first ranks."""

    outline: Pieces = ()
    rivers: Pieces = ()


@dataclass(frozen=True)
class Words:
    """What a drawing says around the route, in its language; what is empty is not said."""

    map: str = ""
    start: str = ""
    end: str = ""
    profile: str = ""
    online: str = ""
    updated: str = ""
    zoom_in: str = ""
    zoom_out: str = ""


@dataclass(frozen=True)
class Drawing:
    """What a file that draws the route needs besides.

    `colours` is CSS that defines those of page.css; `halts` are the waypoints whose names
    always show; `figures` the length, climb and time as they are read.
    """

    language: str = "fr"
    practice: str = ""
    colours: str = ""
    backdrop: Backdrop = Backdrop()
    halts: tuple[Waypoint, ...] = ()
    figures: tuple[str, ...] = ()
    words: Words = Words()


@dataclass(frozen=True)
class RouteFile:
    """The line (2-D, or 3-D where heights are known) and the words around it.

    `waypoints` are stage ends and viewpoints, in order along the line; `author` is who
    answers for it, `author_link` their site; `link` its page; `notice` a warning that must
    stand in the file, or "".
    """

    name: str
    description: str
    line: MultiLineString
    author: str
    licence: LicenceSheet
    link: str
    year: int
    keywords: tuple[str, ...] = ()
    waypoints: tuple[Waypoint, ...] = ()
    notice: str = ""
    modified_at: datetime | None = None
    author_link: str = ""
    drawing: Drawing = Drawing()

    @property
    def description_with_notice(self) -> str:
        """The notice first: devices show the beginning of a description, if any of it."""
        return "\n\n".join(text for text in (self.notice, self.description) if text)


@dataclass(frozen=True)
class Format:
    """One entry of FORMATS."""

    extension: str
    media_type: str
    write: Callable[[RouteFile], bytes]
