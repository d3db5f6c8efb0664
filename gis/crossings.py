"""Which areas a line crosses: where it enters each of them, and its metres inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, STRtree

from gis.along import SAME_M, Along, Floats

Numbers = NDArray[np.intp]

BESIDE_DEG = np.array([1e-9, 2e-9])
"""A tenth of a millimetre: what runs exactly on a border counts on its north-eastern side."""


@dataclass(frozen=True)
class Crossing:
    """A line is first inside an area `from_m` along, and `length_m` of it are inside; metres."""

    from_m: float
    length_m: float


@dataclass(frozen=True)
class _Parts:
    """Parts of a line that lie inside areas, shape (n,) each: which area, from and to where."""

    area: Numbers
    from_m: Floats
    to_m: Floats


def crossings(measured: Along, areas: Sequence[MultiPolygon]) -> list[Crossing | None]:
    """What a line crosses of each area, in their order; None where it only touches or misses.

    A gap counts nothing, a stretch travelled twice counts twice. Areas that tile the plane
    share out the whole length, for a border is crossed at one and the same fraction of a
    segment's metres on both of its sides.
    """
    first = measured.first[np.diff(measured.at_m)[measured.first] > 0]
    lon_lat = np.column_stack((measured.lon, measured.lat))
    starts, ends = lon_lat[first], lon_lat[first + 1]
    segments = np.asarray(shapely.linestrings(np.stack((starts, ends), axis=1)))
    polygons = np.array(areas, dtype=object)
    shapely.prepare(polygons)
    inside, across = _sorted_out(segments, polygons)
    area, segment = across
    borders = shapely.intersection(segments[segment], shapely.boundary(polygons)[area])
    pair, low, high = _cut(np.asarray(borders), starts[segment], ends[segment])
    middle = starts[segment][pair]
    middle = middle + ((low + high) / 2)[:, None] * (ends[segment][pair] - middle) + BESIDE_DEG
    kept = shapely.contains_xy(polygons[area][pair], middle[:, 0], middle[:, 1])
    at_m = measured.at_m[first[segment[pair[kept]]]]
    length_m = measured.at_m[first[segment[pair[kept]]] + 1] - at_m
    parts = _Parts(
        np.concatenate((inside[0], area[pair[kept]])),
        np.concatenate((measured.at_m[first[inside[1]]], at_m + low[kept] * length_m)),
        np.concatenate((measured.at_m[first[inside[1]] + 1], at_m + high[kept] * length_m)),
    )
    return _added_up(parts, len(areas))


def _sorted_out(
    segments: NDArray[np.object_], polygons: NDArray[np.object_]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs (area, segment), shape (2, n): segments wholly inside, and those at a border."""
    related = STRtree(segments).query
    inside = related(polygons, "contains_properly")
    touched = related(polygons, "intersects")
    at_border = ~np.isin(_numbered(touched, len(segments)), _numbered(inside, len(segments)))
    return inside, touched[:, at_border]


def _numbered(pairs: NDArray[np.intp], segments: int) -> NDArray[np.intp]:
    numbers: NDArray[np.intp] = pairs[0] * segments + pairs[1]
    return numbers


def _cut(
    borders: NDArray[np.object_], starts: Floats, ends: Floats
) -> tuple[Numbers, Floats, Floats]:
    """Segments cut where they meet a border: number of the pair, fractions from and to."""
    points, pair = shapely.get_coordinates(borders, return_index=True)
    along = ends - starts
    square = (along**2).sum(axis=1)
    met = ((points - starts[pair]) * along[pair]).sum(axis=1) / square[pair]
    every = np.arange(len(starts))
    pair = np.concatenate((every, pair, every))
    at = np.concatenate((np.zeros(len(starts)), np.clip(met, 0, 1), np.ones(len(starts))))
    order = np.lexsort((at, pair))
    pair, at = pair[order], at[order]
    kept = np.flatnonzero((pair[1:] == pair[:-1]) & (at[1:] > at[:-1]))
    return pair[kept], at[kept], at[kept + 1]


def _added_up(parts: _Parts, count: int) -> list[Crossing | None]:
    length_m = np.bincount(parts.area, weights=parts.to_m - parts.from_m, minlength=count)
    from_m = np.full(count, np.inf)
    np.minimum.at(from_m, parts.area, parts.from_m)
    return [
        Crossing(float(start), float(length)) if length > SAME_M else None
        for start, length in zip(from_m, length_m, strict=True)
    ]
