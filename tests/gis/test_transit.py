"""Days of service and times of the clock."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis import transit
from gis.transit import (
    DAY_S,
    Calendar,
    LineSheet,
    Time,
    by_number,
    clock,
    departures_on,
    first_day,
    last_day,
    next_service,
    repeated,
    runs_from,
    runs_on,
)
from gis.vocabulary import TransitMode

FIRST = date(2026, 3, 1)
SPAN = 40
days = st.integers(-5, SPAN + 5).map(lambda number: FIRST + timedelta(days=number))
calendars = st.builds(
    Calendar,
    weekdays=st.integers(0, 127),
    starts_on=days,
    ends_on=days,
    added=st.frozensets(days, max_size=3),
    removed=st.frozensets(days, max_size=3),
)
EVERY_DAY = [FIRST + timedelta(days=number) for number in range(-10, SPAN + 10)]


def test_a_week_runs_on_its_days_between_its_limits() -> None:
    weekdays = Calendar(0b0011111, date(2026, 5, 4), date(2026, 5, 10))
    running = [day for day in EVERY_DAY if runs_on(weekdays, day)]
    assert running == []
    running = [
        number for number in range(1, 20) if runs_on(weekdays, date(2026, 5, 1) + timedelta(number))
    ]
    assert running == [3, 4, 5, 6, 7]


def test_exceptions_win_over_the_week() -> None:
    may_day, sunday = date(2026, 5, 1), date(2026, 5, 3)
    calendar = Calendar(
        0b0011111, date(2026, 1, 1), date(2026, 12, 31), frozenset({sunday}), frozenset({may_day})
    )
    assert runs_on(calendar, sunday)
    assert not runs_on(calendar, may_day)


@given(calendar=calendars)
def test_the_first_and_the_last_day_are_those_of_a_search(calendar: Calendar) -> None:
    running = [day for day in EVERY_DAY if runs_on(calendar, day)]
    assert first_day(calendar) == min(running, default=None)
    assert last_day(calendar) == max(running, default=None)


@given(several=st.lists(calendars, max_size=3), after=days)
def test_the_next_service_is_that_of_a_search(several: list[Calendar], after: date) -> None:
    later = [day for day in EVERY_DAY if day > after and any(runs_on(one, day) for one in several)]
    assert next_service(several, after) == min(later, default=None)


def test_a_distant_service_is_found_without_walking_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[date] = []

    def counted(calendar: Calendar, day: date) -> bool:
        asked.append(day)
        return runs_on(calendar, day)

    monkeypatch.setattr(transit, "runs_on", counted)
    sundays = Calendar(0b1000000, date(2030, 1, 1), date(2035, 12, 31))
    late = Calendar(0, date(1970, 1, 1), date(2199, 1, 1), frozenset({date(2199, 1, 1)}))
    assert next_service([sundays, late], date(3, 1, 1)) == date(2030, 1, 6)
    assert next_service([sundays, late], date(2036, 1, 1)) == date(2199, 1, 1)
    assert next_service([sundays, late], date(9000, 1, 1)) is None
    assert len(asked) <= 7


@given(calendar=calendars, since=days)
def test_a_calendar_runs_from_a_day_as_long_as_a_search_finds_one(
    calendar: Calendar, since: date
) -> None:
    later = [day for day in EVERY_DAY if day >= since and runs_on(calendar, day)]
    assert runs_from(calendar, since) == bool(later)


@given(calendar=calendars, day=days, at_s=st.integers(0, 5 * DAY_S - 1))
def test_a_departure_is_told_on_its_day_of_the_clock_and_one_night_before(
    calendar: Calendar, day: date, at_s: int
) -> None:
    told = departures_on(calendar, day, [at_s])
    leaves = [
        (service - day).days * DAY_S + at_s for service in EVERY_DAY if runs_on(calendar, service)
    ]
    on_the_day = {found for found in leaves if 0 <= found < DAY_S}
    in_its_night = {at_s} if runs_on(calendar, day) and DAY_S <= at_s < 2 * DAY_S else set()
    assert sorted(told) == sorted(on_the_day | in_its_night)


def test_a_clock_starts_again_at_midnight() -> None:
    assert [clock(at_s) for at_s in (0, 61_500, 86_399, 86_400, 90_600)] == [
        *("00:00", "17:05", "23:59", "00:00", "01:10")
    ]
    assert [Time(at_s).is_next_day for at_s in (0, 86_399, 86_400)] == [False, False, True]


def test_a_trip_that_repeats_leaves_each_stop_as_long_after_its_start() -> None:
    assert repeated(29_000, 28_800, ()) == (29_000,)
    headways = ((21_600, 25_200, 1800), (30_000, 30_001, 600))
    assert repeated(29_000, 28_800, headways) == (21_800, 23_600, 30_200)


def test_a_trip_whose_windows_are_empty_never_leaves() -> None:
    assert repeated(29_000, 28_800, ((30_000, 30_000, 600),)) == ()


def test_lines_are_sorted_as_people_count() -> None:
    numbers = ("953", "10", "9", "", "A")
    lines = [LineSheet(number, "x", TransitMode.COACH) for number in numbers]
    assert [line.number for line in sorted(lines, key=by_number)] == ["", "9", "A", "10", "953"]
