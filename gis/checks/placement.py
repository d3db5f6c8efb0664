"""Where the coordinates are: degrees, longitude first, near home."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gis.checks.table import at_vertex, check
from gis.defects.walk import Numbers, Walk
from gis.findings import Finding
from gis.lambert93 import is_lambert93
from gis.measure import WGS84, Bounds
from gis.vocabulary import Severity

AROUND_HOME_DEG: Final = 1.0
"""A line that comes this near to home has its axes the right way round."""
FAR_M: Final = 50_000.0
"""Farther than this from the département's bounds, a line is hardly one of its own."""


@check
def in_metres(walk: Walk) -> Iterator[Finding]:
    """Coordinates in metres instead of degrees"""
    straight, swapped = is_lambert93(walk.lons, walk.lats), is_lambert93(walk.lats, walk.lons)
    count = int(np.count_nonzero(straight | swapped))
    if count:
        repair = "reproject" if straight.all() or swapped.all() else ""
        yield Finding("line.in_metres", Severity.ERROR, values={"count": count}, repair=repair)


@check
def axes_swapped(walk: Walk) -> Iterator[Finding]:
    """Latitude where longitude should be"""
    if walk.home is None:
        return
    near = _inside(walk.lons, walk.lats, walk.home, AROUND_HOME_DEG)
    if not near.any() and _inside(walk.lats, walk.lons, walk.home).any():
        yield Finding("line.axes_swapped", Severity.ERROR, repair="swap_axes")


@check
def out_of_range(walk: Walk) -> Iterator[Finding]:
    """Coordinates that are nowhere on Earth"""
    bad = np.flatnonzero(~((np.abs(walk.lons) <= 180) & (np.abs(walk.lats) <= 90)))
    if bad.size:
        first = f"{walk.lons[bad[0]]:g} {walk.lats[bad[0]]:g}"
        values = {"count": int(bad.size), "value": first}
        yield Finding("line.out_of_range", Severity.ERROR, values=values)


@check
def far_from_home(walk: Walk) -> Iterator[Finding]:
    """A line far from the département"""
    if walk.home is None or _inside(walk.lons, walk.lats, walk.home).any():
        return
    west, south, east, north = walk.home
    nearest_lons, nearest_lats = np.clip(walk.lons, west, east), np.clip(walk.lats, south, north)
    apart = np.hypot(walk.lons - nearest_lons, walk.lats - nearest_lats)
    nearest = int(np.argmin(apart))
    _, _, away_m = WGS84.inv(
        walk.lons[nearest], walk.lats[nearest], nearest_lons[nearest], nearest_lats[nearest]
    )
    if away_m > FAR_M:
        values = {"distance_m": float(away_m)}
        yield at_vertex("line.far_from_home", Severity.WARNING, walk, nearest, values)


def _inside(
    lons: Numbers, lats: Numbers, home: Bounds, margin_deg: float = 0.0
) -> NDArray[np.bool_]:
    west, south, east, north = home
    across = (lons >= west - margin_deg) & (lons <= east + margin_deg)
    return across & (lats >= south - margin_deg) & (lats <= north + margin_deg)
