"""The calls of a GTFS feed, trip by trip, whatever their order in the file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gis.sources.gtfs import Timetable, place_of, referred
from gis.sources.gtfs_archive import Archive, Row
from gis.sources.gtfs_values import rank, seconds

_COLUMNS = ("trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time")
_NOT = "1"


class Call(NamedTuple):
    """A trip calls at a stop, which is a position in the timetable's list.

    Times are seconds since noon minus twelve hours of the day of service.
    """

    position: int
    stop: int
    arrival_s: int
    departure_s: int
    boards: bool
    alights: bool


class TripCalls(NamedTuple):
    """The calls of one trip (a position in the timetable's list), in order.

    Empty where it has no time at one of its ends, or never leaves. Times that go back are as the
    file has them.
    """

    trip: int
    calls: tuple[Call, ...]


class _Raw(NamedTuple):
    position: int
    stop: int
    arrival_s: int | None
    departure_s: int | None
    boards: bool
    alights: bool


def read_calls(archive: Archive, timetable: Timetable) -> Iterator[TripCalls]:
    """The calls of every trip of ours that has some, read twice so that one is held at a time.

    Where a file gives the calls of a trip apart from each other, those that wait are held too.
    Times missing between two known ones are spread evenly from call to call, as the stops are
    counted and not as far as they lie apart. A call at a zone instead of a stop (GTFS-Flex) is
    left out. Raises GtfsError.
    """
    trips = place_of(trip.code for trip in timetable.trips)
    stops = place_of(stop.code for stop in timetable.stops)
    left = Counter(archive.column("stop_times", "trip_id"))
    waiting: dict[str, list[_Raw]] = {}
    for row in archive.rows("stop_times", _COLUMNS):
        if row.cells.get("trip_id") in timetable.other_trips:
            continue
        trip = referred(row, "trip_id", trips)
        code = timetable.trips[trip].code
        calls = waiting.setdefault(code, [])
        if not _is_zone(row):
            calls.append(_call(row, stops))
        left[code] -= 1
        if not left[code]:
            timed = _timed(row, waiting.pop(code))
            yield TripCalls(trip, () if timetable.trips[trip].never_leaves else timed)


def _is_zone(row: Row) -> bool:
    zone = row.cells.get("location_group_id") or row.cells.get("location_id")
    return bool(zone) and not row.cells.get("stop_id")


def _call(row: Row, stops: dict[str, int]) -> _Raw:
    arrival_s, departure_s = (
        row.read(column, seconds) if row.cells.get(column) else None
        for column in ("arrival_time", "departure_time")
    )
    return _Raw(
        row.read("stop_sequence", rank),
        referred(row, "stop_id", stops),
        departure_s if arrival_s is None else arrival_s,
        arrival_s if departure_s is None else departure_s,
        row.cells.get("pickup_type") != _NOT,
        row.cells.get("drop_off_type") != _NOT,
    )


def _timed(row: Row, raw: list[_Raw]) -> tuple[Call, ...]:
    raw.sort(key=lambda call: call.position)
    for before, after in pairwise(raw):
        if before.position == after.position:
            value = f"{after.position} ({row.cells['trip_id']})"
            raise row.wrong("gtfs.twice", "stop_sequence", value)
    known = [number for number, call in enumerate(raw) if call.arrival_s is not None]
    if not raw or known[:1] != [0] or known[-1] != len(raw) - 1:
        return ()
    return tuple(_filled(raw, known))


def _filled(raw: Sequence[_Raw], known: Sequence[int]) -> Iterator[Call]:
    """The calls with their missing times interpolated by their number."""
    for first, last in zip(known, [*known[1:], known[-1]], strict=True):
        yield _known(raw[first])
        leaves_s, arrives_s = raw[first].departure_s or 0, raw[last].arrival_s or 0
        for number in range(first + 1, last):
            at_s = leaves_s + (arrives_s - leaves_s) * (number - first) // (last - first)
            yield _known(raw[number]._replace(arrival_s=at_s, departure_s=at_s))


def _known(raw: _Raw) -> Call:
    return Call(
        raw.position, raw.stop, raw.arrival_s or 0, raw.departure_s or 0, raw.boards, raw.alights
    )
