"""Length, bounds and heights of a line."""

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod
from shapely import MultiLineString, get_coordinates

WGS84 = Geod(ellps="WGS84")

Coordinates = NDArray[np.float64]
"""Shape (n, 2) or (n, 3): longitude, latitude in degrees WGS 84, height in metres."""


def segment_lengths_m(coords: Coordinates) -> NDArray[np.float64]:
    """Geodesic 2-D length of each of the n - 1 segments, in metres on the WGS 84 ellipsoid.

    Karney's inverse problem (J. Geod. 87, 2013), as PROJ solves it.

    >>> segment_lengths_m(np.array([[0.0, 0.0], [1.0, 0.0]])).round(1).tolist()
    [111319.5]
    """
    if len(coords) < 2:
        return np.zeros(0)
    lons, lats = coords[:, 0], coords[:, 1]
    _, _, lengths_m = WGS84.inv(lons[:-1], lats[:-1], lons[1:], lats[1:])
    return np.asarray(lengths_m, dtype=np.float64)


def length_m(line: MultiLineString) -> float:
    """Geodesic 2-D length in metres, summed over the pieces: gaps count nothing."""
    return float(sum(segment_lengths_m(get_coordinates(piece)).sum() for piece in line.geoms))


def bounds(line: MultiLineString) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees."""
    west, south, east, north = line.bounds
    return west, south, east, north


def height_range(line: MultiLineString) -> tuple[float, float] | None:
    """Lowest and highest height in metres, None when heights are unknown."""
    if not line.has_z:
        return None
    heights = get_coordinates(line, include_z=True)[:, 2]
    return float(heights.min()), float(heights.max())
