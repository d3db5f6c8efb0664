"""Distance along a line: one cumulative geodesic array, places on it, and cuts of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiLineString

from gis.errors import LineError
from gis.measure import WGS84, metres_per_degree, segment_lengths_m

Floats = NDArray[np.float64]

TOLERANCE_M = 1.0
"""A place this little beyond an end of the line is that end: stored figures may be rounded."""
SAME_M = 1e-6
"""Two distances closer than this are the same: of two equal passages the first is meant."""


@dataclass(frozen=True)
class Located:
    """Where a point falls on a line: metres along it, and metres between the two."""

    at_m: float
    aside_m: float


@dataclass(frozen=True, eq=False)
class Along:
    """The vertices of a line in order, shape (n,) each, read-only.

    `lon`, `lat` degrees WGS 84; `height` metres, all NaN where not every height is known;
    `at_m` geodesic metres from the start, over the pieces only: the last vertex of a piece
    and the first of the next share theirs; `piece` numbers the pieces from 0. Between two
    vertices the line is straight in degrees, as the formats draw it.
    """

    lon: Floats
    lat: Floats
    height: Floats
    at_m: Floats
    piece: NDArray[np.int64]

    @property
    def length_m(self) -> float:
        """The length of all pieces."""
        return float(self.at_m[-1])

    @property
    def has_heights(self) -> bool:
        """Whether every height is known."""
        return not isnan(self.height[0])

    def point_at(self, at_m: float, *, before_gap: bool = False) -> tuple[float, float]:
        """(lon, lat) at a distance along; at a gap, the point behind it, or the one before."""
        before, part = self._between(at_m, "left" if before_gap else "right")
        return (
            _mixed(self.lon[before], self.lon[before + 1], part),
            _mixed(self.lat[before], self.lat[before + 1], part),
        )

    def height_at(self, at_m: float) -> float | None:
        """The height at a distance along, None where heights are unknown."""
        if not self.has_heights:
            return None
        before, part = self._between(at_m)
        return _mixed(self.height[before], self.height[before + 1], part)

    def locate(
        self, lon: float, lat: float, from_m: float = 0.0, to_m: float | None = None
    ) -> Located:
        """The point of the line, between two distances along, that is nearest to a point.

        Of equally near passages, the first. Exact to a decimetre on segments up to some
        kilometres. Raises LineError where nothing lies between `from_m` and `to_m`.
        """
        start_m = self.checked(from_m)
        end_m = self.length_m if to_m is None else self.checked(to_m)
        if end_m < start_m:
            raise LineError("line.stretch_empty", from_m=from_m, to_m=end_m)
        at_m, aside_m = self.feet(lon, lat, start_m, end_m)
        nearest = int(np.argmax(aside_m <= aside_m.min() + SAME_M))
        foot = float(at_m[nearest])
        _, _, exact_m = WGS84.inv(lon, lat, *self._point_on(int(self.first[nearest]), foot))
        return Located(foot, float(exact_m))

    def feet(
        self, lon: float, lat: float, from_m: float = 0.0, to_m: float | None = None
    ) -> tuple[Floats, Floats]:
        """The nearest point of every segment: metres along, metres aside, in order.

        Each segment is seen in a plane of its own, in metres at its middle latitude. Segments
        outside `from_m`..`to_m` are infinitely far, those across a limit are cut there.
        """
        east, north = self._scale
        first, last = self.first, self.first + 1
        along_x = (self.lon[last] - self.lon[first]) * east
        along_y = (self.lat[last] - self.lat[first]) * north
        to_x = (lon - self.lon[first]) * east
        to_y = (lat - self.lat[first]) * north
        square = along_x**2 + along_y**2
        part = np.zeros_like(square)
        np.divide(to_x * along_x + to_y * along_y, square, out=part, where=square > 0)
        starts, ends = self.at_m[first], self.at_m[last]
        end_m = self.length_m if to_m is None else to_m
        lengths = ends - starts
        low, high = np.zeros_like(part), np.ones_like(part)
        np.divide(from_m - starts, lengths, out=low, where=lengths > 0)
        np.divide(end_m - starts, lengths, out=high, where=lengths > 0)
        part = np.clip(part, np.clip(low, 0, 1), np.clip(high, 0, 1))
        aside = np.hypot(to_x - part * along_x, to_y - part * along_y)
        aside[(ends < from_m) | (starts > end_m)] = np.inf
        return starts + part * lengths, aside

    def gaps(self) -> list[tuple[float, float]]:
        """Between one piece and the next: metres along, and geodesic metres across."""
        ends = np.flatnonzero(np.diff(self.piece))
        _, _, across_m = WGS84.inv(
            self.lon[ends], self.lat[ends], self.lon[ends + 1], self.lat[ends + 1]
        )
        return list(zip(self.at_m[ends].tolist(), across_m.tolist(), strict=True))

    def checked(self, at_m: float) -> float:
        """A distance along, kept on the line; LineError where it is clearly off it."""
        if not -TOLERANCE_M <= at_m <= self.length_m + TOLERANCE_M:
            raise LineError("line.place_outside", at_m=at_m, length_m=self.length_m)
        return min(max(at_m, 0.0), self.length_m)

    @cached_property
    def first(self) -> NDArray[np.intp]:
        """The first vertex of every segment: all but the last of each piece."""
        return np.flatnonzero(self.piece[1:] == self.piece[:-1])

    @cached_property
    def _scale(self) -> tuple[Floats, Floats]:
        """Metres of a degree eastwards and northwards, at the middle of every segment."""
        return metres_per_degree((self.lat[self.first] + self.lat[self.first + 1]) / 2)

    def _between(self, at_m: float, side: Literal["left", "right"] = "right") -> tuple[int, float]:
        """The vertex before a distance along, and the part of its segment (0..1) behind it.

        Where several vertices stand at that distance, the segment that ends at the first of
        them (`left`) or begins at the last (`right`).
        """
        at = self.checked(at_m)
        found = int(np.searchsorted(self.at_m, at, side=side)) - 1
        before = min(max(found, 0), len(self.at_m) - 2)
        return before, self._part(before, at)

    def _part(self, before: int, at_m: float) -> float:
        length = float(self.at_m[before + 1] - self.at_m[before])
        return (at_m - float(self.at_m[before])) / length if length else 0.0

    def _point_on(self, before: int, at_m: float) -> tuple[float, float]:
        part = self._part(before, at_m)
        return (
            _mixed(self.lon[before], self.lon[before + 1], part),
            _mixed(self.lat[before], self.lat[before + 1], part),
        )


def along(line: MultiLineString) -> Along:
    """Measure a line once; raises LineError on an empty one."""
    pieces = shapely.get_parts(line)
    xyz, piece = shapely.get_coordinates(pieces, include_z=True, return_index=True)
    if not len(xyz):
        raise LineError("line.empty")
    lon, lat, height = (np.ascontiguousarray(column) for column in xyz.T)
    if np.isnan(height).any():
        height = np.full_like(height, np.nan)
    steps_m = np.where(piece[1:] == piece[:-1], segment_lengths_m(xyz), 0.0)
    at_m = np.concatenate(([0.0], np.cumsum(steps_m)))
    if at_m[-1] <= 0:
        raise LineError("line.empty")
    measured = Along(lon, lat, height, at_m, piece.astype(np.int64))
    for array in (lon, lat, height, at_m, measured.piece):
        array.flags.writeable = False
    return measured


def cut(line: MultiLineString | Along, from_m: float, to_m: float) -> MultiLineString:
    """The stretch between two distances along, with new vertices (and heights) at its ends.

    Neighbouring cuts share their vertex, gaps stay gaps. Raises LineError where the stretch
    is empty or off the line.
    """
    whole = line if isinstance(line, Along) else along(line)
    start, end = whole.checked(from_m), whole.checked(to_m)
    if end <= start:
        raise LineError("line.stretch_empty", from_m=from_m, to_m=to_m)
    xyz = np.column_stack((whole.lon, whole.lat, whole.height))
    if not whole.has_heights:
        xyz = xyz[:, :2]
    pieces = []
    borders = np.flatnonzero(np.diff(whole.piece)) + 1
    for vertices, at_m in zip(np.split(xyz, borders), np.split(whole.at_m, borders), strict=True):
        low, high = max(start, float(at_m[0])), min(end, float(at_m[-1]))
        if low < high:
            inner = vertices[(at_m > low) & (at_m < high)]
            ends = [_vertex_at(vertices, at_m, limit) for limit in (low, high)]
            pieces.append(LineString(np.vstack((ends[0], inner, ends[1]))))
    return MultiLineString(pieces)


def _vertex_at(vertices: Floats, at_m: Floats, limit_m: float) -> Floats:
    return np.array([np.interp(limit_m, at_m, column) for column in vertices.T])


def _mixed(start: float, end: float, part: float) -> float:
    """Linear between two vertices, and exactly the vertices at 0 and at 1."""
    return float(start * (1 - part) + end * part)
