"""Turns of a line: where its direction changes within a few metres, and stays changed.

Directions are read over metres, not over vertices, so that neither the density of the points
nor a receiver's jitter makes a turn; a long bend is followed without being told.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString

from gis.along import Along, Floats
from gis.measure import metres_per_degree

STEP_M = 5.0
"""How far apart the line is looked at: less than a crossroads is wide."""
SMOOTH_STEPS = 2
"""Steps to either side that a point is averaged over: 20 m, a receiver's jitter."""
CORNER_STEPS = 3
"""Steps to either side of a turn within which it happens: 30 m, a farm road's corner."""
LEG_STEPS = 8
"""Steps before and after over which the direction is read: 40 m, some 7° for a 5 m error."""
SHORTEST_LEG_STEPS = 4
"""What a leg may shrink to at the end of a piece."""
LEAST_DEG = 40
"""A change of direction that one would tell; junctions at a smaller angle read as straight on."""
BENT_DEG = 30
"""A leg whose halves differ by more is a bend, or jitter, and has no direction to compare."""
CONCENTRATED = 0.75
"""The part of a turn that legs half as long must see: a bend's shrinks with them."""
BACK_DEG = 150
"""From here on, the way back lies beside the way out."""
SAME_PATH_M = 10.0
"""Drawn twice, one path lies no farther apart than this."""
BACK_REACH_M = 500.0
"""How far from its tip a way back is compared with the way out."""
SURELY_BACK_M = 150.0
"""Legs that lie on one path for so long lead there and back; those of a hairpin part."""
SHORTEST_BACK_M = 50.0
"""For so long they do where they then part at once."""
PARTED_M = 40.0
"""How far apart they are after SHORTEST_BACK_M more: at some 50° or wider."""


@dataclass(frozen=True)
class TurnAt:
    """A turn: metres along, degrees clockwise (negative to the left).

    A U-turn leads back on the same path for `back_m` (BACK_REACH_M at most), to neither side.
    """

    at_m: float
    deg: int
    back_m: float = 0.0

    @property
    def is_u_turn(self) -> bool:
        """Whether the way back lies on the way out."""
        return self.back_m > 0


def turns(measured: Along) -> tuple[TurnAt, ...]:
    """The turns of a line in order, each piece by itself."""
    borders = np.flatnonzero(np.diff(measured.piece)) + 1
    pieces = np.split(np.arange(len(measured.lon)), borders)
    return tuple(turn for piece in pieces for turn in _turns_of_piece(measured, piece))


def bearing_deg(measured: Along, reach_m: float = 100.0) -> float:
    """The direction from the start to `reach_m` along, clockwise from north."""
    (lon, lat), (to_lon, to_lat) = (
        measured.point_at(0.0),
        measured.point_at(min(reach_m, measured.length_m), before_gap=True),
    )
    east, north = metres_per_degree(np.array([(lat + to_lat) / 2]))
    degrees = np.degrees(np.arctan2((to_lon - lon) * east, (to_lat - lat) * north))
    return float(degrees[0] % 360)


def _turns_of_piece(measured: Along, piece: NDArray[np.intp]) -> Iterator[TurnAt]:
    start_m, end_m = measured.at_m[piece[0]], measured.at_m[piece[-1]]
    count = round((end_m - start_m) / STEP_M) + 1
    middle = np.arange(CORNER_STEPS + SHORTEST_LEG_STEPS, count - CORNER_STEPS - SHORTEST_LEG_STEPS)
    if not len(middle):
        return
    at_m = np.linspace(start_m, end_m, count)
    points = _smoothed(_in_metres(measured, piece, at_m))
    before, after = middle - CORNER_STEPS, middle + CORNER_STEPS
    far_before = np.maximum(before - LEG_STEPS, 0)
    far_after = np.minimum(after + LEG_STEPS, count - 1)
    deg = _angle(points[before] - points[far_before], points[far_after] - points[after])
    seen_near = _angle(
        points[before] - points[before - SHORTEST_LEG_STEPS],
        points[after + SHORTEST_LEG_STEPS] - points[after],
    )
    is_back = np.abs(deg) >= BACK_DEG
    is_turn = (
        (np.abs(np.rint(deg)) >= LEAST_DEG)
        & (_bend(points, far_before, before) <= BENT_DEG)
        & (_bend(points, after, far_after) <= BENT_DEG)
        & ((np.abs(seen_near) >= CONCENTRATED * np.abs(deg)) | is_back)
    )
    tip = _angle(points[middle] - points[before], points[after] - points[middle])
    side = np.sign(np.where(is_back, tip, deg))
    for run in _runs(np.flatnonzero(is_turn), np.where(is_back, 0, side)):
        size = np.abs(deg[run])
        found_m = float(np.average(at_m[middle[run]], weights=size))
        turned = int(np.sign(side[run].sum()))
        back_m = _back_m(at_m, points, found_m) if is_back[run].any() else 0.0
        if back_m:
            yield TurnAt(found_m, 180, back_m)
        elif turned:
            yield TurnAt(found_m, round(size.max()) * turned)


