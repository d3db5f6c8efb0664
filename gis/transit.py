"""Coaches and trains: days of service, times of the clock, and what a page says of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gis.vocabulary import TransitMode

DAY_S = 86_400


@dataclass(frozen=True)
class Calendar:
    """On which days trips run: `weekdays` has a bit for each, Monday's the lowest.

    A day in `added` runs, one in `removed` does not, whatever the week says.
    """

    weekdays: int
    starts_on: date
    ends_on: date
    added: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Time:
    """A time of a day of service, in seconds since its noon minus twelve hours.

    From 86 400 on it belongs to the night that follows.
    """

    at_s: int

    @property
    def clock(self) -> str:
        """The time that a clock shows, as timetables print it."""
        return clock(self.at_s)

    @property
    def is_next_day(self) -> bool:
        """Whether midnight has passed."""
        return self.at_s >= DAY_S


@dataclass(frozen=True)
class LineSheet:
    """A line of coaches or trains; one without a number goes by its name."""

    number: str
    name: str
    mode: TransitMode
    operator: str = ""


@dataclass(frozen=True)
class Direction:
    """The departures of one day, from one stop, of one line towards one terminus."""

    line: LineSheet
    headsign: str
    departures: tuple[Time, ...]
    takes_bikes: bool = False


@dataclass(frozen=True)
class StopSheet:
    """A stop, or a station with all its platforms: metres from a place as the crow flies.

    `lines` are those that call there on the day that was asked for or later; `directions` are
    those of that day; where it has none, `next_day` is the next day that has, None when no such
    day is known.
    """

    name: str
    mode: TransitMode
    distance_m: float
    lines: tuple[LineSheet, ...] = ()
    directions: tuple[Direction, ...] = ()
    next_day: date | None = None


@dataclass(frozen=True)
class EndAccess:
    """How to reach one end of a route: stops nearby, nearest first, and the nearest station.

    `stop_ids` are all the stops within reach, more than are shown.
    """

    stops: tuple[StopSheet, ...]
    station: StopSheet | None
    stop_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class DirectTrip:
    """A trip without a change from one place to another."""

    line: LineSheet
    from_name: str
    to_name: str
    departs: Time
    arrives: Time


@dataclass(frozen=True)
class FeedSheet:
    """A timetable: whose, from which day to which, and when it was taken."""

    name: str
    starts_on: date
    ends_on: date
    imported_at: datetime
    is_demo: bool


def by_number(line: LineSheet) -> tuple[int, str, str]:
    """Sorts lines as people count: 9 before 10, and those without a number first, by name."""
    return len(line.number), line.number, line.name


def runs_on(calendar: Calendar, day: date) -> bool:
    """Whether trips of `calendar` run on `day`."""
    if day in calendar.added or day in calendar.removed:
        return day in calendar.added
    is_within = calendar.starts_on <= day <= calendar.ends_on
    return is_within and bool(calendar.weekdays >> day.weekday() & 1)


def first_day(calendar: Calendar) -> date | None:
    """The first day that trips run; None where they never do."""
    return _first_from(calendar, date.min)


def last_day(calendar: Calendar) -> date | None:
    """The last day that trips run; None where they never do."""
    week = _from(calendar, calendar.ends_on, -1)
    return max((*calendar.added, *week), default=None)


def runs_from(calendar: Calendar, day: date) -> bool:
    """Whether trips of `calendar` run on `day` or later."""
    return _first_from(calendar, day) is not None


def next_service(calendars: Sequence[Calendar], after: date) -> date | None:
    """The first day later than `after` on which any of `calendars` runs."""
    since = after + timedelta(days=1)
    found = (_first_from(calendar, since) for calendar in calendars)
    return min((day for day in found if day), default=None)


def repeated(departure_s: int, first_s: int, headways: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """When a trip leaves a stop: once, or all day long where it repeats.

    `first_s` is when the trip as written leaves its first stop; `headways` are (from, to,
    every) for departures from there, `to` left out. All in seconds.
    """
    if not headways:
        return (departure_s,)
    starts = (start for since, until, every in headways for start in range(since, until, every))
    return tuple(start + departure_s - first_s for start in starts)


def departures_on(calendar: Calendar, day: date, times: Sequence[int]) -> list[int]:
    """When trips whose day of service has `times` leave on `day`, or in the night after it.

    Seconds as in `Time`. A time after midnight is told in the night that ends its day of
    service, and on the day when a clock shows it.
    """
    found = [at_s for at_s in times if at_s < 2 * DAY_S] if runs_on(calendar, day) else []
    return found + [
        at_s % DAY_S
        for at_s in times
        if at_s >= DAY_S and runs_on(calendar, day - timedelta(days=at_s // DAY_S))
    ]


def clock(at_s: int) -> str:
    """Seconds since midnight as a clock shows them, whatever the day.

    >>> clock(61_500), clock(90_600)
    ('17:05', '01:10')
    """
    hours, seconds = divmod(at_s % DAY_S, 3600)
    return f"{hours:02}:{seconds // 60:02}"


def _first_from(calendar: Calendar, since: date) -> date | None:
    """The first day, `since` or later, that trips run; None where there is none."""
    added = (day for day in calendar.added if day >= since)
    week = _from(calendar, max(calendar.starts_on, since), 1)
    return min((*added, *week), default=None)


def _from(calendar: Calendar, day: date, step: int) -> tuple[date, ...]:
    """The nearest day, going on from `day`, that the calendar's week serves, if any."""
    while calendar.weekdays and calendar.starts_on <= day <= calendar.ends_on:
        if runs_on(calendar, day):
            return (day,)
        day += timedelta(days=step)
    return ()
