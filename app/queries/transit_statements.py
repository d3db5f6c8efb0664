"""What every page of a route asks of timetables: statements built once, filled each time."""

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased

from app.models import BusLine, ServiceCalendar, Stop, StopTime, Trip
from gis.transit import DAY_S, LineSheet

LINE = (BusLine.number, BusLine.name.label("line_name"), BusLine.mode, BusLine.operator)
"""The columns of a line."""


def line_of(row: Any) -> LineSheet:
    """The line of a row that has these columns."""
    return LineSheet(row.number, row.line_name, row.mode, row.operator)


def _one_of(name: str) -> Any:
    return bindparam(name, expanding=True)


def _can_board() -> ColumnElement[bool]:
    """Nobody boards where a trip ends."""
    later = aliased(StopTime)
    return and_(
        StopTime.stop_id.in_(_one_of("stops")),
        StopTime.boards,
        exists().where(later.trip_id == StopTime.trip_id, later.position > StopTime.position),
    )


def _headsign() -> ColumnElement[str]:
    """A trip without a headsign goes to its last stop."""
    last = aliased(StopTime)
    terminus = (
        select(Stop.name)
        .join(last, last.stop_id == Stop.id)
        .where(last.trip_id == Trip.id)
        .order_by(last.position.desc())
        .limit(1)
        .correlate(Trip)
    )
    return func.coalesce(func.nullif(Trip.headsign, ""), terminus.scalar_subquery())


def _first_s() -> ColumnElement[int]:
    """When a trip that repeats leaves its first stop; 0 for others, which need it not."""
    call = aliased(StopTime)
    first = select(func.min(call.departure_s)).where(call.trip_id == Trip.id).correlate(Trip)
    return case((func.jsonb_array_length(Trip.headways) > 0, first.scalar_subquery()), else_=0)


CALENDARS = select(
    ServiceCalendar.id,
    ServiceCalendar.weekdays,
    ServiceCalendar.starts_on,
    ServiceCalendar.ends_on,
    ServiceCalendar.added,
    ServiceCalendar.removed,
).where(ServiceCalendar.id.in_(_one_of("calendars")))

SERVED = (
    select(StopTime.stop_id, Trip.calendar_id, *LINE)
    .join(Trip, Trip.id == StopTime.trip_id)
    .join(BusLine, BusLine.id == Trip.line_id)
    .where(_can_board())
    .distinct()
)
"""Which lines can be boarded at some `stops`, on which calendars."""

DEPARTURES = (
    select(
        StopTime.stop_id,
        StopTime.departure_s,
        Trip.id,
        Trip.calendar_id,
        Trip.takes_bikes,
        Trip.headways,
        _first_s().label("first_s"),
        _headsign().label("headsign"),
        BusLine.id.label("line_id"),
        *LINE,
    )
    .join(Trip, Trip.id == StopTime.trip_id)
    .join(BusLine, BusLine.id == Trip.line_id)
    .where(
        _can_board(),
        or_(Trip.calendar_id.in_(_one_of("calendars")), StopTime.departure_s >= 2 * DAY_S),
    )
)
"""What can be boarded at some `stops` on some `calendars`, and after two nights on any."""

_ON, _OFF = aliased(StopTime), aliased(StopTime)
_FROM, _TO = aliased(Stop), aliased(Stop)

DIRECT = (
    select(
        Trip.id,
        Trip.calendar_id,
        Trip.headways,
        _first_s().label("first_s"),
        _ON.departure_s,
        _OFF.arrival_s,
        _FROM.name.label("from_name"),
        _TO.name.label("to_name"),
        *LINE,
    )
    .join(_ON, _ON.trip_id == Trip.id)
    .join(_OFF, _OFF.trip_id == Trip.id)
    .join(_FROM, _FROM.id == _ON.stop_id)
    .join(_TO, _TO.id == _OFF.stop_id)
    .join(BusLine, BusLine.id == Trip.line_id)
    .where(
        _ON.stop_id.in_(_one_of("from_stops")),
        _OFF.stop_id.in_(_one_of("to_stops")),
        _ON.boards,
        _OFF.alights,
        _ON.position < _OFF.position,
        _ON.departure_s <= _OFF.arrival_s,
    )
    .ext(distinct_on(Trip.id))
    .order_by(Trip.id, _ON.position.desc(), _OFF.position)
)
"""Trips from some stops to others, boarded as late and left as early as can be."""
