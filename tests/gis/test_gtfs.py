"""The GTFS reader: what it takes, what it says of the rest, and nothing but GisError."""

import io
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.errors import GisError
from gis.sources import gtfs_archive
from gis.sources.gtfs import Timetable, read_timetable
from gis.sources.gtfs_archive import open_archive
from gis.sources.gtfs_calls import Call, read_calls
from gis.sources.gtfs_values import mode
from gis.vocabulary import TransitMode
from tests.gtfs import TABLES, a_gtfs, with_row
from tests.realdata import realdata


def read(source: Path | io.BytesIO) -> tuple[Timetable, dict[str, tuple[Call, ...]]]:
    """A timetable, and the calls of its trips by their code."""
    with open_archive(source) as archive:
        timetable = read_timetable(archive)
        found = {
            timetable.trips[trip].code: calls for trip, calls in read_calls(archive, timetable)
        }
    return timetable, found


def refusal(source: io.BytesIO) -> GisError:
    with pytest.raises(GisError) as caught:
        read(source)
    return caught.value


def test_a_feed_is_read_whole() -> None:
    timetable, calls = read(a_gtfs())
    assert (timetable.name, timetable.timezone) == ("liO", "Europe/Paris")
    assert (timetable.starts_on, timetable.ends_on) == (date(2026, 1, 5), date(2027, 1, 2))
    assert [(line.number, line.mode, line.operator) for line in timetable.lines] == [
        ("932", TransitMode.COACH, "liO"),
        ("", TransitMode.TRAIN, "liO"),
    ]
    assert [trip.takes_bikes for trip in timetable.trips] == [False, None, True]
    assert calls["t1"][0] == Call(1, 0, 28_800, 29_100, True, False)
    assert [call.position for call in calls["t1"]] == [1, 2, 5]
    assert [call.boards for call in calls["t2"]] == [True, False, True]
    assert calls["t3"][1].arrival_s == 25 * 3600 + 600


def test_entrances_are_not_stops_and_platforms_name_their_station() -> None:
    timetable, _ = read(a_gtfs())
    assert [stop.code for stop in timetable.stops] == [
        *("auch", "preignan", "lectoure", "station", "platform", "toulouse")
    ]
    assert timetable.stops[4].station == "station"


def test_days_added_and_removed_come_with_the_week() -> None:
    timetable, _ = read(a_gtfs())
    week = dict(timetable.calendars)["week"]
    assert week.weekdays == 0b0011111
    assert week.removed == {date(2026, 5, 1)}
    assert week.added == {date(2027, 1, 2)}


def test_exceptions_alone_make_a_calendar() -> None:
    days = "service_id,date,exception_type\nweek,20260711,1\ndaily,20260712,1\n"
    timetable, _ = read(a_gtfs(calendar=None, calendar_dates=days))
    assert (timetable.starts_on, timetable.ends_on) == (date(2026, 7, 11), date(2026, 7, 12))


@pytest.mark.parametrize("end", ["\r\n", "\r\r\n", "\n\n", "\n , \n", "\r"])
def test_line_ends_and_blank_lines_do_not_matter(end: str) -> None:
    tables = {name: table.replace("\n", end) for name, table in TABLES.items()}
    assert read(a_gtfs(**tables)) == read(a_gtfs())


def test_a_byte_order_mark_and_blanks_around_cells_do_not_matter() -> None:
    tables: dict[str, str | bytes | None] = {
        name: b"\xef\xbb\xbf" + table.replace(",", " , ").encode() for name, table in TABLES.items()
    }
    assert read(a_gtfs(**tables)) == read(a_gtfs())


def test_the_tables_may_lie_in_one_folder() -> None:
    assert read(a_gtfs(folder="export 2026/")) == read(a_gtfs())


def test_the_calls_of_a_trip_may_be_scattered_and_out_of_order() -> None:
    header, *rows = TABLES["stop_times"].splitlines()
    shuffled = "\n".join([header, *rows[::3], *rows[1::3], *rows[2::3]])
    assert read(a_gtfs(stop_times=shuffled))[1] == read(a_gtfs())[1]


