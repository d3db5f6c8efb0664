"""Heights that stand for none, replaced or forgotten."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import MultiLineString

from gis.checks.heights import filled, jumps, lost_heights
from gis.defects.walk import walk_along
from gis.findings import Finding
from gis.repairs.kept import found_at, line_of, marked
from gis.repairs.rounds import until_gone


@until_gone
def interpolate(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """Heights that are lost or leap, replaced by those between the ones beside them."""
    walk = walk_along(line)
    if walk.heights is None:
        return line
    stretches = [np.flatnonzero(lost_heights(walk.heights))]
    stretches += [np.arange(start, end + 1) for start, end in jumps(walk)]
    wanted = [one for one in stretches if found_at(walk, one[:1], findings).size]
    # Heights that stay wrong for now are no measure for others.
    right = filled(walk.heights, walk.at_m, marked(walk, stretches))
    heights = np.where(marked(walk, wanted), right, walk.heights)
    return line_of(np.column_stack((walk.lons, walk.lats, heights)), walk.piece)


@until_gone
def forget_heights(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """A flat line: none of the heights was one."""
    return shapely.force_2d(line)
