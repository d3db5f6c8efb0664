"""Spikes: one to three vertices that a recorder threw far off the way, out and back."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from gis.defects.walk import Numbers, Vertices, Walk

MOST_THROWN: Final = 3
SHORTEST_LEG_M: Final = 40.0
# Both legs against the line's own pace around them: how many times its median segment.
LEG_TO_PACE: Final = 4.0
# Distance between the two feet against the shorter leg: 0.35 is a point of about 20°.
SHARP: Final = 0.35
# Where the way goes straight on under it, a blunter point (about 41°) is a spike as well.
BLUNT: Final = 0.7
STRAIGHT_COSINE: Final = 0.9
TURNED_BACK_COSINE: Final = -0.5
# A way that turns back at a tip, unless it goes this far without a bend.
LONGEST_SPUR_M: Final = 1000.0
# Vertices thrown together stay together, against the shorter leg; a loop does not.
SPREAD: Final = 0.5
_PACE_REACH: Final = 5
# Around several vertices the pace is this percentile: legs of switchbacks alternate with bends.
_PACE_AROUND_SEVERAL: Final = 75.0


@dataclass(frozen=True)
class Spikes:
    """The first and the last vertex thrown of each spike, and its shorter leg in metres."""

    first: Vertices
    last: Vertices
    legs_m: Numbers


def spikes(walk: Walk) -> Spikes:
    """All spikes, in order along the line.

    A spike is sharp, and far longer than the segments around it; the way before and after
    it goes on in one direction as if it were not there. So a hairpin, the tip of a
    there-and-back and a spur (both feet on the same spot) are none: there the way itself
    turns back. The two vertices at each end of a piece are never judged.
    """
    apart = (walk.lengths_m > 0) | (walk.piece[1:] != walk.piece[:-1])
    at = np.concatenate(([0], np.flatnonzero(apart) + 1))
    repeated_until = np.append(at[1:], len(walk.piece)) - 1
    piece, steps_m, lengths_m = walk.piece[at], walk.steps_m[at[1:] - 1], walk.lengths_m[at[1:] - 1]
    found = [_thrown(count, piece, steps_m, lengths_m) for count in range(1, MOST_THROWN + 1)]
    first, last, legs_m = (np.concatenate(one) for one in zip(*found, strict=True))
    order = np.argsort(first, kind="stable")
    # Where one begins within another, the one of fewer vertices at that place is meant.
    before = np.maximum.accumulate(np.append(-1, last[order][:-1]))
    order = order[first[order] > before]
    return Spikes(at[first[order]], repeated_until[last[order]], legs_m[order])


def _thrown(
    count: int, piece: Vertices, steps_m: Numbers, lengths_m: Numbers
) -> tuple[Vertices, Vertices, Numbers]:
    """Spikes of `count` vertices: the first and the last of each, and the shorter legs."""
    # Two steps before the thrown vertices and two after; `out` and `back` are the inner ones.
    legs_m = np.minimum(lengths_m[1 : -2 - (count - 1)], lengths_m[1 + count : -1])
    far = (legs_m >= SHORTEST_LEG_M) & (piece[: -3 - count] == piece[3 + count :])
    first = np.flatnonzero(far) + 2
    last = first + count - 1
    leg_m = legs_m[first - 2]
    spread_m = sum((lengths_m[first + i] for i in range(count - 1)), np.zeros(len(first)))
    feet = sum((steps_m[first + i] for i in range(-1, count)), np.zeros((len(first), 2)))
    feet_m = _length(feet)
    before, after = steps_m[first - 2], steps_m[last + 1]
    straight = np.minimum(_cosine(before, feet), _cosine(feet, after)) >= STRAIGHT_COSINE
    pointed = feet_m <= np.where(straight & (count == 1), BLUNT, SHARP) * leg_m
    turned_back = (feet_m < 0.01) | (_cosine(before, after) < TURNED_BACK_COSINE)
    within = np.where(piece[1:] == piece[:-1], lengths_m, np.nan)
    alone = leg_m >= LEG_TO_PACE * _pace_m(
        within, first, last, 50.0 if count == 1 else _PACE_AROUND_SEVERAL
    )
    together = spread_m <= SPREAD * leg_m
    found = pointed & alone & together & ~(turned_back & (leg_m <= LONGEST_SPUR_M))
    return first[found], last[found], leg_m[found]


def _pace_m(lengths_m: Numbers, first: Vertices, last: Vertices, usual: float) -> Numbers:
    """The usual length (a percentile) of the segments around each spike, its own aside."""
    if not first.size:
        return np.zeros(0)
    reach = np.arange(_PACE_REACH)
    around = np.hstack(((first - 2)[:, None] - reach, (last + 1)[:, None] + reach))
    inside = (around >= 0) & (around < len(lengths_m))
    lengths_m = np.where(inside, lengths_m[np.clip(around, 0, len(lengths_m) - 1)], np.nan)
    # What numpy's nanpercentile does row by row; the unknown are sorted last.
    ordered = np.sort(lengths_m, axis=1)
    rank = (np.count_nonzero(~np.isnan(ordered), axis=1) - 1) * usual / 100
    rows, below = np.arange(len(ordered)), np.floor(rank).astype(int)
    low, high = ordered[rows, below], ordered[rows, np.ceil(rank).astype(int)]
    return np.asarray(low + (high - low) * (rank - below), dtype=np.float64)


def _length(vectors: Numbers) -> Numbers:
    return np.asarray(np.hypot(vectors[:, 0], vectors[:, 1]), dtype=np.float64)


def _cosine(one: Numbers, other: Numbers) -> Numbers:
    """Of the angle between each pair of vectors; 0 where one has no length."""
    product = _length(one) * _length(other)
    dot = (one * other).sum(axis=1)
    cosine: Numbers = np.zeros_like(dot)
    np.divide(dot, product, out=cosine, where=product > 0)
    return cosine
