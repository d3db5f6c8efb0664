"""Coaches and trains: days of service, times of the clock, and what a page says of them."""

from collections.abc import Iterable, Sequence
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

    `lines` are all those that call there, on whatever day; `directions` are those of the day
    that was asked for; where it has none, `next_day` is the next day that has, None when no
    such day is known.
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
    week = _from(calendar, calendar.starts_on, 1)
    return min((*calendar.added, *week), default=None)


def last_day(calendar: Calendar) -> date | None:
    """The last day that trips run; None where they never do."""
    week = _from(calendar, calendar.ends_on, -1)
    return max((*calendar.added, *week), default=None)


def next_service(calendars: Sequence[Calendar], after: date) -> date | None:
    """The first day later than `after` on which any of `calendars` runs."""
    last = max((day for calendar in calendars if (day := last_day(calendar))), default=after)
    days = (after + timedelta(days=number) for number in range(1, (last - after).days + 1))
    return next((day for day in days if any(runs_on(one, day) for one in calendars)), None)


def repeated(departure_s: int, first_s: int, headways: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """When a trip leaves a stop: once, or all day long where it repeats.

    `first_s` is when the trip as written leaves its first stop; `headways` are (from, to,
    every) for departures from there, `to` left out. All in seconds.
    """
    starts = [start for since, until, every in headways for start in range(since, until, every)]
    return tuple(start + departure_s - first_s for start in starts or [first_s])


def clock(at_s: int) -> str:
    """Seconds since midnight as a clock shows them, whatever the day.

    >>> clock(61_500), clock(90_600)
    ('17:05', '01:10')
    """
    hours, seconds = divmod(at_s % DAY_S, 3600)
    return f"{hours:02}:{seconds // 60:02}"


def _from(calendar: Calendar, day: date, step: int) -> tuple[date, ...]:
    """The day nearest to one end of the calendar's period that its week serves, if any."""
    while calendar.weekdays and calendar.starts_on <= day <= calendar.ends_on:
        if runs_on(calendar, day):
            return (day,)
        day += timedelta(days=step)
    return ()
