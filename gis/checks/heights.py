"""Heights: known, and none that a recorder or a terrain model made up."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gis.checks.table import at_vertex, check
from gis.defects.walk import Numbers, Walk
from gis.findings import Finding
from gis.vocabulary import Severity

LOWEST_M: Final = -500.0
HIGHEST_M: Final = 9000.0
SEA_M: Final = 10.0
"""A height of exactly 0 beside one higher than this is no sea level."""
LEAST_JUMP_M: Final = 60.0
STEEPEST: Final = 3.0
"""Metres up for a metre along: no way that is travelled climbs so."""
LONGEST_JUMP: Final = 10
"""A jump that does not come back within so many vertices may be the truth."""


@check
def missing(walk: Walk) -> Iterator[Finding]:
    """Heights that nobody gave"""
    if walk.heights is None:
        yield Finding("heights.missing", Severity.NOTE)


@check
def lost(walk: Walk) -> Iterator[Finding]:
    """Heights of 0 or -99999, which stand for none"""
    if walk.heights is None:
        return
    wrong = np.flatnonzero(lost_heights(walk.heights))
    if wrong.size:
        repair = "interpolate" if wrong.size < len(walk.heights) else "forget_heights"
        values = {"count": int(wrong.size), "total": len(walk.heights)}
        yield at_vertex(
            "heights.lost",
            Severity.WARNING,
            walk,
            wrong[0],
            values,
            to=wrong[-1],
            repair=repair,
        )


@check
def jump(walk: Walk) -> Iterator[Finding]:
    """Heights that leap up or down, and back"""
    if walk.heights is None:
        return
    for start, end in jumps(walk):
        values = {"height_m": float(walk.heights[start])}
        yield at_vertex(
            "heights.jump", Severity.WARNING, walk, start, values, to=end, repair="interpolate"
        )


def lost_heights(heights: Numbers) -> NDArray[np.bool_]:
    """Which heights stand for "none": impossible ones, and zeros far below what lies beside.

    Where nothing is known but zeros, all are lost.
    """
    wrong: NDArray[np.bool_] = (heights <= LOWEST_M) | (heights > HIGHEST_M)
    zero: NDArray[np.bool_] = heights == 0
    if not zero.any():
        return wrong
    known = np.flatnonzero(~(wrong | zero))
    if not known.size:
        return np.asarray(wrong | zero)
    number = np.searchsorted(known, np.arange(len(heights)))
    beside = np.minimum(
        heights[known[np.maximum(number - 1, 0)]],
        heights[known[np.minimum(number, len(known) - 1)]],
    )
    return np.asarray(wrong | (zero & (beside > SEA_M)))


def jumps(walk: Walk) -> list[tuple[int, int]]:
    """Where heights leap away and back within a few vertices: first and last vertex that did."""
    if walk.heights is None:
        return []
    heights = filled(walk.heights, walk.at_m, lost_heights(walk.heights))
    rises = np.diff(heights)
    leaps = np.flatnonzero(np.abs(rises) > np.maximum(LEAST_JUMP_M, STEEPEST * walk.lengths_m))
    found = []
    after = 0
    for out, back in pairwise(leaps.tolist()):
        opposite = rises[out] * rises[back] < 0
        if out >= after and opposite and back - out <= LONGEST_JUMP:
            found.append((out + 1, back))
            after = back + 1
    return found


def filled(heights: Numbers, at_m: Numbers, wrong: NDArray[np.bool_]) -> Numbers:
    """Heights with the wrong ones replaced, linearly along the line, by those beside them."""
    if not wrong.any() or wrong.all():
        return heights
    right = ~wrong
    # Vertices on one spot keep their order.
    at_m = at_m + np.arange(len(at_m)) * 1e-6
    return np.where(wrong, np.interp(at_m, at_m[right], heights[right]), heights)
