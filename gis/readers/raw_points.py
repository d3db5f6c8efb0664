"""Points as a file spells them, and what numbers they make."""

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
import orjson
from numpy.typing import NDArray

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Vertices
from gis.lambert93 import is_lambert93
from gis.vocabulary import Severity

LONGEST_NUMBER = 100
LOWEST_HEIGHT_M = -500.0
HIGHEST_HEIGHT_M = 9000.0
_IN_NUMBERS = b"0123456789+-.eE,"


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
    plain = plain_numbers(",".join(texts).encode(errors="replace"), len(texts))
    if plain is not None:
        return plain
    return np.fromiter(map(number, texts), np.float64, len(texts))


def plain_numbers(listed: bytes, count: int) -> NDArray[np.float64] | None:
    """The `count` numbers of a text that lists them with commas, None unless JSON spells them so.

    Most files do, and orjson is the fastest to read them.
    """
    if len(listed) > (LONGEST_NUMBER + 1) * count or listed.translate(None, _IN_NUMBERS):
        return None
    with suppress(orjson.JSONDecodeError):
        values = orjson.loads(b"[%b]" % listed)
        if len(values) == count:
            return np.array(values, dtype=np.float64)
    return None


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


def vertices_of(raw: RawPoints) -> Vertices:
    """All points in order: NaN without a position, a height of -inf for one that is no number.

    When every position is evidently in metres of Lambert-93, they are kept as they are.
    Raises BadCoordinate (`coordinates.…`) for the first position that cannot be one.
    """
    vertices = np.full((len(raw.lats), 3), np.nan)
    vertices[:, 0], vertices[:, 1] = lons, lats = numbers(raw.lons), numbers(raw.lats)
    placed = (np.abs(lats) <= 90) & (np.abs(lons) <= 180)
    if not placed.all():
        rest = np.flatnonzero(~placed).tolist()
        astray = [at for at in rest if raw.lats[at].strip() and raw.lons[at].strip()]
        if astray and (placed.any() or not all_in_metres(lons[astray], lats[astray])):
            at = astray[0]
            raise bad_position(raw.lats[at], raw.lons[at], at)
        placed[astray] = True
        vertices[~placed, :2] = np.nan
    vertices[raw.height_at, 2] = heights(raw.heights)
    return vertices


def bad_position(lat: str, lon: str, index: int) -> BadCoordinate:
    """The refusal of a position that is none."""
    key, value = bad_coordinate(lat, lon) or ("coordinates.not_a_number", f"{lon} {lat}")
    return BadCoordinate(key, index, value=value.strip()[:40])


def all_in_metres(lons: NDArray[np.float64], lats: NDArray[np.float64]) -> bool:
    """Whether all of these are evidently metres of Lambert-93, with the axes in one order."""
    return bool(np.all(is_lambert93(lons, lats)) or np.all(is_lambert93(lats, lons)))


def heights(texts: Sequence[str]) -> NDArray[np.float64]:
    """The height in each text, NaN for an empty one, -inf for what is no number."""
    values = numbers(texts)
    for at in np.flatnonzero(np.isnan(values)).tolist():
        if texts[at].strip().lower() not in ("", "nan"):
            values[at] = -np.inf
    return values


def plausible_height(height_m: float) -> bool:
    """Whether a height can be one of this planet's; recorders write -9999 for "none"."""
    return LOWEST_HEIGHT_M <= height_m <= HIGHEST_HEIGHT_M


def counted(key: str, count: int, severity: Severity = Severity.NOTE) -> Finding:
    """A finding about the whole file that says how many."""
    return Finding(key, severity, values={"count": int(count)})
