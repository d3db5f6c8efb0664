"""What the pages ask of timetables: stops within reach, departures, the way back."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import Geod
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from app.actions.transit import import_gtfs
from app.models import RouteLine, ServiceCalendar, Snapshot, Stop, StopTime
from app.queries.transit import access_at, reachable, stops_of_routes
from app.queries.transit_departures import Boardings, boardings, trips_between
from gis.transit import EndAccess, StopSheet
from tests.builders import a_line
from tests.gtfs import TABLES, a_gtfs, with_row
from tests.stored import a_published_route, a_stored_committee

GEOD = Geod(ellps="WGS84")
AUCH = (0.5858, 43.6461)
LECTOURE = (0.6219, 43.9344)
FRIDAY, SATURDAY, MAY_DAY = date(2026, 4, 24), date(2026, 4, 25), date(2026, 5, 1)


@pytest.fixture
def lio(session: Session) -> Session:
    import_gtfs(session, a_gtfs(), "lio")
    return session


def departures(stop: StopSheet) -> dict[str, list[str]]:
    return {one.headsign: [time.clock for time in one.departures] for one in stop.directions}


def clocks(access: EndAccess) -> dict[str, dict[str, list[str]]]:
    return {stop.name: departures(stop) for stop in access.stops}


def test_stops_come_nearest_first_with_the_departures_of_the_day(lio: Session) -> None:
    access = access_at(lio, *AUCH, FRIDAY)
    assert clocks(access) == {
        "Auch": {"Lectoure": ["08:05"]},
        "Gare d’Auch": {"Toulouse": ["23:50"]},
    }
    distances = [stop.distance_m for stop in access.stops]
    assert distances[0] == 0
    assert distances[1] == pytest.approx(GEOD.inv(*AUCH, 0.5970, 43.6477)[2], abs=0.01)


def test_nobody_boards_where_a_trip_ends_or_lets_nobody_on(lio: Session) -> None:
    assert "Auch" not in clocks(access_at(lio, *AUCH, FRIDAY))["Auch"]
    preignan = access_at(lio, 0.6328, 43.7125, FRIDAY)
    assert clocks(preignan) == {"Preignan": {"Lectoure": ["08:15"]}}


def test_a_trip_without_a_headsign_goes_to_its_last_stop(lio: Session) -> None:
    assert clocks(access_at(lio, *LECTOURE, FRIDAY)) == {"Lectoure": {"Auch": ["17:00"]}}


def test_a_day_without_service_names_the_next_one(lio: Session) -> None:
    saturday = access_at(lio, *LECTOURE, SATURDAY).stops[0]
    assert (saturday.directions, saturday.next_day) == ((), date(2026, 4, 27))
    assert [line.number for line in saturday.lines] == ["932"]
    assert access_at(lio, *LECTOURE, MAY_DAY).stops[0].next_day == date(2026, 5, 4)


def test_a_line_that_has_ceased_is_not_listed(session: Session) -> None:
    calls = (
        TABLES["stop_times"] + "t3,26:00:00,26:00:00,lectoure,3,,\nt3,27:00:00,27:00:00,auch,4,,\n"
    )
    import_gtfs(session, a_gtfs(stop_times=calls), "lio")

    def numbers(day: date) -> list[str]:
        return [line.number for line in access_at(session, *LECTOURE, day).stops[0].lines]

    assert numbers(date(2026, 6, 30)) == ["", "932"]
    assert numbers(date(2026, 7, 4)) == ["932"]


def test_the_nearest_station_is_within_25_km_or_there_is_none(lio: Session) -> None:
    station = access_at(lio, 0.6308, 43.8014, FRIDAY).station
    assert station is not None
    assert station.name == "Gare d’Auch"
    assert station.distance_m == pytest.approx(GEOD.inv(0.6308, 43.8014, 0.5970, 43.6477)[2])
    assert access_at(lio, *LECTOURE, FRIDAY).station is None


def test_a_station_that_nothing_serves_any_more_is_none(lio: Session) -> None:
    assert access_at(lio, *AUCH, date(2026, 6, 30)).station is not None
    assert access_at(lio, *AUCH, date(2026, 7, 1)).station is None


def test_platforms_of_a_station_and_stops_of_a_name_are_one(session: Session) -> None:
    stops = TABLES["stops"] + "voieb,Voie B,43.6478,0.5972,0,station\nauch2,AUCH,43.647,0.587,0,\n"
    trips = TABLES["trips"] + "r2,daily,t4,Toulouse,\nr1,week,t5,Lectoure,\n"
    calls = TABLES["stop_times"] + (
        "t4,10:00:00,10:00:00,voieb,1,,\nt4,11:00:00,11:00:00,toulouse,2,,\n"
        "t5,12:00:00,12:00:00,auch2,1,,\nt5,12:05:00,12:05:00,auch,2,,\n"
        "t5,13:00:00,13:00:00,lectoure,3,,\n"
    )
    import_gtfs(session, a_gtfs(stops=stops, trips=trips, stop_times=calls), "lio")
    access = access_at(session, *AUCH, FRIDAY)
    assert clocks(access) == {
        "Auch": {"Lectoure": ["08:05", "12:00", "12:05"]},
        "Gare d’Auch": {"Toulouse": ["10:00", "23:50"]},
    }
    assert len(access.stop_ids) == 4


def test_after_midnight_belongs_to_both_days(session: Session) -> None:
    night = "t3,24:30:00,24:30:00,preignan,3,,\nt3,26:00:00,26:00:00,lectoure,4,,\n"
    calls = TABLES["stop_times"].replace("t3,25:10:00,25:10:00,toulouse,2,,\n", night)
    import_gtfs(session, a_gtfs(stop_times=calls), "lio")
    stop = access_at(session, 0.6328, 43.7125, FRIDAY).stops[0]
    times = {one.headsign: one.departures for one in stop.directions}["Toulouse"]
    assert [(time.clock, time.is_next_day) for time in times] == [("00:30", False), ("00:30", True)]
    first = access_at(session, 0.6328, 43.7125, date(2026, 1, 5)).stops[0]
    times = {one.headsign: one.departures for one in first.directions}["Toulouse"]
    assert [time.is_next_day for time in times] == [True]


def test_after_a_second_midnight_a_departure_is_told_only_on_the_day_when_it_leaves(
    session: Session,
) -> None:
    late = "t1,49:00:00,49:00:00,preignan,2,,\nt1,50:00:00,50:00:00,lectoure,5,,\n"
    calls = TABLES["stop_times"].replace("t1,08:15:00,08:15:00,preignan,2,,\n", late)
    calls = calls.replace("t1,08:45:00,08:45:00,lectoure,5,,\n", "")
    import_gtfs(session, a_gtfs(stop_times=calls), "lio")
    days = [date(2026, 4, number) for number in range(20, 27)]
    times = [
        [
            time.at_s
            for direction in access_at(session, 0.6328, 43.7125, day).stops[0].directions
            for time in direction.departures
        ]
        for day in days
    ]
    tuesday_and_monday = [[], []]
    assert times == [*tuesday_and_monday, *[[3600]] * 5]
    auch = access_at(session, *AUCH, FRIDAY).stop_ids
    lectoure = access_at(session, *LECTOURE, FRIDAY).stop_ids
    assert trips_between(session, auch, lectoure, FRIDAY) == ()


class Interrupted:
    """Reads with a session, and after each statement a timetable is imported anew."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def execute(self, *asked: Any) -> Any:
        """The rows as they were before."""
        rows = self._session.execute(*asked).freeze()()
        import_gtfs(self._session, a_gtfs(), "lio")
        return rows


