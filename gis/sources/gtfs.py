"""GTFS -> a timetable: its stops, lines, calendars and trips, held whole; its calls in a stream."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from gis.sources.gtfs_archive import Archive, GtfsError, Row, file_of
from gis.sources.gtfs_values import day, degrees, headway, mode, seconds
from gis.transit import Calendar, first_day, last_day
from gis.vocabulary import TransitMode

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PLATFORM, _STATION = "0", "1"
_BIKES = {"1": True, "2": False}
Record = TypeVar("Record")


@dataclass(frozen=True)
class StopRecord:
    """A stop, a platform or a station; `station` is the code of the station it belongs to."""

    code: str
    name: str
    lon: float
    lat: float
    station: str


@dataclass(frozen=True)
class LineRecord:
    """A GTFS route."""

    code: str
    number: str
    name: str
    mode: TransitMode
    operator: str


@dataclass(frozen=True)
class TripRecord:
    """A trip: `line` and `calendar` are positions in their lists; headways are seconds."""

    code: str
    line: int
    calendar: int
    headsign: str
    takes_bikes: bool | None
    headways: tuple[tuple[int, int, int], ...] = ()

    @property
    def never_leaves(self) -> bool:
        """Whether it repeats, but in windows that are all empty."""
        return bool(self.headways) and all(since >= until for since, until, _ in self.headways)


@dataclass(frozen=True)
class Timetable:
    """Everything of a feed but its calls; `calendars` go by their code.

    `other_lines` and `other_trips` are the codes of those whose mode is none of ours.
    """

    name: str
    timezone: str
    stops: tuple[StopRecord, ...]
    lines: tuple[LineRecord, ...]
    calendars: tuple[tuple[str, Calendar], ...]
    trips: tuple[TripRecord, ...]
    starts_on: date
    ends_on: date
    other_lines: frozenset[str] = frozenset()
    other_trips: frozenset[str] = frozenset()


def read_timetable(archive: Archive) -> Timetable:
    """What an archive holds, calls aside. Entrances and other nodes of stations are not stops.

    Lines of other modes than ours are left out with their trips. Raises GtfsError: nothing else
    is left out, since what refers to it would lead nowhere.
    """
    agencies, timezone = _agencies(archive)
    lines, other_lines = _known(_lines(archive, agencies))
    calendars = _calendars(archive)
    first = min((found for _, one in calendars if (found := first_day(one))), default=None)
    last = max((found for _, one in calendars if (found := last_day(one))), default=None)
    if first is None or last is None:
        raise GtfsError("gtfs.no_service")
    stops = _stops(archive)
    trips, other_trips = _known(_trips(archive, lines, other_lines, calendars))
    return Timetable(
        name=_publisher(archive) or ", ".join(dict.fromkeys(agencies.values())),
        timezone=timezone,
        stops=stops,
        lines=lines,
        calendars=calendars,
        trips=trips,
        starts_on=first,
        ends_on=last,
        other_lines=other_lines,
        other_trips=other_trips,
    )


def place_of(records: Iterable[str]) -> dict[str, int]:
    """The position of each code in its list."""
    return {code: position for position, code in enumerate(records)}


def referred(row: Row, column: str, known: Mapping[str, int]) -> int:
    """The position of what a cell refers to. Raises GtfsError."""
    code = row.required(column)
    if code not in known:
        raise row.wrong("gtfs.unknown_id", column, code)
    return known[code]


def _agencies(archive: Archive) -> tuple[dict[str, str], str]:
    """Names by code, and the time zone they share."""
    names: dict[str, str] = {}
    timezone = ""
    for row in archive.rows("agency", ("agency_name", "agency_timezone")):
        names[row.text("agency_id")] = row.required("agency_name")
        timezone = timezone or row.read("agency_timezone", _zone)
    if not names:
        raise GtfsError("gtfs.empty", file=file_of("agency"))
    return names, timezone


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except OSError:
        raise ValueError(text) from None


def _publisher(archive: Archive) -> str:
    if not archive.has("feed_info"):
        return ""
    return next((row.text("feed_publisher_name") for row in archive.rows("feed_info", ())), "")


def _stops(archive: Archive) -> tuple[StopRecord, ...]:
    rows: dict[str, Row] = {}
    for row in archive.rows("stops", ("stop_id", "stop_name", "stop_lat", "stop_lon")):
        if (row.text("location_type") or _PLATFORM) in (_PLATFORM, _STATION):
            _add(rows, "stop_id", row, row)
    known = place_of(rows)
    for row in rows.values():
        if row.text("parent_station"):
            referred(row, "parent_station", known)
    return tuple(
        StopRecord(
            code,
            row.required("stop_name"),
            row.read("stop_lon", partial(degrees, 180)),
            row.read("stop_lat", partial(degrees, 90)),
            row.text("parent_station"),
        )
        for code, row in rows.items()
    )


def _lines(archive: Archive, agencies: Mapping[str, str]) -> dict[str, LineRecord | None]:
    """Lines by their code; None where they run none of our modes."""
    only = next(iter(agencies.values())) if len(agencies) == 1 else ""
    found: dict[str, LineRecord | None] = {}
    for row in archive.rows("routes", ("route_id", "route_type")):
        number, name = row.text("route_short_name"), row.text("route_long_name")
        operator = only or agencies.get(row.text("agency_id"), "")
        runs = row.read("route_type", mode)
        code = row.required("route_id")
        line = LineRecord(code, number, name, runs, operator) if runs else None
        _add(found, "route_id", row, line)
    return found


def _calendars(archive: Archive) -> tuple[tuple[str, Calendar], ...]:
    """The week of each service, and its exceptions; either file may stand alone."""
    if not (archive.has("calendar") or archive.has("calendar_dates")):
        raise GtfsError("gtfs.file_missing", file=file_of("calendar"))
    weeks: dict[str, tuple[int, date, date]] = {}
    if archive.has("calendar"):
        for row in archive.rows("calendar", ("service_id", *WEEKDAYS, "start_date", "end_date")):
            bits = sum(row.read(name, _bit) << number for number, name in enumerate(WEEKDAYS))
            _add(
                weeks,
                "service_id",
                row,
                (bits, row.read("start_date", day), row.read("end_date", day)),
            )
    added: dict[str, set[date]] = {}
    removed: dict[str, set[date]] = {}
    if archive.has("calendar_dates"):
        for row in archive.rows("calendar_dates", ("service_id", "date", "exception_type")):
            days = row.read("exception_type", {"1": added, "2": removed}.__getitem__)
            days.setdefault(row.required("service_id"), set()).add(row.read("date", day))
    return tuple(
        (code, _calendar(weeks.get(code), added.get(code, set()), removed.get(code, set())))
        for code in dict.fromkeys((*weeks, *added, *removed))
    )


def _calendar(
    week: tuple[int, date, date] | None, added: set[date], removed: set[date]
) -> Calendar:
    """A service; one without a week lasts from its first exception to its last."""
    days = added | removed
    bits, starts_on, ends_on = week or (0, min(days), max(days))
    return Calendar(bits, starts_on, ends_on, frozenset(added), frozenset(removed))


def _bit(text: str) -> int:
    return {"0": 0, "1": 1}[text]


def _trips(
    archive: Archive,
    lines: tuple[LineRecord, ...],
    other_lines: Collection[str],
    calendars: tuple[tuple[str, Calendar], ...],
) -> dict[str, TripRecord | None]:
    """Trips by their code; None where their line is one of the others."""
    known_lines = place_of(line.code for line in lines)
    known_calendars = place_of(code for code, _ in calendars)
    headways = _headways(archive)
    found: dict[str, TripRecord | None] = {}
    for row in archive.rows("trips", ("trip_id", "route_id", "service_id")):
        code = row.required("trip_id")
        repeats = headways.pop(code, ())
        if row.text("route_id") in other_lines:
            _add(found, "trip_id", row, None)
            continue
        trip = TripRecord(
            code,
            referred(row, "route_id", known_lines),
            referred(row, "service_id", known_calendars),
            row.text("trip_headsign"),
            _BIKES.get(row.text("bikes_allowed")),
            tuple(_headway(row) for row in repeats),
        )
        _add(found, "trip_id", row, trip)
    for rows in headways.values():
        referred(rows[0], "trip_id", place_of(found))
    return found


def _headways(archive: Archive) -> dict[str, list[Row]]:
    """The rows that make a trip repeat, by its code."""
    found: dict[str, list[Row]] = {}
    if archive.has("frequencies"):
        columns = ("trip_id", "start_time", "end_time", "headway_secs")
        for row in archive.rows("frequencies", columns):
            found.setdefault(row.required("trip_id"), []).append(row)
    return found


def _headway(row: Row) -> tuple[int, int, int]:
    since, until = row.read("start_time", seconds), row.read("end_time", seconds)
    return since, until, row.read("headway_secs", headway)


def _known(found: Mapping[str, Record | None]) -> tuple[tuple[Record, ...], frozenset[str]]:
    """What is of our modes, and the codes of the others."""
    ours = tuple(record for record in found.values() if record is not None)
    return ours, frozenset(code for code, record in found.items() if record is None)


def _add(found: dict[str, Record], column: str, row: Row, record: Record) -> None:
    """Keeps a record under the code of its row, which no other may have."""
    code = row.required(column)
    if code in found:
        raise row.wrong("gtfs.twice", column, code)
    found[code] = record
