"""Vertices dropped: those astray, those too many."""

from collections.abc import Sequence

import numpy as np
from shapely import MultiLineString

from gis.checks.vertices import repeated
from gis.defects.spikes import spikes
from gis.defects.straights import stray_ends
from gis.defects.walk import walk_along
from gis.findings import Finding
from gis.line import simplify as simplified
from gis.repairs.kept import found_at, marked, without
from gis.repairs.rounds import until_gone

SIMPLIFIED_WITHIN_M = 1.0
"""What `simplify` drops lies no farther than this from the new line."""


@until_gone
def drop_repeats(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """Each vertex once; of several on one spot, the first."""
    walk = walk_along(line)
    return without(line, walk, marked(walk, [repeated(walk)]))


@until_gone
def drop_end(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """Without first and last vertices that lie far from the rest."""
    walk = walk_along(line)
    return without(line, walk, marked(walk, [found_at(walk, stray_ends(walk)[0], findings)]))


@until_gone
def drop_spikes(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """Without the vertices that were thrown off the way."""
    walk = walk_along(line)
    found = spikes(walk)
    wanted = np.isin(found.first, found_at(walk, found.first, findings))
    thrown = zip(found.first[wanted], found.last[wanted], strict=True)
    return without(line, walk, marked(walk, [np.arange(one, last + 1) for one, last in thrown]))


@until_gone
def simplify(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """Fewer vertices, none of the others farther than SIMPLIFIED_WITHIN_M from the line."""
    return simplified(line, SIMPLIFIED_WITHIN_M)
