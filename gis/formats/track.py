"""Contents: what a file holds before any of it becomes a route; Track: one line of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gis.errors import ReadError
from gis.findings import Finding

Vertices = NDArray[np.float64]
"""Shape (n, 3): longitude, latitude in degrees WGS 84, height in metres, NaN where unknown."""


@dataclass(frozen=True)
class Waypoint:
    """A named point of a file, on or off the line.

    `symbol` is the name devices know an icon by ("Flag, Blue", "Scenic Area"), or "".
    """

    lon: float
    lat: float
    height_m: float | None = None
    name: str = ""
    description: str = ""
    symbol: str = ""


@dataclass(frozen=True)
class Track:
    """Ordered pieces, each of two vertices or more, with names and what was noticed of them.

    `member` is the file of an archive that it came from, "" without an archive.
    """

    pieces: tuple[Vertices, ...]
    name: str = ""
    description: str = ""
    findings: tuple[Finding, ...] = ()
    member: str = ""


@dataclass(frozen=True)
class Refused:
    """A part of a file that could not be read, beside others that could: its name, and why."""

    name: str
    error: ReadError


@dataclass(frozen=True)
class Contents:
    """All that a file holds: one track or more, in order, and what is not part of any.

    `name` and `description` are those of the file itself; `findings` concern it as a whole.
    """

    tracks: tuple[Track, ...]
    name: str = ""
    description: str = ""
    waypoints: tuple[Waypoint, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: tuple[Refused, ...] = ()
