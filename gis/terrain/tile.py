"""A tile: a tiled GeoTIFF of float32 heights, of which only the blocks asked for are read."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from pyproj.exceptions import ProjError
from rasterio.errors import CRSError, RasterioError
from rasterio.windows import Window

from gis.errors import ReadError
from gis.terrain.frame import STRIP_ROWS, Frame, Grid, Strip
from gis.terrain.heights import Floats, HeightsError

Indices = NDArray[np.intp]
Watch = Callable[[Iterable[Strip], int], Iterable[Strip]]
"""What looks on as strips pass: those, and how many there will be."""
BLOCK = 256
DRIVER = "GTiff"


@dataclass(frozen=True)
class Tile:
    """A file of heights, the model that it is part of, and where its cells lie."""

    path: Path
    model: str
    frame: Frame

    def cells(self, rows: Indices, columns: Indices) -> Floats:
        """The heights of cells of the grid, NaN where void. Raises HeightsError."""
        found = np.empty(len(rows))
        blocks = (rows // BLOCK) * (self.frame.columns // BLOCK + 1) + columns // BLOCK
        order = np.argsort(blocks, kind="stable")
        parts = np.split(order, np.flatnonzero(np.diff(blocks[order])) + 1)
        try:
            with _opened(self.path) as file:
                for part in parts:
                    top, left = (int(at[part[0]]) // BLOCK * BLOCK for at in (rows, columns))
                    block = file.read(1, window=_within(self.frame, top, left, BLOCK, BLOCK))
                    found[part] = block[rows[part] - top, columns[part] - left]
        except (RasterioError, IndexError):
            raise HeightsError("terrain.broken", name=self.path.stem) from None
        return found


def read_tile(path: Path, model: str) -> Tile:
    """What a kept tile says of itself; its heights are not read. Raises ReadError."""
    try:
        with _opened(path) as file:
            frame = frame_of(file, str(file.crs))
        if frame.is_on_earth:
            return Tile(path, model, frame)
    except (RasterioError, CRSError, ProjError, UnicodeError):
        pass
    raise ReadError("terrain.broken", name=path.stem)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """A kept tile, opened without a look at the files beside it."""
    with (
        rasterio.Env(GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR"),
        rasterio.open(path, driver=DRIVER) as file,
    ):
        yield file


def frame_of(file: Any, crs: str) -> Frame:
    """Where the cells of an open file lie."""
    return Frame(crs, tuple(file.transform)[:6], file.height, file.width)


def write_tile(path: Path, grid: Grid, watch: Watch = lambda strips, _count: strips) -> float:
    """Writes a tile, whole or not at all; gives the share of its cells that are void.

    Raises ReadError `terrain.all_void`, or `terrain.not_kept` where the disk does not take it.
    """
    frame = grid.frame
    try:
        with _aside(path) as aside:
            known = 0
            with rasterio.open(aside, "w", **_profile(frame)) as file:
                strips = watch(grid.strips, -(-frame.rows // STRIP_ROWS))
                for number, strip in enumerate(strips):
                    window = _within(frame, number * STRIP_ROWS, 0, len(strip), frame.columns)
                    file.write(strip, 1, window=window)
                    known += int((~np.isnan(strip)).sum())
            if not known:
                raise ReadError("terrain.all_void")
            if _known_in(aside) != known:
                raise ReadError("terrain.not_kept")
    except (RasterioError, OSError):
        raise ReadError("terrain.not_kept") from None
    return 1 - known / (frame.rows * frame.columns)


def _profile(frame: Frame) -> dict[str, Any]:
    return {
        "driver": DRIVER,
        "dtype": "float32",
        "nodata": np.nan,
        "count": 1,
        "width": frame.columns,
        "height": frame.rows,
        "crs": frame.crs,
        "transform": rasterio.Affine(*frame.transform),
        "tiled": True,
        "blockxsize": BLOCK,
        "blockysize": BLOCK,
        "compress": "deflate",
        "predictor": 3,
        "bigtiff": "if_safer",
    }


def _known_in(path: Path) -> int:
    """Reads a tile as it came to lie on the disk: GDAL says nothing of what it could not write."""
    with _opened(path) as file:
        return sum(
            int((~np.isnan(file.read(1, window=window))).sum())
            for _block, window in file.block_windows(1)
        )


def _within(frame: Frame, top: int, left: int, rows: int, columns: int) -> Window:
    return Window(left, top, min(columns, frame.columns - left), min(rows, frame.rows - top))


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """A file beside another, whose place it takes when all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, suffix=".new")
    os.close(number)
    aside = Path(name)
    try:
        yield aside
        aside.chmod(0o644)  # whoever imports is seldom who serves
        with aside.open("rb") as written:
            os.fsync(written.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