def test_missing_times_are_spread_evenly_between_those_that_are_known() -> None:
    times = (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "t1,08:00:00,08:00:00,auch,1\nt1,,,preignan,2\nt1,,,lectoure,7\n"
        "t1,,08:30:00,auch,9\nt1,09:00:00,,lectoure,10\n"
    )
    calls = read(a_gtfs(stop_times=times))[1]["t1"]
    minutes = [(call.arrival_s / 60, call.departure_s / 60) for call in calls]
    assert minutes == [(480, 480), (490, 490), (500, 500), (510, 510), (540, 540)]


@pytest.mark.parametrize("missing", [1, 3])
def test_a_trip_without_a_time_at_one_end_has_no_calls(missing: int) -> None:
    rows = TABLES["stop_times"].splitlines()
    cells = rows[missing].split(",")
    rows[missing] = ",".join([cells[0], "", "", *cells[3:]])
    calls = read(a_gtfs(stop_times="\n".join(rows)))[1]
    assert calls["t1"] == ()
    assert calls["t2"]


def test_a_call_at_a_zone_is_left_out() -> None:
    rows = TABLES["stop_times"].splitlines()
    rows[0] += ",location_group_id"
    rows.append("t1,,,,6,2,1,zone")
    assert read(a_gtfs(stop_times="\n".join(rows)))[1] == read(a_gtfs())[1]


def test_headways_belong_to_their_trip() -> None:
    table = "trip_id,start_time,end_time,headway_secs\nt2,06:00:00,08:00:00,1800\n"
    timetable, _ = read(a_gtfs(frequencies=table))
    assert [trip.headways for trip in timetable.trips] == [(), ((21_600, 28_800, 1800),), ()]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0", "tram"), ("1", "tram"), ("2", "train"), ("3", "coach"), ("4", "ferry"),
        ("7", "tram"), ("11", "coach"), ("100", "train"), ("117", "train"), ("200", "coach"),
        ("209", "coach"), ("401", "tram"), ("700", "coach"), ("715", "coach"), ("900", "tram"),
        ("1000", "ferry"), ("1200", "ferry"), ("1501", "coach"),
    ],
)  # fmt: skip
def test_every_type_of_route_is_one_of_our_modes(code: str, expected: str) -> None:
    assert mode(code) == expected


@pytest.mark.parametrize("code", ["1100", "1107", "1600", "1700", "1702"])
def test_a_line_of_another_mode_is_left_out_with_its_trips(code: str) -> None:
    tables: dict[str, str | bytes | None] = {
        **with_row("routes", f"air,lio,1,X,{code}"),
        **with_row("trips", "air,week,t9,,"),
        **with_row("stop_times", "t9,08:00:00,08:00:00,auch,1,,\nt9,09:00:00,09:00:00,auch,2,,"),
        "frequencies": "trip_id,start_time,end_time,headway_secs\nt9,06:00:00,08:00:00,1800\n",
    }
    timetable, calls = read(a_gtfs(**tables))
    assert (timetable.other_lines, timetable.other_trips) == ({"air"}, {"t9"})
    plain, plain_calls = read(a_gtfs())
    assert (timetable.lines, timetable.trips, calls) == (plain.lines, plain.trips, plain_calls)


def test_a_trip_that_repeats_in_no_time_has_no_calls() -> None:
    header = "trip_id,start_time,end_time,headway_secs\n"
    empty, full = "t1,06:00:00,06:00:00,1800\n", "t1,06:00:00,07:00:00,1800\n"
    assert read(a_gtfs(frequencies=header + empty))[1]["t1"] == ()
    assert len(read(a_gtfs(frequencies=header + empty + full))[1]["t1"]) == 3


@pytest.mark.parametrize("table", ["agency", "stops", "routes", "trips", "stop_times"])
def test_a_missing_file_is_named(table: str) -> None:
    error = refusal(a_gtfs(**{table: None}))
    assert (error.key, error.values["file"]) == ("gtfs.file_missing", f"{table}.txt")


def test_one_of_the_two_calendars_must_be_there() -> None:
    error = refusal(a_gtfs(calendar=None, calendar_dates=None))
    assert (error.key, error.values["file"]) == ("gtfs.file_missing", "calendar.txt")


