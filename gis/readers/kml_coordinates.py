"""The positions that a KML file spells -> vertices."""

import re
from collections.abc import Sequence
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from gis.errors import ReadError
from gis.formats.track import Vertices
from gis.lambert93 import is_lambert93
from gis.readers.limits import MAX_POINTS
from gis.readers.raw_points import BadCoordinate, bad_position, heights, numbers, plain_numbers

_COMMA, _BLANK = b", "
_TOKEN = re.compile(r"[^\s,]+|[,\n]")


def vertices_in(texts: Sequence[str]) -> list[Vertices]:
    """The points of `coordinates` elements: `lon,lat[,height]`, with blanks between them.

    All at once: networks have ten thousand short ones. Blanks beside a comma are no separation.
    Raises as `vertices_of_each` does, with the index of the point in all texts, and
    `file.too_many_points` before all are split.

    >>> [points.tolist() for points in vertices_in(["0.58, 43.64, 150  0.59, 43.65, 151.5"])]
    [[[0.58, 43.64, 150.0], [0.59, 43.65, 151.5]]]
    """
    if sum(text.count(",") for text in texts) > 3 * MAX_POINTS:
        raise ReadError("file.too_many_points", limit=MAX_POINTS)
    tuples = _tuples(texts)
    vertices = _plain(list(chain.from_iterable(tuples)))
    if vertices is None or len(off_earth(vertices)):
        tuples = _tuples([",".join(part.strip() for part in text.split(",")) for text in texts])
        positions = [one.split(",", 3) for one in chain.from_iterable(tuples)]
        vertices = vertices_of_each(positions)
    ends = accumulate(map(len, tuples))
    return [vertices[end - len(one) : end] for one, end in zip(tuples, ends, strict=True)]


def _tuples(texts: Sequence[str]) -> list[list[str]]:
    tuples = [text.split(None, MAX_POINTS) for text in texts]
    if sum(map(len, tuples)) > MAX_POINTS:
        raise ReadError("file.too_many_points", limit=MAX_POINTS)
    return tuples


def _plain(tuples: list[str]) -> Vertices | None:
    """The vertices of tuples that all have two numbers, or all three, spelled plainly."""
    width = tuples[0].count(",") + 1 if tuples else 0
    listed = " ".join(tuples).encode(errors="replace")
    letters = np.frombuffer(listed + b" ", np.uint8)
    separators = letters[(letters == _COMMA) | (letters == _BLANK)]
    if width not in (2, 3) or len(separators) != width * len(tuples):
        return None
    if (separators[width - 1 :: width] != _BLANK).any():
        return None
    numbers_listed = plain_numbers(listed.replace(b" ", b","), width * len(tuples))
    if numbers_listed is None:
        return None
    vertices = np.full((len(tuples), 3), np.nan)
    vertices[:, :width] = numbers_listed.reshape(-1, width)
    return vertices


def vertices_of_each(positions: Sequence[Sequence[str]]) -> Vertices:
    """The vertex of each longitude, latitude and perhaps height: NaN where there is none.

    A height that is no number is -inf; metres of Lambert-93 are let through. Raises
    BadCoordinate, with its index here, and `coordinates.not_a_position` for too few or many.
    """
    if {len(one) for one in positions} == {3}:
        lons, lats, tops = zip(*positions, strict=True)
    else:
        for index, one in enumerate(positions):
            if len(one) not in (0, 2, 3):
                value = ", ".join(one)[:40]
                raise BadCoordinate("coordinates.not_a_position", index, value=value)
        lons, lats, tops = (
            tuple((*one, "", "", "")[axis] for one in positions) for axis in range(3)
        )
    vertices = np.column_stack((numbers(lons), numbers(lats), heights(tops)))
    for index in off_earth(vertices).tolist():
        lon, lat = lons[index], lats[index]
        if not (lon.strip() and lat.strip()):
            vertices[index] = np.nan
        elif not _is_in_metres(*vertices[index, :2]):
            raise bad_position(lat, lon, index)
    return vertices


def off_earth(vertices: Vertices) -> NDArray[np.intp]:
    """The numbers of those that have no longitude and latitude in degrees."""
    return np.flatnonzero(~((np.abs(vertices[:, 0]) <= 180) & (np.abs(vertices[:, 1]) <= 90)))


def _is_in_metres(x: float, y: float) -> bool:
    return bool(is_lambert93(x, y) or is_lambert93(y, x))


def lines_before(text: str, rank: int) -> int:
    """How many line ends stand in the text before its position number `rank`."""
    begun, line_ends, after_comma = -1, 0, False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == "\n":
            line_ends += 1
        elif token == ",":
            after_comma = True
        else:
            begun += not after_comma
            after_comma = False
            if begun == rank:
                break
    return line_ends
