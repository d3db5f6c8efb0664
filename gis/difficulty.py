"""How hard a day's way is, from 1 (easy) to 5 (very hard), where nobody has said it."""

from bisect import bisect_right
from collections.abc import Mapping
from math import sqrt

from gis.effort import PACES, UNKNOWN_SURFACES, climb_h, flat_h
from gis.vocabulary import Practice, Surface

SHENANDOAH = (50.0, 100.0, 150.0, 200.0)
"""Where the ratings of Shenandoah National Park pass from easiest to very strenuous."""
EFFORT_H = (2.0, 3.5, 5.5, 8.0)
"""Hours of effort where one class ends and the next begins: this register's own."""
ON_FOOT = (Practice.WALKING, Practice.TRAIL)
_METRES_PER_FOOT = 0.3048
_METRES_PER_MILE = 1609.344


def difficulty(
    practice: Practice,
    length_m: float,
    ascent_m: float | None,
    surfaces_m: Mapping[Surface, float] = UNKNOWN_SURFACES,
) -> int | None:
    """1 to 5 for one day, or a stage; None where its climb counts and is unknown.

    On foot, the rating of Shenandoah National Park; as that says nothing of a long flat way,
    never less than the class of the hours that the length alone takes at a walker's pace.
    Otherwise the class of the hours of effort: the length, each surface at its speed, and the
    climb at its own, added whole (a duration counts only half of the lesser, see
    `gis/effort.py`). The hours that part the classes are EFFORT_H.
    """
    if ascent_m is None and PACES[practice].up_m_per_h:
        return None
    if practice in ON_FOOT:
        rated = 1 + bisect_right(SHENANDOAH, shenandoah_rating(length_m, ascent_m or 0.0))
        return max(rated, _class_of(flat_h(Practice.WALKING, length_m)))
    pace = PACES[practice]
    return _class_of(flat_h(practice, length_m, surfaces_m) + climb_h(pace, ascent_m, None))


def shenandoah_rating(length_m: float, ascent_m: float) -> float:
    """The square root of twice the feet climbed times the miles.

    US National Park Service, Shenandoah National Park, How to Determine Hiking Difficulty:
    less than 50 easiest, 50 moderate, 100 moderately strenuous, 150 strenuous, over 200 very
    strenuous.
    """
    return sqrt(2 * (ascent_m / _METRES_PER_FOOT) * (length_m / _METRES_PER_MILE))


def _class_of(hours: float) -> int:
    return 1 + bisect_right(EFFORT_H, hours)
