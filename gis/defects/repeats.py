"""Repeats: stretches that a line travels twice in the same direction."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from gis.defects.walk import Vertices, Walk

STEP_M: Final = 20.0
"""The line is looked at so often; on a long one, MOST_STEPS times in all."""
MOST_STEPS: Final = 20_000
ASIDE_M: Final = 12.0
"""Two recordings of one path lie no farther apart."""
SAME_WAY_COSINE: Final = 0.8
LEAST_GAIN: Final = 0.6
"""Metres as the crow flies for a metre travelled; someone at rest gains none."""
LATER_M: Final = 200.0
"""A second passage comes at least so much later: before that, it is a bend."""
SHORTEST_M: Final = 150.0
DRIFT: Final = 0.3
"""How unlike the lengths of two passages may be."""
CROWD: Final = 12
"""No place is compared with more of its neighbours than this: a rest has thousands."""


@dataclass(frozen=True)
class Repeat:
    """Metres along: from and to of a second passage, and of the first, within `step_m`."""

    from_m: float
    to_m: float
    first_from_m: float
    first_to_m: float
    step_m: float


def repeats(walk: Walk) -> list[Repeat]:
    """All second passages of SHORTEST_M or more, in order along the line."""
    length_m = float(walk.at_m[-1])
    if length_m < LATER_M + SHORTEST_M:
        return []
    step_m = max(STEP_M, length_m / MOST_STEPS)
    at_m = np.arange(step_m / 2, length_m, step_m)
    places = np.column_stack([np.interp(at_m, walk.at_m, axis) for axis in walk.places_m.T])
    heading = np.gradient(places, axis=0) / step_m
    gain = np.hypot(*heading.T)
    heading /= np.maximum(gain, 1e-9)[:, None]
    early, late = _neighbours(np.floor(places / step_m).astype(np.int64))
    apart = late - early > LATER_M / step_m
    early, late = early[apart], late[apart]
    across = places[late] - places[early]
    aside_m = np.abs(across[:, 0] * heading[early, 1] - across[:, 1] * heading[early, 0])
    same_way = (heading[early] * heading[late]).sum(axis=1) >= SAME_WAY_COSINE
    onward = np.minimum(gain[early], gain[late]) >= LEAST_GAIN
    found = same_way & onward & (aside_m <= ASIDE_M)
    return [
        Repeat(
            from_m=float(at_m[late_from] - step_m / 2),
            to_m=float(min(at_m[late_to] + step_m / 2, length_m)),
            first_from_m=float(at_m[early_from] - step_m / 2),
            first_to_m=float(at_m[early_to] + step_m / 2),
            step_m=step_m,
        )
        for late_from, late_to, early_from, early_to in _runs(early[found], late[found], step_m)
    ]


def _neighbours(cells: Vertices) -> tuple[Vertices, Vertices]:
    """Pairs of places in the same cell or in cells that touch, the earlier and the later."""
    east, north = (cells - cells.min(axis=0)).T
    width = int(east.max()) + 3
    key = north * width + east
    order = np.argsort(key, kind="stable")
    key = key[order]
    pairs: list[tuple[Vertices, Vertices]] = []
    own = np.arange(len(key))
    for low, high in ((0, 1), (width - 1, width + 1)):
        start = own + 1 if low == 0 else np.searchsorted(key, key + low)
        end = np.minimum(np.searchsorted(key, key + high, side="right"), start + CROWD)
        count = np.maximum(end - start, 0)
        one = np.repeat(own, count)
        other = np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count) + start[one]
        pairs.append((order[one], order[other]))
    one, other = (np.concatenate(side) for side in zip(*pairs, strict=True))
    return np.minimum(one, other), np.maximum(one, other)


def _runs(
    early: Vertices, late: Vertices, step_m: float
) -> Iterator[tuple[np.intp, np.intp, np.intp, np.intp]]:
    """Steps in a row that advance together with their first passages.

    The first and the last step, then those of the first passage.
    """
    order = np.lexsort((early, late))
    early, late = early[order], late[order]
    # Of all earlier passages at a step, the first.
    only = np.flatnonzero(np.diff(late, prepend=-1))
    early, late = early[only], late[only]
    if not late.size:
        return
    advance = np.diff(late)
    broken = (advance > 2) | (np.abs(np.diff(early) - advance) > 2)
    edges = np.flatnonzero(np.concatenate(([True], broken, [True])))
    first, last = edges[:-1], edges[1:] - 1
    length, first_length = late[last] - late[first] + 1, early[last] - early[first] + 1
    long_enough = length * step_m >= SHORTEST_M
    for one in np.flatnonzero(long_enough & (np.abs(first_length - length) <= DRIFT * length)):
        start, end = first[one], last[one]
        yield late[start], late[end], early[start], early[end]
