"""FIT: positions, heights, names, damage and limits, against fitdecode and the protocol."""

import io
import struct
import tracemalloc
from contextlib import suppress

import fitdecode
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import ReadError
from gis.formats.track import Track
from gis.readers import fit as fit_reader
from gis.readers import fit_messages
from gis.readers.fit import read_fit
from gis.readers.fit_crc import crc16
from tests.fit_bytes import (
    ALTITUDE,
    COURSE,
    COURSE_POINT,
    ENHANCED,
    HEART_RATE,
    LAT,
    LON,
    POSITIONS,
    RECORD,
    TIME,
    USER_PROFILE,
    an_activity,
    checksum,
    definition,
    fit,
    record,
    semicircles,
)

HERE, THERE = (0.58, 43.64), (0.59, 43.65)
TWO = definition(RECORD, POSITIONS) + record(*HERE) + record(*THERE)
SEMICIRCLE = 180 / 2**31


def lon_lat(track: Track) -> list[tuple[float, float]]:
    return [(lon, lat) for piece in track.pieces for lon, lat, _ in piece.tolist()]


def heights(content: bytes) -> list[float]:
    (track,) = read_fit(content).tracks
    return track.pieces[0][:, 2].tolist()


def keys(content: bytes) -> list[str]:
    contents = read_fit(content)
    return [one.key for one in (*contents.findings, *contents.tracks[0].findings)]


