"""A sketch: a line and its profile, small enough for a card in a list."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString

from gis.measure import metres_per_degree
from gis.profile import Profile
from gis.sheets import Sketch
from gis.thinning import thinned

VERTICES = 200
"""Over all pieces: as many as a drawing of 600 pixels can show."""
HEIGHTS = 160
DECIMALS = 5
FIRST_TOLERANCE_M = 5.0
COARSER = 1.3


def sketch(line: MultiLineString, profile: Profile | None) -> Sketch:
    """At most VERTICES vertices of a line, and HEIGHTS heights where they are known.

    Douglas and Peucker in a plane in metres at the middle of the line, ever coarser until
    few enough are left. Of very many pieces only the longest are kept.
    """
    pieces = shapely.force_2d(shapely.get_parts(line))
    _, south, _, north = shapely.total_bounds(pieces)
    scale = np.column_stack(metres_per_degree(np.array([(south + north) / 2])))
    metric = shapely.transform(pieces, lambda xy: xy * scale)
    drawn = _few(_longest(metric, VERTICES // 2))
    return Sketch(
        pieces=tuple(_rounded(piece, scale) for piece in drawn),
        heights_m=_heights(profile) if profile else (),
    )


def _longest(pieces: NDArray[np.object_], count: int) -> NDArray[np.object_]:
    order = np.argsort(-shapely.length(pieces), kind="stable")
    return pieces[np.sort(order[:count])]


def _few(pieces: NDArray[np.object_]) -> NDArray[np.object_]:
    tolerance_m = FIRST_TOLERANCE_M
    while shapely.get_num_coordinates(pieces).sum() > VERTICES:
        pieces = thinned(pieces, tolerance_m)
        tolerance_m *= COARSER
    return pieces


def _rounded(
    piece: shapely.LineString, scale: NDArray[np.float64]
) -> tuple[tuple[float, float], ...]:
    degrees = np.round(shapely.get_coordinates(piece) / scale, DECIMALS)
    return tuple((float(lon), float(lat)) for lon, lat in degrees)


def _heights(profile: Profile) -> tuple[int, ...]:
    evenly = np.linspace(0, profile.at_m[-1], HEIGHTS)
    return tuple(round(float(height)) for height in profile.heights_at(evenly))
