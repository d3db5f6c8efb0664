"""How a line ends: a loop, a there-and-back, or elsewhere."""

import shapely
from shapely import MultiLineString

from gis.along import along, cut
from gis.measure import WGS84
from gis.vocabulary import Shape

CLOSED_M = 150.0
"""A line whose ends are this near is closed: a car park's width and a receiver's error."""
ASIDE_DEG = 0.0005
"""Some 50 m: the way back this near to the way out is the same path."""


def shape_of(line: MultiLineString) -> Shape:
    """The shape of a line, judged by its two ends and by whether its halves coincide."""
    first, last = line.geoms[0].coords[0], line.geoms[-1].coords[-1]
    _, _, apart_m = WGS84.inv(first[0], first[1], last[0], last[1])
    if apart_m > CLOSED_M:
        return Shape.LINEAR
    measured = along(line)
    middle_m = measured.length_m / 2
    out, back = cut(measured, 0, middle_m), cut(measured, middle_m, measured.length_m)
    is_same_path = _is_near(out, back) and _is_near(back, out)
    return Shape.OUT_AND_BACK if is_same_path else Shape.LOOP


def _is_near(one: MultiLineString, other: MultiLineString) -> bool:
    """Whether all of a line lies within ASIDE_DEG of another."""
    shapely.prepare(other)
    spots = shapely.points(shapely.get_coordinates(shapely.segmentize(one, ASIDE_DEG)))
    return bool(shapely.dwithin(other, spots, ASIDE_DEG).all())
