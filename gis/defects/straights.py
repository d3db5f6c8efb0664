"""Segments far longer than the others of their piece: lost signals, and fixes astray."""

from typing import Final

import numpy as np

from gis.defects.spikes import spikes
from gis.defects.walk import Numbers, Vertices, Walk

FEWEST: Final = 20
"""A piece of fewer segments has no spacing of its own."""
USUAL: Final = 95
"""Percentile of a piece's segments that still counts as usual."""
STRAIGHT_M: Final = 300.0
STRAIGHT_RATIO: Final = 10.0
STRAY_M: Final = 200.0
STRAY_RATIO: Final = 20.0


def long_straights(walk: Walk) -> Vertices:
    """The first vertex of each segment that leaves out too much of the way.

    It is STRAIGHT_M or more and STRAIGHT_RATIO times the usual; legs of spikes and of stray
    ends are none.
    """
    found = _longer(walk, STRAIGHT_M, STRAIGHT_RATIO)
    if not found.size:
        return found
    thrown, (stray, _) = spikes(walk), stray_ends(walk)
    legs = np.concatenate((thrown.first - 1, thrown.last, stray - np.isin(stray, walk.ends)))
    return np.setdiff1d(found, legs)


def stray_ends(walk: Walk) -> tuple[Vertices, Numbers]:
    """First and last vertices of pieces that lie far from the rest, and how far, in metres."""
    legs = _longer(walk, STRAY_M, STRAY_RATIO)
    first, last = np.intersect1d(legs, walk.starts), np.intersect1d(legs, walk.ends - 1)
    vertices = np.concatenate((first, last + 1))
    order = np.argsort(vertices)
    return vertices[order], walk.lengths_m[np.concatenate((first, last))[order]]


def _longer(walk: Walk, shortest_m: float, ratio: float) -> Vertices:
    """Segments, by their first vertex, of some length and far longer than their piece's usual."""
    found = walk.first[walk.lengths_m[walk.first] >= shortest_m]
    limits_m = np.full(len(walk.starts), np.inf)
    for number in np.unique(walk.piece[found]):
        start, end = walk.starts[number], walk.ends[number]
        if end - start >= FEWEST:
            limits_m[number] = ratio * np.percentile(walk.lengths_m[start:end], USUAL)
    return found[walk.lengths_m[found] >= limits_m[walk.piece[found]]]
