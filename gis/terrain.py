"""Terrain: a regular grid of heights, asked at any point; read and written as ESRI ASCII."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite
from typing import Final

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import MultiLineString

from gis.errors import ReadError

Floats = NDArray[np.float64]

NODATA: Final = -9999.0
MOST_CELLS: Final = 50_000_000
EDGE: Final = 1e-6
"""A point this part of a cell away from a centre is on it: files round."""
HEADER_LINE: Final = re.compile(r"[^\S\n]*([A-Za-z]\w*)[^\S\n]+(\S+)[^\S\n]*\r?\n")


@dataclass(frozen=True, eq=False)
class Terrain:
    """Heights in metres, `grid` of shape (rows, columns) from north to south, west to east.

    `west`, `north` are the longitude and latitude of the first cell's centre, `cell_deg` the
    distance between centres, all in degrees WGS 84; unknown heights (voids) are NaN.
    """

    west: float
    north: float
    cell_deg: float
    grid: Floats

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the outermost centres: where heights can be asked."""
        rows, columns = self.grid.shape
        east = self.west + (columns - 1) * self.cell_deg
        return (self.west, self.north - (rows - 1) * self.cell_deg, east, self.north)

    def heights(self, lon: ArrayLike, lat: ArrayLike) -> Floats:
        """Bilinear between the four centres around each point, in metres.

        NaN outside the outermost centres, and where a centre that has a part in it is void.
        """
        rows, columns = self.grid.shape
        x = (np.asarray(lon, dtype=np.float64) - self.west) / self.cell_deg
        y = (self.north - np.asarray(lat, dtype=np.float64)) / self.cell_deg
        inside = (np.abs(x - (columns - 1) / 2) <= (columns - 1) / 2 + EDGE) & (
            np.abs(y - (rows - 1) / 2) <= (rows - 1) / 2 + EDGE
        )
        column, east_part = _between(np.where(inside, x, 0), columns)
        row, south_part = _between(np.where(inside, y, 0), rows)
        found = np.zeros(inside.shape)
        for down, row_part in ((row, 1 - south_part), (np.minimum(row + 1, rows - 1), south_part)):
            for across, column_part in (
                (column, 1 - east_part),
                (np.minimum(column + 1, columns - 1), east_part),
            ):
                part = row_part * column_part
                found = found + np.where(part > 0, part * self.grid[down, across], 0)
        return np.where(inside, found, np.nan)


def _between(at: Floats, count: int) -> tuple[NDArray[np.intp], Floats]:
    """The centre before each position, and the part (0..1) of the way to the next one."""
    centre = np.rint(at)
    kept = np.clip(np.where(np.abs(at - centre) < EDGE, centre, at), 0, count - 1)
    before = kept.astype(np.intp)
    return before, kept - before


def lifted(line: MultiLineString, terrain: Terrain) -> MultiLineString | None:
    """The line with the terrain's heights, to the decimetre; None where one is unknown."""
    lon_lat = shapely.get_coordinates(line)
    heights = terrain.heights(lon_lat[:, 0], lon_lat[:, 1]).round(1)
    if np.isnan(heights).any():
        return None
    flat = shapely.force_3d(line)
    return shapely.set_coordinates(flat, np.column_stack((lon_lat, heights)))


def terrain_through(
    points: Floats, bounds: tuple[float, float, float, float], cell_deg: float
) -> Terrain:
    """A relief through known heights: `points` are lon, lat, metres, shape (n, 3).

    Each centre is the mean of all points by the inverse square of their distance (Shepard,
    1968), in degrees of which those of longitude are shortened.
    """
    west, south, east, north = bounds
    columns, rows = (round(span / cell_deg) + 1 for span in (east - west, north - south))
    lon = west + np.arange(columns) * cell_deg
    lat = north - np.arange(rows) * cell_deg
    shortened = np.cos(np.radians((south + north) / 2))
    grid = np.empty((rows, columns))
    for row, height in enumerate(lat):
        apart = ((lon[:, None] - points[:, 0]) * shortened) ** 2 + (height - points[:, 1]) ** 2
        weight = 1 / (apart + 1e-9)
        grid[row] = weight @ points[:, 2] / weight.sum(axis=1)
    return Terrain(west, north, cell_deg, grid.round(1))


def read_asc(content: bytes) -> Terrain:
    """An ESRI ASCII grid in degrees, placed by `xllcorner` or `xllcenter`.

    Raises ReadError `terrain.…` where it is none, is in metres, or has not as many heights
    as it announces.
    """
    text = content.decode("latin-1")
    header, start = {}, 0
    while line := HEADER_LINE.match(text, start):
        header[line[1].lower()], start = line[2], line.end()
    columns, rows, cell_deg = (_number(header, key) for key in ("ncols", "nrows", "cellsize"))
    if not (columns >= 1 and rows >= 1 and columns % 1 == rows % 1 == 0 and cell_deg > 0):
        raise ReadError("terrain.not_a_grid")
    if columns * rows > MOST_CELLS:
        raise ReadError("terrain.too_big", limit=MOST_CELLS)
    west, south = (
        _number(header, f"{axis}llcorner") + cell_deg / 2
        if f"{axis}llcorner" in header
        else _number(header, f"{axis}llcenter")
        for axis in "xy"
    )
    north = south + (rows - 1) * cell_deg
    if max(-west, west + (columns - 1) * cell_deg) > 360 or max(-south, north) > 90:
        raise ReadError("terrain.not_in_degrees")
    try:
        grid = np.array(text[start:].split(), dtype=np.float64)
    except ValueError as error:
        raise ReadError("terrain.not_a_grid") from error
    if len(grid) != columns * rows:
        raise ReadError("terrain.wrong_count", found=len(grid), announced=int(columns * rows))
    nodata = _number(header, "nodata_value") if "nodata_value" in header else NODATA
    grid[(grid == nodata) | ~np.isfinite(grid)] = np.nan
    return Terrain(west, north, cell_deg, grid.reshape(int(rows), int(columns)))


def _number(header: dict[str, str], key: str) -> float:
    try:
        number = float(header[key])
    except (KeyError, ValueError) as error:
        raise ReadError("terrain.not_a_grid") from error
    if not isfinite(number):
        raise ReadError("terrain.not_a_grid")
    return number


def write_asc(terrain: Terrain) -> bytes:
    """The grid as ESRI ASCII, heights to the decimetre, voids as -9999."""
    rows, columns = terrain.grid.shape
    west, south, _east, _north = terrain.bounds
    half = terrain.cell_deg / 2
    header = (
        f"ncols {columns}\nnrows {rows}\nxllcorner {west - half:.9f}\nyllcorner {south - half:.9f}"
        f"\ncellsize {terrain.cell_deg!r}\nNODATA_value {NODATA:.0f}\n"
    )
    filled = np.where(np.isnan(terrain.grid), NODATA, terrain.grid)
    body = "\n".join(" ".join(f"{height:.1f}" for height in row) for row in filled)
    return f"{header}{body}\n".encode("ascii")