@pytest.mark.parametrize(
    ("table", "column"),
    [("stops", "stop_lat"), ("trips", "service_id"), ("stop_times", "stop_sequence")],
)
def test_a_missing_column_is_named(table: str, column: str) -> None:
    error = refusal(a_gtfs(**{table: TABLES[table].replace(column, "other")}))
    assert error.key == "gtfs.column_missing"
    assert (error.values["file"], error.values["column"]) == (f"{table}.txt", column)


@pytest.mark.parametrize(
    ("table", "row", "key", "column"),
    [
        ("stops", "x,X,,0.5,0,", "gtfs.value_missing", "stop_lat"),
        ("stops", "x,X,91,0.5,0,", "gtfs.bad_value", "stop_lat"),
        ("stops", "x,X,43,nan,0,", "gtfs.bad_value", "stop_lon"),
        ("stops", "x,,43,0.5,0,", "gtfs.value_missing", "stop_name"),
        ("stops", "x,X,43,0.5,0,nowhere", "gtfs.unknown_id", "parent_station"),
        ("stops", "auch,X,43,0.5,0,", "gtfs.twice", "stop_id"),
        ("stops", f"{'x' * 1001},X,43,0.5,0,", "gtfs.bad_value", "stop_id"),
        ("routes", "x,lio,1,X,1800", "gtfs.bad_value", "route_type"),
        ("routes", "x,lio,1,X,99", "gtfs.bad_value", "route_type"),
        ("routes", "x,lio,1,X,", "gtfs.value_missing", "route_type"),
        ("calendar", "x,1,1,1,1,1,0,0,20260230,20261231", "gtfs.bad_value", "start_date"),
        ("calendar", "x,1,1,2,1,1,0,0,20260101,20261231", "gtfs.bad_value", "wednesday"),
        ("calendar_dates", "week,2026-05-02,2", "gtfs.bad_value", "date"),
        ("calendar_dates", "week,20260502,3", "gtfs.bad_value", "exception_type"),
        ("trips", "none,week,x,,", "gtfs.unknown_id", "route_id"),
        ("trips", "r1,none,x,,", "gtfs.unknown_id", "service_id"),
        ("stop_times", "none,08:00:00,08:00:00,auch,1,,", "gtfs.unknown_id", "trip_id"),
        ("stop_times", "t1,08:00:00,08:00:00,door,9,,", "gtfs.unknown_id", "stop_id"),
        ("stop_times", "t1,08:61:00,08:00:00,auch,9,,", "gtfs.bad_value", "arrival_time"),
        ("stop_times", "t1,08:50:00,08:50,auch,9,,", "gtfs.bad_value", "departure_time"),
        ("stop_times", "t1,08:50:00,08:50:00,auch,-1,,", "gtfs.bad_value", "stop_sequence"),
        ("stop_times", "t3,26:00:00,26:00:00,auch,2,,", "gtfs.twice", "stop_sequence"),
    ],
)
def test_a_bad_row_is_refused_with_its_file_line_and_column(
    table: str, row: str, key: str, column: str
) -> None:
    error = refusal(a_gtfs(**with_row(table, row)))
    assert (error.key, error.values["column"]) == (key, column)
    assert error.values["file"] == f"{table}.txt"
    assert error.values["line"] == TABLES[table].count("\n") + 1


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("none,06:00:00,08:00:00,1800", "gtfs.unknown_id"),
        ("t1,06:00:00,08:00:00,0", "gtfs.bad_value"),
        ("t1,six,08:00:00,1800", "gtfs.bad_value"),
    ],
)
def test_a_headway_that_means_nothing_is_refused(row: str, key: str) -> None:
    table = f"trip_id,start_time,end_time,headway_secs\n{row}\n"
    error = refusal(a_gtfs(frequencies=table))
    assert (error.key, error.values["line"]) == (key, 2)


def test_a_feed_that_never_runs_is_refused() -> None:
    week = TABLES["calendar"].replace("1,1,1,1,1,0,0", "0,0,0,0,0,0,0")
    week = week.replace("1,1,1,1,1,1,1", "0,0,0,0,0,0,0")
    assert refusal(a_gtfs(calendar=week, calendar_dates=None)).key == "gtfs.no_service"


