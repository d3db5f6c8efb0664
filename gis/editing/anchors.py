"""Anchors: where places kept as metres along a line are found after the line was edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gis.along import Along, Floats
from gis.editing.alignment import Indices, aligned
from gis.measure import WGS84, metres_per_degree

STEP_M = 5.0
"""Changed stretches are compared at points this far apart: closer than tracks are recorded."""
MOST_POINTS = 2000
"""Or at this many, so that comparing whole lines takes a fraction of a second."""


@dataclass(frozen=True)
class Followed:
    """Where a place is now: metres along the new line, metres on the ground from where it was."""

    at_m: float
    moved_m: float


def follow(old: Along, new: Along, at_m: Sequence[float]) -> list[Followed]:
    """Where places `at_m` along `old` are on `new`, an edit of it: see `Edit`."""
    return Edit(old, new).follow(at_m)


def within_cut(old: Along, from_m: float, to_m: float, at_m: Sequence[float]) -> list[Followed]:
    """Where places are on the stretch of `old` between two distances; those beyond, at its ends."""
    kept_m = np.clip(at_m, from_m, to_m)
    return [
        Followed(float(now_m) - from_m, apart_m(old, was_m, old, now_m))
        for was_m, now_m in zip(at_m, kept_m, strict=True)
    ]


def reversed_anchors(length_m: float, at_m: Sequence[float]) -> list[float]:
    """Where places are once the line is travelled the other way."""
    return [max(length_m - was_m, 0.0) for was_m in at_m]


def apart_m(old: Along, was_m: float, new: Along, now_m: float) -> float:
    """Metres on the ground from a place of one line to a place of another."""
    _, _, metres = WGS84.inv(*old.point_at(was_m), *new.point_at(now_m))
    return float(metres)


class Edit:
    """A line before and after an edit, and where the places of the one are on the other.

    Those on the unchanged head stay, those on the unchanged tail shift with it. Between them
    the two lines are aligned from end to end, and each place goes to the nearest point of what
    its surroundings are aligned with: the way out never takes a place of the way back. That a
    line runs the other way is not guessed.
    """

    def __init__(self, old: Along, new: Along) -> None:
        self.old, self.new = old, new
        most = min(len(old.lon), len(new.lon))
        head = _shared(_from_the_start(old)[:most], _from_the_start(new)[:most])
        tail = _shared(_from_the_end(old)[: most - head], _from_the_end(new)[: most - head])
        self.has_head, self.has_tail = head > 0, tail > 0
        self.head_m = float(old.at_m[max(head - 1, 0)])
        self.old_tail_m = float(old.at_m[-max(tail, 1)])
        self.new_tail_m = float(new.at_m[-max(tail, 1)])

    def follow(self, at_m: Sequence[float]) -> list[Followed]:
        """Where places of the old line are on the new one; whoever came first still does."""
        found = np.zeros(len(at_m))
        behind_m = 0.0
        for index in np.argsort(at_m, kind="stable"):
            found[index] = behind_m = max(behind_m, self._followed(at_m[index], behind_m))
        return [
            Followed(float(now_m), self._moved_m(was_m, now_m))
            for was_m, now_m in zip(at_m, found, strict=True)
        ]

    def _followed(self, was_m: float, behind_m: float) -> float:
        at_m = self.old.checked(was_m)
        if self.has_head and at_m <= self.head_m:
            return at_m
        if self.has_tail and at_m >= self.old_tail_m:
            return min(at_m - self.old_tail_m + self.new_tail_m, self.new.length_m)
        earliest, latest = self._alignment
        step_m = self._new_m[1] - self._new_m[0]
        before = int(np.searchsorted(self._old_m, at_m, side="right")) - 1
        before = min(max(before, 0), len(self._old_m) - 2)
        from_m = max(self._new_m[earliest[before]] - step_m, self.head_m, behind_m)
        to_m = min(self._new_m[latest[before + 1]] + step_m, self.new_tail_m)
        if to_m <= from_m:
            return float(from_m)
        return self.new.locate(*self.old.point_at(at_m), from_m, to_m).at_m

    def _moved_m(self, was_m: float, now_m: float) -> float:
        on_head = self.has_head and was_m <= self.head_m
        on_tail = self.has_tail and was_m >= self.old_tail_m
        return 0.0 if on_head or on_tail else apart_m(self.old, was_m, self.new, now_m)

    @cached_property
    def _alignment(self) -> tuple[Indices, Indices]:
        east, north = metres_per_degree(self.old.lat[:1])
        scale = np.array([east[0], north[0]])
        return aligned(
            _points(self.old, self._old_m) * scale, _points(self.new, self._new_m) * scale
        )

    @cached_property
    def _old_m(self) -> Floats:
        return np.linspace(self.head_m, self.old_tail_m, self._count(self.old_tail_m))

    @cached_property
    def _new_m(self) -> Floats:
        return np.linspace(self.head_m, self.new_tail_m, self._count(self.new_tail_m))

    def _count(self, tail_m: float) -> int:
        """Points on a changed stretch: as far apart on one line as on the other."""
        longest_m = max(self.old_tail_m, self.new_tail_m) - self.head_m
        step_m = max(STEP_M, longest_m / (MOST_POINTS - 1))
        return max(int(np.ceil((tail_m - self.head_m) / step_m)) + 1, 2)


def _from_the_start(line: Along) -> Floats:
    return np.column_stack((line.lon, line.lat, line.piece))


def _from_the_end(line: Along) -> Floats:
    """The vertices backwards, their pieces numbered from the last."""
    return np.column_stack((line.lon, line.lat, line.piece[-1] - line.piece))[::-1]


def _shared(ones: Floats, others: Floats) -> int:
    """How many rows are the same before the first that differs."""
    differ: NDArray[np.intp] = np.flatnonzero((ones != others).any(axis=1))
    return int(differ[0]) if len(differ) else len(ones)


def _points(line: Along, at_m: Floats) -> Floats:
    """Shape (n, 2), degrees."""
    return np.column_stack(
        (np.interp(at_m, line.at_m, line.lon), np.interp(at_m, line.at_m, line.lat))
    )
