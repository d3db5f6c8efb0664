"""Metres of the French national grid, where degrees were expected."""

from typing import Any

EASTING_M = (100_000.0, 1_300_000.0)
NORTHING_M = (6_000_000.0, 7_200_000.0)


def is_lambert93(x: Any, y: Any) -> Any:
    """Whether these are evidently metres of Lambert-93 (EPSG:2154); for numbers or arrays."""
    is_easting = (EASTING_M[0] <= x) & (x <= EASTING_M[1])
    return is_easting & (NORTHING_M[0] <= y) & (y <= NORTHING_M[1])
