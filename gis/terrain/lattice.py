"""Lattices: tiles whose cells lie on one grid, asked as if they were one model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gis.terrain.frame import from_degrees
from gis.terrain.heights import Floats, Heights
from gis.terrain.tile import Indices, Tile

EDGE = 1e-4
"""A point this part of a cell away from a centre is on it: files round."""
ALIGNED = 0.01
"""Tiles lie on one lattice when their centres miss it by less than this part of a cell."""


@dataclass(frozen=True)
class Laid:
    """A tile, and where its first cell lies on a lattice."""

    tile: Tile
    top: int
    left: int

    @property
    def bottom(self) -> int:
        """The row of its last cell."""
        return self.top + self.tile.frame.rows - 1

    @property
    def right(self) -> int:
        """The column of its last cell."""
        return self.left + self.tile.frame.columns - 1

    def spans(self, columns: Indices) -> NDArray[np.bool_]:
        """Which columns of the lattice are the tile's, too."""
        return (columns >= self.left) & (columns <= self.right)


@dataclass(frozen=True)
class Lattice:
    """Tiles side by side, or one above the other: heights between them are known as within them.

    Rows and columns are counted from the first tile's first cell.
    """

    laid: tuple[Laid, ...]

    @cached_property
    def cell_m(self) -> float:
        """How fine it is: metres between two centres."""
        return self.laid[0].tile.frame.cell_m

    def heights(self, lon: Floats, lat: Floats) -> Heights:
        """Bilinear between the four centres around each point, in metres; see HeightSource.

        NaN outside the outermost centres, and where a centre that has a part in it is void.
        """
        frame = self.laid[0].tile.frame
        row, column = frame.positions(*from_degrees(frame.crs).transform(lon, lat))
        metres = np.full(len(lon), np.nan)
        inside = np.flatnonzero(self._covers(row, column))
        top, south_part = _between(row[inside])
        left, east_part = _between(column[inside])
        corners = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])
        rows, columns = top + corners[:, :1], left + corners[:, 1:]
        weights = np.where(corners[:, :1], south_part, 1 - south_part)
        weights = weights * np.where(corners[:, 1:], east_part, 1 - east_part)
        weighs = weights > 0
        found, owners = np.zeros(weights.shape), np.full(weights.shape, -1)
        found[weighs], owners[weighs] = self._cells(rows[weighs], columns[weighs])
        metres[inside] = (weights * found).sum(axis=0)
        told = owners[weighs & ~np.isnan(metres[inside])]
        models = (self.laid[owner].tile.model for owner in np.unique(told))
        return Heights(metres, tuple(dict.fromkeys(models)))

    @cached_property
    def _extent(self) -> tuple[int, int, int, int]:
        """The outermost rows and columns: top, left, bottom, right."""
        return (
            min(one.top for one in self.laid),
            min(one.left for one in self.laid),
            max(one.bottom for one in self.laid),
            max(one.right for one in self.laid),
        )

    @cached_property
    def _limits(self) -> tuple[Indices, Indices]:
        """The first row of each tile, and the one behind its last."""
        return (
            np.array([one.top for one in self.laid]),
            np.array([one.bottom + 1 for one in self.laid]),
        )

    def _covers(self, row: Floats, column: Floats) -> NDArray[np.bool_]:
        """Which positions lie within the outermost rows and columns."""
        top, left, bottom, right = self._extent
        across = (column >= left - EDGE) & (column <= right + EDGE)
        return (row >= top - EDGE) & (row <= bottom + EDGE) & across

    def _cells(self, rows: Indices, columns: Indices) -> tuple[Floats, Indices]:
        """The heights of cells, NaN where no tile knows them, and which tile gave each."""
        top, left, _bottom, right = self._extent
        width = right - left + 1
        numbers, back = np.unique((rows - top) * width + columns - left, return_inverse=True)
        rows, columns = numbers // width + top, numbers % width + left
        found, owners = np.full(len(numbers), np.nan), np.full(len(numbers), -1)
        # A campaign has thousands of tiles: each looks at its own rows alone, which are sorted.
        starts, ends = (np.searchsorted(rows, limit) for limit in self._limits)
        for owner in np.flatnonzero(starts < ends).tolist():
            one, start, end = self.laid[owner], int(starts[owner]), int(ends[owner])
            is_asked = np.isnan(found[start:end]) & one.spans(columns[start:end])
            if len(asked := start + np.flatnonzero(is_asked)):
                found[asked] = one.tile.cells(rows[asked] - one.top, columns[asked] - one.left)
                owners[asked] = owner
        return found[back], owners[back]


def lattices(tiles: Iterable[Tile]) -> tuple[Lattice, ...]:
    """Tiles laid out by the grid that they share, the finest first."""
    groups: list[list[Laid]] = []
    for tile in tiles:
        for group in groups:
            if laid := _laid(tile, group[0].tile):
                group.append(laid)
                break
        else:
            groups.append([Laid(tile, 0, 0)])
    return tuple(sorted((Lattice(tuple(group)) for group in groups), key=lambda one: one.cell_m))


def _laid(tile: Tile, first: Tile) -> Laid | None:
    """A tile on the lattice of another, None where it does not fit."""
    frame, other = tile.frame, first.frame
    steps, others = (np.array(one.transform)[[0, 1, 3, 4]] for one in (frame, other))
    if frame.crs != other.crs or not np.allclose(steps, others, rtol=EDGE, atol=0):
        return None
    ends = np.array([0.0, frame.rows - 1]), np.array([0.0, frame.columns - 1])
    rows, columns = other.positions(*frame.places(*ends))
    at: Sequence[Floats] = (rows, columns)
    if any(np.abs(one - np.rint(one)).max() > ALIGNED for one in at):
        return None
    return Laid(tile, *(round(float(one[0])) for one in at))


def _between(at: Floats) -> tuple[Indices, Floats]:
    """The centre before each position, and the part (0..1) of the way to the next one."""
    centre = np.rint(at)
    kept = np.where(np.abs(at - centre) < EDGE, centre, at)
    before = np.floor(kept)
    return before.astype(np.intp), kept - before
