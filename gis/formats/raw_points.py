"""Points as a file spells them, and what numbers they make."""

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Vertices
from gis.lambert93 import is_lambert93
from gis.vocabulary import Severity

LONGEST_NUMBER = 100
LOWEST_HEIGHT_M = -500.0
HIGHEST_HEIGHT_M = 9000.0


@dataclass(slots=True)
class RawPoints:
    """Coordinates and heights as text, in file order.

    `height_at[i]` is the point that `heights[i]` belongs to; a piece begins at each of
    `starts`; a blank latitude or longitude means that the point has no position.
    """

    lats: list[str] = field(default_factory=list)
    lons: list[str] = field(default_factory=list)
    heights: list[str] = field(default_factory=list)
    height_at: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


class BadCoordinate(ReadError):
    """A coordinate that no line can have, with the point's `index` in its file's order."""

    def __init__(self, key: str, index: int, **values: object) -> None:
        super().__init__(key, **values)
        self.index = index


def numbers(texts: Sequence[str]) -> NDArray[np.float64]:
    """The number in each text, NaN where there is none (Python's own 1_000 is none)."""
    together = "".join(texts)
    reasonable = len(together) <= LONGEST_NUMBER * len(texts)
    if reasonable and together.isascii() and "_" not in together:
        with suppress(ValueError):
            return np.fromiter(map(float, texts), np.float64, len(texts))
    return np.fromiter(map(number, texts), np.float64, len(texts))


def number(text: str) -> float:
    """The number that a text spells in plain digits, NaN when it spells none."""
    if len(text) <= LONGEST_NUMBER and text.isascii() and "_" not in text:
        with suppress(ValueError):
            return float(text)
    return math.nan


def bad_coordinate(lat_text: str, lon_text: str) -> tuple[str, str] | None:
    """The message key and the text at fault of a position, None when it is a good one."""
    lat, lon = number(lat_text), number(lon_text)
    if abs(lat) <= 90 and abs(lon) <= 180:
        return None
    for text, value in ((lat_text, lat), (lon_text, lon)):
        if not math.isfinite(value):
            comma = text.count(",") == 1 and math.isfinite(number(text.replace(",", ".")))
            return f"coordinates.{'decimal_comma' if comma else 'not_a_number'}", text
    if is_lambert93(lon, lat) or is_lambert93(lat, lon):
        return "coordinates.in_metres", f"{lon_text} {lat_text}"
    return "coordinates.out_of_range", lat_text if abs(lat) > 90 else lon_text


def vertices_by_piece(raw: RawPoints) -> tuple[list[Vertices], list[Finding]]:
    """The placed points of each of `raw.starts`, however few, and what was set aside.

    Raises BadCoordinate (`coordinates.…`) for the first position that cannot be one.
    """
    count = len(raw.lats)
    lats, lons = numbers(raw.lats), numbers(raw.lons)
    placed = (np.abs(lats) <= 90) & (np.abs(lons) <= 180)
    for index in np.flatnonzero(~placed):
        lat, lon = raw.lats[index], raw.lons[index]
        if lat.strip() and lon.strip():
            key, value = bad_coordinate(lat, lon) or ("", "")
            raise BadCoordinate(key, int(index), value=value.strip()[:40])
    heights, findings = _heights(raw, count)
    vertices = np.column_stack((lons, lats, heights))
    without_position = count - int(placed.sum())
    if without_position:
        findings.append(counted("points.without_position", without_position, Severity.WARNING))
    return [
        vertices[start:end][placed[start:end]] for start, end in pairwise([*raw.starts, count])
    ], findings


def plausible_height(height_m: float) -> bool:
    """Whether a height can be one of this planet's; recorders write -9999 for "none"."""
    return LOWEST_HEIGHT_M <= height_m <= HIGHEST_HEIGHT_M


def _heights(raw: RawPoints, count: int) -> tuple[NDArray[np.float64], list[Finding]]:
    findings = []
    values = numbers(raw.heights)
    implausible = ~((values >= LOWEST_HEIGHT_M) & (values <= HIGHEST_HEIGHT_M))
    values[implausible] = np.nan
    said = sum(
        raw.heights[i].strip().lower() not in ("", "nan") for i in np.flatnonzero(implausible)
    )
    if said:
        findings.append(counted("heights.implausible", said))
    known = values[~np.isnan(values)]
    if known.size and not known.any():
        values[:] = np.nan
        findings.append(counted("heights.all_zero", known.size))
    heights = np.full(count, np.nan)
    heights[raw.height_at] = values
    return heights, findings


def counted(key: str, count: int, severity: Severity = Severity.NOTE) -> Finding:
    """A finding about the whole file that says how many."""
    return Finding(key, severity, values={"count": int(count)})
