"""A line laid out for checks: its vertices one after the other, each segment a vector in metres."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely import MultiLineString, get_coordinates, get_num_coordinates, get_parts

from gis.measure import metres_per_degree

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Walk:
    """The n vertices of all pieces in order.

    `lons`, `lats` degrees, `at_m` metres along the pieces, `piece` the number of each
    vertex's piece, all of shape (n,); `steps_m` (n - 1, 2) east and north metres from each
    vertex to the next, gaps included; `lengths_m` (n - 1,) how long these are.
    """

    lons: Numbers
    lats: Numbers
    at_m: Numbers
    piece: NDArray[np.intp]
    steps_m: Numbers
    lengths_m: Numbers


def walk_along(line: MultiLineString) -> Walk:
    """Lay out a line.

    Steps are measured with the ellipsoid's two radii of curvature at their middle latitude:
    within 1 mm per km of the geodesic for steps under 10 km, at a tenth of its cost.
    """
    coords = get_coordinates(line)
    lons, lats = coords[:, 0], coords[:, 1]
    sizes = get_num_coordinates(get_parts(line))
    piece = np.repeat(np.arange(len(sizes)), sizes)
    steps_m = _steps_m(lons, lats)
    within = piece[1:] == piece[:-1]
    lengths_m = np.hypot(steps_m[:, 0], steps_m[:, 1])
    at_m = np.concatenate(([0.0], np.cumsum(lengths_m * within)))
    return Walk(lons, lats, at_m, piece, steps_m, lengths_m)


def _steps_m(lons: Numbers, lats: Numbers) -> Numbers:
    east_m, north_m = metres_per_degree((lats[1:] + lats[:-1]) / 2)
    return np.column_stack((np.diff(lons) * east_m, np.diff(lats) * north_m))
