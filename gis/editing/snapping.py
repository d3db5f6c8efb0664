"""Snapping: a line takes the vertices of another one where it runs along it."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import shapely
from shapely import LineString, MultiLineString, get_coordinates

from gis.along import Along, Floats, along, cut
from gis.editing import replace_stretch
from gis.line import join, simplify
from gis.measure import metres_per_degree
from gis.overlap import SHORTEST_M, stretches_along
from gis.places_in_order import approaches

WORN = 0.25
"""Two drawings of one way differ in length by no more than this part."""
SLANTING = 6.0
"""A line that crosses at less than 20 degrees is beside for this many times the reach."""
COARSER = 10.0
"""Where lines run together is seen on drawings simplified to this part of the reach."""
COMPARED = 33
"""Points by which two drawings of one way are compared."""

Place = tuple[float, float]
"""Metres along, metres aside."""


def snap(line: MultiLineString, other: MultiLineString, within_m: float) -> MultiLineString:
    """The line, on the vertices of `other` wherever it runs along it within so many metres.

    Everything else is untouched: where the line comes to the other one from aside, they are
    joined inside the stretch, as far along as they were apart. Heights come with the vertices;
    where these have none the line keeps its own, by distance.
    """
    paths = [_whole_rounds(path) for path in _apart(other) if path.length]
    pieces = [_snapped(piece, paths, within_m) if piece.length else piece for piece in _apart(line)]
    return MultiLineString([part for piece in pieces for part in piece.geoms])


def _apart(line: MultiLineString) -> Iterator[MultiLineString]:
    return (MultiLineString([piece]) for piece in line.geoms)


def _whole_rounds(path: MultiLineString) -> MultiLineString:
    """A loop twice, so that a stretch across its start is one of it."""
    return join([path, path]) if path.geoms[0].is_closed else path


def _snapped(
    piece: MultiLineString, paths: list[MultiLineString], within_m: float
) -> MultiLineString:
    measured = along(piece)
    coarse = _coarse(measured, within_m / COARSER)
    beside = sorted(
        (*stretch, number)
        for number, path in enumerate(paths)
        for stretch in stretches_along(coarse, simplify(path, within_m / COARSER), within_m)
    )
    found: list[tuple[float, float, Floats]] = []
    behind_m = 0.0
    for from_m, to_m, number in beside:
        start_m = max(from_m, behind_m)
        if to_m - start_m < min(max(SHORTEST_M, SLANTING * within_m), measured.length_m):
            continue
        taken = _taken(measured, start_m, to_m, along(paths[number]), within_m)
        if taken is not None:
            found.append((start_m, to_m, taken))
            behind_m = to_m
    for from_m, to_m, vertices in reversed(found):
        piece, _ = replace_stretch(piece, from_m, to_m, vertices)
    return piece


def _coarse(measured: Along, tolerance_m: float) -> Along:
    """Fewer vertices of a line of one piece, each as far along as it was."""
    numbers = np.arange(len(measured.lon))
    numbered = MultiLineString([np.column_stack((measured.lon, measured.lat, numbers))])
    kept = get_coordinates(simplify(numbered, tolerance_m), include_z=True)[:, 2].astype(int)
    return Along(
        measured.lon[kept],
        measured.lat[kept],
        measured.height[kept],
        measured.at_m[kept],
        measured.piece[kept],
    )


def _taken(
    measured: Along, from_m: float, to_m: float, path: Along, within_m: float
) -> Floats | None:
    """The vertices of `path` beside a stretch, in its direction; None where none fit it."""
    ends = measured.point_at(from_m), measured.point_at(to_m, before_gap=True)
    starts_m, finishes_m = (
        list(zip(*approaches(path, *end, within_m + 1), strict=True)) for end in ends
    )
    stretch = _points(measured, from_m, to_m)
    length_m = to_m - from_m
    pairs = [
        (start, finish)
        for start, finish in product(starts_m, finishes_m)
        if abs(abs(finish[0] - start[0]) - length_m) <= WORN * length_m + 2 * within_m
    ]
    if not pairs:
        return None

    def unlike_m(pair: tuple[Place, Place]) -> float:
        (start_m, _), (finish_m, _) = pair
        aside_m = _aside_m(stretch, _points(path, start_m, finish_m))
        return round(aside_m + abs(abs(finish_m - start_m) - length_m), 2)

    (start_m, start_aside_m), (finish_m, finish_aside_m) = min(pairs, key=unlike_m)
    forth = 1.0 if finish_m > start_m else -1.0
    if from_m > 0:
        start_m += forth * start_aside_m
    if to_m < measured.length_m:
        finish_m -= forth * finish_aside_m
    if (finish_m - start_m) * forth <= 0:
        return None
    (taken,) = cut(path, min(start_m, finish_m), max(start_m, finish_m)).geoms
    vertices = get_coordinates(taken, include_z=True)[:: int(forth)]
    if not _are_near(vertices, cut(measured, from_m, to_m), 2 * within_m):
        return None
    return _with_heights(vertices, measured, from_m, to_m)


def _points(line: Along, from_m: float, to_m: float) -> Floats:
    at_m = np.linspace(from_m, to_m, COMPARED)
    return np.column_stack(
        (np.interp(at_m, line.at_m, line.lon), np.interp(at_m, line.at_m, line.lat))
    )


def _scale(lat: float) -> Floats:
    return np.hstack(metres_per_degree(np.array([lat])))


def _aside_m(ones: Floats, others: Floats) -> float:
    """How far two drawings are apart, on average."""
    return float(np.hypot(*((ones - others) * _scale(ones[0, 1])).T).mean())


def _are_near(vertices: Floats, stretch: MultiLineString, within_m: float) -> bool:
    """Whether all vertices lie within reach of a stretch."""
    scale = _scale(vertices[0, 1])
    path = LineString(get_coordinates(stretch) * scale)
    shapely.prepare(path)
    return bool(shapely.dwithin(path, shapely.points(vertices[:, :2] * scale), within_m).all())


def _with_heights(vertices: Floats, measured: Along, from_m: float, to_m: float) -> Floats:
    """Vertices with the line's own heights, by distance, where they have none."""
    if not measured.has_heights or not np.isnan(vertices[:, 2]).any():
        return vertices
    steps_m = np.hypot(*(np.diff(vertices[:, :2], axis=0) * _scale(vertices[0, 1])).T)
    gone_m = np.append(0.0, np.cumsum(steps_m))
    at_m = from_m + gone_m / gone_m[-1] * (to_m - from_m)
    return np.column_stack((vertices[:, :2], np.interp(at_m, measured.at_m, measured.height)))
