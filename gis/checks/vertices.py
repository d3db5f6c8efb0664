"""Vertices: none astray, none twice, neither too few nor too many."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from gis.checks.pieces import starts_of_spots
from gis.checks.table import at_vertex, check
from gis.defects.spikes import spikes
from gis.defects.straights import long_straights, stray_ends
from gis.defects.walk import Vertices, Walk
from gis.findings import Finding
from gis.vocabulary import Severity

SPARSE_M: Final = 1000.0
"""A line with vertices this far apart says where it leads, not where it runs."""
DENSE_M: Final = 0.8
"""Nobody's receiver is so sure: at this spacing a line is noise, or was densified."""
MANY: Final = 100


@check
def spike(walk: Walk) -> Iterator[Finding]:
    """Points far off the way, out and back"""
    found = spikes(walk)
    for first, last, leg_m in zip(found.first, found.last, found.legs_m, strict=True):
        values = {"distance_m": float(leg_m), "count": int(last - first + 1)}
        yield at_vertex("line.spike", Severity.ERROR, walk, first, values, repair="drop_spikes")


@check
def stray_end(walk: Walk) -> Iterator[Finding]:
    """A first or last point far from all others"""
    vertices, legs_m = stray_ends(walk)
    for vertex, leg_m in zip(vertices, legs_m, strict=True):
        values = {"distance_m": float(leg_m)}
        yield at_vertex("line.stray_end", Severity.WARNING, walk, vertex, values, repair="drop_end")


@check
def straight(walk: Walk) -> Iterator[Finding]:
    """A long straight in a line that is dense elsewhere"""
    for vertex in long_straights(walk):
        values = {"distance_m": float(walk.lengths_m[vertex])}
        yield at_vertex("line.straight", Severity.NOTE, walk, vertex, values, to=vertex + 1)


@check
def sparse(walk: Walk) -> Iterator[Finding]:
    """Too few points to follow"""
    if len(walk.first) and walk.at_m[-1] > SPARSE_M * len(walk.first):
        values = {"distance_m": float(walk.at_m[-1] / len(walk.first))}
        yield Finding("line.sparse", Severity.WARNING, values=values)


@check
def dense(walk: Walk) -> Iterator[Finding]:
    """Many more points than the line has bends"""
    sizes = walk.ends - walk.starts
    lengths_m = walk.at_m[walk.ends] - walk.at_m[walk.starts]
    count, length_m = int(sizes[sizes > 1].sum()), float(lengths_m[sizes > 1].sum())
    if count >= MANY and 0 < length_m < DENSE_M * count:
        values = {"count": count, "length_m": length_m}
        yield Finding("line.dense", Severity.NOTE, values=values, repair="simplify")


@check
def duplicates(walk: Walk) -> Iterator[Finding]:
    """The same point several times in a row"""
    again = repeated(walk)
    if again.size:
        values = {"count": int(again.size)}
        vertex = again[0] - 1
        yield at_vertex(
            "line.duplicates", Severity.NOTE, walk, vertex, values, repair="drop_repeats"
        )


def repeated(walk: Walk) -> Vertices:
    """The vertices on the spot of the one before; a piece that has no other keeps them."""
    same = np.append(False, (walk.lengths_m == 0) & (walk.piece[1:] == walk.piece[:-1]))
    on_a_spot = np.isin(walk.piece, walk.piece[starts_of_spots(walk)])
    return np.flatnonzero(same & ~on_a_spot)
