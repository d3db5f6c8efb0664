"""Shares: what a route is made of, in whole percents that add up to a hundred."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from gis.sheets import SectionSheet

Word = TypeVar("Word")


def shares(
    sections: Iterable[SectionSheet], length_m: float, of: Callable[[SectionSheet], Word | None]
) -> tuple[tuple[Word | None, int], ...]:
    """Each word that `of` finds in sections and its percents, the largest first.

    None stands for what is not known. What comes to less than a percent may be left out.
    """
    metres: defaultdict[Word | None, float] = defaultdict(float)
    for section in sections:
        metres[of(section)] += section.length_m
    metres[None] += max(length_m - sum(metres.values()), 0.0)
    exact = {word: 100 * part_m / length_m for word, part_m in metres.items()}
    percents = {word: int(percent) for word, percent in exact.items()}
    by_remainder = sorted(exact, key=lambda word: percents[word] - exact[word])
    for word in by_remainder[: 100 - sum(percents.values())]:
        percents[word] += 1
    ranked = sorted(percents.items(), key=lambda share: -share[1])
    return tuple((word, percent) for word, percent in ranked if percent)


@dataclass(frozen=True)
class MadeOf:
    """What a route is made of: shares by way type, by surface, by traffic."""

    way_types: tuple[tuple[object, int], ...]
    surfaces: tuple[tuple[object, int], ...]
    traffics: tuple[tuple[object, int], ...]


def made_of(sections: Iterable[SectionSheet], length_m: float) -> MadeOf | None:
    """The three kinds of shares; None where no section is known."""
    known = tuple(sections)
    if not known:
        return None
    return MadeOf(
        shares(known, length_m, lambda section: section.way_type),
        shares(known, length_m, lambda section: section.surface),
        shares(known, length_m, lambda section: section.traffic),
    )
