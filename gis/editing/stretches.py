"""Stretches: a line from elsewhere between two distances along another, or behind it."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiLineString

from gis.along import along, cut
from gis.checks.pieces import BRIDGED_M
from gis.editing import at_vertex
from gis.errors import LineError
from gis.line import join, reverse
from gis.measure import WGS84

Point = tuple[float, float]
"""Longitude, latitude."""


@dataclass(frozen=True)
class Fitted:
    """An edited line, and the metres that its new part leaves open before and behind it.

    What is so small that it was bridged counts as nothing; so does an end of the whole line.
    `from_m` and `to_m` are where the new part lies along the edited line.
    """

    line: MultiLineString
    before_m: float
    behind_m: float
    from_m: float
    to_m: float


def fitted_in(line: MultiLineString, from_m: float, to_m: float, new: MultiLineString) -> Fitted:
    """The line with another one instead of what lies between two distances along.

    A gap of up to BRIDGED_M is joined straight, a wider one stays. 2-D as soon as one of the
    two is. Raises LineError where the stretch is off the line, or none.
    """
    measured = along(line)
    start_m, end_m = at_vertex(measured, from_m), at_vertex(measured, to_m)
    if end_m < start_m:
        raise LineError("line.stretch_empty", from_m=from_m, to_m=to_m)
    head = cut(measured, 0.0, start_m) if start_m > 0 else None
    tail = cut(measured, end_m, measured.length_m) if end_m < measured.length_m else None
    before_m = apart_m(ends_of(head)[1], ends_of(new)[0]) if head else 0.0
    behind_m = apart_m(ends_of(new)[1], ends_of(tail)[0]) if tail else 0.0
    if head and 0 < before_m <= BRIDGED_M:
        new = _begun_after(head, new)
    if tail and 0 < behind_m <= BRIDGED_M:
        new = reverse(_begun_after(reverse(tail), reverse(new)))
    edited = join([one for one in (head, new, tail) if one])
    first_m = along(head).length_m if head else 0.0
    return Fitted(
        line=edited,
        before_m=before_m if before_m > BRIDGED_M else 0.0,
        behind_m=behind_m if behind_m > BRIDGED_M else 0.0,
        from_m=first_m,
        to_m=first_m + along(new).length_m,
    )


def facing(line: MultiLineString, start: Point, end: Point) -> MultiLineString:
    """A line the way round that leads from one point to another; as it is where both do."""
    first, last = ends_of(line)
    as_it_is = apart_m(first, start) + apart_m(last, end)
    turned = apart_m(last, start) + apart_m(first, end)
    return reverse(line) if turned < as_it_is / 2 else line


def ends_of(line: MultiLineString) -> tuple[Point, Point]:
    """Where a line begins and ends."""
    first, last = line.geoms[0].coords[0], line.geoms[-1].coords[-1]
    return (first[0], first[1]), (last[0], last[1])


def apart_m(one: Point, other: Point) -> float:
    """Geodesic metres between two points."""
    return float(WGS84.inv(*one, *other)[2])


def _begun_after(before: MultiLineString, line: MultiLineString) -> MultiLineString:
    """The line, from the last vertex of the one before it on."""
    first, *others = line.geoms
    has_heights = line.has_z and before.has_z
    vertices = shapely.get_coordinates(first, include_z=has_heights)
    start = shapely.get_coordinates(before.geoms[-1], include_z=has_heights)[-1:]
    rest = [shapely.get_coordinates(one, include_z=has_heights) for one in others]
    return MultiLineString([np.vstack((start, vertices)), *rest])
