"""Coordinates of any reference system -> degrees WGS 84, longitude first."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from gis.errors import ReadError

_LONGEST_SAID = 60
WGS84 = CRS.from_epsg(4326)


@lru_cache(maxsize=64)
def system_named(text: str) -> CRS | None:
    """The reference system of a code or of WKT, None where degrees are already WGS 84's.

    Raises ReadError `file.unknown_system` for one that leads nowhere on Earth.
    """
    try:
        system = CRS.from_user_input(text)
        flat = system.sub_crs_list[0] if system.is_compound else system
        if flat.equals(WGS84, ignore_axis_order=True):
            return None
        _to_wgs84(flat)
    except (CRSError, ProjError):
        raise ReadError("file.unknown_system", value=text[:_LONGEST_SAID]) from None
    return flat


def code_of(system: CRS) -> str:
    """What people call a reference system: its EPSG code, or its name."""
    code = system.to_epsg()
    return f"EPSG:{code}" if code else system.name[:_LONGEST_SAID]


def reprojected(system: CRS, x: NDArray[np.float64], y: NDArray[np.float64]) -> None:
    """Turns easting and northing into longitude and latitude in place; infinite where none is."""
    _to_wgs84(system).transform(x, y, inplace=True)


@lru_cache(maxsize=64)
def _to_wgs84(system: CRS) -> Transformer:
    return Transformer.from_crs(system, WGS84, always_xy=True)
