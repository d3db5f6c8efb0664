"""Comparison: where a line runs elsewhere than another one, and for how long."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiLineString

from gis.measure import Bounds, metres_per_degree
from gis.thinning import thinned

SAME_WAY_M = 20.0
"""Two drawings of one path lie no farther apart than this."""
FINER_M = 2.0
"""What is thinner than this is left out before: it changes no figure that anybody reads."""


@dataclass(frozen=True)
class Elsewhere:
    """What of a line is not on another: metres, and west, south, east, north in degrees."""

    length_m: float
    bounds: Bounds | None


def elsewhere(line: MultiLineString, other: MultiLineString) -> Elsewhere:
    """The parts of a line that lie farther than SAME_WAY_M from another one.

    In a plane in metres at the middle of both, good to a percent over a département.
    """
    _, south, _, north = shapely.total_bounds(np.array([line, other], dtype=object)).tolist()
    scale = np.column_stack(metres_per_degree(np.array([(south + north) / 2])))
    metric, beside = (
        MultiLineString([*thinned(shapely.transform(pieces, lambda xy: xy * scale), FINER_M)])
        for pieces in (shapely.get_parts(shapely.force_2d(one)) for one in (line, other))
    )
    apart = shapely.difference(metric, shapely.buffer(beside, SAME_WAY_M))
    if apart.is_empty:
        return Elsewhere(0.0, None)
    (west, south), (east, north) = (np.reshape(apart.bounds, (2, 2)) / scale).tolist()
    return Elsewhere(float(apart.length), (west, south, east, north))
