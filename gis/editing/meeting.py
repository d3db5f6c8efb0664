"""What of a line meets a box, with the line's own vertices."""

import numpy as np
import shapely
from shapely import MultiLineString

from gis.along import Floats
from gis.measure import Bounds


def runs_meeting(line: MultiLineString, box: Bounds) -> list[Floats]:
    """The runs of segments that come into a box, as vertices of shape (n, 2) or (n, 3).

    `box` is west, south, east, north in degrees. A segment counts when the box around it meets
    the other; none is cut.
    """
    west, south, east, north = box
    vertices, piece = shapely.get_coordinates(
        shapely.get_parts(line), include_z=line.has_z, return_index=True
    )
    low, high = (which(vertices[:-1, :2], vertices[1:, :2]) for which in (np.minimum, np.maximum))
    meets = (high >= (west, south)).all(axis=1) & (low <= (east, north)).all(axis=1)
    meets &= piece[1:] == piece[:-1]
    borders = np.flatnonzero(np.diff(np.concatenate(([False], meets, [False])).astype(np.int8)))
    return [vertices[start : end + 1] for start, end in borders.reshape(-1, 2)]
