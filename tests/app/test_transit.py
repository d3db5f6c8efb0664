"""Timetables in the database: stored whole, replaced whole, or not touched."""

import io
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.transit import import_gtfs
from app.models import BusLine, ServiceCalendar, Stop, StopTime, TransitFeed, Trip
from app.queries.transit import feeds
from gis.errors import GisError
from gis.vocabulary import TransitMode
from tests.gtfs import TABLES, a_gtfs, with_row

TABLES_STORED = (TransitFeed, Stop, BusLine, ServiceCalendar, Trip, StopTime)


def counts(session: Session) -> list[int]:
    return [session.scalar(select(func.count()).select_from(one)) or 0 for one in TABLES_STORED]


def test_every_table_is_stored(session: Session) -> None:
    feed = import_gtfs(session, a_gtfs(), "lio")
    assert counts(session) == [1, 6, 2, 2, 3, 8]
    assert (feed.stops, feed.lines, feed.trips, feed.calls, feed.left_out) == (6, 2, 3, 8, 0)
    first = session.execute(
        select(StopTime.arrival_s, StopTime.departure_s, StopTime.boards, StopTime.alights)
        .join(Stop, Stop.id == StopTime.stop_id)
        .join(Trip, Trip.id == StopTime.trip_id)
        .where(Trip.code == "t1", Stop.code == "auch")
    ).one()
    assert tuple(first) == (28_800, 29_100, True, False)
    week = session.scalars(select(ServiceCalendar).where(ServiceCalendar.code == "week")).one()
    assert (week.weekdays, week.added, week.removed) == (
        *(0b0011111, [date(2027, 1, 2)], [date(2026, 5, 1)]),
    )
    auch = session.scalars(select(Stop).where(Stop.code == "auch")).one()
    assert (auch.geom.x, auch.geom.y) == (0.5858, 43.6461)


def test_a_stop_knows_what_calls_there_and_until_when(session: Session) -> None:
    trips = with_row("trips", "r2,week,t4,,")["trips"]
    calls = TABLES["stop_times"] + (
        "t4,09:00:00,09:00:00,lectoure,1,1,1\nt4,09:30:00,09:30:00,toulouse,2,,\n"
        "t4,09:40:00,09:40:00,auch,3,,\n"
    )
    import_gtfs(session, a_gtfs(trips=trips, stop_times=calls), "lio")
    found = {
        code: (mode, until)
        for code, mode, until in session.execute(select(Stop.code, Stop.mode, Stop.served_until))
    }
    week, daily = date(2027, 1, 2), date(2026, 6, 30)
    assert found == {
        "auch": (TransitMode.TRAIN, week),
        "preignan": (TransitMode.COACH, week),
        "lectoure": (TransitMode.COACH, week),
        "toulouse": (TransitMode.TRAIN, week),
        "platform": (TransitMode.TRAIN, daily),
        "station": (None, None),
    }


def test_a_second_import_replaces_the_first_and_leaves_other_feeds(session: Session) -> None:
    import_gtfs(session, a_gtfs(), "lio")
    import_gtfs(session, a_gtfs(), "sncf", name="SNCF", is_demo=True)
    before = session.scalar(select(TransitFeed.id).where(TransitFeed.key == "lio"))
    import_gtfs(session, a_gtfs(**with_row("stops", "x,X,43.7,0.6,0,")), "lio")
    assert counts(session) == [2, 13, 4, 4, 6, 16]
    assert session.scalar(select(TransitFeed.id).where(TransitFeed.key == "lio")) != before
    assert [(feed.name, feed.is_demo) for feed in feeds(session)] == [
        ("SNCF", True),
        ("liO", False),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        with_row("stop_times", "t3,26:00:00,26:00:00,nowhere,9,,"),
        with_row("stops", "x,X,,,0,"),
        {"stop_times": None},
    ],
)
def test_a_broken_feed_changes_nothing(session: Session, broken: dict[str, str | None]) -> None:
    import_gtfs(session, a_gtfs(), "lio")
    before = session.scalars(select(TransitFeed.id)).all()
    with pytest.raises(GisError):
        import_gtfs(session, a_gtfs(**broken), "lio")
    assert counts(session) == [1, 6, 2, 2, 3, 8]
    assert session.scalars(select(TransitFeed.id)).all() == before


def test_what_is_not_a_feed_changes_nothing(session: Session) -> None:
    with pytest.raises(GisError):
        import_gtfs(session, io.BytesIO(b"no"), "lio")
    assert counts(session) == [0] * len(TABLES_STORED)


def test_a_trip_without_usable_times_is_counted_and_has_no_calls(session: Session) -> None:
    calls = TABLES["stop_times"].replace("t1,8:00:00,8:05:00", "t1,,")
    feed = import_gtfs(session, a_gtfs(stop_times=calls), "lio")
    assert (feed.calls, feed.left_out) == (5, 1)


def test_lines_of_other_modes_are_counted_and_not_stored(session: Session) -> None:
    routes = with_row("routes", "air,lio,1,Vol,1100")
    feed = import_gtfs(session, a_gtfs(**routes, **with_row("trips", "air,week,t9,,")), "lio")
    assert (feed.lines, feed.other_lines, feed.trips, feed.other_trips) == (2, 1, 3, 1)
    assert counts(session) == [1, 6, 2, 2, 3, 8]


def test_the_trips_pass_before_whoever_watches(session: Session) -> None:
    seen = []

    def watch(trips, total):  # type: ignore[no-untyped-def]
        seen.append(total)
        return trips

    assert import_gtfs(session, a_gtfs(), "lio", watch=watch).calls == 8
    assert seen == [3]
