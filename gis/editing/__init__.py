"""Editing a line: in two, and with another stretch."""

import numpy as np
from shapely import MultiLineString, get_coordinates

from gis.along import Along, Floats, along, cut
from gis.errors import LineError
from gis.findings import Finding
from gis.measure import WGS84, Coordinates, segment_lengths_m
from gis.vocabulary import Severity

SAME_M = 0.01
"""A vertex this near to the one that it is joined to is the same."""


def split(line: MultiLineString, at_m: float) -> tuple[MultiLineString, MultiLineString]:
    """The line before and behind a distance along; they share a vertex, unless it is a gap.

    Raises LineError where one of them would be empty.
    """
    measured = along(line)
    here_m = at_vertex(measured, at_m)
    return cut(measured, 0, here_m), cut(measured, here_m, measured.length_m)


def at_vertex(measured: Along, at_m: float) -> float:
    """A distance along, or that of the vertex where it nearly is, which is then not doubled.

    Raises LineError where it is off the line.
    """
    here_m = measured.checked(at_m)
    nearest = float(measured.at_m[np.argmin(np.abs(measured.at_m - here_m))])
    return nearest if abs(nearest - here_m) < SAME_M else here_m


def replace_stretch(
    line: MultiLineString, from_m: float, to_m: float, new: Coordinates
) -> tuple[MultiLineString, tuple[Finding, ...]]:
    """The line with the vertices `new` between two distances along, and what became of heights.

    The line's own points there are joined straight to the ends of `new`; at an end of the line
    there is nothing to join, so the line begins or ends with `new`. Where `from_m` is `to_m` a
    detour is put in. On a line with heights, those that `new` lacks (two columns, or NaN) are
    interpolated along it (`heights.interpolated`); on one without, they are left out.
    Raises LineError where a vertex is nowhere, too few are left, or the stretch is off the line.
    """
    measured = along(line)
    start_m, end_m = at_vertex(measured, from_m), at_vertex(measured, to_m)
    if end_m < start_m:
        raise LineError("line.stretch_empty", from_m=from_m, to_m=to_m)
    before = _pieces(measured, 0, start_m)
    after = _pieces(measured, end_m, measured.length_m)
    left, right = (piece[-1:] for piece in before[-1:]), (piece[:1] for piece in after[:1])
    middle, told = _joined([*left], _checked(new), [*right], heights=measured.has_heights)
    whole = np.vstack((*before[-1:], middle, *after[:1]))
    if len(whole) < 2:
        raise LineError("line.empty")
    pieces = [*before[:-1], whole, *after[1:]]
    flat = not measured.has_heights or np.isnan(whole[:, 2]).any()
    return MultiLineString([piece[:, :2] if flat else piece for piece in pieces]), told


def _pieces(measured: Along, from_m: float, to_m: float) -> list[Floats]:
    """The vertices of each piece between two distances, shape (n, 3); none where they are one."""
    if to_m <= from_m:
        return []
    return [get_coordinates(piece, include_z=True) for piece in cut(measured, from_m, to_m).geoms]


def _checked(vertices: Coordinates) -> Floats:
    """Vertices with a third column, NaN where they have no height."""
    given = np.asarray(vertices, dtype=np.float64)
    if given.ndim != 2 or not len(given):
        raise LineError("line.empty")
    bad = ~((np.abs(given[:, 0]) <= 180) & (np.abs(given[:, 1]) <= 90))
    if bad.any():
        lon, lat = given[bad][0, :2]
        raise LineError("line.out_of_range", count=int(bad.sum()), value=f"{lon:g} {lat:g}")
    heights = given[:, 2] if given.shape[1] > 2 else np.full(len(given), np.nan)
    return np.column_stack((given[:, :2], heights))


def _joined(
    left: list[Floats], vertices: Floats, right: list[Floats], *, heights: bool
) -> tuple[Floats, tuple[Finding, ...]]:
    """Vertices that the line beside them lacks, with every height where any is known."""
    if left and _is_same(left[0], vertices[:1]):
        vertices = vertices[1:]
    if right and len(vertices) and _is_same(right[0], vertices[-1:]):
        vertices = vertices[:-1]
    path = np.vstack((*left, vertices, *right))
    known = ~np.isnan(path[:, 2])
    missing = int(np.count_nonzero(~known))
    if not heights or not missing or not known.any():
        return vertices, ()
    at_m = np.append(0.0, np.cumsum(segment_lengths_m(path)))
    path[:, 2] = np.interp(at_m, at_m[known], path[known, 2])
    values = {"count": missing, "total": len(vertices)}
    filled = Finding("heights.interpolated", Severity.NOTE, values=values)
    return path[len(left) : len(left) + len(vertices)], (filled,)


def _is_same(one: Floats, other: Floats) -> bool:
    _, _, apart_m = WGS84.inv(*one[0, :2], *other[0, :2])
    return bool(apart_m < SAME_M)
