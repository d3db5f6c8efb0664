"""The length of a line, and of a degree."""

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


def metres_per_degree(lat: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Metres of a degree of longitude and of latitude on the WGS 84 ellipsoid.

    From the radii of curvature of the prime vertical and of the meridian.
    """
    sine = np.sin(np.radians(lat))
    root = np.sqrt(1 - WGS84.es * sine**2)
    east = WGS84.a / root * np.cos(np.radians(lat))
    north = WGS84.a * (1 - WGS84.es) / root**3
    return np.radians(east), np.radians(north)