def refusal(content: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_fit(content)
    return caught.value


@given(st.binary(max_size=400))
def test_the_checksum_is_that_of_the_protocol(content: bytes) -> None:
    assert crc16(content) == checksum(content)
    assert crc16(content + struct.pack("<H", checksum(content))) == 0


@given(
    st.lists(st.tuples(st.integers(-(2**31), 2**31 - 1), st.integers(-(2**30), 2**30)), min_size=2)
)
def test_positions_are_what_fitdecode_reads(points: list[tuple[int, int]]) -> None:
    rows = b"".join(struct.pack("<BiiH", 0, lat, lon, 3000) for lon, lat in points)
    content = fit(definition(RECORD, POSITIONS) + rows)
    expected = [
        (
            frame.get_value("position_long") * SEMICIRCLE,
            frame.get_value("position_lat") * SEMICIRCLE,
        )
        for frame in fitdecode.FitReader(io.BytesIO(content))
        if frame.frame_type == fitdecode.FIT_FRAME_DATA
        and frame.get_value("position_long") is not None
    ]
    if len(expected) < 2:
        assert refusal(content).key in ("tracks.no_position", "tracks.too_few_points")
    else:
        (track,) = read_fit(content).tracks
        assert lon_lat(track) == expected


def test_both_orders_of_bytes_are_read() -> None:
    for order in "<>":
        rows = record(*HERE, order=order) + record(*THERE, order=order)
        (track,) = read_fit(fit(definition(RECORD, POSITIONS, order=order) + rows)).tracks
        assert np.allclose(lon_lat(track), [HERE, THERE], atol=1e-7)


def test_the_enhanced_altitude_goes_before_the_plain_one() -> None:
    fields = (*POSITIONS, (ENHANCED, 4))
    rows = b"".join(
        record(*HERE, altitude=(150 + 500) * 5) + struct.pack("<I", enhanced)
        for enhanced in ((160 + 500) * 5, 0xFFFFFFFF)
    )
    assert heights(fit(definition(RECORD, fields) + rows)) == [160, 150]


def test_values_that_say_none_are_none() -> None:
    nowhere = struct.pack("<BiiH", 0, 2**31 - 1, 2**31 - 1, 3000)
    content = fit(TWO + nowhere + nowhere)
    (track,) = read_fit(content).tracks
    assert len(lon_lat(track)) == 2
    assert np.isnan(track.pieces[0][:, 2]).all()
    (finding,) = [one for one in track.findings if one.key == "points.without_position"]
    assert finding.values == {"count": 2}


def test_compressed_timestamps_developer_fields_and_other_messages_in_between_are_passed() -> None:
    with_more = definition(RECORD, POSITIONS, local=1, developer=3)
    rows = b"".join(
        bytes((0x80 | 1 << 5 | second,)) + record(lon, 43.6)[1:] + b"dev"
        for second, lon in enumerate((0.1, 0.2, 0.3))
    )
    event = definition(21, ((TIME, 4),), local=2) + b"\x02\0\0\0\0"
    plain = definition(RECORD, POSITIONS) + record(0.4, 43.6) + b"\x02\0\0\0\0" + record(0.5, 43.6)
    (track,) = read_fit(fit(with_more + rows + event + plain)).tracks
    assert [round(lon, 6) for lon, _ in lon_lat(track)] == [0.1, 0.2, 0.3, 0.4, 0.5]


def test_records_of_two_definitions_stay_in_their_order() -> None:
    twice = definition(RECORD, POSITIONS, local=0) + definition(RECORD, POSITIONS, local=1)
    rows = b"".join(record(rank / 10, 43.6, local=rank % 2) for rank in range(9))
    (track,) = read_fit(fit(twice + rows)).tracks
    assert [round(lon * 10) for lon, _ in lon_lat(track)] == list(range(9))


def test_a_long_run_is_found_whole() -> None:
    points = [(rank / 1e5, 43.6) for rank in range(70_000)]
    (track,) = read_fit(an_activity(points)).tracks
    assert np.allclose(lon_lat(track), points, atol=1e-7)


def test_a_course_gives_its_name_and_its_points() -> None:
    name = definition(COURSE, ((5, 16),), local=1) + b"\x01" + b"Tour du Gers".ljust(16, b"\0")
    point = definition(COURSE_POINT, ((2, 4), (3, 4), (6, 8)), local=2)
    place = struct.pack("<Bii8s", 2, semicircles(43.64), semicircles(0.58), "Café".encode())
    contents = read_fit(fit(name + TWO + point + place))
    assert contents.tracks[0].name == "Tour du Gers"
    (waypoint,) = contents.waypoints
    assert (waypoint.name, round(waypoint.lon, 5)) == ("Café", 0.58)


def test_times_heart_rates_and_who_it_was_are_dropped_and_said() -> None:
    fields = (*POSITIONS, (TIME, 4), (HEART_RATE, 1))
    rows = b"".join(record(*one) + struct.pack("<IB", 1_000_000, 140) for one in (HERE, THERE))
    who = definition(USER_PROFILE, ((0, 4),), local=1) + b"\x01Anne"
    (finding,) = read_fit(fit(who + definition(RECORD, fields) + rows)).findings
    assert finding.key == "personal.dropped"
    assert finding.values == {"kinds": ["author", "heart_rate", "times"]}
    assert keys(fit(TWO)) == []


def test_chained_files_are_a_track_each() -> None:
    contents = read_fit(an_activity([HERE, THERE]) + an_activity([THERE, HERE, THERE]))
    assert [len(lon_lat(track)) for track in contents.tracks] == [2, 3]


def test_a_wrong_checksum_is_a_warning_and_none_is_nothing() -> None:
    assert keys(fit(TWO, crc=1)) == ["file.damaged"]
    assert keys(fit(TWO, crc=0)) == []


@pytest.mark.parametrize("lost", [1, 2, 3, 12])
def test_a_file_that_is_cut_gives_what_stands_before(lost: int) -> None:
    content = an_activity([HERE, THERE, HERE])[:-lost]
    (track,) = read_fit(content).tracks
    assert len(lon_lat(track)) == (3 if lost < 3 else 2)
    assert keys(content) == ["file.truncated"]


def test_a_file_whose_recorder_never_wrote_its_size_is_read() -> None:
    content = fit(TWO, size=0)[:-2]
    assert len(lon_lat(read_fit(content).tracks[0])) == 2
    assert keys(content) == ["file.truncated"]


def test_an_undefined_message_ends_the_reading() -> None:
    assert keys(fit(TWO + b"\x07" + record(*HERE))) == ["file.truncated"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (fit(b""), "fit.broken"),
        (fit(definition(USER_PROFILE, ((0, 4),)) + b"\0Anne"), "fit.no_track"),
        (fit(TWO[:-22]), "fit.no_track"),
        (fit(TWO[:-10]), "tracks.too_few_points"),
        (fit(definition(RECORD, ((TIME, 4),)) + b"\0\0\0\0\0" * 3), "tracks.no_position"),
        (fit(TWO)[:14], "fit.broken"),
        (fit(b"\x07"), "fit.broken"),
        (b"\x0e\x10\xd9\x07\0\0\0\0.FIX", "fit.broken"),
    ],
)
def test_what_has_no_line_is_refused_for_what_it_is(content: bytes, key: str) -> None:
    assert refusal(content).key == key


def test_odd_sizes_of_fields_are_no_positions() -> None:
    fields = ((LAT, 3), (LON, 4), (ALTITUDE, 1))
    assert refusal(fit(definition(RECORD, fields) + bytes(9) * 3)).key == "tracks.no_position"


def test_too_many_points_runs_and_chains_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_reader, "MAX_POINTS", 2)
    assert refusal(an_activity([HERE] * 3)).key == "file.too_many_points"
    monkeypatch.setattr(fit_messages, "MAX_RUNS", 2)
    assert refusal(fit(definition(RECORD, POSITIONS) * 3)).key == "file.too_many_elements"
    assert refusal(fit(definition(RECORD, ())) * 1001).key == "file.too_many_elements"


def test_a_bomb_of_empty_messages_takes_little_memory() -> None:
    content = fit(definition(RECORD, ()) + b"\0" * 20_000_000, crc=0)
    tracemalloc.start()
    assert refusal(content).key == "file.too_many_points"
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_read_or_refused(messages: bytes, defined: bool) -> None:
    content = fit((definition(RECORD, POSITIONS) if defined else b"") + messages)
    with suppress(ReadError):
        assert read_fit(content).tracks
