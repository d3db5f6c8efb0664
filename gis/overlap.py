"""Overlap: the stretches of a line that another one lies along, not merely across."""

from collections.abc import Iterable, Iterator

import numpy as np
import shapely
from shapely import LineString, MultiLineString

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
    for part, segment in zip(parts[is_line], near[index[is_line]], strict=True):
        before = first[segment]
        ends = shapely.points(shapely.get_coordinates(part)[[0, -1]])
        share = shapely.distance(shapely.points(vertices[before]), ends) / lengths_m[segment]
        length_m = measured.at_m[before + 1] - measured.at_m[before]
        start_m, end_m = measured.at_m[before] + np.sort(share) * length_m
        (gained_m,) = np.abs(np.diff(shapely.line_locate_point(path, ends)))
        if path.is_closed:
            gained_m = min(gained_m, path.length - gained_m)
        yield float(start_m), float(end_m), float(gained_m)


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