def _back_m(at_m: Floats, points: Floats, tip_m: float) -> float:
    """How far from a tip the way back lies on the way out; 0 for a hairpin or a receiver's knot."""
    reach_m = min(BACK_REACH_M, tip_m - at_m[0], at_m[-1] - tip_m)
    away_m = np.arange(0.0, reach_m, STEP_M)
    out, back = (
        np.column_stack([np.interp(tip_m + way * away_m, at_m, axis) for axis in points.T])
        for way in (-1, 1)
    )
    apart_m = np.maximum(
        shapely.distance(shapely.points(out), LineString(back)),
        shapely.distance(shapely.points(back), LineString(out)),
    )
    parted = np.flatnonzero(apart_m > SAME_PATH_M)
    back_m = float(away_m[parted[0] - 1] if len(parted) else away_m[-1])
    after = round((back_m + SHORTEST_BACK_M) / STEP_M)
    parts_at_once = after < len(apart_m) and apart_m[after] >= PARTED_M
    is_back = back_m >= (SHORTEST_BACK_M if parts_at_once else SURELY_BACK_M)
    return back_m if is_back else 0.0


def _in_metres(measured: Along, piece: NDArray[np.intp], at_m: Floats) -> Floats:
    """The points at distances along, shape (n, 2), in metres east and north of the first.

    Every step is scaled at its own latitude: right from any point to its neighbours.
    """
    lon = np.interp(at_m, measured.at_m[piece], measured.lon[piece])
    lat = np.interp(at_m, measured.at_m[piece], measured.lat[piece])
    east, north = metres_per_degree((lat[1:] + lat[:-1]) / 2)
    steps = np.column_stack((np.diff(lon) * east, np.diff(lat) * north))
    return np.vstack((np.zeros(2), np.cumsum(steps, axis=0)))


def _smoothed(points: Floats) -> Floats:
    """A moving average; its window narrows towards the ends, evenly to both sides."""
    order = np.arange(len(points))
    reach = np.minimum(np.minimum(order, order[::-1]), SMOOTH_STEPS)
    sums = np.vstack((np.zeros(2), np.cumsum(points, axis=0)))
    width = (2 * reach + 1)[:, None]
    return np.asarray((sums[order + reach + 1] - sums[order - reach]) / width)


def _angle(first: Floats, then: Floats) -> Floats:
    """Degrees from one direction to another, clockwise, shape (n, 2) each."""
    cross = first[:, 1] * then[:, 0] - first[:, 0] * then[:, 1]
    dot = (first * then).sum(axis=1)
    return np.asarray(np.degrees(np.arctan2(cross, dot)))


def _bend(points: Floats, start: NDArray[np.intp], end: NDArray[np.intp]) -> Floats:
    """Degrees between the halves of each leg; half a turn where one of them leads nowhere."""
    middle_before, middle_after = (start + end) // 2, (start + end + 1) // 2
    first, then = points[middle_before] - points[start], points[end] - points[middle_after]
    half_m = (middle_before - start) * STEP_M
    nowhere = np.minimum(np.hypot(*first.T), np.hypot(*then.T)) < half_m / 2
    return np.where(nowhere, 180.0, np.abs(_angle(first, then)))


def _runs(found: NDArray[np.intp], side: Floats) -> Iterator[NDArray[np.intp]]:
    """Places nearer than a corner together, unless they turn to opposite sides."""
    if len(found):
        parted = (np.diff(found) > 2 * CORNER_STEPS) | (side[found][1:] * side[found][:-1] < 0)
        yield from np.split(found, np.flatnonzero(parted) + 1)
