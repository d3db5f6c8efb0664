"""The territory under a drawn map: its outline and rivers, read once from the backdrop file."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

from app.config import ROOT, Settings
from app.site.drawing import Frame, Pieces


@dataclass(frozen=True)
class Backdrop:
    """Rings of the outline, and rivers of the first ranks, as pieces of (lon, lat)."""

    outline: Pieces
    rivers: Pieces


@lru_cache(maxsize=4)
def _read(path: Path) -> Backdrop:
    try:
        features = orjson.loads(path.read_bytes())["features"]
    except FileNotFoundError:
        return Backdrop((), ())
    found: dict[str, list[list[list[float]]]] = {"departement": [], "river": []}
    for feature in features:
        kind = feature["properties"].get("kind")
        if kind in found:
            found[kind] += _pieces(feature["geometry"])
    return Backdrop(tuple(found["departement"]), tuple(found["river"]))


def _pieces(geometry: dict[str, object]) -> list[list[list[float]]]:
    nested = geometry["coordinates"]
    depth = {"LineString": 1, "MultiLineString": 0, "Polygon": 0}.get(str(geometry["type"]), -1)
    if depth == 1:
        return [nested]  # type: ignore[list-item]
    if depth == 0:
        return list(nested)  # type: ignore[call-overload]
    return [ring for polygon in nested for ring in polygon]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class BackdropPaths:
    """The `d` of the outline and of the rivers; empty where no file is there."""

    outline: str
    rivers: str


def backdrop_paths(settings: Settings, frame: Frame) -> BackdropPaths:
    """The territory drawn in a frame."""
    backdrop = _read(ROOT / settings.departement.backdrop)
    return BackdropPaths(frame.path(backdrop.outline), frame.path(backdrop.rivers))
