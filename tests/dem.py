"""Terrain models as others write them: GeoTIFF, SRTM's .hgt, ESRI ASCII grids of IGN."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray

from gis.terrain.lattice import lattices
from gis.terrain.sources import open_source
from gis.terrain.tile import Tile, read_tile, write_tile

Values = NDArray[np.float64]
VOID = -99999.0


def an_asc(
    path: Path, values: Values, west: float, south: float, cell: float, placed: str = "corner"
) -> Path:
    """An ESRI ASCII grid as IGN writes them, `west`, `south` being what `xllcorner` says."""
    rows, columns = values.shape
    header = (
        f"ncols        {columns}\nnrows        {rows}\nxll{placed}    {west:.12f}\n"
        f"yll{placed}    {south:.12f}\ncellsize     {cell:.12f}\nNODATA_value  -99999.00\n"
    )
    filled = np.where(np.isnan(values), VOID, values)
    body = "\n".join(" ".join(f"{height:.2f}" for height in row) for row in filled)
    path.write_text(f"{header}{body}\n", "ascii")
    return path


def a_tif(
    path: Path,
    values: Values,
    west: float,
    north: float,
    cell: float,
    crs: str | None = "EPSG:4326",
    **profile: object,
) -> Path:
    """A GeoTIFF whose north-western corner is `west`, `north`."""
    bands = values if values.ndim == 3 else values[None]
    count, rows, columns = bands.shape
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=count,
        height=rows,
        width=columns,
        crs=crs,
        transform=rasterio.Affine(cell, 0, west, 0, -cell, north),
        **{"dtype": "float32", "nodata": VOID, **profile},
    ) as file:
        file.write(np.where(np.isnan(bands), VOID, bands).astype(file.dtypes[0]))
    return path


def an_hgt(folder: Path, name: str, seed: int = 1) -> Path:
    """A tile of SRTM at three seconds, made of noise; a corner of it is void."""
    heights = np.random.default_rng(seed).integers(0, 1500, (1201, 1201)).astype(">i2")
    heights[:3, :3] = -32768
    path = folder / f"{name}.hgt"
    path.write_bytes(heights.tobytes())
    return path


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """An archive of members as they are named."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def a_tile(source: Path, folder: Path, model: str = "model") -> Tile:
    """What Balise keeps of a file."""
    with open_source(source) as opened:
        path = folder / model / f"{opened.name}.tif"
        write_tile(path, opened.grid)
    return read_tile(path, model)


def tiles_of(values: Values, folder: Path, *, west: float, north: float) -> Iterator[Tile]:
    """A relief cut in four tiles of IGN, side by side, that share no row and no column.

    `west`, `north` are the Lambert-93 metres of its first centre; centres are 5 m apart.
    """
    half_rows, half_columns = (size // 2 for size in values.shape)
    for number, (rows, columns) in enumerate(
        (rows, columns)
        for rows in (slice(0, half_rows), slice(half_rows, None))
        for columns in (slice(0, half_columns), slice(half_columns, None))
    ):
        part = values[rows, columns]
        left = west + columns.start * 5 - 2.5
        bottom = north - (rows.start + len(part)) * 5 + 2.5
        yield a_tile(an_asc(folder / f"{number}.asc", part, left, bottom, 5), folder)


def heights_of(tiles: list[Tile], lon: Values, lat: Values) -> Values:
    """The heights that tiles of one lattice know."""
    (lattice,) = lattices(tiles)
    return lattice.heights(np.asarray(lon), np.asarray(lat)).metres
