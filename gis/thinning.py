"""Thinning: fewer vertices of a chain, by Douglas-Peucker in a plane."""

from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

AT_ONCE = 2000
"""GEOS descends as deep as a chain has vertices, and takes their square: a long one that goes to
and fro would end the program. The vertex between two of so many always stays."""


def vertices_kept(xy: NDArray[np.float64], tolerance: float) -> NDArray[np.intp]:
    """The numbers, in order, of the vertices that stay of a chain of shape (n, 2), n at least 2.

    The others lie within `tolerance`, in the units of `xy`, of the chain of those.
    """
    # The number of a vertex travels as its height.
    numbered = np.column_stack((xy, np.arange(len(xy))))
    borders = [*range(0, len(xy) - 1, AT_ONCE), len(xy) - 1]
    chains = [shapely.LineString(numbered[start : end + 1]) for start, end in pairwise(borders)]
    simple = shapely.simplify(chains, tolerance, preserve_topology=False)
    return np.unique(shapely.get_coordinates(simple, include_z=True)[:, 2].astype(np.intp))


def thinned(lines: NDArray[np.object_], tolerance: float) -> NDArray[np.object_]:
    """LineStrings of a plane with the vertices that stay, in its units; see `vertices_kept`."""
    chains = [shapely.get_coordinates(line) for line in lines]
    simple = [shapely.LineString(one[vertices_kept(one, tolerance)]) for one in chains]
    return np.array(simple, dtype=object)
