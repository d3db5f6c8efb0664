"""Terrain models in `var/terrain`: a folder for each, its tiles in it; the demonstration's too."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from app.config import Settings
from gis.errors import GisError, ReadError
from gis.measure import Bounds
from gis.terrain.frame import Frame
from gis.terrain.lattice import Lattice, lattices
from gis.terrain.relief import relief_through
from gis.terrain.sources import open_source
from gis.terrain.tile import Tile, Watch, read_tile, write_tile

DEMO_MODEL = "demonstration"
DEMO_CELL_DEG = 0.01
"""About a kilometre: enough to see hills, far too coarse to trust a climb."""
LONGEST_NAME = 80
BY_IGN = re.compile(r"(?P<product>.+?)(_\d+M)?_[A-Z]{3}_\d{4}_\d{4}(_.*)?")
BY_NASA = re.compile(r"[NS]\d{2}[EW]\d{3}(\..*)?", re.IGNORECASE)
SRTM_SECOND_M = 30
"""An arc second, as the names of SRTM models count it."""


@dataclass(frozen=True)
class KeptTile:
    """A tile that was imported, and the share of it that is void, 0 to 1."""

    tile: Tile
    void: float


@dataclass(frozen=True)
class Model:
    """A terrain model that is there, and how far it reaches, in degrees."""

    name: str
    tiles: tuple[Tile, ...]

    @property
    def cell_m(self) -> float:
        """Metres between two heights, of its finest tile."""
        return min(tile.frame.cell_m for tile in self.tiles)

    @property
    def area_km2(self) -> float:
        """What its tiles cover."""
        return sum(tile.frame.area_km2 for tile in self.tiles)

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north."""
        corners = np.array([tile.frame.bounds for tile in self.tiles])
        west, south = corners[:, :2].min(axis=0)
        east, north = corners[:, 2:].max(axis=0)
        return (float(west), float(south), float(east), float(north))


def terrain_folder(settings: Settings) -> Path:
    """Where terrain models are kept."""
    return settings.var / "terrain"


def tile_paths(settings: Settings) -> list[Path]:
    """The files of all models, by name."""
    return sorted(terrain_folder(settings).glob("*/*.tif"))


def tile_at(path: Path) -> Tile:
    """The tile that a file holds. Raises ReadError for a broken one."""
    state = path.stat()
    return _tile(path, state.st_mtime_ns, state.st_size)


def models(settings: Settings) -> list[Model]:
    """The models there are, by name, of the tiles that can be read."""
    by_model = groupby(_tiles(settings), key=lambda tile: tile.model)
    return [Model(name, tuple(tiles)) for name, tiles in by_model]


def terrain(settings: Settings) -> tuple[Lattice, ...]:
    """What knows heights here, the finest first."""
    return _lattices(tuple(_tiles(settings)))


def import_tile(settings: Settings, file: Path, model: str, watch: Watch) -> KeptTile:
    """Keeps the grid of a file as a tile of a model, in the place of one of the same name.

    Without a name for the model, the file's tells it. Raises ReadError, and then keeps nothing.
    """
    with open_source(file) as source:
        stem = os.fsencode(source.name).decode("utf-8", "replace")
        model = _fit(model or model_told(stem, source.grid.frame))
        path = terrain_folder(settings) / model / f"{_fit(stem)}.tif"
        void = write_tile(path, source.grid, watch)
    return KeptTile(tile_at(path), void)


def remove_model(settings: Settings, name: str) -> int:
    """Removes a model; gives how many tiles it had. Raises ReadError where there is none."""
    count = sum(path.parent.name == name for path in tile_paths(settings))
    if not count:
        raise ReadError("terrain.no_model", name=name)
    shutil.rmtree(terrain_folder(settings) / name)
    return count


def model_told(stem: str, frame: Frame) -> str:
    """What to call the model that a file is part of: the tiles of a campaign bear one name."""
    if ign := BY_IGN.fullmatch(stem):
        return f"{ign['product']} {frame.cell_m:.0f} m"
    if BY_NASA.fullmatch(stem):
        return f"SRTM {abs(frame.transform[4]) * 3600 * SRTM_SECOND_M:.0f} m"
    return stem


def write_demo_terrain(settings: Settings, data: Path) -> Path:
    """Makes the demonstration's coarse model from the heights of its towns, unless it is there."""
    path = terrain_folder(settings) / DEMO_MODEL / f"{DEMO_MODEL}.tif"
    if not path.exists():
        facts: dict[str, Any] = json.loads((data / "demo" / "gers.json").read_text("utf-8"))
        towns = [(town["lon"], town["lat"], town["height_m"]) for town in facts["towns"].values()]
        relief = relief_through(np.array(towns), settings.departement.bounds, DEMO_CELL_DEG)
        write_tile(path, relief)
    return path


def _fit(name: str) -> str:
    """A name that a file can have. Raises ReadError."""
    if not name.isprintable() or "/" in name or name.startswith(".") or len(name) > LONGEST_NAME:
        raise ReadError("terrain.bad_name", name=name[:LONGEST_NAME], limit=LONGEST_NAME)
    return name


def _tiles(settings: Settings) -> Iterator[Tile]:
    """The tiles that can be read; `balise doctor` tells the others."""
    for path in tile_paths(settings):
        try:
            yield tile_at(path)
        except (GisError, FileNotFoundError):
            continue


@lru_cache(maxsize=20_000)
def _tile(path: Path, _mtime_ns: int, _size: int) -> Tile:
    return read_tile(path, path.parent.name)


@lru_cache(maxsize=2)
def _lattices(tiles: tuple[Tile, ...]) -> tuple[Lattice, ...]:
    return lattices(tiles)
