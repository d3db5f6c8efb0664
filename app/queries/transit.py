"""Public transport at the ends of routes: stops within reach, by geodesic distance."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from geoalchemy2 import Geography
from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from app.columns import Point
from app.models import (
    BusLine,
    RouteLine,
    Snapshot,
    Stop,
    StopTime,
    TransitFeed,
    Trip,
)
from app.queries.places import METRES_PER_DEGREE
from app.queries.sheets import Reader
from app.queries.transit_departures import Boardings, boardings, calendars
from app.queries.transit_statements import LINE, line_of
from gis.transit import EndAccess, FeedSheet, LineSheet, StopSheet, by_number, runs_from
from gis.vocabulary import TransitMode

WALK_M = 2000
"""Stops this near to a place, as the crow flies, can be walked to."""
STATION_WITHIN_M = 25_000
STOPS_SHOWN = 3


@dataclass(frozen=True)
class _Near:
    """A stop by the name that people know it by, with the ids of all its platforms."""

    name: str
    mode: TransitMode
    distance_m: float
    ids: tuple[int, ...]

    def sheet(self, found: Boardings) -> StopSheet:
        """The same, with what leaves there."""
        directions = found.directions_at(self.ids)
        return StopSheet(
            name=self.name,
            mode=self.mode,
            distance_m=self.distance_m,
            lines=found.lines_at(self.ids),
            directions=directions,
            next_day=None if directions else found.next_day_at(self.ids),
        )


def reachable(day: date, within_m: float) -> ColumnElement[bool]:
    """Whether both ends of a `RouteLine` have a stop served on `day` or later that near."""
    return and_(
        *(
            exists().where(*_served_near(point, day, within_m)).correlate(RouteLine)
            for point in (RouteLine.start_point, RouteLine.end_point)
        )
    )


def feeds(session: Reader) -> tuple[FeedSheet, ...]:
    """Every timetable that is stored, by name."""
    one = TransitFeed
    rows = session.execute(
        select(one.name, one.starts_on, one.ends_on, one.imported_at, one.is_demo).order_by(
            one.name
        )
    )
    return tuple(FeedSheet(*row) for row in rows)


def access_at(session: Reader, lon: float, lat: float, day: date) -> EndAccess:
    """The stops to walk to from a place, and the nearest station, with the departures of `day`.

    Only stops that are served on `day` or later count.
    """
    here = shapely.Point(lon, lat)
    stops = _near(session, _STOPS, here, day, WALK_M)
    stations = _near(session, _STATIONS, here, day, STATION_WITHIN_M)[:1]
    shown = stops[:STOPS_SHOWN]
    found = boardings(session, {stop for one in (*shown, *stations) for stop in one.ids}, day)
    return EndAccess(
        stops=tuple(one.sheet(found) for one in shown),
        station=stations[0].sheet(found) if stations else None,
        stop_ids=tuple(stop for one in stops for stop in one.ids),
    )


def stops_of_routes(
    session: Reader, routes: Collection[int], day: date, within_m: float
) -> dict[int, tuple[StopSheet, StopSheet]]:
    """By route, the served stops nearest to the start and to the end of its published line.

    Routes that lack one within `within_m` are left out.
    """
    ends = []
    for point in (RouteLine.start_point, RouteLine.end_point):
        away_m = _metres(Stop.geom, point)
        nearest = (
            select(Stop.id, Stop.name, Stop.mode, away_m.label("distance_m"))
            .where(*_served_near(point, day, within_m))
            .order_by(away_m, Stop.id)
            .limit(1)
            .correlate(RouteLine)
        )
        ends.append(nearest.lateral())
    start, end = ends
    rows = session.execute(
        select(Snapshot.route_id, *start.c, *end.c)
        .join(RouteLine, RouteLine.id == Snapshot.line_id)
        .join(start, true())
        .join(end, true())
        .where(Snapshot.current, Snapshot.route_id.in_(routes))
    ).all()
    lines = _lines_at(session, {row[1] for row in rows} | {row[5] for row in rows}, day)
    return {
        route: (_stop(first, lines), _stop(last, lines))
        for route, *both in rows
        for first, last in [(both[:4], both[4:])]
    }


def _stop(row: list[Any], lines: dict[int, set[LineSheet]]) -> StopSheet:
    stop, name, mode, distance_m = row
    return StopSheet(name, mode, distance_m, tuple(sorted(lines.get(stop, ()), key=by_number)))


def _lines_at(session: Reader, stops: Collection[int], day: date) -> dict[int, set[LineSheet]]:
    """The lines that take people to or from some stops on `day` or later."""
    rows = session.execute(
        select(StopTime.stop_id, Trip.calendar_id, *LINE)
        .join(Trip, Trip.id == StopTime.trip_id)
        .join(BusLine, BusLine.id == Trip.line_id)
        .where(StopTime.stop_id.in_(stops), or_(StopTime.boards, StopTime.alights))
        .distinct()
    ).all()
    known = calendars(session, {row.calendar_id for row in rows})
    running = {number for number, calendar in known.items() if runs_from(calendar, day)}
    found: dict[int, set[LineSheet]] = {}
    for row in rows:
        if row.calendar_id in running:
            found.setdefault(row.stop_id, set()).add(line_of(row))
    return found


def _metres(point: Any, other: Any) -> ColumnElement[float]:
    """Geodesic metres between two points on the ellipsoid."""
    return func.ST_Distance(cast(point, Geography), cast(other, Geography))


def _served_near(point: Any, day: Any, within_m: Any) -> tuple[ColumnElement[bool], ...]:
    return (
        func.ST_DWithin(Stop.geom, point, within_m / METRES_PER_DEGREE),
        Stop.served_until >= day,
        _metres(Stop.geom, point) <= within_m,
    )


def _stops_near(
    *modes: ColumnElement[bool],
) -> Select[int, str, TransitMode | None, float]:
    """Served stops `within_m` metres of `here`, nearest first; built once, for every page."""
    station, here = aliased(Stop), bindparam("here", type_=Point())
    distance_m = _metres(Stop.geom, here)
    name = func.coalesce(station.name, Stop.name)
    return (
        select(Stop.id, name.label("name"), Stop.mode, distance_m.label("distance_m"))
        .outerjoin(station, and_(station.feed_id == Stop.feed_id, station.code == Stop.station))
        .where(*_served_near(here, bindparam("day", type_=Date()), bindparam("within_m", 0.0)))
        .where(*modes)
        .order_by(distance_m, Stop.id)
    )


_STOPS = _stops_near(Stop.mode.is_not(None))
_STATIONS = _stops_near(Stop.mode == TransitMode.TRAIN)


def _near(
    session: Reader,
    stops: Select[*tuple[Any, ...]],
    here: shapely.Point,
    day: date,
    within_m: float,
) -> list[_Near]:
    """What `stops` finds; platforms of a station, and stops of one name and mode, are one."""
    found: dict[tuple[str, TransitMode], list[Any]] = {}
    for row in session.execute(stops, {"here": here, "day": day, "within_m": float(within_m)}):
        found.setdefault((row.name.casefold(), row.mode), []).append(row)
    return [
        _Near(one[0].name, one[0].mode, one[0].distance_m, tuple(row.id for row in one))
        for one in found.values()
    ]
