"""Small extracts of OpenStreetMap, drawn as ASCII grids (see tests/grid.py)."""

from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

from tests.grid import Points, points

Ways = list[tuple[str, dict[str, str]]]
"""The letters that a way passes, and its tags."""


def an_extract(folder: Path, picture: str | Points, ways: Ways, lacking: str = "") -> Path:
    """A file whose nodes are the letters of a picture, numbered as Unicode does, but for some."""
    where = points(picture) if isinstance(picture, str) else picture
    path = folder / "extract.osm.pbf"
    path.unlink(missing_ok=True)
    with osmium.SimpleWriter(str(path)) as writer:
        for letter, place in sorted(where.items()):
            if letter not in lacking:
                writer.add_node(Node(id=ord(letter), location=place))
        for number, (letters, tags) in enumerate(ways, start=1):
            writer.add_way(Way(id=number, nodes=[ord(letter) for letter in letters], tags=tags))
    return path


def named(where: Points, lon: float, lat: float) -> str:
    """The letter at a place; a dot where there is none."""
    return next(
        (letter for letter, (x, y) in where.items() if abs(x - lon) < 1e-6 and abs(y - lat) < 1e-6),
        ".",
    )
