"""What is wrong with a line: one @check per defect, its docstring the defect's name."""

from typing import Final

from shapely import MultiLineString

from gis.checks import doubling, heights, pieces, placement, vertices
from gis.checks.table import CHECKS, Check
from gis.defects.walk import walk_along
from gis.findings import Finding
from gis.measure import Bounds

SMALLEST_GAP_M: Final = pieces.SMALLEST_GAP_M
MISPLACED: Final[tuple[Check, ...]] = (
    placement.in_metres,
    placement.axes_swapped,
    placement.out_of_range,
)

# A family enters its checks when it is imported.
__all__ = ["CHECKS", "SMALLEST_GAP_M", "check_line", "doubling", "heights", "vertices"]


def check_line(line: MultiLineString, home: Bounds | None = None) -> tuple[Finding, ...]:
    """All findings on a line, in the order of its course.

    `home` is the département that it should be in. A line whose coordinates are wrong is told
    nothing else: no distance can be trusted.
    """
    walk = walk_along(line, home)
    for misplaced in MISPLACED:
        if wrong := tuple(misplaced(walk)):
            return wrong
    found = [
        finding for function in CHECKS if function not in MISPLACED for finding in function(walk)
    ]
    return tuple(sorted(found, key=lambda finding: finding.at_m or 0.0))
