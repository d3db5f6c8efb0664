"""The demonstration's timetable: drawn alike each time, valid, and as its facts say."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import gtfs_kit
import pytest

from gis.sources.gtfs import read_timetable
from gis.sources.gtfs_archive import open_archive
from gis.sources.gtfs_calls import read_calls
from gis.transit import runs_on
from tools.draw_demo_timetable import FACTS, archive

STORED = Path("data/demo/timetable.zip")


def members(content: io.BytesIO | Path) -> dict[str, bytes]:
    with zipfile.ZipFile(content) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def test_the_stored_file_is_what_the_facts_give() -> None:
    facts = json.loads(FACTS.read_text("utf-8"))
    drawn = archive(facts)
    assert drawn == archive(facts)
    assert members(io.BytesIO(drawn)) == members(STORED)


def test_every_trip_goes_forward_and_another_reader_agrees() -> None:
    with open_archive(STORED) as feed:
        timetable = read_timetable(feed)
        trips = list(read_calls(feed, timetable))
    for trip in trips:
        times = [at_s for call in trip.calls for at_s in (call.arrival_s, call.departure_s)]
        assert times == sorted(times)
    reference = gtfs_kit.read_feed(STORED, dist_units="km")
    assert len(reference.stop_times) == sum(len(trip.calls) for trip in trips)
    assert len(reference.trips) == len(timetable.trips)


@pytest.mark.parametrize(
    ("day", "services"),
    [
        (date(2026, 11, 20), {"week"}),
        (date(2026, 11, 21), {"saturday"}),
        (date(2026, 11, 22), {"sunday"}),
        (date(2026, 5, 1), set()),
        (date(2027, 5, 1), set()),
        (date(2033, 5, 1), set()),
        (date(2026, 7, 26), {"sunday", "festival"}),
        (date(2036, 1, 1), set()),
    ],
)
def test_services_run_on_their_days_and_never_on_may_day(day: date, services: set[str]) -> None:
    with open_archive(STORED) as feed:
        calendars = read_timetable(feed).calendars
    assert {code for code, calendar in calendars if runs_on(calendar, day)} == services


def test_only_a_number_that_is_known_is_given() -> None:
    with open_archive(STORED) as feed:
        lines = read_timetable(feed).lines
    assert {line.number for line in lines} == {"953", ""}
    assert {line.operator for line in lines} == {"liO (démonstration)", "TER (démonstration)"}
