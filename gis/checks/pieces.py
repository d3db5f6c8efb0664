"""Pieces: that they follow each other, one way, and are lines."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from gis.checks.table import at_vertex, check
from gis.defects.pieces_in_order import MOST_PIECES, Turn, best_order, gaps_m
from gis.defects.walk import Numbers, Vertices, Walk
from gis.findings import Finding
from gis.measure import WGS84
from gis.vocabulary import Severity

SMALLEST_GAP_M: Final = 1.0
BRIDGED_M: Final = 15.0
"""A road and its verges are no wider, and no receiver is surer: a straight across hides nothing."""
CLEARLY: Final = 0.5
CLEARLY_M: Final = 100.0
"""Another order must leave at most half of the gaps, and save at least so much."""
LOOP_M: Final = 100.0
LOOP_GAPS: Final = 0.2
"""A line that ends this near to its start, without gaps for more than a fifth of it, is a loop."""


@check
def gap(walk: Walk) -> Iterator[Finding]:
    """A gap between two pieces"""
    ends, across_m = gaps(walk)
    for end, gap_m in zip(ends, across_m, strict=True):
        values = {
            "distance_m": float(gap_m),
            "after_piece": int(walk.piece[end]) + 1,
            "to_lon": float(walk.lons[end + 1]),
            "to_lat": float(walk.lats[end + 1]),
        }
        repair = "bridge" if gap_m <= BRIDGED_M else ""
        yield at_vertex("line.gap", Severity.ERROR, walk, end, values, repair=repair)


@check
def no_length(walk: Walk) -> Iterator[Finding]:
    """A piece whose points all lie on one spot"""
    starts = starts_of_spots(walk)
    repair = "drop_piece" if len(starts) < len(walk.starts) else ""
    for start in starts:
        values = {"piece": int(walk.piece[start]) + 1}
        yield at_vertex("line.no_length", Severity.ERROR, walk, start, values, repair=repair)


@check
def order(walk: Walk) -> Iterator[Finding]:
    """Pieces out of order, or reversed"""
    if not 1 < len(walk.starts) <= MOST_PIECES:
        return
    given = [Turn(number, False) for number in range(len(walk.starts))]
    better = best_order(walk)
    is_loop = _is_loop(walk, gaps_m(walk, given))
    given_m, better_m = (gaps_m(walk, turns, is_loop=is_loop) for turns in (given, better))
    if given_m - better_m < CLEARLY_M or better_m > CLEARLY * given_m:
        return
    wrong = next(index for index, turn in enumerate(better) if turn != given[index])
    values = {
        "distance_m": given_m,
        "better_m": better_m,
        "order": ", ".join(f"{one.piece + 1}{'↔' if one.is_reversed else ''}" for one in better),
    }
    yield at_vertex(
        "line.order", Severity.WARNING, walk, walk.starts[wrong], values, repair="reorder"
    )


def _is_loop(walk: Walk, given_m: float) -> bool:
    """Whether a line closes, so that no order is better for moving its gap to the end."""
    closing_m = np.hypot(*(walk.places_m[-1] - walk.places_m[0]))
    return bool(closing_m <= LOOP_M and given_m <= LOOP_GAPS * walk.at_m[-1])


def gaps(walk: Walk) -> tuple[Vertices, Numbers]:
    """The last vertices of pieces before gaps, and how many metres each gap is across."""
    ends, starts = walk.ends[:-1], walk.starts[1:]
    _, _, across_m = WGS84.inv(
        walk.lons[ends], walk.lats[ends], walk.lons[starts], walk.lats[starts]
    )
    is_gap = across_m >= SMALLEST_GAP_M
    return ends[is_gap], across_m[is_gap]


def starts_of_spots(walk: Walk) -> Vertices:
    """The first vertex of each piece that lies on one spot."""
    lengths_m = np.where(walk.piece[1:] == walk.piece[:-1], walk.lengths_m, 0.0)
    longest_m = np.maximum.reduceat(np.append(lengths_m, 0.0), walk.starts)
    return np.asarray(walk.starts[longest_m == 0])
