"""Lines near Auch from metres east and north of a corner, all on one height."""

import numpy as np
import shapely
from shapely import MultiLineString

from gis.checks import check_line
from gis.findings import Finding
from tests.grid import drawn

METRES_PER_LON_DEG, METRES_PER_LAT_DEG = 80_600.0, 111_100.0
HEIGHT_M = 150.0

Way = list[tuple[float, float]]


def in_metres(*pieces: Way) -> MultiLineString:
    """A line whose vertices are given in metres."""
    return MultiLineString(
        [
            [
                (0.58 + x / METRES_PER_LON_DEG, 43.64 + y / METRES_PER_LAT_DEG, HEIGHT_M)
                for x, y in way
            ]
            for way in pieces
        ]
    )


def east(start: float, end: float, every: float, y: float = 0.0) -> Way:
    """Points along a straight, both ends included, in either direction."""
    count = round(abs(end - start) / every) + 1
    return [(float(x), y) for x in np.linspace(start, end, count)]


def north(start: float, end: float, every: float, x: float = 0.0) -> Way:
    """The same northwards."""
    return [(x, along) for along, _ in east(start, end, every)]


def circle(radius_m: float, every: float, turns: float = 1.0) -> Way:
    """Points round a circle through (0, 0), counter-clockwise, the first again at each turn."""
    count = round(turns * 2 * np.pi * radius_m / every)
    angles = np.linspace(0, turns * 2 * np.pi, count + 1)
    return [(float(radius_m * np.sin(a)), float(radius_m * (1 - np.cos(a)))) for a in angles]


def level(picture: str, path: str, cell_m: float = 100.0) -> MultiLineString:
    """A line drawn as a grid, on one height."""
    flat = shapely.force_2d(drawn(picture, path, cell_m))
    return MultiLineString([*shapely.force_3d(flat, HEIGHT_M).geoms])


def found(line: MultiLineString, key: str) -> list[Finding]:
    """The findings of one kind."""
    return [finding for finding in check_line(line) if finding.key == key]


def keys(line: MultiLineString) -> list[str]:
    """What a line is told, in order."""
    return [finding.key for finding in check_line(line)]
