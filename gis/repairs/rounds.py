"""How a repair goes on until nothing of its kind is left."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps

from shapely import MultiLineString

from gis.checks import check_line
from gis.findings import Finding

Repair = Callable[[MultiLineString, Sequence[Finding]], MultiLineString]
"""The line without the defects of these findings, all of which name this repair.

They are findings on this very line. Other vertices stay as they are, with their heights.
"""

Spot = tuple[str, float | None, float | None]

MOST_ROUNDS = 20


def until_gone(mend: Repair) -> Repair:
    """A repair that also mends what only comes to light by mending, in MOST_ROUNDS at the most.

    Findings that were there before and are not among those to mend stay.
    """

    @wraps(mend)
    def in_rounds(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
        name = mend.__name__
        kept = Counter(spot(one) for one in check_line(line) if one.repair == name)
        kept -= Counter(spot(one) for one in findings)
        for _ in range(MOST_ROUNDS):
            if not findings:
                break
            line = mend(line, findings)
            present = [one for one in check_line(line) if one.repair == name]
            findings = _beyond(kept, present)
        return line

    return in_rounds


def _beyond(kept: Counter[Spot], present: Sequence[Finding]) -> list[Finding]:
    """The findings that are not among those kept, each of which counts for one."""
    left = kept.copy()
    found = []
    for one in present:
        left[spot(one)] -= 1
        if left[spot(one)] < 0:
            found.append(one)
    return found


def spot(finding: Finding) -> Spot:
    """What tells a finding from others of its line, whatever is mended before it."""
    return finding.key, finding.lon, finding.lat
