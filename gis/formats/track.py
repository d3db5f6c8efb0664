"""Track: what a file says of one line, before it becomes a route."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    """Ordered pieces, each of two vertices or more, with names and what was noticed on reading."""

    pieces: tuple[Vertices, ...]
    name: str = ""
    description: str = ""
    waypoints: tuple[Waypoint, ...] = ()
    findings: tuple[Finding, ...] = ()
