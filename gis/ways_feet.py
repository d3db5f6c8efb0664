"""Where a point meets a way, and the way cut there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from shapely import MultiLineString

from gis.along import Along, along

AT_A_VERTEX_M = 0.05
"""Nearer than this to a vertex of the way is at the vertex: it may be a junction."""

LonLat = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Way:
    """A stretch between the junctions `source` and `target`.

    A metre of it counts `forward` as it is drawn, `backward` against; None where that is shut.
    """

    id: int
    source: int
    target: int
    along: Along
    forward: float | None
    backward: float | None


@dataclass(frozen=True, eq=False)
class Foot:
    """The place of a way nearest to a point, metres from its start."""

    way: Way
    at_m: float

    @property
    def lonlat(self) -> LonLat:
        """The place itself."""
        return self.way.along.point_at(self.at_m)

    def is_at(self, other: "Foot") -> bool:
        """Whether both are the same place of the same way."""
        return self.way.id == other.way.id and self.at_m == other.at_m


@dataclass(frozen=True, eq=False)
class Piece:
    """A part of a way from one junction or foot to the next; `vertices` has shape (n, 2).

    `cost` and `reverse_cost` are metres as they count, -1 where that direction is shut.
    """

    source: int
    target: int
    vertices: NDArray[np.float64]
    cost: float
    reverse_cost: float


def measured(vertices: NDArray[np.float64]) -> Along:
    """A way that can be cut, of vertices of shape (n, 2); raises LineError without length."""
    return along(MultiLineString([vertices]))


def foot(way: Way, lon: float, lat: float) -> Foot:
    """Where a way is nearest to a point."""
    at_m = way.along.locate(lon, lat).at_m
    vertex_m = float(way.along.at_m[np.argmin(np.abs(way.along.at_m - at_m))])
    return Foot(way, vertex_m if abs(vertex_m - at_m) < AT_A_VERTEX_M else at_m)


def pieces(feet: Sequence[tuple[int, Foot]]) -> list[Piece]:
    """The way of all these feet, cut at each: a foot becomes the junction of the given number.

    A piece without length may be passed both ways: whoever stands at a junction is on none of
    its ways.
    """
    way = feet[0][1].way
    cuts = [(one.at_m, number) for number, one in sorted(feet, key=lambda each: each[1].at_m)]
    cuts = [(0.0, way.source), *cuts, (way.along.length_m, way.target)]
    return [
        Piece(
            source,
            target,
            _between(way.along, from_m, to_m),
            _cost(way.forward, to_m - from_m),
            _cost(way.backward, to_m - from_m),
        )
        for (from_m, source), (to_m, target) in pairwise(cuts)
    ]


def chained(parts: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Parts end to end, shape (n, 2), without the vertices that they share."""
    whole = np.vstack(parts)
    is_new = np.r_[True, np.any(whole[1:] != whole[:-1], axis=1)]
    return whole[is_new]


def _between(way: Along, from_m: float, to_m: float) -> NDArray[np.float64]:
    is_inside = (way.at_m > from_m) & (way.at_m < to_m)
    inner = np.column_stack((way.lon[is_inside], way.lat[is_inside]))
    return np.vstack((way.point_at(from_m), inner, way.point_at(to_m)))


def _cost(factor: float | None, metres: float) -> float:
    if metres == 0:
        return 0.0
    return -1.0 if factor is None else factor * metres
