"""Days of travel: even, feasible, and refused in words where they are not."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import LineError
from gis.plan import Day, Halt, plan_days, plan_within

distances = st.lists(st.integers(1, 40_000), min_size=1, max_size=8)


def halts(lengths_m: list[int]) -> list[Halt]:
    """Halts that lie so far apart."""
    at_m, found = 0, [Halt("0", 0)]
    for number, length_m in enumerate(lengths_m, start=1):
        at_m += length_m
        found.append(Halt(str(number), at_m))
    return found


def squares(days: tuple[Day, ...] | list[float]) -> float:
    return sum(length**2 for length in (getattr(day, "length_m", day) for day in days))


@given(distances, st.integers(1, 8))
def test_a_plan_is_the_most_even_of_all(lengths_m: list[int], days: int) -> None:
    places = halts(lengths_m)
    if days > len(lengths_m):
        with pytest.raises(LineError, match=r"plan\.too_many_days"):
            plan_days(places, days)
        return
    inner = range(1, len(places) - 1)
    every = [
        [places[b].at_m - places[a].at_m for a, b in pairwise((0, *stops, len(places) - 1))]
        for stops in combinations(inner, days - 1)
    ]
    plan = plan_days(places, days)
    assert len(plan) == days
    assert squares(plan) == min(squares(days_m) for days_m in every)


@given(distances, st.integers(1, 60_000))
def test_a_plan_within_a_limit_keeps_it_in_the_fewest_days(
    lengths_m: list[int], longest_m: int
) -> None:
    places = halts(lengths_m)
    if max(lengths_m) > longest_m:
        with pytest.raises(LineError, match=r"plan\.too_far"):
            plan_within(places, longest_m)
        return
    plan = plan_within(places, longest_m)
    assert max(day.length_m for day in plan) <= longest_m
    assert [day.end for day in plan[:-1]] == [day.start for day in plan[1:]]
    assert (plan[0].start, plan[-1].end) == (places[0], places[-1])
    greedy, left_m = 1, longest_m
    for length_m in lengths_m:
        if length_m > left_m:
            greedy, left_m = greedy + 1, longest_m
        left_m -= length_m
    assert len(plan) == greedy


def test_a_stretch_without_a_halt_is_named() -> None:
    with pytest.raises(LineError) as refused:
        plan_within([Halt("Condom", 0), Halt("Eauze", 35_000)], 30_000)
    assert refused.value.values["start"] == "Condom"
    assert refused.value.values["apart_m"] == 35_000
