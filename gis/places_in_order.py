"""Places in order: where along a line each of an ordered list of places is passed."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from gis.along import Along, Floats
from gis.measure import WGS84, metres_per_degree

APART_M = 1.0
"""Two places of the list are at least this far apart along the line."""
PASS_M = 50.0
"""A line that goes away from a place by this, or by half its distance, has passed it."""
SAME_M = 0.01
"""Nearer by less than this is not nearer: of equals, the first."""
SKIP_DM = 10**9
"""What leaving a place out costs: more than any sum of distances aside, in decimetres."""

Costs = NDArray[np.int64]


def places_in_order(
    along: Along, points: Sequence[tuple[float, float]], within_m: float
) -> list[float | None]:
    """Metres along for each (lon, lat), increasing; None where a place cannot be fitted.

    A line may pass a place several times (a loop ends where it starts, a stem is walked
    twice), so the nearest point alone misleads. Every approach nearer than `within_m` is a
    candidate; among the increasing choices, the one that leaves out the fewest places, then
    passes nearest to them, then comes earliest, is taken. Of two places or more, the first
    snaps to the start and the last to the end of the line where these are within `within_m`.
    """
    candidates = [approaches(along, lon, lat, within_m) for lon, lat in points]
    if len(points) > 1:
        for index, vertex, at_m in ((0, 0, 0.0), (-1, -1, along.length_m)):
            lon, lat = points[index]
            _, _, aside = WGS84.inv(lon, lat, along.lon[vertex], along.lat[vertex])
            if aside <= within_m:
                candidates[index] = (np.array([at_m]), np.array([aside]))
    return _cheapest(candidates)


def approaches(along: Along, lon: float, lat: float, within_m: float) -> tuple[Floats, Floats]:
    """Where a line comes nearest to a point, pass by pass: metres along, metres aside.

    A pass ends when the line has clearly gone away (see PASS_M): the bends of one road past
    a village are one approach, the way out and the way back are two.
    """
    foot_m, aside_m = along.feet(lon, lat)
    if aside_m.min() > within_m:
        return np.empty(0), np.empty(0)
    first = along.first
    east, north = metres_per_degree(np.array([lat]))
    far_m = np.hypot((along.lon - lon) * east, (along.lat - lat) * north)
    at_m = np.column_stack((along.at_m[first], foot_m, along.at_m[first + 1])).ravel()
    distance_m = np.column_stack((far_m[first], aside_m, far_m[first + 1])).ravel()
    turns = _turns(distance_m)
    at_m, distance_m = at_m[turns], distance_m[turns]
    nearest = [i for i in _passes(distance_m.tolist()) if distance_m[i] <= within_m]
    return at_m[nearest], distance_m[nearest]


def _turns(values: Floats) -> NDArray[np.intp]:
    """Where a sequence stops falling or rising: its first value, its last, and between."""
    differs = np.concatenate(([True], np.diff(values) != 0))
    kept = np.flatnonzero(differs)
    rises = np.diff(values[kept]) > 0
    return kept[np.concatenate(([True], rises[1:] != rises[:-1], [True]))[: len(kept)]]


def _passes(distance_m: list[float]) -> Iterator[int]:
    """The index of the least of each pass."""
    nearest, farthest_m, is_coming = 0, 0.0, True
    for index, distance in enumerate(distance_m):
        if is_coming:
            if distance < distance_m[nearest] - SAME_M:
                nearest = index
            elif distance - distance_m[nearest] >= _clearly_m(distance_m[nearest]):
                yield nearest
                is_coming, farthest_m = False, distance
        elif distance > farthest_m:
            farthest_m = distance
        elif farthest_m - distance >= _clearly_m(distance):
            is_coming, nearest = True, index
    if is_coming:
        yield nearest


def _clearly_m(distance_m: float) -> float:
    return max(PASS_M, distance_m / 2)


def _cheapest(candidates: Sequence[tuple[Floats, Floats]]) -> list[float | None]:
    """Shortest path through the candidates, place by place.

    `best[j][c]` is the least cost of a choice for places 0..j that puts j at its candidate c;
    `came[j][c]` is the (place, candidate) before it in that choice.
    """
    best: list[Costs] = []
    came: list[list[tuple[int, int]]] = []
    for j, (at_m, aside) in enumerate(candidates):
        own = np.rint(aside * 10).astype(np.int64)
        cost = own + j * SKIP_DM
        before = [(-1, -1)] * len(at_m)
        for i in range(j):
            if not len(candidates[i][0]):
                continue
            leader = _leaders(best[i])
            reach = np.searchsorted(candidates[i][0], at_m - APART_M, side="right") - 1
            for c in np.flatnonzero(reach >= 0):
                chosen = int(leader[reach[c]])
                through = int(best[i][chosen] + own[c]) + (j - i - 1) * SKIP_DM
                if through < cost[c]:
                    cost[c], before[c] = through, (i, chosen)
        best.append(cost)
        came.append(before)
    return _traced(candidates, best, came)


def _leaders(cost: Costs) -> NDArray[np.intp]:
    """For each candidate, the cheapest among itself and those before it, the earliest of equals."""
    lowest = np.minimum.accumulate(cost)
    is_new = np.concatenate(([True], lowest[1:] < lowest[:-1]))
    return np.maximum.accumulate(np.where(is_new, np.arange(len(cost)), 0))


def _traced(
    candidates: Sequence[tuple[Floats, Floats]],
    best: Sequence[Costs],
    came: Sequence[Sequence[tuple[int, int]]],
) -> list[float | None]:
    found: list[float | None] = [None] * len(candidates)
    ends = [
        (int(cost.min()) + (len(candidates) - 1 - j) * SKIP_DM, j, int(cost.argmin()))
        for j, cost in enumerate(best)
        if len(cost)
    ]
    if not ends:
        return found
    _, j, c = min(ends)
    while j >= 0:
        found[j] = float(candidates[j][0][c])
        j, c = came[j][c]
    return found
