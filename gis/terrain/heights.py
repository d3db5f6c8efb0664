"""Heights of the ground, asked of one source after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from gis.errors import GisError

Floats = NDArray[np.float64]
DECIMALS = 1
"""Heights are told to the decimetre."""


class HeightsError(GisError):
    """A source that may well know a height does not answer."""


@dataclass(frozen=True, eq=False)
class Heights:
    """Metres above the sea at each point, NaN where unknown; `models` are those that knew some."""

    metres: Floats
    models: tuple[str, ...] = ()


class HeightSource(Protocol):
    """What may know heights."""

    def heights(self, lon: Floats, lat: Floats) -> Heights:
        """Those at points in degrees WGS 84. Raises HeightsError."""


def heights_at(sources: Sequence[HeightSource], lon: Floats, lat: Floats) -> Heights:
    """Heights to the decimetre: each source is asked for what those before it do not know.

    `lon` and `lat` are degrees WGS 84, shape (n,). Raises HeightsError.
    """
    metres = np.full(len(lon), np.nan)
    models: dict[str, None] = {}
    for source in sources:
        unknown = np.flatnonzero(np.isnan(metres))
        if not len(unknown):
            break
        found = source.heights(lon[unknown], lat[unknown])
        metres[unknown] = found.metres
        models |= dict.fromkeys(found.models)
    return Heights(metres.round(DECIMALS), tuple(models))
