"""The figures of a route's page: rounded once, so that what stands in rows adds up to the total."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

from gis.sheets import RouteSheet


@dataclass(frozen=True)
class ShownFigures:
    """Figures as they are shown: whole hectometres, metres (None if unknown) and minutes."""

    length_hm: int
    ascent_m: int | None
    descent_m: int | None
    duration_min: int


def shown_stages(sheet: RouteSheet) -> tuple[ShownFigures, ...]:
    """The figures of each stage, in order."""
    ends_m = [stage.to_m for stage in sheet.stages]
    return tuple(
        ShownFigures(length_hm, ascent_m, descent_m, stage.duration_min)
        for stage, length_hm, ascent_m, descent_m in zip(
            sheet.stages,
            differences(end_m / 100 for end_m in ends_m),
            _climbs([stage.ascent_m for stage in sheet.stages]),
            _climbs([stage.descent_m for stage in sheet.stages]),
            strict=True,
        )
    )


def shown_total(sheet: RouteSheet) -> ShownFigures:
    """The figures of the whole route: the sum of its stages', where it has any."""
    rows = shown_stages(sheet)
    return ShownFigures(
        sum(row.length_hm for row in rows) or round(sheet.length_m / 100),
        _total([row.ascent_m for row in rows] or [_rounded(sheet.ascent_m)]),
        _total([row.descent_m for row in rows] or [_rounded(sheet.descent_m)]),
        sum(row.duration_min for row in rows) or sheet.duration_min,
    )


def differences(cumulative: Iterable[float]) -> list[int]:
    """What each cumulative figure, once rounded, adds to the one before; they start from 0.

    >>> differences([10.4, 20.8, 31.2])
    [10, 11, 10]
    """
    return [after - before for before, after in pairwise([0, *map(round, cumulative)])]


def _climbs(climbs_m: list[float | None]) -> list[int | None]:
    known_m = [climb_m for climb_m in climbs_m if climb_m is not None]
    if len(known_m) < len(climbs_m):
        return [None] * len(climbs_m)
    return [*differences(accumulate(known_m))]


def _total(figures: list[int | None]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def _rounded(value: float | None) -> int | None:
    return None if value is None else round(value)
