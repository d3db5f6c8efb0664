"""Days of travel along a line: where to stop, among the places where one can."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from gis.errors import LineError


@dataclass(frozen=True)
class Halt:
    """A place where a day may end: its name, and metres along the line."""

    name: str
    at_m: float


@dataclass(frozen=True)
class Day:
    """One day, from halt to halt."""

    start: Halt
    end: Halt

    @property
    def length_m(self) -> float:
        """Metres along the line."""
        return self.end.at_m - self.start.at_m


def plan_days(halts: Sequence[Halt], days: int) -> tuple[Day, ...]:
    """The most even plan of exactly `days` days over `halts`, in order along the line.

    The first halt is where the route starts, the last where it ends. Raises LineError when
    there are too few halts.
    """
    if not 1 <= days < len(halts):
        raise LineError("plan.too_many_days", days=days, most=len(halts) - 1)
    plan = _most_even(halts, days, inf)
    assert plan is not None
    return plan


def plan_within(halts: Sequence[Halt], longest_m: float) -> tuple[Day, ...]:
    """The most even plan of the fewest days, none longer than `longest_m`.

    Raises LineError that names the first two neighbouring halts farther apart than that.
    """
    for before, after in pairwise(halts):
        if after.at_m - before.at_m > longest_m:
            raise LineError(
                "plan.too_far",
                start=before.name,
                end=after.name,
                apart_m=after.at_m - before.at_m,
                longest_m=longest_m,
            )
    plans = (_most_even(halts, days, longest_m) for days in range(1, len(halts)))
    return next(plan for plan in plans if plan is not None)


def _most_even(halts: Sequence[Halt], days: int, longest_m: float) -> tuple[Day, ...] | None:
    """The plan with the least sum of squared lengths, by dynamic programming over the days."""
    least = [0.0] + [inf] * (len(halts) - 1)
    came_from: list[list[int]] = []
    for _day in range(days):
        reached, origin = [inf] * len(halts), [0] * len(halts)
        for end in range(1, len(halts)):
            for start in range(end):
                length_m = halts[end].at_m - halts[start].at_m
                squares = least[start] + length_m**2
                if length_m <= longest_m and squares < reached[end]:
                    reached[end], origin[end] = squares, start
        least = reached
        came_from.append(origin)
    if least[-1] == inf:
        return None
    stops = [len(halts) - 1]
    for origin in reversed(came_from):
        stops.append(origin[stops[-1]])
    return tuple(Day(halts[start], halts[end]) for start, end in pairwise(reversed(stops)))
