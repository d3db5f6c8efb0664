"""Heights that a file gives and no place has, made unknown."""

import numpy as np
from numpy.typing import NDArray

from gis.findings import Finding
from gis.formats.track import Vertices
from gis.readers.raw_points import HIGHEST_HEIGHT_M, LOWEST_HEIGHT_M, counted


def settle_heights(
    vertices: Vertices, owner: NDArray[np.intp], count: int
) -> dict[int, list[Finding]]:
    """Impossible heights, and those all zero, become NaN in place; what to say of which owner.

    `owner` numbers the line that each vertex is of, below `count`.
    """
    heights = vertices[:, 2]
    known = ~np.isnan(heights)
    possible = (heights >= LOWEST_HEIGHT_M) & (heights <= HIGHEST_HEIGHT_M)
    heights[~possible] = np.nan
    implausible = np.bincount(owner[known & ~possible], minlength=count)
    kept = np.bincount(owner[possible], minlength=count)
    zero = np.bincount(owner[heights == 0], minlength=count)
    all_zero = (kept > 0) & (zero == kept)
    heights[all_zero[owner]] = np.nan
    said: dict[int, list[Finding]] = {}
    for key, numbers in (
        ("heights.implausible", implausible),
        ("heights.all_zero", np.where(all_zero, kept, 0)),
    ):
        for index in np.flatnonzero(numbers).tolist():
            said.setdefault(index, []).append(counted(key, numbers[index]))
    return said
