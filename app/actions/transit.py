"""Timetables: a GTFS feed replaces the one that was stored under its key."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import orjson
import shapely
from sqlalchemy import bindparam, delete, func, select, text, update
from sqlalchemy.orm import DeclarativeBase, Session

from app.columns import WGS84
from app.models import BusLine, ServiceCalendar, Stop, StopTime, TransitFeed, Trip
from gis.sources.gtfs import Timetable, read_timetable
from gis.sources.gtfs_archive import open_archive
from gis.sources.gtfs_calls import TripCalls, read_calls
from gis.transit import last_day
from gis.vocabulary import TransitMode

FIRST_SAID = (TransitMode.TRAIN, TransitMode.COACH, TransitMode.TRAM, TransitMode.FERRY)
"""What a stop is called after, where several modes call."""

Watch = Callable[[Iterable[TripCalls], int], Iterable[TripCalls]]


@dataclass(frozen=True)
class ImportedFeed:
    """A stored timetable; `left_out` trips had no usable times, and have no calls.

    `other_lines` with `other_trips` were of no mode of ours, and are not stored.
    """

    name: str
    stops: int
    lines: int
    trips: int
    calls: int
    left_out: int
    other_lines: int
    other_trips: int
    starts_on: date
    ends_on: date


def import_gtfs(
    session: Session,
    source: Path | BinaryIO,
    key: str,
    name: str | None = None,
    is_demo: bool = False,
    watch: Watch = lambda calls, total: calls,
) -> ImportedFeed:
    """Stores a GTFS archive, instead of what `key` held before; `watch` sees its trips pass.

    Raises GtfsError, and then the former timetable stays.
    """
    with open_archive(source) as archive, session.begin_nested():
        timetable = read_timetable(archive)
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext("transit_feed"))))
        _forget(session, key)
        feed = TransitFeed(
            key=key,
            name=name or timetable.name,
            timezone=timetable.timezone,
            starts_on=timetable.starts_on,
            ends_on=timetable.ends_on,
            is_demo=is_demo,
        )
        session.add(feed)
        session.flush()
        stops = _copy_stops(session, feed.id, timetable)
        trips = _copy_trips(session, feed.id, timetable)
        found = _Calls(timetable, stops, trips)
        passing = watch(read_calls(archive, timetable), len(trips))
        _copy(session, StopTime, _CALL, found.rows(passing))
        _say_what_calls(session, stops, found)
        session.execute(text("ANALYZE stop, bus_line, service_calendar, trip, stop_time"))
    return ImportedFeed(
        name=feed.name,
        stops=len(stops),
        lines=len(timetable.lines),
        trips=len(trips),
        calls=found.count,
        left_out=found.left_out,
        other_lines=len(timetable.other_lines),
        other_trips=len(timetable.other_trips),
        starts_on=timetable.starts_on,
        ends_on=timetable.ends_on,
    )


_CALL = ("trip_id", "position", "stop_id", "arrival_s", "departure_s", "boards", "alights")


class _Calls:
    """The rows of `stop_time`, and what calls at each stop, learnt while they pass."""

    def __init__(self, timetable: Timetable, stops: Sequence[int], trips: Sequence[int]) -> None:
        self._stops, self._trips = stops, trips
        last = [last_day(calendar) for _, calendar in timetable.calendars]
        self._of_trip = [
            (FIRST_SAID.index(timetable.lines[trip.line].mode), last[trip.calendar])
            for trip in timetable.trips
        ]
        self.modes: dict[int, int] = {}
        self.until: dict[int, date] = {}
        self.count = 0
        self.left_out = 0

    def rows(self, trips: Iterable[TripCalls]) -> Iterator[tuple[Any, ...]]:
        """One row for each call."""
        for trip, calls in trips:
            self.left_out += not calls
            rank, last = self._of_trip[trip]
            for position, stop, arrival_s, departure_s, boards, alights in calls:
                stop_id = self._stops[stop]
                if boards or alights:
                    self._learn(stop_id, rank, last)
                self.count += 1
                yield self._trips[trip], position, stop_id, arrival_s, departure_s, boards, alights

    def _learn(self, stop_id: int, rank: int, last: date | None) -> None:
        self.modes[stop_id] = min(rank, self.modes.get(stop_id, rank))
        if last:
            self.until[stop_id] = max(last, self.until.get(stop_id, last))


def _forget(session: Session, key: str) -> None:
    """Removes the feed of a key; the calls first, since a cascade takes them one by one."""
    former = select(TransitFeed.id).where(TransitFeed.key == key)
    trips = select(Trip.id).where(Trip.feed_id.in_(former))
    session.execute(delete(StopTime).where(StopTime.trip_id.in_(trips)))
    session.execute(delete(Trip).where(Trip.feed_id.in_(former)))
    session.execute(delete(TransitFeed).where(TransitFeed.key == key))


def _copy_stops(session: Session, feed_id: int, timetable: Timetable) -> list[int]:
    ids = _new_ids(session, Stop, len(timetable.stops))
    columns = ("id", "feed_id", "code", "name", "geom", "station")
    rows = (
        (number, feed_id, stop.code, stop.name, _point(stop.lon, stop.lat), stop.station)
        for number, stop in zip(ids, timetable.stops, strict=True)
    )
    _copy(session, Stop, columns, rows)
    return ids


def _copy_trips(session: Session, feed_id: int, timetable: Timetable) -> list[int]:
    """Stores lines, calendars and trips; the ids of these last."""
    lines = _new_ids(session, BusLine, len(timetable.lines))
    _copy(
        session,
        BusLine,
        ("id", "feed_id", "code", "number", "name", "mode", "operator"),
        (
            (number, feed_id, line.code, line.number, line.name, line.mode.value, line.operator)
            for number, line in zip(lines, timetable.lines, strict=True)
        ),
    )
    calendars = _new_ids(session, ServiceCalendar, len(timetable.calendars))
    _copy(
        session,
        ServiceCalendar,
        ("id", "feed_id", "code", "weekdays", "starts_on", "ends_on", "added", "removed"),
        (
            (
                *(number, feed_id, code, one.weekdays, one.starts_on, one.ends_on),
                *(sorted(one.added), sorted(one.removed)),
            )
            for number, (code, one) in zip(calendars, timetable.calendars, strict=True)
        ),
    )
    trips = _new_ids(session, Trip, len(timetable.trips))
    _copy(
        session,
        Trip,
        ("id", "feed_id", "line_id", "calendar_id", "code", "headsign", "takes_bikes", "headways"),
        (
            (
                *(number, feed_id, lines[trip.line], calendars[trip.calendar], trip.code),
                *(trip.headsign, trip.takes_bikes, orjson.dumps(trip.headways).decode()),
            )
            for number, trip in zip(trips, timetable.trips, strict=True)
        ),
    )
    return trips


def _say_what_calls(session: Session, stops: Sequence[int], found: _Calls) -> None:
    """Writes beside each stop the mode and the last day of what calls there."""
    served = [
        {"stop": number, "mode_said": FIRST_SAID[found.modes[number]], "until": until}
        for number in stops
        if number in found.modes
        for until in [found.until.get(number)]
    ]
    if served:
        session.connection().execute(
            update(Stop.__table__)  # type: ignore[arg-type]
            .where(Stop.id == bindparam("stop"))
            .values(mode=bindparam("mode_said"), served_until=bindparam("until")),
            served,
        )


def _new_ids(session: Session, table: type[DeclarativeBase], count: int) -> list[int]:
    """As many new ids as are needed, at once."""
    sequence = func.pg_get_serial_sequence(table.__tablename__, "id")
    numbers = func.generate_series(1, count).table_valued("number")
    return list(session.scalars(select(func.nextval(sequence)).select_from(numbers)))


def _copy(
    session: Session,
    table: type[DeclarativeBase],
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    """Hands rows to COPY, which takes a million in seconds."""
    connection: Any = session.connection().connection.driver_connection
    statement = f"COPY {table.__tablename__} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _point(lon: float, lat: float) -> str:
    return shapely.to_wkb(
        shapely.set_srid(shapely.Point(lon, lat), WGS84), hex=True, include_srid=True
    )
