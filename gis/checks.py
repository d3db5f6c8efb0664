"""What is wrong with a line: one @check per defect, its docstring the defect's name."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import numpy as np
from shapely import MultiLineString

from gis.findings import Finding
from gis.lambert93 import is_lambert93
from gis.measure import WGS84
from gis.spikes import spikes
from gis.vocabulary import Severity
from gis.walk import Walk, walk_along

SMALLEST_GAP_M: Final = 1.0

Check = Callable[[Walk], Iterator[Finding]]
CHECKS: list[Check] = []


def check(function: Check) -> Check:
    """Enter a function among CHECKS."""
    CHECKS.append(function)
    return function


def check_line(line: MultiLineString) -> tuple[Finding, ...]:
    """All findings on a line, in the order of its course.

    A line whose coordinates are wrong is told nothing else: no distance can be trusted.
    """
    walk = walk_along(line)
    wrong = (*in_metres(walk), *out_of_range(walk))
    if wrong:
        return wrong[:1]
    found = [finding for function in CHECKS for finding in function(walk)]
    return tuple(sorted(found, key=lambda finding: finding.at_m or 0.0))


def in_metres(walk: Walk) -> Iterator[Finding]:
    """Coordinates in metres instead of degrees"""
    metres = is_lambert93(walk.lons, walk.lats) | is_lambert93(walk.lats, walk.lons)
    if metres.any():
        yield Finding("line.in_metres", Severity.ERROR, values={"count": int(metres.sum())})


def out_of_range(walk: Walk) -> Iterator[Finding]:
    """Coordinates that are nowhere on Earth"""
    bad = np.flatnonzero(~((np.abs(walk.lons) <= 180) & (np.abs(walk.lats) <= 90)))
    if bad.size:
        first = f"{walk.lons[bad[0]]:g} {walk.lats[bad[0]]:g}"
        values = {"count": int(bad.size), "value": first}
        yield Finding("line.out_of_range", Severity.ERROR, values=values)


@check
def gap(walk: Walk) -> Iterator[Finding]:
    """A gap between two pieces"""
    ends = np.flatnonzero(walk.piece[1:] != walk.piece[:-1])
    starts = ends + 1
    _, _, gaps_m = WGS84.inv(walk.lons[ends], walk.lats[ends], walk.lons[starts], walk.lats[starts])
    for end, start, gap_m in zip(ends, starts, gaps_m, strict=True):
        if gap_m >= SMALLEST_GAP_M:
            values = {
                "distance_m": float(gap_m),
                "after_piece": int(walk.piece[end]) + 1,
                "to_lon": float(walk.lons[start]),
                "to_lat": float(walk.lats[start]),
            }
            yield _found("line.gap", Severity.ERROR, walk, end, values)


@check
def no_length(walk: Walk) -> Iterator[Finding]:
    """A piece whose points all lie on one spot"""
    starts = np.flatnonzero(np.diff(walk.piece, prepend=-1))
    ends = np.append(starts[1:], len(walk.piece)) - 1
    for start in starts[walk.at_m[ends] - walk.at_m[starts] == 0]:
        yield _found("line.no_length", Severity.ERROR, walk, start, {})


@check
def spike(walk: Walk) -> Iterator[Finding]:
    """A point far off the way, out and back"""
    for vertex, leg_m in zip(*spikes(walk), strict=True):
        yield _found("line.spike", Severity.ERROR, walk, vertex, {"distance_m": float(leg_m)})


@check
def duplicates(walk: Walk) -> Iterator[Finding]:
    """The same point several times in a row"""
    same = (walk.lengths_m == 0) & (walk.piece[1:] == walk.piece[:-1])
    repeated = np.flatnonzero(same)
    if repeated.size:
        values = {"count": int(repeated.size)}
        yield _found("line.duplicates", Severity.NOTE, walk, repeated[0], values)


def _found(
    key: str, severity: Severity, walk: Walk, vertex: np.intp, values: Mapping[str, object]
) -> Finding:
    return Finding(
        key,
        severity,
        at_m=float(walk.at_m[vertex]),
        lon=float(walk.lons[vertex]),
        lat=float(walk.lats[vertex]),
        values=values,
    )
