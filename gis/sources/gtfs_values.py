"""The values of GTFS tables: days, times, modes, coordinates."""

import math
import re
from datetime import date

from gis.vocabulary import TransitMode

_TIME = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)", re.ASCII)
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_MODES = {
    0: TransitMode.TRAM,
    1: TransitMode.TRAM,
    2: TransitMode.TRAIN,
    3: TransitMode.COACH,
    4: TransitMode.FERRY,
    5: TransitMode.TRAM,
    6: TransitMode.TRAM,
    7: TransitMode.TRAM,
    11: TransitMode.COACH,
    12: TransitMode.TRAM,
}
_HUNDREDS: dict[int, TransitMode | None] = {
    1: TransitMode.TRAIN,
    2: TransitMode.COACH,
    3: TransitMode.TRAIN,
    4: TransitMode.TRAM,
    5: TransitMode.TRAM,
    6: TransitMode.TRAM,
    7: TransitMode.COACH,
    8: TransitMode.COACH,
    9: TransitMode.TRAM,
    10: TransitMode.FERRY,
    11: None,
    12: TransitMode.FERRY,
    13: TransitMode.TRAM,
    14: TransitMode.TRAM,
    15: TransitMode.COACH,
    16: None,
    17: None,
}
EARLIEST_YEAR, LATEST_YEAR = 1970, 2199


def seconds(text: str) -> int:
    """H:MM:SS in seconds since noon minus twelve hours; hours go beyond 24. Raises ValueError.

    >>> seconds("25:10:00")
    90600
    """
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(text)
    hours, minutes, rest = map(int, found.groups())
    return hours * 3600 + minutes * 60 + rest


def day(text: str) -> date:
    """YYYYMMDD, from 1970 to 2199. Raises ValueError."""
    found = _DAY.fullmatch(text)
    if found is None or not EARLIEST_YEAR <= int(found[1]) <= LATEST_YEAR:
        raise ValueError(text)
    return date(*map(int, found.groups()))


def mode(text: str) -> TransitMode | None:
    """What a `route_type` runs, Google's extended types included. Raises ValueError or KeyError.

    Metros, cable cars and funiculars count as trams: they start where towns are. The hundreds
    are those of the Hierarchical Vehicle Type, so 106 (regional rail) is a train. None for
    planes, hired cars and miscellanea (horse carriages), which are none of our modes.
    """
    code = int(text)
    return _MODES[code] if code < 100 else _HUNDREDS[code // 100]


def degrees(limit: float, text: str) -> float:
    """A coordinate between -limit and limit. Raises ValueError."""
    value = float(text)
    if not math.isfinite(value) or abs(value) > limit:
        raise ValueError(text)
    return value


def rank(text: str) -> int:
    """A `stop_sequence`, zero or more. Raises ValueError."""
    return count(text, least=0)


def headway(text: str) -> int:
    """Seconds between two runs of a trip, half a minute at the least. Raises ValueError."""
    return count(text, least=30)


def count(text: str, least: int) -> int:
    """A whole number from `least` to what four bytes hold. Raises ValueError."""
    value = int(text)
    if not least <= value < 2**31:
        raise ValueError(text)
    return value
