"""Two lines on one drawing, and by how much they differ."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiLineString

from app.database import db
from app.queries.history import line_geometry
from gis.comparison import elsewhere
from gis.measure import Bounds, metres_per_degree
from gis.thinning import thinned

WIDTH, HEIGHT = 720, 420
AROUND = 0.25
"""Of the width and height of what differs, so much more is shown on each side."""
LEAST_M = 400.0


@dataclass(frozen=True)
class LinesDrawn:
    """SVG paths in a drawing of WIDTH × HEIGHT that shows what differs; lengths in metres.

    `bounds` are west, south, east, north of what is shown, in degrees.
    """

    before: str
    after: str
    removed_m: float
    added_m: float
    bounds: Bounds
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class LineComparison:
    """Two versions of a route's line."""

    before_id: int
    after_id: int
    drawn: LinesDrawn


def line_comparison(route_id: int, before_id: int, after_id: int) -> LineComparison | None:
    """Two versions of a route's line; None where they are the same, or another route's."""
    if before_id == after_id:
        return None
    before, after = (
        line_geometry(db.session, route_id, line_id) for line_id in (before_id, after_id)
    )
    if before is None or after is None or before == after:
        return None
    return LineComparison(before_id, after_id, lines_drawn(before, after))


def lines_drawn(before: MultiLineString, after: MultiLineString) -> LinesDrawn:
    """A line and what would stand in its place."""
    gone, come = elsewhere(before, after), elsewhere(after, before)
    differing = [one.bounds for one in (gone, come) if one.bounds]
    shown = differing or [before.bounds, after.bounds]
    corners = np.reshape(shown, (-1, 2))
    bounds = _widened(corners.min(axis=0), corners.max(axis=0))
    were, are = (_path(line, bounds) for line in (before, after))
    return LinesDrawn(were, are, gone.length_m, come.length_m, tuple(bounds.ravel().tolist()))


def _widened(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Corners (lon, lat) around a box, far enough apart, in the shape of the drawing."""
    degree_m = np.concatenate(metres_per_degree(np.array([(low[1] + high[1]) / 2])))
    size_m = np.maximum((high - low) * degree_m * (1 + 2 * AROUND), LEAST_M)
    shape = np.array([WIDTH, HEIGHT])
    half = shape * (size_m / shape).max() / degree_m / 2
    middle = (low + high) / 2
    return np.array([middle - half, middle + half])


def _path(line: MultiLineString, bounds: np.ndarray) -> str:
    """What of a line is shown, no finer than half a unit of the drawing."""
    (west, south), (east, north) = bounds
    seen = shapely.clip_by_rect(shapely.force_2d(line), west, south, east, north)
    pieces = thinned(shapely.get_parts(seen), (east - west) / WIDTH / 2)
    scale = np.array([WIDTH / (east - west), -HEIGHT / (north - south)])
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (coordinates - [west, north]) * scale)
        for coordinates in map(shapely.get_coordinates, pieces)
        if len(coordinates)
    )