def test_an_import_while_a_page_is_read_leaves_out_what_has_gone(lio: Session) -> None:
    auch, lectoure = (access_at(lio, *place, FRIDAY).stop_ids for place in (AUCH, LECTOURE))
    reader = cast(Session, Interrupted(lio))
    assert trips_between(reader, lectoure, auch, FRIDAY) == ()
    auch = access_at(lio, *AUCH, FRIDAY).stop_ids
    assert boardings(reader, auch, FRIDAY) == Boardings(FRIDAY, {}, {}, {})


def test_a_trip_that_repeats_leaves_all_day_long(session: Session) -> None:
    table = "trip_id,start_time,end_time,headway_secs\nt1,06:00:00,08:00:00,3600\n"
    import_gtfs(session, a_gtfs(frequencies=table), "lio")
    preignan = access_at(session, 0.6328, 43.7125, FRIDAY)
    assert clocks(preignan) == {"Preignan": {"Lectoure": ["06:10", "07:10"]}}
    auch, lectoure = access_at(session, *AUCH, FRIDAY), access_at(session, *LECTOURE, FRIDAY)
    trips = trips_between(session, auch.stop_ids, lectoure.stop_ids, FRIDAY)
    assert [(trip.departs.clock, trip.arrives.clock) for trip in trips] == [
        *(("06:00", "06:40"), ("07:00", "07:40"))
    ]


