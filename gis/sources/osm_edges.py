"""Ways of OpenStreetMap, cut where they meet: the edges of a network."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from gis.measure import segment_lengths_m
from gis.sources.osm import Ways

WAYS_AT_ONCE = 20_000


@dataclass(frozen=True, eq=False)
class Edges:
    """Stretches between two junctions, shape (n,) each: `source` and `target` are nodes.

    `line` are LineStrings in degrees, `length_m` is geodesic, `kind` as in `Ways`.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    line: NDArray[np.object_]
    length_m: NDArray[np.float64]
    kind: NDArray[np.int32]


def batches(ways: Ways) -> int:
    """How many times `edges` yields."""
    return -(-len(ways.kind) // WAYS_AT_ONCE)


def edges(ways: Ways) -> Iterator[Edges]:
    """The edges of all ways in order, some thousand ways at once.

    Ways meet at the nodes that they share; lines that merely cross do not.
    """
    is_met = _is_met(ways.node)
    for first in range(0, len(ways.kind), WAYS_AT_ONCE):
        low, high = np.searchsorted(ways.way, (first, first + WAYS_AT_ONCE))
        yield _cut(ways, slice(int(low), int(high)), is_met)


def _is_met(node: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether more than one passage is at the node of each place."""
    order = np.argsort(node, kind="stable")
    in_order = node[order]
    is_same = in_order[1:] == in_order[:-1]
    is_shared = np.zeros(len(node), dtype=bool)
    is_shared[1:] |= is_same
    is_shared[:-1] |= is_same
    found = np.empty_like(is_shared)
    found[order] = is_shared
    return found


def _cut(ways: Ways, places: slice, is_met: NDArray[np.bool_]) -> Edges:
    node, way = ways.node[places], ways.way[places]
    lonlat = np.column_stack((ways.lon[places], ways.lat[places]))
    is_first = np.r_[True, way[1:] != way[:-1]]
    is_last = np.r_[is_first[1:], True]
    breaks = np.flatnonzero(is_met[places] | is_first | is_last)
    is_start = ~is_last[breaks]
    start, end = breaks[is_start], breaks[np.flatnonzero(is_start) + 1]
    counts = end - start + 1
    offsets = np.cumsum(counts) - counts
    edge = np.repeat(np.arange(len(start)), counts)
    vertices = np.arange(int(counts.sum())) - offsets[edge] + start[edge]
    so_far_m = np.r_[0.0, np.cumsum(segment_lengths_m(lonlat))]
    return Edges(
        source=node[start],
        target=node[end],
        line=shapely.linestrings(lonlat[vertices], indices=edge),
        length_m=so_far_m[end] - so_far_m[start],
        kind=ways.kind[way[start]],
    )
