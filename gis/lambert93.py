"""Metres of the French national grid, where degrees were expected."""

from functools import cache
from typing import Any

from pyproj import Transformer

EASTING_M = (100_000.0, 1_300_000.0)
NORTHING_M = (6_000_000.0, 7_200_000.0)


def is_lambert93(x: Any, y: Any) -> Any:
    """Whether these are evidently metres of Lambert-93 (EPSG:2154); for numbers or arrays."""
    is_easting = (EASTING_M[0] <= x) & (x <= EASTING_M[1])
    return is_easting & (NORTHING_M[0] <= y) & (y <= NORTHING_M[1])


def to_degrees(x: Any, y: Any) -> tuple[Any, Any]:
    """(lon, lat) in degrees WGS 84 of metres of Lambert-93 (EPSG:2154), east and north."""
    lons, lats = _from_grid().transform(x, y)
    return lons, lats


@cache
def _from_grid() -> Transformer:
    return Transformer.from_crs(2154, 4326, always_xy=True)
