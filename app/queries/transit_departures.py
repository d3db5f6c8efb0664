"""What leaves stops on a day, and what goes from some stops to others."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from app.queries.sheets import Reader
from app.queries.transit_statements import CALENDARS, DEPARTURES, DIRECT, SERVED, line_of
from gis.transit import (
    DAY_S,
    Calendar,
    Direction,
    DirectTrip,
    LineSheet,
    Time,
    by_number,
    departures_on,
    next_service,
    repeated,
    runs_from,
    runs_on,
)


@dataclass(frozen=True)
class Boardings:
    """What can be boarded at stops, by their ids: the calendars of any day, the lines that run on
    one or later, and the departures of that one as (time, row)."""

    day: date
    calendars: dict[int, list[Calendar]]
    lines: dict[int, list[LineSheet]]
    departures: dict[int, list[tuple[int, Any]]]

    def lines_at(self, stops: Iterable[int]) -> tuple[LineSheet, ...]:
        """The lines of some stops, each once, by number."""
        found = {line for stop in stops for line in self.lines.get(stop, ())}
        return tuple(sorted(found, key=by_number))

    def directions_at(self, stops: Iterable[int]) -> tuple[Direction, ...]:
        """The departures of the day at some stops, by line and terminus; each trip once."""
        rows = [found for stop in stops for found in self.departures.get(stop, ())]
        rows.sort(key=lambda found: (*_towards(found), found[0]))
        return tuple(_direction(list(group)) for _, group in groupby(rows, key=_towards))

    def next_day_at(self, stops: Iterable[int]) -> date | None:
        """The next day after this one that something leaves."""
        return next_service(
            [one for stop in stops for one in self.calendars.get(stop, ())], self.day
        )


def boardings(session: Reader, stops: Collection[int], day: date) -> Boardings:
    """What can be boarded at some stops; nobody boards where a trip ends.

    Statements that an import comes between do not see the same timetable: rows whose calendar
    has gone are left out, here and below.
    """
    found = Boardings(day, {}, {}, {})
    if not stops:
        return found
    served = session.execute(SERVED, {"stops": list(stops)}).all()
    known = calendars(session, {row.calendar_id for row in served})
    for row in served:
        if calendar := known.get(row.calendar_id):
            found.calendars.setdefault(row.stop_id, []).append(calendar)
            if runs_from(calendar, day):
                found.lines.setdefault(row.stop_id, []).append(line_of(row))
    running = [
        number
        for number, calendar in known.items()
        if runs_on(calendar, day) or runs_on(calendar, day - timedelta(days=1))
    ]
    for row in session.execute(DEPARTURES, {"stops": list(stops), "calendars": running}):
        for at_s in _of_day(known.get(row.calendar_id), day, row):
            found.departures.setdefault(row.stop_id, []).append((at_s, row))
    return found


def trips_between(
    session: Reader, from_stops: Collection[int], to_stops: Collection[int], day: date
) -> tuple[DirectTrip, ...]:
    """The trips of `day` that take people from some stops to others without a change, by time.

    A trip that calls at several of them is boarded at the last and left at the first; a stop
    that is on both sides serves neither. One that arrives after the following night is none.
    """
    leaving, reaching = set(from_stops) - set(to_stops), set(to_stops) - set(from_stops)
    if not leaving or not reaching:
        return ()
    asked = {"from_stops": list(leaving), "to_stops": list(reaching)}
    rows = session.execute(DIRECT, asked).all()
    known = calendars(session, {row.calendar_id for row in rows})
    found = [
        DirectTrip(
            line_of(row),
            row.from_name,
            row.to_name,
            Time(at_s),
            Time(at_s + row.arrival_s - row.departure_s),
        )
        for row in rows
        for at_s in _of_day(known.get(row.calendar_id), day, row)
        if at_s + row.arrival_s - row.departure_s < 2 * DAY_S
    ]
    return tuple(sorted(found, key=lambda trip: (trip.departs.at_s, trip.arrives.at_s)))


def calendars(session: Reader, ids: Collection[int]) -> dict[int, Calendar]:
    """Calendars by their id; those that are stored no more are left out."""
    if not ids:
        return {}
    return {
        number: Calendar(weekdays, starts_on, ends_on, frozenset(added), frozenset(removed))
        for number, weekdays, starts_on, ends_on, added, removed in session.execute(
            CALENDARS, {"calendars": list(ids)}
        )
    }


def _of_day(calendar: Calendar | None, day: date, row: Any) -> list[int]:
    if not calendar:
        return []
    return departures_on(calendar, day, repeated(row.departure_s, row.first_s, row.headways))


def _towards(found: tuple[int, Any]) -> tuple[Any, ...]:
    row = found[1]
    return *by_number(line_of(row)), row.line_id, row.headsign


def _direction(found: Sequence[tuple[int, Any]]) -> Direction:
    runs = {(at_s, row.id): row for at_s, row in found}
    return Direction(
        line=line_of(found[0][1]),
        headsign=found[0][1].headsign,
        departures=tuple(Time(at_s) for at_s, _ in runs),
        takes_bikes=all(row.takes_bikes for row in runs.values()),
    )
