"""Spikes: vertices that a recorder threw far off the way, out and back."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gis.walk import Numbers, Walk

SHORTEST_LEG_M: Final = 40.0
# Both legs against the line's own pace around them: how many times its median segment.
LEG_TO_PACE: Final = 4.0
# Distance between the two feet against the shorter leg: 0.35 is a point of about 20°.
SHARP: Final = 0.35
# Where the way goes straight on under it, a blunter point (about 41°) is a spike as well.
BLUNT: Final = 0.7
STRAIGHT_COSINE: Final = 0.9
TURNED_BACK_COSINE: Final = -0.5
# Feet on the very same spot are a drawn spur to a tip, unless it is this long without a bend.
LONGEST_SPUR_M: Final = 500.0
_PACE_REACH: Final = 5


def spikes(walk: Walk) -> tuple[NDArray[np.intp], Numbers]:
    """The vertices that are spikes, and how far out each is, in metres.

    A spike is sharp, and far longer than the segments around it; the way before and after
    it goes on in one direction as if it were not there. So a hairpin, the tip of a
    there-and-back and a spur are none: there the way itself turns back. The two vertices
    at each end of a piece are never judged.
    """
    apart = (walk.steps_m != 0).any(axis=1) | (walk.piece[1:] != walk.piece[:-1])
    at = np.flatnonzero(np.concatenate(([True], apart)))
    steps_m, piece = walk.steps_m[at[1:] - 1], walk.piece[at]
    if len(at) < 5:
        return at[:0], np.zeros(0)
    before, out, back, after = (steps_m[i : len(steps_m) - 3 + i] for i in range(4))
    leg_m = np.minimum(_length(out), _length(back))
    feet = out + back
    feet_m = _length(feet)
    sharp = feet_m <= SHARP * leg_m
    straight = (_cosine(before, feet) >= STRAIGHT_COSINE) & (
        _cosine(feet, after) >= STRAIGHT_COSINE
    )
    blunt = (feet_m <= BLUNT * leg_m) & straight
    spur = (feet_m < 0.01) & (leg_m <= LONGEST_SPUR_M)
    turned_back = _cosine(before, after) < TURNED_BACK_COSINE
    far = (leg_m >= SHORTEST_LEG_M) & (piece[:-4] == piece[4:])
    vertices = np.flatnonzero(far & (sharp | blunt) & ~spur & ~turned_back) + 2
    leg_m = leg_m[vertices - 2]
    alone = leg_m >= LEG_TO_PACE * _pace_m(steps_m, piece, vertices)
    return at[vertices[alone]], leg_m[alone]


def _pace_m(steps_m: Numbers, piece: NDArray[np.intp], vertices: NDArray[np.intp]) -> Numbers:
    """Median length of the segments around each vertex, its own two legs aside."""
    lengths = np.where(piece[1:] == piece[:-1], _length(steps_m), np.nan)
    reach = np.r_[-_PACE_REACH - 1 : -1, 1 : _PACE_REACH + 1]
    around = vertices[:, None] + reach
    inside = (around >= 0) & (around < len(lengths))
    segments = np.where(inside, lengths[np.clip(around, 0, len(lengths) - 1)], np.nan)
    return np.nanmedian(segments, axis=1) if len(vertices) else np.zeros(0)


def _length(vectors: Numbers) -> Numbers:
    return np.hypot(vectors[:, 0], vectors[:, 1])


def _cosine(one: Numbers, other: Numbers) -> Numbers:
    """Of the angle between each pair of vectors; 0 where one has no length."""
    product = _length(one) * _length(other)
    dot = (one * other).sum(axis=1)
    return np.divide(dot, product, out=np.zeros_like(dot), where=product > 0)
