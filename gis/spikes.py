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
# A way that turns back at a tip, unless it goes this far without a bend.
LONGEST_SPUR_M: Final = 1000.0
_PACE_REACH: Final = 5


def spikes(walk: Walk) -> tuple[NDArray[np.intp], Numbers]:
    """The vertices that are spikes, and how far out each is, in metres.

    A spike is sharp, and far longer than the segments around it; the way before and after
    it goes on in one direction as if it were not there. So a hairpin, the tip of a
    there-and-back and a spur (both feet on the same spot) are none: there the way itself
    turns back. The two vertices at each end of a piece are never judged.
    """
    apart = (walk.lengths_m > 0) | (walk.piece[1:] != walk.piece[:-1])
    at = np.concatenate(([0], np.flatnonzero(apart) + 1))
    piece, lengths_m = walk.piece[at], walk.lengths_m[at[1:] - 1]
    legs_m = np.minimum(lengths_m[1:-2], lengths_m[2:-1])
    far = (legs_m >= SHORTEST_LEG_M) & (piece[:-4] == piece[4:])
    vertices = np.flatnonzero(far) + 2
    # The two steps before each of them and the two after.
    before, out, back, after = (walk.steps_m[at[vertices + i] - 1] for i in (-1, 0, 1, 2))
    leg_m = legs_m[vertices - 2]
    feet = out + back
    feet_m = _length(feet)
    straight = np.minimum(_cosine(before, feet), _cosine(feet, after)) >= STRAIGHT_COSINE
    pointed = feet_m <= np.where(straight, BLUNT, SHARP) * leg_m
    turned_back = (feet_m < 0.01) | (_cosine(before, after) < TURNED_BACK_COSINE)
    within = np.where(piece[1:] == piece[:-1], lengths_m, np.nan)
    alone = leg_m >= LEG_TO_PACE * _pace_m(within, vertices)
    found = pointed & alone & ~(turned_back & (leg_m <= LONGEST_SPUR_M))
    return at[vertices[found]], leg_m[found]


def _pace_m(lengths_m: Numbers, vertices: NDArray[np.intp]) -> Numbers:
    """Median length of the segments around each vertex, its own two legs aside."""
    if not vertices.size:
        return np.zeros(0)
    reach = np.r_[-_PACE_REACH - 1 : -1, 1 : _PACE_REACH + 1]
    around = vertices[:, None] + reach
    inside = (around >= 0) & (around < len(lengths_m))
    lengths_m = np.where(inside, lengths_m[np.clip(around, 0, len(lengths_m) - 1)], np.nan)
    return np.asarray(np.nanmedian(lengths_m, axis=1), dtype=np.float64)


def _length(vectors: Numbers) -> Numbers:
    return np.asarray(np.hypot(vectors[:, 0], vectors[:, 1]), dtype=np.float64)


def _cosine(one: Numbers, other: Numbers) -> Numbers:
    """Of the angle between each pair of vectors; 0 where one has no length."""
    product = _length(one) * _length(other)
    dot = (one * other).sum(axis=1)
    cosine: Numbers = np.zeros_like(dot)
    np.divide(dot, product, out=cosine, where=product > 0)
    return cosine
