"""Pieces put in order, joined, and dropped."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import MultiLineString

from gis.checks.pieces import BRIDGED_M, gaps, starts_of_spots
from gis.defects.pieces_in_order import best_order
from gis.defects.walk import walk_along
from gis.findings import Finding
from gis.repairs.kept import found_at, without
from gis.repairs.rounds import until_gone


@until_gone
def drop_piece(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """Without the pieces that lie on one spot."""
    walk = walk_along(line)
    starts = found_at(walk, starts_of_spots(walk), findings)
    return without(line, walk, np.isin(walk.piece, walk.piece[starts]))


@until_gone
def reorder(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """The pieces in the order and direction that leave the least gaps."""
    pieces = line.geoms
    return MultiLineString(
        [
            shapely.reverse(pieces[turn.piece]) if turn.is_reversed else pieces[turn.piece]
            for turn in best_order(walk_along(line))
        ]
    )


@until_gone
def bridge(line: MultiLineString, findings: Sequence[Finding]) -> MultiLineString:
    """One piece instead of two, straight across a gap of some metres."""
    walk = walk_along(line)
    ends, across_m = gaps(walk)
    ends = found_at(walk, ends[across_m <= BRIDGED_M], findings)
    nothing = np.zeros(len(walk.piece), dtype=bool)
    return without(line, walk, nothing, (walk.piece[ends] + 1).tolist())
