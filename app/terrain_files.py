"""Terrain models that lie in `var/terrain`, as ESRI ASCII grids; the demonstration's among them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from app.config import Settings
from gis.terrain import Terrain, read_asc, terrain_through, write_asc

DEMO_CELL_DEG = 0.01
"""About a kilometre: enough to see hills, far too coarse to trust a climb."""


def terrain_folder(settings: Settings) -> Path:
    """Where terrain models are put."""
    return settings.var / "terrain"


def terrain_files(settings: Settings) -> list[Path]:
    """The models there are, by name."""
    return sorted(terrain_folder(settings).glob("*.asc"))


def terrains(settings: Settings) -> Iterator[tuple[str, Terrain]]:
    """Each model with its name, read as it is asked for. Raises ReadError for a broken one."""
    for path in terrain_files(settings):
        yield path.stem, read_asc(path.read_bytes())


def write_demo_terrain(settings: Settings, data: Path) -> Path:
    """Makes the demonstration's coarse model from the heights of its towns, unless it is there."""
    path = terrain_folder(settings) / "demonstration.asc"
    if not path.exists():
        facts: dict[str, Any] = json.loads((data / "demo" / "gers.json").read_text("utf-8"))
        towns = [(town["lon"], town["lat"], town["height_m"]) for town in facts["towns"].values()]
        relief = terrain_through(np.array(towns), settings.departement.bounds, DEMO_CELL_DEG)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_bytes(write_asc(relief))
        beside.rename(path)
    return path
