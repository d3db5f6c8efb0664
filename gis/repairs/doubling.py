"""Ways travelled twice, once."""

from collections.abc import Sequence

import numpy as np
from shapely import MultiLineString

from gis.defects.repeats import repeats
from gis.defects.trims import trims
from gis.defects.walk import Vertices, walk_along
from gis.defects.whiskers import retraced, whiskers
from gis.findings import Finding
from gis.repairs.kept import found_at, marked, without
from gis.repairs.rounds import until_gone


@until_gone
def trim(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """Without what a piece repeats of the one before, which it then continues."""
    walk = walk_along(line)
    dropped: list[Vertices] = []
    continued: list[int] = []
    for repeat in repeats(walk):
        doubled = trims(walk, repeat)
        if not found_at(walk, doubled[:1], findings).size:
            continue
        number = int(walk.piece[doubled[0]])
        # A piece beside one that is being trimmed waits for the next round.
        if dropped and walk.piece[dropped[-1][0]] >= number - 1:
            continue
        dropped.append(doubled)
        if doubled[-1] < walk.ends[number]:
            continued.append(number)
    return without(line, walk, marked(walk, dropped), continued)


@until_gone
def drop_whisker(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """Without ways out and back on the same path."""
    walk = walk_along(line)
    found = whiskers(walk)
    wanted = np.isin(found.tips, found_at(walk, found.tips, findings))
    ways = zip(found.tips[wanted], found.lengths_m[wanted], strict=True)
    return without(line, walk, marked(walk, [retraced(walk, tip, m) for tip, m in ways]))
