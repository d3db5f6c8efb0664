"""Heights along a line, and its climb: one cumulative profile of the whole route.

Ascent is counted by threshold (hysteresis): a rise counts, whole, once it exceeds
THRESHOLD_M from the last turning point; what is smaller is taken for noise. Heights are
first read at an even step and smoothed over metres, not over vertices, so that a line drawn
with twice as many vertices does not climb more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from gis.along import Along, Floats

STEP_M = 10.0
"""Finer than the vertices of most tracks and than any open elevation model of France."""
WINDOW_M = 60.0
"""Wider than the jitter of a receiver or a 25 m elevation model; 100 m already wears 8 % off
the steep short hills of a mountain bike track, this 3 %."""
THRESHOLD_M = 3.0
"""Above all that noise of ±1 m can do; 5 m already loses a sixth of what a barometer counts
in rolling country (docs/climb.md compares)."""


class Climb(NamedTuple):
    """Metres up and metres down."""

    ascent_m: float
    descent_m: float


@dataclass(frozen=True, eq=False)
class Profile:
    """Heights and climb at points some STEP_M apart along the line, shape (n,) each.

    `ascent_m` and `descent_m` count from the start and never fall, so that the climb of a
    stage is a difference, and stages add up to the route.
    """

    at_m: Floats
    height_m: Floats
    ascent_m: Floats
    descent_m: Floats

    @property
    def total(self) -> Climb:
        """The climb of the whole route."""
        return Climb(float(self.ascent_m[-1]), float(self.descent_m[-1]))

    @property
    def lowest_m(self) -> float:
        """The lowest height."""
        return float(self.height_m.min())

    @property
    def highest_m(self) -> float:
        """The highest height."""
        return float(self.height_m.max())

    def ascent_between(self, from_m: float, to_m: float) -> float:
        """Metres climbed between two distances along."""
        start, end = np.interp([from_m, to_m], self.at_m, self.ascent_m)
        return float(end - start)

    def descent_between(self, from_m: float, to_m: float) -> float:
        """Metres descended between two distances along."""
        start, end = np.interp([from_m, to_m], self.at_m, self.descent_m)
        return float(end - start)

    def heights_at(self, at_m: Floats) -> Floats:
        """Smoothed heights at distances along, for drawing."""
        return np.interp(at_m, self.at_m, self.height_m)


def profile(along: Along) -> Profile | None:
    """The profile of a line, None where its heights are unknown.

    Each piece is smoothed by itself; a difference of height across a gap is nobody's climb.
    """
    if not along.has_heights:
        return None
    sampled = [_smoothed_piece(along, number) for number in range(int(along.piece[-1]) + 1)]
    at_m = np.concatenate([at for at, _ in sampled])
    height_m = np.concatenate([height for _, height in sampled])
    joined: list[Floats] = []
    for _, height in sampled:
        level = joined[-1][-1] if joined else height[0]
        joined.append(height - height[0] + level)
    ascent_m, descent_m = climbed(np.concatenate(joined))
    return Profile(at_m, height_m, ascent_m, descent_m)


def climbed(height_m: Floats, threshold_m: float = THRESHOLD_M) -> tuple[Floats, Floats]:
    """Cumulative ascent and descent of a sequence of heights, shape (n,) each."""
    up, down = np.zeros_like(height_m), np.zeros_like(height_m)
    turns = list(_turning_points(height_m, threshold_m))
    for start, end in pairwise(turns):
        leg = height_m[start : end + 1]
        if leg[-1] > leg[0]:
            up[start + 1 : end + 1] = np.diff(np.maximum.accumulate(leg))
        else:
            down[start + 1 : end + 1] = np.diff(np.maximum.accumulate(-leg))
    return np.cumsum(up), np.cumsum(down)


def _turning_points(height_m: Floats, threshold_m: float) -> Iterator[int]:
    """Where a rise or a fall of at least the threshold begins or ends, in order.

    Only tops, bottoms and the two ends can be one.
    """
    slope = np.sign(np.diff(height_m))
    bends = np.flatnonzero(slope[1:] != slope[:-1]) + 1
    candidates = np.concatenate(([0], bends, [len(height_m) - 1]))
    indexes, heights = candidates.tolist(), height_m[candidates].tolist()
    low = high = 0
    rising: bool | None = None
    for index, height in enumerate(heights):
        if rising is not False and height > heights[high]:
            high = index
        if rising is not True and height < heights[low]:
            low = index
        if rising is not True and height - heights[low] >= threshold_m:
            yield indexes[low]
            rising, high = True, index
        elif rising is not False and heights[high] - height >= threshold_m:
            yield indexes[high]
            rising, low = False, index
    if rising is not None:
        yield indexes[high if rising else low]


def _smoothed_piece(along: Along, number: int) -> tuple[Floats, Floats]:
    """Distances along and heights of a piece, at an even step, by a moving average.

    The window narrows towards the ends, evenly to both sides: a steady slope stays itself.
    """
    vertices = along.piece == number
    at, height = along.at_m[vertices], along.height[vertices]
    count = int(np.ceil((at[-1] - at[0]) / STEP_M)) + 1
    at_m = np.linspace(at[0], at[-1], max(count, 2))
    read = np.interp(at_m, at, height)
    order = np.arange(len(read))
    reach = np.minimum(np.minimum(order, order[::-1]), round(WINDOW_M / STEP_M / 2))
    sums = np.concatenate(([0.0], np.cumsum(read)))
    return at_m, (sums[order + reach + 1] - sums[order - reach]) / (2 * reach + 1)
