"""Whiskers: short ways out and back on the same path, that nobody travels."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gis.defects.walk import Numbers, Vertices, Walk

PROBED_M: Final = 5.0
SHORTEST_M: Final = 10.0
LONGEST_M: Final = 50.0
"""A longer spur leads somewhere."""
SAME_M: Final = 1.5
"""The way back lies no farther than this from the way out."""
PARTED_M: Final = 4.0
PARTED_AFTER_M: Final = 10.0
"""Behind the foot the ways part at once: a hairpin's do so slowly."""
ON_M: Final = 40.0
AWAY_M: Final = 20.0
"""So far on from the foot, either way, the line has left it: a rest goes round in circles."""


@dataclass(frozen=True)
class Whiskers:
    """The tip of each whisker, and metres from it to the foot."""

    tips: Vertices
    lengths_m: Numbers


def whiskers(walk: Walk) -> Whiskers:
    """All whiskers, in order along the line.

    The way turns back at a tip, runs on itself as far as a vertex, the foot, and only then
    parts from itself.
    """
    tips = _tips(walk)
    back_m = np.arange(1.0, LONGEST_M + PARTED_AFTER_M + 1)
    apart_m = _apart_m(walk, tips[:, None], back_m)
    parted = ~(apart_m <= SAME_M)
    alike = np.where(parted.any(axis=1), parted.argmax(axis=1), len(back_m))
    foot_m = np.array([_foot_m(walk, tip, float(m)) for tip, m in zip(tips, alike, strict=True)])
    later = np.minimum(alike + int(PARTED_AFTER_M), len(back_m)) - 1
    parts = apart_m[np.arange(len(tips)), later] >= PARTED_M
    found = (foot_m >= SHORTEST_M) & (alike < LONGEST_M) & parts & _goes_on(walk, tips, foot_m)
    return Whiskers(tips[found], foot_m[found])


def retraced(walk: Walk, tip: int, length_m: float) -> Vertices:
    """The vertices that a whisker consists of: beyond its foot, and its foot's second passage."""
    low, high = _reach(walk, tip, length_m)
    beyond = np.flatnonzero(np.abs(walk.at_m[low:high] - walk.at_m[tip]) < length_m - 1e-6) + low
    if low < beyond[0] and beyond[-1] + 1 < high:
        before, after = beyond[0] - 1, beyond[-1] + 1
        if np.array_equal(_place(walk, before), _place(walk, after)):
            return np.append(beyond, after)
    return beyond


def _tips(walk: Walk) -> Vertices:
    """Vertices from which the line, some metres on and back, is at the same place."""
    every = np.arange(len(walk.at_m))
    apart_m = _apart_m(walk, every, PROBED_M)
    near = np.flatnonzero(apart_m <= SAME_M)
    for away_m in (SHORTEST_M - 1, PROBED_M / 2):
        near = near[_apart_m(walk, near, away_m) <= SAME_M]
    if not near.size:
        return near
    # Of neighbours that turn together, the one whose two ways are closest.
    far = (np.diff(walk.at_m[near]) > PROBED_M) | (np.diff(walk.piece[near]) > 0)
    group = np.append(0, np.cumsum(far))
    order = np.lexsort((apart_m[near], group))
    return near[order[np.flatnonzero(np.diff(group[order], prepend=-1))]]


def _apart_m(walk: Walk, tips: Vertices, away_m: float | Numbers) -> Numbers:
    """How far apart the line is, `away_m` before and after each tip; infinite beyond a piece."""
    at_m, piece = walk.at_m[tips], walk.piece[tips]
    inside = at_m - away_m >= walk.at_m[walk.starts[piece]]
    inside = inside & (at_m + away_m <= walk.at_m[walk.ends[piece]])
    east_m, north_m = walk.places_m.T
    across_m = [
        np.interp(at_m + away_m, walk.at_m, axis) - np.interp(at_m - away_m, walk.at_m, axis)
        for axis in (east_m, north_m)
    ]
    return np.where(inside, np.hypot(*across_m), np.inf)


def _goes_on(walk: Walk, tips: Vertices, foot_m: Numbers) -> NDArray[np.bool_]:
    """Whether the line comes from afar to the foot, and goes on from it."""
    piece = walk.piece[tips]
    low_m, high_m = walk.at_m[walk.starts[piece]], walk.at_m[walk.ends[piece]]

    def places(at_m: Numbers) -> Numbers:
        at_m = np.clip(at_m, low_m, high_m)
        return np.array([np.interp(at_m, walk.at_m, axis) for axis in walk.places_m.T])

    foot = places(walk.at_m[tips] + foot_m)
    ends = (places(walk.at_m[tips] + sign * (foot_m + ON_M)) for sign in (-1, 1))
    away_m = [np.hypot(*(end - foot)) for end in ends]
    return np.asarray(np.minimum(*away_m) >= AWAY_M)


def _foot_m(walk: Walk, tip: int, alike_m: float) -> float:
    """The farthest vertex from a tip, either way, up to which its two ways are alike."""
    low, high = _reach(walk, tip, alike_m + 1)
    away_m = np.abs(walk.at_m[low:high] - walk.at_m[tip])
    return float(away_m.max(initial=0.0))


def _reach(walk: Walk, tip: int, away_m: float) -> tuple[int, int]:
    """The vertices of a tip's piece within `away_m` of it: the first, and one past the last."""
    piece = walk.piece[tip]
    start, end = walk.starts[piece], walk.ends[piece] + 1
    reach = np.searchsorted(
        walk.at_m[start:end], (walk.at_m[tip] - away_m - 1e-6, walk.at_m[tip] + away_m + 1e-6)
    )
    return int(start + reach[0]), int(start + reach[1])


def _place(walk: Walk, vertex: int) -> tuple[float, float]:
    return float(walk.lons[vertex]), float(walk.lats[vertex])
