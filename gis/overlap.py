"""Overlap: the stretches of a line that another one lies along, not merely across."""

from collections.abc import Iterable, Iterator

import numpy as np
import shapely
from shapely import LineString, MultiLineString, STRtree

from gis.along import Along, Floats
from gis.measure import metres_per_degree

REACH_M = 30.0
"""Two drawings of one path lie no farther apart than this."""
SHORTEST_M = 50.0
"""Lines that run together for less only meet; half the other line, where that is shorter."""
LEAST_GAIN = 0.75
"""Metres gained along the other line for each metre of the stretch: within some 40° of it."""
SAME_M = 1.0
"""Stretches that end and begin this near to each other are one."""

Stretch = tuple[float, float]
Part = tuple[float, float, float]
"""Metres along the line, from and to, and what it gains between them along the other line."""


def stretches_along(
    measured: Along, other: MultiLineString, reach_m: float = REACH_M
) -> tuple[Stretch, ...]:
    """Where a line runs along `other`, either way: (from, to) in metres along, in order.

    A line that crosses `other` passes within reach of it too, but gains nothing along it.
    """
    west, south, east, north = other.bounds
    scale = np.hstack(metres_per_degree(np.array([(south + north) / 2])))
    origin = np.array([(west + east) / 2, (south + north) / 2])
    vertices = (np.column_stack((measured.lon, measured.lat)) - origin) * scale
    found: list[Part] = []
    for piece in shapely.get_parts(other):
        path = LineString((shapely.get_coordinates(piece) - origin) * scale)
        for run in _runs(_parts_beside(measured, vertices, path, reach_m)):
            from_m, to_m, gained_m = _as_one(_trimmed(run))
            if gained_m >= max(min(SHORTEST_M, path.length / 2), LEAST_GAIN * (to_m - from_m)):
                found.append((from_m, to_m, gained_m))
    return tuple(_as_one(run)[:2] for run in _runs(found))


def _parts_beside(
    measured: Along, vertices: Floats, path: LineString, reach_m: float
) -> Iterator[Part]:
    """What of each segment lies within reach of a path, and not beyond its ends."""
    beside = path.buffer(reach_m, cap_style="flat")
    first = measured.first
    segments = np.array(
        shapely.linestrings(np.stack((vertices[first], vertices[first + 1]), axis=1))
    )
    lengths_m = shapely.length(segments)
    shapely.prepare(beside)
    near = np.flatnonzero(shapely.intersects(beside, segments) & (lengths_m > 0))
    inside = segments[near]
    across = ~shapely.covers(beside, inside)
    inside[across] = shapely.intersection(inside[across], beside)
    parts, index = shapely.get_parts(inside, return_index=True)
    is_line = shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING
    parts, segment = parts[is_line], near[index[is_line]]
    if not len(parts):
        return iter(())
    before = first[segment]
    last = np.cumsum(shapely.get_num_coordinates(parts)) - 1
    ends = shapely.get_coordinates(parts)[np.column_stack((np.append(0, last[:-1] + 1), last))]
    share = np.hypot(*(ends - vertices[before][:, None]).transpose(2, 0, 1))
    share = np.sort(share / lengths_m[segment][:, None], axis=1)
    length_m = measured.at_m[before + 1] - measured.at_m[before]
    at_m = measured.at_m[before][:, None] + share * length_m[:, None]
    gained_m = np.abs(np.diff(_located_m(path, ends.reshape(-1, 2)).reshape(-1, 2)))[:, 0]
    if path.is_closed:
        gained_m = np.minimum(gained_m, path.length - gained_m)
    return zip(*at_m.T.tolist(), gained_m.tolist(), strict=True)


def _located_m(path: LineString, points: Floats) -> Floats:
    """How far along a path its nearest point to each of `points` is: of equals, the first.

    As shapely's line_locate_point says, which looks at the whole path for each point.
    """
    xy = shapely.get_coordinates(path)
    steps = np.diff(xy, axis=0)
    square = (steps**2).sum(axis=1)
    starts_m = np.concatenate(([0.0], np.cumsum(np.sqrt(square))))
    tree = STRtree(np.array(shapely.linestrings(np.stack((xy[:-1], xy[1:]), axis=1))))
    found, matches = tree.query_nearest(shapely.points(points))
    nearest = np.full(len(points), len(steps))
    np.minimum.at(nearest, found, matches)
    along = ((points - xy[nearest]) * steps[nearest]).sum(axis=1)
    part = np.divide(along, square[nearest], out=np.zeros(len(points)), where=square[nearest] > 0)
    return np.asarray(starts_m[nearest] + np.clip(part, 0, 1) * np.sqrt(square[nearest]))


def _runs(parts: Iterable[Part]) -> list[list[Part]]:
    """Parts in order along the line, those that touch together."""
    runs: list[list[Part]] = []
    end_m = -np.inf
    for part in sorted(parts):
        if part[0] > end_m + SAME_M:
            runs.append([])
        runs[-1].append(part)
        end_m = max(end_m, part[1])
    return runs


def _trimmed(run: list[Part]) -> list[Part]:
    """Without the parts at either end that lead to the path rather than along it."""
    gaining = [
        index
        for index, (from_m, to_m, gained_m) in enumerate(run)
        if gained_m >= LEAST_GAIN * (to_m - from_m)
    ]
    return run[gaining[0] : gaining[-1] + 1] if gaining else run


def _as_one(run: list[Part]) -> Part:
    return run[0][0], max(to_m for _, to_m, _ in run), sum(gained_m for _, _, gained_m in run)
