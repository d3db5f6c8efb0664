"""Lanes: on which side of each other routes that share a stretch are drawn."""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString, STRtree

STEP_M = 50.0
"""A line is compared piece by piece of this length."""
ASIDE_M = 40.0
"""Two lines this near to each other are drawn one over the other."""
LEAST_M = 400.0
"""Sharing less than this is a crossing, or a square in a village."""
PARALLEL = 0.8
"""The least cosine between two directions that are the same."""
LANES = (0, 1, -1, 2, -2, 3, -3)
"""Lanes in the order in which they are taken: 0 is the line itself, 1 to its right."""


def shared_m(line: MultiLineString, other: MultiLineString) -> tuple[float, float]:
    """How much of a line another one shares: metres in its direction, metres against it.

    Both in a plane of metres (EPSG:3857 will do: it is for drawing).
    """
    pieces = _segments(shapely.segmentize(line, STEP_M))
    beside = _segments(other)
    tree = STRtree(np.asarray(shapely.linestrings(beside)))
    middles = shapely.points(pieces.mean(axis=1))
    mine, theirs = tree.query_nearest(middles, max_distance=ASIDE_M, all_matches=False)
    lengths_m = np.hypot(*(pieces[mine, 1] - pieces[mine, 0]).T)
    cosine = np.sum(_directions(pieces[mine]) * _directions(beside[theirs]), axis=1)
    along_m = float(lengths_m[cosine >= PARALLEL].sum())
    against_m = float(lengths_m[cosine <= -PARALLEL].sum())
    return along_m, against_m


def free_lane(neighbours: Iterable[tuple[int, float, float]]) -> int:
    """The first lane on which a line hides none of its neighbours.

    Each neighbour is its lane, and the metres shared along and against it: what lies to the
    right of a line lies to the left of one that runs against it.
    """
    taken = set()
    for lane, along_m, against_m in neighbours:
        if along_m >= LEAST_M:
            taken.add(lane)
        if against_m >= LEAST_M:
            taken.add(-lane)
    return next((lane for lane in LANES if lane not in taken), 0)


def _segments(line: MultiLineString) -> NDArray[np.float64]:
    """Shape (n, 2, 2): both ends of each segment, none across a gap nor without length."""
    xy, piece = shapely.get_coordinates(shapely.get_parts(line), return_index=True)
    joined = (piece[1:] == piece[:-1]) & np.any(xy[1:] != xy[:-1], axis=1)
    return np.stack((xy[:-1][joined], xy[1:][joined]), axis=1)


def _directions(segments: NDArray[np.float64]) -> NDArray[np.float64]:
    steps = segments[:, 1] - segments[:, 0]
    return np.asarray(steps / np.linalg.norm(steps, axis=1, keepdims=True))
