"""What repairs keep of a line, vertex for vertex."""

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString

from gis.defects.walk import Numbers, Vertices, Walk
from gis.findings import Finding

Marks = NDArray[np.bool_]
"""One truth value for each vertex."""


def found_at(walk: Walk, vertices: Vertices, findings: Iterable[Finding]) -> Vertices:
    """Those of the vertices that findings are at."""
    places = {(one.at_m, one.lon, one.lat) for one in findings}
    spots = zip(
        walk.at_m[vertices].tolist(),
        walk.lons[vertices].tolist(),
        walk.lats[vertices].tolist(),
        strict=True,
    )
    return vertices[np.flatnonzero([spot in places for spot in spots])]


def marked(walk: Walk, some: Iterable[Vertices]) -> Marks:
    """True for these vertices."""
    marks = np.zeros(len(walk.piece), dtype=bool)
    for vertices in some:
        marks[vertices] = True
    return marks


def without(
    line: MultiLineString, walk: Walk, dropped: Marks, continued: Sequence[int] = ()
) -> MultiLineString:
    """The line without some vertices; `continued` pieces go on with the one before them.

    Pieces left with fewer than two vertices are dropped.
    """
    joins = np.isin(walk.piece[walk.starts], continued)
    piece = (walk.piece - np.cumsum(joins)[walk.piece])[~dropped]
    coords = shapely.get_coordinates(line, include_z=line.has_z)[~dropped]
    enough = np.bincount(piece, minlength=1)[piece] > 1
    return line_of(coords[enough], piece[enough])


def line_of(coords: Numbers, piece: Vertices) -> MultiLineString:
    """A line of vertices (n, 2) or (n, 3), each with the number of its piece, ascending."""
    _, numbers = np.unique(piece, return_inverse=True)
    pieces = np.asarray(shapely.linestrings(coords, indices=numbers))
    return MultiLineString(pieces.tolist())
