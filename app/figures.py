"""Numbers as each language writes them: kilometres, metres, hours, dates."""

from datetime import date

from flask_babel import format_date, format_decimal

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"


def number(value: float, digits: int = 0) -> str:
    """A number with `digits` decimals at the most."""
    return format_decimal(value, format="#,##0" + ("." + "#" * digits if digits else ""))


def kilometres(length_m: float) -> str:
    """24,8 km; from 100 km on without decimals, below a kilometre in metres."""
    if length_m < 999.5:
        return metres(length_m)
    km = length_m / 1000
    digits = 1 if km < 99.95 else 0
    return f"{format_decimal(round(km, digits), format='#,##0.' + '0' * digits)}{NO_BREAK_SPACE}km"


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
    return str(format_date(day, format="long"))


def shown(name: str, value: object) -> str:
    """A message's value: its name tells the unit (`…_m`), other numbers stand as numbers."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return distance(value) if name.endswith("_m") else number(value, digits=6)
    return str(value)


FILTERS = {
    "kilometres": kilometres,
    "metres": metres,
    "duration": duration,
    "long_date": long_date,
    "number": number,
}
