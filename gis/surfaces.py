"""What a stretch is covered with: metres of each surface, from sections."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from gis.vocabulary import Surface


class Surfaced(Protocol):
    """A stretch of a line, metres along, and its surface if that is known."""

    @property
    def from_m(self) -> float:
        """Where it starts."""

    @property
    def to_m(self) -> float:
        """Where it ends."""

    @property
    def surface(self) -> Surface | None:
        """What it is covered with."""


def surface_lengths(
    sections: Iterable[Surfaced], from_m: float, to_m: float
) -> dict[Surface, float]:
    """Metres of each known surface between two distances along; the rest is unknown."""
    lengths_m: dict[Surface, float] = defaultdict(float)
    for section in sections:
        inside_m = min(section.to_m, to_m) - max(section.from_m, from_m)
        if section.surface is not None and inside_m > 0:
            lengths_m[section.surface] += inside_m
    return dict(lengths_m)