def test_a_time_zone_that_does_not_exist_is_refused() -> None:
    agency = TABLES["agency"].replace("Europe/Paris", "Europe/Auch")
    assert refusal(a_gtfs(agency=agency)).values["column"] == "agency_timezone"


def test_an_open_quote_is_not_the_end_of_the_file() -> None:
    error = refusal(a_gtfs(**with_row("stops", 'x,"X,43,0.5,0,')))
    assert (error.key, error.values["file"]) == ("gtfs.not_csv", "stops.txt")


def test_what_is_not_utf8_is_refused() -> None:
    stops = TABLES["stops"].replace("Gare", "Gâre").encode("cp1252", "replace")
    assert refusal(a_gtfs(stops=stops)).key == "gtfs.not_utf8"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"stop_id,stop_name\n", b"\0" * 99])
def test_what_is_not_a_zip_is_refused(content: bytes) -> None:
    assert refusal(io.BytesIO(content)).key == "gtfs.not_a_zip"


@pytest.mark.parametrize("name", ["../stops.txt", "/etc/x", "a/../../b", "..\\x", "C:x"])
def test_a_name_that_climbs_out_is_refused(name: str) -> None:
    content = a_gtfs()
    with zipfile.ZipFile(content, "a") as zipped:
        zipped.writestr(name, "")
    assert refusal(content).key == "gtfs.bad_member"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_comes_twice_is_refused() -> None:
    content = a_gtfs()
    with zipfile.ZipFile(content, "a") as zipped:
        zipped.writestr("stops.txt", TABLES["stops"])
    assert refusal(content).key == "gtfs.bad_member"


def test_a_table_that_explodes_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gtfs_archive, "MAX_TABLE_BYTES", 100_000)
    bomb = TABLES["stops"] + "\n" * 100_000
    assert refusal(a_gtfs(stops=bomb)).key == "gtfs.too_big"


def test_a_table_that_hides_its_size_is_cut_there_and_refused() -> None:
    content = a_gtfs(stops=TABLES["stops"] + "\n" * 1_000_000)
    with zipfile.ZipFile(content) as zipped:
        size = struct.pack("<L", zipped.getinfo("stops.txt").file_size)
    lying = content.getvalue().replace(size, struct.pack("<L", len(TABLES["stops"].encode())))
    assert lying != content.getvalue()
    assert refusal(io.BytesIO(lying)).key == "gtfs.damaged"


def test_an_encrypted_table_is_refused() -> None:
    content = bytearray(a_gtfs().getvalue())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            content[at + offset] |= 1
    assert refusal(io.BytesIO(bytes(content))).key == "gtfs.damaged"


def only_gis_errors(content: bytes) -> None:
    try:
        read(io.BytesIO(content))
    except GisError as error:
        assert error.key.startswith("gtfs.")


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_no_mutation_of_a_real_archive_raises_anything_else(data: st.DataObject) -> None:
    content = bytearray(realdata("gtfs/gtfs_kit__sample_gtfs.zip").read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.none(), st.integers(0, len(content))))
    only_gis_errors(bytes(content[:cut]))


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_no_mutation_of_its_tables_raises_anything_else(data: st.DataObject) -> None:
    with zipfile.ZipFile(realdata("gtfs/gtfs_kit__sample_gtfs.zip")) as real:
        tables = {name.removesuffix(".txt"): real.read(name) for name in real.namelist()}
    name = data.draw(st.sampled_from(sorted(tables)))
    at = data.draw(st.integers(0, len(tables[name])))
    piece = data.draw(
        st.one_of(
            st.sampled_from([b",", b'"', b"\n", b"\0", b"\xff", b"-", b"99999999999", b" "]),
            st.text(max_size=9).map(lambda text: text.encode("utf-8", "replace")),
        )
    )
    length = data.draw(st.integers(0, 40))
    tables[name] = tables[name][:at] + piece + tables[name][at + length :]
    only_gis_errors(a_gtfs(**tables).getvalue())
