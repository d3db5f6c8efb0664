"""Coordinates as files write them: six decimals of a degree (0.11 m), a tenth of a metre."""

from collections.abc import Iterator

import numpy as np
import shapely
from shapely import MultiLineString

DEGREE_DECIMALS = 6
HEIGHT_DECIMALS = 1


def rounded_pieces(line: MultiLineString) -> Iterator[list[list[float]]]:
    """Each piece as [lon, lat] lists, or [lon, lat, height] where every height is known.

    Longitudes are -180 ≤ lon < 180, as GPX demands.
    """
    has_heights = not np.isnan(shapely.get_coordinates(line, include_z=True)).any()
    for piece in shapely.get_parts(line):
        xyz = shapely.get_coordinates(piece, include_z=has_heights)
        degrees = np.round(xyz[:, :2], DEGREE_DECIMALS)
        degrees[degrees[:, 0] >= 180, 0] -= 360
        heights = np.round(xyz[:, 2:], HEIGHT_DECIMALS)
        # Adding zero turns a rounded -0.0 into 0.0.
        yield (np.hstack((degrees, heights)) + 0.0).tolist()


def rounded_degrees(lon: float, lat: float) -> tuple[float, float]:
    """One point, as `rounded_pieces` would write it."""
    east, north = round(lon, DEGREE_DECIMALS) + 0.0, round(lat, DEGREE_DECIMALS) + 0.0
    return (east - 360 if east >= 180 else east), north


def rounded_height(height_m: float | None) -> float | None:
    """A height to a tenth of a metre."""
    return None if height_m is None else round(height_m, HEIGHT_DECIMALS) + 0.0
