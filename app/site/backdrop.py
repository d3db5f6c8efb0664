"""The territory under a drawn map, as paths."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.backdrop import backdrop_path, read_backdrop
from app.config import Settings
from app.site.drawing import Frame


@dataclass(frozen=True)
class BackdropPaths:
    """The `d` of the outline and of the rivers; empty where no file is there."""

    outline: str
    rivers: str


def backdrop_paths(settings: Settings, frame: Frame) -> BackdropPaths:
    """The territory drawn in a frame."""
    return _paths(backdrop_path(settings), frame)


@lru_cache(maxsize=64)
def _paths(path: Path, frame: Frame) -> BackdropPaths:
    """Kept: most lists show the whole territory."""
    backdrop = read_backdrop(path)
    return BackdropPaths(frame.path(backdrop.outline), frame.path(backdrop.rivers))
