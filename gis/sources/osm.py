"""An extract of OpenStreetMap (.osm.pbf), read into the ways that somebody may follow."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from numpy.typing import NDArray

from gis.errors import ReadError
from gis.ways import KEYS, Factors, factors

NODE_INDEX = "sparse_mmap_array"
"""16 bytes for each node of the file, while it is read."""
HEADER = b"\x0a\x09OSMHeader"
"""What a PBF begins with, after the four bytes that say how long it is."""
DEGREE = 1e7
"""The units of a degree in which OpenStreetMap keeps places."""

Watch = Callable[[Iterable[Any], int | None], Iterable[Any]]


@dataclass(frozen=True, eq=False)
class Ways:
    """Ways one after the other: every place where a way passes, shape (n,) each.

    `node` is the id in OpenStreetMap, `lon`, `lat` degrees WGS 84; `way` numbers the ways from 0
    in order, and `kind` (by way) finds what they count in `kinds`.
    """

    node: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    way: NDArray[np.int32]
    kind: NDArray[np.int32]
    kinds: tuple[Factors, ...]


def read_ways(path: Path, watch: Watch = lambda ways, total: ways) -> Ways:
    """The ways of a file that anybody may follow; `watch` sees them pass.

    Ways are cut where the file lacks a node. Raises ReadError when it is no PBF, damaged or
    without ways.
    """
    _refuse_other_files(path)
    found = _Found()
    try:
        for way in watch(_tagged(path), None):
            found.add(way)
    except (RuntimeError, ValueError, OverflowError, MemoryError):
        raise ReadError("osm.damaged") from None
    if not found.nodes:
        raise ReadError("osm.no_ways")
    return found.ways()


def _refuse_other_files(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(4 + len(HEADER))[4:] != HEADER:
            raise ReadError("osm.not_pbf")


def _tagged(path: Path) -> Iterator[Any]:
    """The ways that lead somebody, with the places of their nodes."""
    file = osmium.io.File(str(path), "pbf")
    processor = osmium.FileProcessor(file, osmium.osm.NODE | osmium.osm.WAY)
    yield from (
        processor.with_locations(NODE_INDEX)
        .with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        .with_filter(osmium.filter.KeyFilter(*KEYS))
    )


class _Found:
    """Ways while they are read: plain numbers, since a région has ten million places."""

    def __init__(self) -> None:
        self.nodes, self._x, self._y = array("q"), array("i"), array("i")
        self._lengths, self._kind = array("i"), array("i")
        self._kinds: dict[Factors, int] = {}

    def add(self, way: Any) -> None:
        """Keeps a way, unless it is shut to all."""
        kind = factors(dict(way.tags))
        if not any(kind):
            return
        stretch: list[Any] = []
        for node in way.nodes:
            if node.location.valid():
                if not stretch or stretch[-1].ref != node.ref:
                    stretch.append(node)
            else:
                self._keep(stretch, kind)
                stretch = []
        self._keep(stretch, kind)

    def _keep(self, stretch: list[Any], kind: Factors) -> None:
        if len(stretch) < 2:
            return
        self.nodes.extend([node.ref for node in stretch])
        self._x.extend([node.x for node in stretch])
        self._y.extend([node.y for node in stretch])
        self._lengths.append(len(stretch))
        self._kind.append(self._kinds.setdefault(kind, len(self._kinds)))

    def ways(self) -> Ways:
        """What was kept."""
        lengths = np.asarray(self._lengths)
        return Ways(
            node=np.asarray(self.nodes),
            lon=np.asarray(self._x) / DEGREE,
            lat=np.asarray(self._y) / DEGREE,
            way=np.repeat(np.arange(len(lengths), dtype=np.int32), lengths),
            kind=np.asarray(self._kind),
            kinds=tuple(self._kinds),
        )
