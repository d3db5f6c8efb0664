"""Terrain models as they come: GeoTIFF, SRTM .hgt (zipped or not), ESRI ASCII grids of IGN."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from pyproj.exceptions import ProjError
from rasterio.errors import CRSError, NotGeoreferencedWarning, RasterioError
from rasterio.io import MemoryFile
from rasterio.windows import Window

from gis.errors import ReadError
from gis.lambert93 import is_lambert93
from gis.readers.archive import Budget, open_zip
from gis.readers.raw_points import HIGHEST_HEIGHT_M, LOWEST_HEIGHT_M
from gis.terrain.ascii_grid import check_ascii_grid
from gis.terrain.frame import STRIP_ROWS, WGS84, Frame, Grid, Strip
from gis.terrain.tile import frame_of

MOST_CELLS = 2_000_000_000
MOST_ACROSS = 100_000
"""A strip of the widest grid is held in memory."""
MOST_ZIPPED_BYTES = 50_000_000
LAMBERT93 = "EPSG:2154"
TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
SRTM_NAME = re.compile(r"[NS]\d{2}[EW]\d{3}.*", re.IGNORECASE)
OPEN: dict[str, dict[str, str]] = {
    "GTiff": {},
    "SRTMHGT": {},
    # Told by its first heights alone, a grid would lose the decimals of the others.
    "AAIGrid": {"DATATYPE": "Float32"},
}
"""The formats that GDAL may open, by the name of its driver, with options."""


@dataclass(frozen=True)
class Source:
    """A terrain model in a file: the name of the file that holds the grid, and the grid."""

    name: str
    grid: Grid


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """The grid of a file, whose heights are read as its strips are taken.

    Raises ReadError: `file.…`, `archive.…`, `terrain.…` where it is none that can be used, here
    or as the strips are read.
    """
    try:
        with _opened(path) as (name, file):
            grid = Grid(_frame(file), _strips(file))
            yield Source(name, grid)
    except (RasterioError, UnicodeError):
        raise ReadError("terrain.unknown_format") from None


@contextmanager
def _opened(path: Path) -> Iterator[tuple[str, Any]]:
    opening = _opening(path)
    if opening.startswith(b"PK"):
        with _zipped(path) as opened:
            yield opened
        return
    if opening.startswith(SEVEN_ZIP):
        raise ReadError("terrain.seven_zip")
    if opening.startswith(TIFF):
        driver = "GTiff"
    elif path.suffix.lower() == ".hgt":
        driver = "SRTMHGT"
    else:
        driver = "AAIGrid"
        check_ascii_grid(path)
    with _by_gdal(path, driver) as file:
        yield path.stem, file


def _opening(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except FileNotFoundError:
        raise ReadError("file.not_found") from None
    except IsADirectoryError:
        raise ReadError("file.is_folder") from None
    except (OSError, ValueError):
        raise ReadError("file.unreadable") from None


@contextmanager
def _zipped(path: Path) -> Iterator[tuple[str, Any]]:
    """The only .hgt of an archive, expanded in memory."""
    if path.stat().st_size > MOST_ZIPPED_BYTES:
        megabytes = path.stat().st_size // 1_000_000
        limit = MOST_ZIPPED_BYTES // 1_000_000
        raise ReadError("file.too_big", megabytes=megabytes, limit=limit)
    members = open_zip(path.read_bytes(), Budget())
    tiles = [one for one in members if one.path.suffix.lower() == ".hgt"]
    if len(tiles) != 1 or not SRTM_NAME.fullmatch(tiles[0].path.stem):
        raise ReadError("terrain.not_one_hgt")
    name = tiles[0].path.name
    with MemoryFile(tiles[0].read(), filename=name) as memory, _by_gdal(memory, "SRTMHGT") as file:
        yield Path(name).stem, file


@contextmanager
def _by_gdal(place: Path | MemoryFile, driver: str) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        if isinstance(place, MemoryFile):
            file = place.open(driver=driver, **OPEN[driver])
        else:
            file = rasterio.open(place, driver=driver, **OPEN[driver])
        with file:
            yield file


def _frame(file: Any) -> Frame:
    """Where its cells lie. Raises ReadError where that is nowhere, or it is no grid of heights."""
    if file.count != 1 or np.dtype(file.dtypes[0]).kind not in "iuf":
        raise ReadError("terrain.not_heights", count=file.count)
    if file.width * file.height > MOST_CELLS or file.width > MOST_ACROSS:
        raise ReadError("terrain.too_big", limit=MOST_CELLS, across=MOST_ACROSS)
    try:
        frame = frame_of(file, str(file.crs) if file.crs else _told_by_numbers(file.bounds))
        if not file.transform.is_identity and frame.is_on_earth:
            return frame
    except (CRSError, ProjError, UnicodeError):
        pass
    raise ReadError("terrain.no_place")


def _told_by_numbers(bounds: Any) -> str:
    """The system of a grid that does not say it: degrees, or metres of Lambert-93 (IGN)."""
    left, bottom, right, top = bounds
    if max(abs(left), abs(right)) <= 360 and max(abs(bottom), abs(top)) <= 90.1:
        return WGS84
    if is_lambert93(left, bottom) and is_lambert93(right, top):
        return LAMBERT93
    raise ReadError("terrain.no_place")


def _strips(file: Any) -> Iterator[Strip]:
    """The heights, from the first row on; NaN where void, or where no place on Earth is so high."""
    scale, offset = file.scales[0], file.offsets[0]
    for top in range(0, file.height, STRIP_ROWS):
        window = Window(0, top, file.width, min(STRIP_ROWS, file.height - top))
        try:
            found = file.read(1, window=window, masked=True)
        except RasterioError:
            raise ReadError("terrain.damaged") from None
        strip = np.ma.filled(found.astype(np.float32), np.nan) * np.float32(scale)
        strip += np.float32(offset)
        strip[(strip < LOWEST_HEIGHT_M) | (strip > HIGHEST_HEIGHT_M)] = np.nan
        yield strip
