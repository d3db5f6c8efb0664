"""The figures of stages: differences of the route's own, so that they add up to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gis.along import TOLERANCE_M, Along
from gis.effort import duration_min
from gis.errors import LineError
from gis.profile import Profile
from gis.surfaces import Surfaced, surface_lengths
from gis.vocabulary import Practice


@dataclass(frozen=True)
class StageFigures:
    """One stage: metres along where it starts and ends, climb (None if unknown), minutes."""

    from_m: float
    to_m: float
    ascent_m: float | None
    descent_m: float | None
    duration_min: int

    @property
    def length_m(self) -> float:
        """Length along the line."""
        return self.to_m - self.from_m


def stage_figures(
    along: Along,
    profile: Profile | None,
    cuts_m: Sequence[float],
    practice: Practice,
    sections: Sequence[Surfaced] = (),
) -> tuple[StageFigures, ...]:
    """The stages that `cuts_m` part the route into, from its start to its end.

    `cuts_m` increases; the start and the end of the route may stand in it or not, so both
    the ends of all stages and the cuts between them will do. Raises LineError where cuts
    are out of order or off the line.
    """
    limits_m = _limits_m(along.length_m, cuts_m)
    return tuple(
        stretch_figures(profile, start, end, practice, sections)
        for start, end in pairwise(limits_m)
    )


def stretch_figures(
    profile: Profile | None,
    from_m: float,
    to_m: float,
    practice: Practice,
    sections: Iterable[Surfaced] = (),
) -> StageFigures:
    """The figures between two distances along; `sections` say what cyclists ride on."""
    ascent_m = profile.ascent_between(from_m, to_m) if profile else None
    descent_m = profile.descent_between(from_m, to_m) if profile else None
    surfaces_m = surface_lengths(sections, from_m, to_m)
    minutes = duration_min(practice, to_m - from_m, ascent_m, descent_m, surfaces_m)
    return StageFigures(from_m, to_m, ascent_m, descent_m, minutes)


def _limits_m(length_m: float, cuts_m: Sequence[float]) -> list[float]:
    for before, after in pairwise(cuts_m):
        if after <= before:
            raise LineError("stages.out_of_order", before_m=before, after_m=after)
    for at_m in cuts_m:
        if not -TOLERANCE_M <= at_m <= length_m + TOLERANCE_M:
            raise LineError("line.place_outside", at_m=at_m, length_m=length_m)
    between = [at_m for at_m in cuts_m if TOLERANCE_M < at_m < length_m - TOLERANCE_M]
    return [0.0, *between, length_m]
