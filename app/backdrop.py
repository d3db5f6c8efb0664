"""The territory under drawn routes: its outline and rivers, read once from the backdrop file."""

from functools import lru_cache
from pathlib import Path

import orjson

from app.config import ROOT, Settings
from gis.formats.route_file import Backdrop


def backdrop_of(settings: Settings) -> Backdrop:
    """The backdrop that the settings name."""
    return read_backdrop(backdrop_path(settings))


def backdrop_path(settings: Settings) -> Path:
    """Its file."""
    return ROOT / settings.departement.backdrop


@lru_cache(maxsize=4)
def read_backdrop(path: Path) -> Backdrop:
    """What a backdrop file holds; empty where there is no file."""
    try:
        features = orjson.loads(path.read_bytes())["features"]
    except FileNotFoundError:
        return Backdrop()
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
