"""How a line ends: a loop, a there-and-back, or elsewhere."""

from shapely import MultiLineString, hausdorff_distance

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
    halves = cut(measured, 0, middle_m), cut(measured, middle_m, measured.length_m)
    out, back = (half.simplify(ASIDE_DEG / 10) for half in halves)
    is_same_path = hausdorff_distance(out, back, densify=0.1) <= ASIDE_DEG
    return Shape.OUT_AND_BACK if is_same_path else Shape.LOOP
