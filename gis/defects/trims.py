"""Trims: what a second recording may lose because the first one has it."""

from typing import Final

import numpy as np

from gis.defects.repeats import Repeat
from gis.defects.walk import Vertices, Walk

JOINED_M: Final = 40.0
"""What is left of the second recording begins at most this far from the end of the first."""


def trims(walk: Walk, repeat: Repeat) -> Vertices:
    """The vertices of a piece's beginning that double the end of the piece before.

    The whole piece where it doubles another one throughout; none where trimming would not be
    sound.
    """
    slack_m = 1.5 * repeat.step_m
    number = int(np.searchsorted(walk.at_m[walk.starts], repeat.from_m + slack_m)) - 1
    start, end = walk.starts[number], walk.ends[number]
    first = int(np.searchsorted(walk.at_m[walk.starts], repeat.first_from_m + slack_m)) - 1
    if number < 1 or first >= number or repeat.from_m - walk.at_m[start] > slack_m:
        return np.zeros(0, dtype=np.intp)
    if repeat.to_m >= walk.at_m[end] - slack_m:
        return np.arange(start, end + 1)
    before = walk.ends[number - 1]
    if abs(repeat.first_to_m - walk.at_m[before]) > slack_m:
        return np.zeros(0, dtype=np.intp)
    doubled = np.arange(start, np.searchsorted(walk.at_m, repeat.to_m + 2 * slack_m))
    doubled = doubled[doubled <= end]
    away_m = np.hypot(*(walk.places_m[doubled] - walk.places_m[before]).T)
    nearest = int(doubled[np.argmin(away_m)])
    if away_m.min() > JOINED_M or nearest >= end - 1:
        return np.zeros(0, dtype=np.intp)
    return np.arange(start, nearest + 1)
