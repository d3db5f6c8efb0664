"""Where a line meets another route: shares its way, or crosses it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiLineString

from gis.along import Along
from gis.overlap import Stretch, stretches_along

AT_THE_END_M = 150.0
"""Another route this near to an end of the line is there from the start, and to the end."""
LEAST_SHARED_M = 300.0
"""A route that is shared for less is crossed; two shared stretches this near are one."""
ACROSS_M = 400.0
"""A route that is met again so soon is crossed once: two drawings of one road weave."""
NEAR_DEG = 0.002
"""More than 100 m anywhere in France: what is farther from the line is not looked at."""
CHUNK = 50
"""Segments of the other route that are kept or left together."""


@dataclass(frozen=True)
class Met:
    """Where a line meets another: stretches that it shares with it, places where they cross."""

    shared: tuple[Stretch, ...]
    crossed_m: tuple[float, ...]


def met(measured: Along, other: MultiLineString) -> Met:
    """Where a line shares the way of another and where it crosses it, metres along, in order."""
    other = _near(measured, other)
    runs = _shared(measured, other)
    shared = tuple((from_m, to_m) for from_m, to_m in runs if to_m - from_m >= LEAST_SHARED_M)
    touched = [(from_m + to_m) / 2 for from_m, to_m in runs if to_m - from_m < LEAST_SHARED_M]
    end_m = measured.length_m - AT_THE_END_M
    crossed_m = tuple(
        at_m
        for at_m in _middles(sorted([*touched, *_crossings_m(measured, other)]))
        if AT_THE_END_M < at_m < end_m
        and not any(from_m - ACROSS_M <= at_m <= to_m + ACROSS_M for from_m, to_m in shared)
    )
    return Met(shared, crossed_m)


def _near(measured: Along, other: MultiLineString) -> MultiLineString:
    """What of another line may meet the line at all."""
    line = shapely.multilinestrings(_segments(measured))
    shapely.prepare(line)
    kept = []
    for piece in shapely.get_parts(other):
        vertices = shapely.get_coordinates(piece)
        starts = range(0, len(vertices) - 1, CHUNK)
        chunks = [LineString(vertices[start : start + CHUNK + 1]) for start in starts]
        near = np.flatnonzero(shapely.dwithin(line, chunks, NEAR_DEG))
        for run in np.split(near, np.flatnonzero(np.diff(near) > 1) + 1):
            if len(run):
                kept.append(LineString(vertices[run[0] * CHUNK : (run[-1] + 1) * CHUNK + 1]))
    return MultiLineString(kept)


def _segments(measured: Along) -> NDArray[np.object_]:
    vertices = np.column_stack((measured.lon, measured.lat))
    ends = np.stack((vertices[measured.first], vertices[measured.first + 1]), axis=1)
    return np.asarray(shapely.linestrings(ends))


def _shared(measured: Along, other: MultiLineString) -> list[Stretch]:
    shared: list[Stretch] = []
    for from_m, to_m in stretches_along(measured, other):
        if shared and from_m - shared[-1][1] < LEAST_SHARED_M:
            shared[-1] = (shared[-1][0], to_m)
        else:
            shared.append((from_m, to_m))
    return shared


def _crossings_m(measured: Along, other: MultiLineString) -> list[float]:
    """Metres along of every point that a line has in common with another, in order."""
    first, segments = measured.first, _segments(measured)
    shapely.prepare(other)
    found: list[float] = []
    for index in np.flatnonzero(shapely.intersects(other, segments)):
        start_m, end_m = measured.at_m[first[index]], measured.at_m[first[index] + 1]
        segment: LineString = segments[index]
        if segment.length:
            common = shapely.get_coordinates(shapely.intersection(segment, other))
            shares = shapely.line_locate_point(segment, shapely.points(common), normalized=True)
            found += (start_m + shares * (end_m - start_m)).tolist()
    return sorted(found)


def _middles(at_m: Sequence[float]) -> Iterator[float]:
    """One place for those that follow closely together."""
    groups = np.split(np.array(at_m), np.flatnonzero(np.diff(at_m) >= ACROSS_M) + 1)
    return ((float(group[0]) + float(group[-1])) / 2 for group in groups if len(group))