def test_the_way_back_is_direct_in_the_right_order_and_on_the_day(lio: Session) -> None:
    auch, lectoure = access_at(lio, *AUCH, FRIDAY), access_at(lio, *LECTOURE, FRIDAY)
    (back,) = trips_between(lio, lectoure.stop_ids, auch.stop_ids, FRIDAY)
    assert (back.from_name, back.to_name) == ("Lectoure", "Auch")
    assert (back.departs.clock, back.arrives.clock, back.line.number) == ("17:00", "17:45", "932")
    (out,) = trips_between(lio, auch.stop_ids, lectoure.stop_ids, FRIDAY)
    assert out.departs.clock == "08:05"
    assert trips_between(lio, lectoure.stop_ids, auch.stop_ids, SATURDAY) == ()
    assert trips_between(lio, lectoure.stop_ids, (), FRIDAY) == ()
    assert trips_between(lio, lectoure.stop_ids, lectoure.stop_ids, FRIDAY) == ()


def test_nobody_leaves_where_nobody_may_alight(lio: Session) -> None:
    preignan = access_at(lio, 0.6328, 43.7125, FRIDAY)
    lectoure = access_at(lio, *LECTOURE, FRIDAY)
    assert len(trips_between(lio, lectoure.stop_ids, preignan.stop_ids, FRIDAY)) == 1
    assert (
        trips_between(lio, preignan.stop_ids, access_at(lio, *AUCH, FRIDAY).stop_ids, FRIDAY) == ()
    )


def test_few_statements_answer_however_many_stops_there_are(session: Session) -> None:
    rows = "".join(f"s{n},Arrêt {n},{43.6461 + n / 9000},0.5858,0,\n" for n in range(100))
    calls = "".join(f"t1,08:{n // 2:02}:00,08:{n // 2:02}:00,s{n},{n + 10},,\n" for n in range(100))
    import_gtfs(
        session,
        a_gtfs(stops=TABLES["stops"] + rows, stop_times=TABLES["stop_times"] + calls),
        "lio",
    )
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *said: asked.append(said[2]))
    access = access_at(session, *AUCH, FRIDAY)
    assert len(access.stops) == 3
    assert len(access.stop_ids) == 102
    assert len(asked) <= 5


@pytest.fixture
def routes(lio: Session) -> Session:
    """Routes eastwards, from near a stop to near or far from another."""
    owner = a_stored_committee(lio)
    ends = {
        "proche": ((0.5870, 43.6461), (0.6219, 43.9350)),
        "loin": ((0.5870, 43.6461), (0.7, 43.7)),
        "moyen": ((0.6000, 43.6461), (0.6400, 43.7125)),
        "gare": ((0.5970, 43.6500), (1.4536, 43.6200)),
    }
    for title, (start, end) in ends.items():
        line = a_line([(*start, 100), (*end, 120)])
        a_published_route(lio, title=title, line=line, owner=owner)
    return lio


