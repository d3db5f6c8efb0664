"""Gaps: those of a line that were not there before it was edited."""

from collections.abc import Iterator

import numpy as np

from gis.along import Along
from gis.checks import SMALLEST_GAP_M
from gis.findings import Finding
from gis.measure import WGS84
from gis.vocabulary import Severity

SAME_END_M = 30.0
"""Two drawings of one path end no farther apart than this where it is interrupted."""

Gap = tuple[tuple[float, float], tuple[float, float]]
"""(lon, lat) before and behind it."""


def new_gaps(old: Along, new: Along) -> Iterator[Finding]:
    """The gaps of a line whose ends are not those of a gap of the line before, either way round."""
    known = [gap for _, _, gap in _gaps(old)]
    for at_m, across_m, gap in _gaps(new):
        if not any(_is_same(gap, one) or _is_same(gap, one[::-1]) for one in known):
            yield Finding(
                "line.gap_not_declared", Severity.WARNING, at_m=at_m,
                lon=gap[0][0], lat=gap[0][1], values={"distance_m": across_m},
            )  # fmt: skip


def _gaps(line: Along) -> Iterator[tuple[float, float, Gap]]:
    """Metres along, metres across, and the two ends of each."""
    ends = np.flatnonzero(np.diff(line.piece)).tolist()
    for (at_m, across_m), end in zip(line.gaps(), ends, strict=True):
        if across_m >= SMALLEST_GAP_M:
            before, behind = (
                (float(line.lon[index]), float(line.lat[index])) for index in (end, end + 1)
            )
            yield at_m, across_m, (before, behind)


def _is_same(gap: Gap, other: Gap) -> bool:
    return all(WGS84.inv(*end, *was)[2] <= SAME_END_M for end, was in zip(gap, other, strict=True))
