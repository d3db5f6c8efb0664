"""Real timetables, compared with gtfs-kit."""

from pathlib import Path
from typing import Any

import gtfs_kit
import pytest

from gis.errors import GisError
from gis.sources.gtfs import read_timetable
from gis.sources.gtfs_archive import open_archive
from gis.sources.gtfs_calls import read_calls
from gis.sources.gtfs_values import day
from gis.transit import runs_on
from tests.realdata import realdata

FEEDS = {
    "gtfs-miner__SOLEA.GTFS_current": ("20260313", "20260427", "20260501", "20260517", "20260620"),
    "gtfs-miner__gtfs-20240704-090655": ("20240701", "20240705", "20240706", "20240714"),
    "gtfs_kit__cairns_gtfs": ("20140526", "20140530", "20140609", "20141225", "20141228"),
    "gtfs_kit__sample_gtfs": ("20070603", "20070604", "20070605", "20101231", "20110101"),
    "transitfeed__bad_eol": ("20070603", "20070604", "20070605", "20101231", "20110101"),
}


def real(name: str) -> tuple[Path, Any]:
    path = realdata(f"gtfs/{name}.zip")
    return path, gtfs_kit.read_feed(path, dist_units="km")


@pytest.mark.parametrize("name", FEEDS)
def test_as_much_is_read_as_gtfs_kit_reads(name: str) -> None:
    path, reference = real(name)
    with open_archive(path) as archive:
        timetable = read_timetable(archive)
        calls = sum(len(trip.calls) for trip in read_calls(archive, timetable))
    assert {stop.code for stop in timetable.stops} == set(reference.stops.stop_id)
    assert {line.code for line in timetable.lines} == set(reference.routes.route_id)
    assert {trip.code for trip in timetable.trips} == set(reference.trips.trip_id)
    assert calls == len(reference.stop_times)


@pytest.mark.parametrize("name", FEEDS)
def test_the_same_services_run_as_gtfs_kit_says(name: str) -> None:
    path, reference = real(name)
    with open_archive(path) as archive:
        calendars = read_timetable(archive).calendars
    for text in FEEDS[name]:
        running = {code for code, calendar in calendars if runs_on(calendar, day(text))}
        assert running == set(reference.get_active_services(text)), text


def test_a_file_that_refers_to_what_is_not_there_is_refused() -> None:
    with (
        pytest.raises(GisError) as caught,
        open_archive(realdata("gtfs/gtfs-structure__subdirectory.zip")) as archive,
    ):
        read_timetable(archive)
    assert caught.value.key == "gtfs.unknown_id"
    assert caught.value.values == {
        **{"file": "stops.txt", "line": 4, "column": "parent_station", "value": "1"}
    }
