"""The profile of a line as the page draws it."""

from dataclasses import dataclass

import numpy as np
from shapely import MultiLineString

from gis.along import along
from gis.profile import profile

WIDTH, HEIGHT = 320, 72
LEAST_SPAN_M = 240.0
"""Flat country stays flat."""


@dataclass(frozen=True)
class Skyline:
    """An SVG path in a box of WIDTH × HEIGHT, and the heights of its lowest and highest point."""

    path: str
    lowest: str
    highest: str

    @property
    def ground(self) -> str:
        """What lies below the path, to be filled."""
        return f"{self.path}V{HEIGHT}H0Z"


def skyline(line: MultiLineString) -> Skyline | None:
    """The smoothed heights of a line, two pixels apart; None where they are unknown."""
    heights = profile(along(line))
    if heights is None:
        return None
    x = np.arange(0, WIDTH + 1, 2)
    height_m = heights.heights_at(x / WIDTH * heights.at_m[-1])
    span_m = max(heights.highest_m - heights.lowest_m, LEAST_SPAN_M)
    # An eighth of the box stays under the valleys.
    y = HEIGHT - HEIGHT / 8 - (height_m - heights.lowest_m) / span_m * (HEIGHT * 7 / 8 - 2)
    points = (f"{at} {up:.1f}" for at, up in zip(x.tolist(), y.tolist(), strict=True))
    return Skyline("M" + "L".join(points), _metres(heights.lowest_m), _metres(heights.highest_m))


def _metres(height_m: float) -> str:
    """1 234 m, with spaces that do not break: right in every language."""
    return f"{height_m:,.0f}\u00a0m".replace(",", "\u202f")
