"""The length of a line, and of a degree."""

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod
from shapely import MultiLineString, get_coordinates

WGS84 = Geod(ellps="WGS84")

Coordinates = NDArray[np.float64]
"""Shape (n, 2) or (n, 3): longitude, latitude in degrees WGS 84, height in metres."""
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


SHORT_M = 1000.0
"""Up to here a segment is measured in the plane of its middle: within 2e-7 of the geodesic."""
PLANE_LAT = 85.0
"""As far from the equator as that holds, and as maps are drawn."""


def segment_lengths_m(coords: Coordinates) -> NDArray[np.float64]:
    """Geodesic 2-D length of each of the n - 1 segments, in metres on the WGS 84 ellipsoid.

    Short segments by the two radii of curvature at their middle latitude, at a tenth of the
    cost; the others by Karney's inverse problem (J. Geod. 87, 2013), as PROJ solves it.

    >>> segment_lengths_m(np.array([[0.0, 0.0], [1.0, 0.0]])).round(1).tolist()
    [111319.5]
    """
    if len(coords) < 2:
        return np.zeros(0)
    lons, lats = coords[:, 0], coords[:, 1]
    east_m, north_m = metres_per_degree((lats[1:] + lats[:-1]) / 2)
    lengths_m = np.hypot(np.diff(lons) * east_m, np.diff(lats) * north_m)
    is_short = (lengths_m <= SHORT_M) & (np.abs(lats[1:]) <= PLANE_LAT)
    far = np.flatnonzero(~is_short)
    _, _, lengths_m[far] = WGS84.inv(lons[far], lats[far], lons[far + 1], lats[far + 1])
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
