"""Where the cells of a grid lie: a reference system, an affine transform, rows and columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from gis.measure import Bounds, metres_per_degree
from gis.terrain.heights import Floats

Strip = NDArray[np.float32]
"""Some rows of heights in metres, NaN where unknown."""
STRIP_ROWS = 256
WGS84 = "EPSG:4326"


@dataclass(frozen=True)
class Frame:
    """A grid's place: `transform` is GDAL's a, b, c, d, e, f, from (column, row) of the corners
    of cells to x, y in `crs` (an EPSG code or WKT); rows run from the first to the last."""

    crs: str
    transform: tuple[float, float, float, float, float, float]
    rows: int
    columns: int

    def positions(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Row and column of places in `crs`, whole numbers at the centres of cells."""
        a, b, c, d, e, f = self.transform
        area = a * e - b * d
        with np.errstate(invalid="ignore"):  # PROJ puts at infinity what its system does not reach
            column = (e * (x - c) - b * (y - f)) / area
            row = (a * (y - f) - d * (x - c)) / area
        return row - 0.5, column - 0.5

    def places(self, row: Floats, column: Floats) -> tuple[Floats, Floats]:
        """x, y in `crs` of positions, whole numbers at the centres of cells."""
        a, b, c, d, e, f = self.transform
        across, down = column + 0.5, row + 0.5
        return a * across + b * down + c, d * across + e * down + f

    @cached_property
    def bounds(self) -> Bounds:
        """West, south, east, north of the outermost centres: where heights can be asked."""
        rows = np.linspace(0, self.rows - 1, 9)
        columns = np.linspace(0, self.columns - 1, 9)
        row, column = (one.ravel() for one in np.meshgrid(rows, columns))
        lon, lat = to_degrees(self.crs).transform(*self.places(row, column))
        return (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))

    @cached_property
    def cell_m(self) -> float:
        """The side of a square as large as a cell in the middle of the grid, in metres."""
        middle = (self.rows - 1) / 2, (self.columns - 1) / 2
        row, column = middle[0] + np.array([0, 0, 1]), middle[1] + np.array([0, 1, 0])
        lon, lat = to_degrees(self.crs).transform(*self.places(row, column))
        east_m, north_m = metres_per_degree(lat[:1])
        x_m, y_m = (lon[1:] - lon[0]) * east_m, (lat[1:] - lat[0]) * north_m
        return float(np.sqrt(abs(x_m[0] * y_m[1] - x_m[1] * y_m[0])))

    @property
    def is_on_earth(self) -> bool:
        """Whether its cells are somewhere, and have a size. Raises pyproj's CRSError."""
        a, b, _c, d, e, _f = self.transform
        if not np.isfinite(self.transform).all() or a * e == b * d:
            return False
        west, south, east, north = self.bounds
        return abs(west) <= 360 and abs(east) <= 360 and -90 <= south <= north <= 90

    @property
    def area_km2(self) -> float:
        """What all its cells cover."""
        return self.rows * self.columns * self.cell_m**2 / 1e6


@dataclass(frozen=True)
class Grid:
    """A frame and its heights, given strip by strip: STRIP_ROWS rows each, the last maybe less."""

    frame: Frame
    strips: Iterator[Strip]


@cache
def to_degrees(crs: str) -> Transformer:
    """From x, y to lon, lat in degrees WGS 84. Raises pyproj's CRSError."""
    return Transformer.from_crs(CRS.from_user_input(crs), WGS84, always_xy=True)


@cache
def from_degrees(crs: str) -> Transformer:
    """From lon, lat in degrees WGS 84 to x, y. Raises pyproj's CRSError."""
    return Transformer.from_crs(WGS84, CRS.from_user_input(crs), always_xy=True)
