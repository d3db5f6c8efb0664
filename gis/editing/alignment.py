"""Alignment: which points of one path belong to which points of another, from end to end."""

import numpy as np
from numpy.typing import NDArray

from gis.along import Floats

FAR_M = 50.0
"""Beyond this, farther hardly costs more: a detour must not pull its surroundings with it."""
BOTH, FIRST, SECOND = 0, 1, 2
"""Which path advances at a step of the alignment; of equal costs, both."""

Indices = NDArray[np.intp]


def aligned(first: Floats, second: Floats) -> tuple[Indices, Indices]:
    """For each point of `first`, the first and the last point of `second` that belong to it.

    Both shape (n, 2), metres in one plane, evenly spaced. Dynamic time warping (Sakoe and
    Chiba, IEEE Trans. ASSP 26, 1978) on distances that saturate at FAR_M: starts belong
    together, ends too, and neither path ever goes back. Computed by anti-diagonals.
    """
    count, others = len(first), len(second)
    steps = np.zeros((count + others - 1, count), dtype=np.int8)
    one_ago, two_ago = np.full(count + 1, np.inf), np.full(count + 1, np.inf)
    two_ago[0] = 0.0
    for diagonal in range(count + others - 1):
        low, high = max(0, diagonal - others + 1), min(diagonal, count - 1) + 1
        apart = first[low:high] - second[diagonal - high + 1 : diagonal - low + 1][::-1]
        far_m = np.hypot(apart[:, 0], apart[:, 1])
        before = np.stack((two_ago[low:high], one_ago[low:high], one_ago[low + 1 : high + 1]))
        steps[diagonal, low:high] = step = before.argmin(axis=0)
        cost = np.full(count + 1, np.inf)
        cost[low + 1 : high + 1] = before[step, np.arange(high - low)] + _cost(far_m)
        two_ago, one_ago = one_ago, cost
    return _traced(steps, count, others)


def _cost(far_m: Floats) -> Floats:
    cost: Floats = far_m * FAR_M / (far_m + FAR_M)
    return cost


def _traced(steps: NDArray[np.int8], count: int, others: int) -> tuple[Indices, Indices]:
    """Back from the two ends to the two starts."""
    earliest, latest = np.zeros(count, dtype=np.intp), np.zeros(count, dtype=np.intp)
    one, other = count - 1, others - 1
    latest[one] = other
    while one or other:
        earliest[one] = other
        step = steps[one + other, one]
        if step != SECOND:
            one -= 1
        if step != FIRST:
            other -= 1
        if step != SECOND:
            latest[one] = other
    earliest[0] = 0
    return earliest, latest
