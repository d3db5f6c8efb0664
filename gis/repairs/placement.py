"""Coordinates put into degrees, longitude first."""

from collections.abc import Callable, Sequence

import numpy as np
import shapely
from shapely import MultiLineString

from gis.defects.walk import Numbers
from gis.findings import Finding
from gis.lambert93 import is_lambert93, to_degrees
from gis.repairs.rounds import until_gone


@until_gone
def reproject(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """Degrees WGS 84 instead of metres of Lambert-93, whichever of the two axes came first."""

    def in_degrees(coords: Numbers) -> Numbers:
        x, y = coords[:, 0], coords[:, 1]
        is_swapped = bool(np.all(is_lambert93(y, x)))
        lons, lats = to_degrees(y, x) if is_swapped else to_degrees(x, y)
        return np.column_stack((lons, lats, *coords[:, 2:].T))

    return _transformed(line, in_degrees)


@until_gone
def swap_axes(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """Longitude first, then latitude."""
    return _transformed(line, lambda coords: coords[:, [1, 0, *range(2, coords.shape[1])]])


def _transformed(line: MultiLineString, change: Callable[[Numbers], Numbers]) -> MultiLineString:
    return shapely.transform(line, change, include_z=line.has_z)