def within(session: Session, day: date, within_m: float) -> set[str]:
    rows = session.scalars(
        select(Snapshot.slug)
        .join(RouteLine, RouteLine.id == Snapshot.line_id)
        .where(Snapshot.current, reachable(day, within_m))
    )
    return set(rows)


def by_brute_force(session: Session, day: date, within_m: float) -> set[str]:
    stops = [
        (stop.geom.x, stop.geom.y)
        for stop in session.scalars(select(Stop))
        if stop.served_until and stop.served_until >= day
    ]

    def near(point: Iterable[float]) -> bool:
        lon, lat = list(point)[:2]
        return any(GEOD.inv(lon, lat, *stop)[2] <= within_m for stop in stops)

    found = session.execute(
        select(Snapshot.slug, RouteLine.geom).join(RouteLine, RouteLine.id == Snapshot.line_id)
    )
    return {
        slug
        for slug, line in found
        if near(line.geoms[0].coords[0]) and near(line.geoms[-1].coords[-1])
    }


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(within_m=st.floats(10, 30_000), day=st.sampled_from([FRIDAY, date(2026, 7, 1)]))
def test_reach_is_that_of_brute_force(routes: Session, within_m: float, day: date) -> None:
    assert within(routes, day, within_m) == by_brute_force(routes, day, within_m)


def test_reach_grows_with_distance_and_ends_with_the_service(routes: Session) -> None:
    assert within(routes, FRIDAY, 1000) == {"proche", "moyen", "gare"}
    assert within(routes, FRIDAY, 10_000) == {"proche", "moyen", "gare", "loin"}
    assert within(routes, date(2026, 7, 1), 1000) == {"proche"}
    assert within(routes, date(2028, 1, 1), 1000) == set()


def test_the_stops_of_a_route_are_the_nearest_to_its_ends(routes: Session) -> None:
    ids = {
        slug: number for number, slug in routes.execute(select(Snapshot.route_id, Snapshot.slug))
    }
    found = stops_of_routes(routes, list(ids.values()), FRIDAY, 1000)
    assert set(found) == {ids["proche"], ids["moyen"], ids["gare"]}
    start, end = found[ids["gare"]]
    assert (start.name, end.name) == ("Voie A", "Toulouse")
    assert start.distance_m == pytest.approx(GEOD.inv(0.5970, 43.65, 0.5970, 43.6477)[2], abs=0.1)
    assert [line.number for line in found[ids["proche"]][1].lines] == ["932"]


def test_lines_are_listed_as_long_as_they_take_people_there(routes: Session) -> None:
    route = routes.scalars(select(Snapshot.route_id).where(Snapshot.slug == "proche")).one()

    def numbers(day: date) -> list[str]:
        start, _ = stops_of_routes(routes, [route], day, 1000)[route]
        assert start.name == "Auch"
        return [line.number for line in start.lines]

    assert numbers(date(2026, 12, 31)) == ["932"]
    added = date(2027, 1, 2)
    assert numbers(added) == ["932"]
    routes.execute(update(ServiceCalendar).values(removed=[date(2026, 6, 30)]))
    routes.execute(update(Stop).values(served_until=added))
    start, end = stops_of_routes(routes, [gare(routes)], date(2026, 6, 30), 1000)[gare(routes)]
    assert (start.lines, end.lines) == ((), ())
    routes.execute(update(StopTime).values(boards=False, alights=False))
    assert numbers(FRIDAY) == []


def gare(session: Session) -> int:
    return session.scalars(select(Snapshot.route_id).where(Snapshot.slug == "gare")).one()


def test_a_stop_that_nothing_serves_is_not_within_reach(session: Session) -> None:
    import_gtfs(session, a_gtfs(**with_row("stops", "x,Perdu,44.1,0.1,0,")), "lio")
    assert access_at(session, 0.1, 44.1, FRIDAY) == EndAccess((), None, ())
