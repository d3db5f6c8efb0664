"""Lines drawn as ASCII grids: a picture places the letters, a path walks them.

    a--b
    |  |
    d--c

Every letter or digit of a picture is a point; a column is `cell_m` metres, a row twice that,
as letters are taller than wide. A path names the points in order, a blank starts a new piece.
"""

import shapely
from shapely import MultiLineString

WEST, NORTH = 0.37, 43.96
METRES_PER_LON_DEG, METRES_PER_LAT_DEG = 80_300.0, 111_100.0

Points = dict[str, tuple[float, float]]


def points(picture: str, cell_m: float = 100.0) -> Points:
    """(lon, lat) of every letter and digit of a picture."""
    return {
        character: (
            WEST + column * cell_m / METRES_PER_LON_DEG,
            NORTH - row * 2 * cell_m / METRES_PER_LAT_DEG,
        )
        for row, text in enumerate(picture.splitlines())
        for column, character in enumerate(text)
        if character.isalnum()
    }


def drawn(
    picture: str, path: str, cell_m: float = 100.0, every_m: float | None = None
) -> MultiLineString:
    """The line that a path walks; with `every_m`, vertices at most about so far apart."""
    where = points(picture, cell_m)
    line = MultiLineString([[where[name] for name in piece] for piece in path.split()])
    if every_m:
        pieces = shapely.segmentize(shapely.get_parts(line), every_m / METRES_PER_LAT_DEG)
        return MultiLineString(list(pieces))
    return line
