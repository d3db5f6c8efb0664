"""Numbers as each language writes them: kilometres, metres, hours, dates."""

import re
from datetime import date

from flask_babel import format_date, format_decimal, get_locale

NO_BREAK_SPACE = "\u00a0"


def number(value: float, digits: int = 0) -> str:
    """A number with `digits` decimals at the most."""
    return format_decimal(value, format="#,##0" + ("." + "#" * digits if digits else ""))


def kilometres(length_m: float) -> str:
    """24,8 km; from 100 km on without decimals, below a kilometre in metres."""
    if length_m < 999.5:
        return metres(length_m)
    if length_m < 99_950:
        return hectometres(round(length_m / 100))
    return f"{number(round(length_m / 1000))}{NO_BREAK_SPACE}km"


def hectometres(length_hm: int) -> str:
    """142,6 km: kilometres that always have one decimal, for lengths that add up."""
    return f"{format_decimal(length_hm / 10, format='#,##0.0')}{NO_BREAK_SPACE}km"


def at_km(at_m: float) -> str:
    """km 37,2: a place along a route, always with one decimal."""
    return f"km{NO_BREAK_SPACE}{format_decimal(round(at_m / 100) / 10, format='#,##0.0')}"


def metres(value_m: float) -> str:
    """310 m."""
    return f"{number(round(value_m))}{NO_BREAK_SPACE}m"


def distance(length_m: float) -> str:
    """4 889 m, and from 10 km on kilometres: for gaps and the like."""
    return metres(length_m) if length_m < 10_000 else kilometres(length_m)


def duration(minutes: int) -> str:
    """6 h 30, or 45 min; the same in the three languages."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NO_BREAK_SPACE}min"
    return f"{hours}{NO_BREAK_SPACE}h" + (f"{NO_BREAK_SPACE}{rest:02}" if rest else "")


def long_date(day: date) -> str:
    """12 mai 2026."""
    return _with_first(day, format_date(day, format="long"))


def full_date(day: date) -> str:
    """mardi 12 mai 2026."""
    return _with_first(day, format_date(day, format="full"))


def _with_first(day: date, written: str) -> str:
    """In French, the first of a month is 1er."""
    is_first = day.day == 1 and str(get_locale()).startswith("fr")
    return re.sub(r"\b1(?= )", "1er", written, count=1) if is_first else written


def shown(name: str, value: object) -> str:
    """A message's value: its name tells the unit (`…_m`), other numbers stand as numbers."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return distance(value) if name.endswith("_m") else number(value, digits=6)
    return str(value)


FILTERS = {
    "at_km": at_km,
    "hectometres": hectometres,
    "kilometres": kilometres,
    "metres": metres,
    "duration": duration,
    "full_date": full_date,
    "long_date": long_date,
    "number": number,
}
