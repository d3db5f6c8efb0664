"""Zips: several files read, the others counted or named, and nothing that climbs or explodes."""

import struct
import tracemalloc
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Contents
from gis.readers import archive
from gis.readers.reading import read_file
from tests.gpx_texts import gpx, track
from tests.layer_files import a_shapefile, zipped

GPX = gpx(track(name="Tour"))
PARTS = [[(500_000.0, 6_300_000.0), (500_900.0, 6_300_100.0)]]
LINK = 0o120777 << 16


def members(contents: Contents) -> list[str]:
    return [track.member for track in contents.tracks]


def said(findings: tuple[Finding, ...]) -> dict[str, Mapping[str, object]]:
    return {one.key: one.values for one in findings}


def refusal(content: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_file(content)
    return caught.value


# What is read


def test_each_route_file_of_a_zip_is_read_and_bears_its_name() -> None:
    content = zipped({"nord/a.gpx": GPX, "nord/B.dat": GPX, "c.kml": b"<kml/>", "d.gpx": b"<gpx/>"})
    contents = read_file(content)
    assert members(contents) == ["nord/a.gpx", "nord/B.dat"]
    assert [one.name for one in contents.refused] == ["c.kml", "d.gpx"]


def test_the_only_file_of_a_zip_gives_it_its_name() -> None:
    named = gpx("<metadata><name>Le grand tour</name></metadata>" + track(name="Jour 1"))
    assert read_file(zipped({"doc.gpx": named})).name == "Le grand tour"
    assert read_file(zipped({"a.gpx": named, "b.gpx": named})).name == ""


def test_what_is_no_route_file_is_counted() -> None:
    others = {
        "photo.jpg": b"\xff\xd8\xff\xe0JFIF",
        "lisez-moi.txt": b"Bonjour",
        "vide.doc": b"",
        "style.xml": b"<qgis/>",
        "package.json": b"{}",
        "notice.docx": zipped({"word/document.xml": b"<document/>", "a.png": b"\x89PNG\r\n\x1a\n"}),
    }
    contents = read_file(zipped({"a.gpx": GPX, **others}))
    assert said(contents.findings)["archive.others"] == {"count": len(others)}
    assert contents.refused == ()
    error = refusal(zipped(others))
    assert (error.key, error.values) == ("archive.nothing", {"count": len(others)})


def test_what_is_named_like_a_route_and_is_none_is_refused_by_name() -> None:
    contents = read_file(zipped({"a.gpx": GPX, "vide.gpx": b"", "b.geojson": b"{}", "c.fit": b"?"}))
    assert {one.name: one.error.key for one in contents.refused} == {
        "vide.gpx": "file.empty",
        "b.geojson": "json.not_geojson",
        "c.fit": "file.unknown",
    }


def test_what_macos_and_windows_leave_behind_is_passed_over() -> None:
    left = {"__MACOSX/._a.gpx": b"\0", "._a.gpx": b"\0", ".DS_Store": b"\0", "Thumbs.db": b"\0"}
    contents = read_file(zipped({"a.gpx": GPX, **left}))
    assert (contents.findings, contents.refused) == ((), ())


def test_what_is_noticed_of_a_file_goes_with_its_own_track() -> None:
    timed = GPX.replace(b"<ele>150</ele>", b"<ele>150</ele><time>2026-05-12T08:00:00Z</time>")
    placed = gpx(track(name="Tour") + '<wpt lat="43" lon="0"/>')
    contents = read_file(zipped({"a.gpx": GPX, "b.gpx": timed, "c.gpx": placed, "d.txt": b"?"}))
    assert [list(said(one.findings)) for one in contents.tracks] == [
        [],
        ["personal.dropped"],
        ["waypoints.left_out"],
    ]
    assert list(said(contents.findings)) == ["archive.others"]


def test_a_file_of_points_beside_one_of_lines_is_no_failure() -> None:
    points = gpx('<wpt lat="43" lon="0"/>')
    contents = read_file(zipped({"a.gpx": GPX, "poi.gpx": points}))
    assert contents.refused == ()
    assert said(contents.findings)["archive.others"] == {"count": 1}
    assert refusal(zipped({"poi.gpx": points})).key == "tracks.only_waypoints"


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("traces\\boucle.gpx", "traces/boucle.gpx"),
        ("fore\u0302t.gpx", "forêt.gpx"),
        ("a\x1b[2J.gpx", "a[2J.gpx"),
    ],
)
def test_a_name_is_told_as_people_write_it(written: str, path: str) -> None:
    assert members(read_file(zipped({written: GPX}))) == [path]


def test_a_name_in_utf8_that_does_not_say_so_keeps_its_accents() -> None:
    content = zipped({"forXXt.gpx": GPX}).replace(b"forXXt", "forêt".encode())
    assert members(read_file(content)) == ["forêt.gpx"]
    content = zipped({"forXt.gpx": GPX}).replace(b"forXt", "forêt".encode("cp437"))
    assert members(read_file(content)) == ["forêt.gpx"]


def test_the_points_of_all_files_have_a_limit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive.Budget.__init__, "__defaults__", (2000, 10_000_000, 5))
    assert read_file(zipped({"a.gpx": GPX, "b.gpx": GPX})).tracks
    three = zipped({name: GPX for name in ("a.gpx", "b.gpx", "c.gpx")})
    assert refusal(three).key == "file.too_many_points"


def test_a_shapefile_is_one_file_with_what_lies_beside_it() -> None:
    files = a_shapefile([PARTS])
    inside = {f"A/Tour.{part.upper()}": content for part, content in files.items()}
    beside = {"A/Tour.qmd": b"<qgis/>", "A/Tour.shp.xml": b"<metadata/>", "A/tour.sbn": b"\0"}
    contents = read_file(zipped({**inside, **beside, "b.gpx": GPX}))
    assert members(contents) == ["A/Tour.SHP", "b.gpx"]
    assert "archive.others" not in said(contents.findings)


def test_archives_within_an_archive_are_read_two_deep() -> None:
    kmz = zipped({"doc.gpx": GPX, "icone.png": b"\x89PNG\r\n\x1a\n"})
    contents = read_file(zipped({"a.kmz": kmz, "b.zip": zipped({"c.kmz": kmz, "d.gpx": GPX})}))
    assert members(contents) == ["a.kmz/doc.gpx", "b.zip/d.gpx"]
    assert [(one.name, one.error.key) for one in contents.refused] == [
        ("b.zip/c.kmz", "archive.too_deep")
    ]
    assert said(contents.findings)["archive.others"] == {"count": 1}


def test_when_every_route_file_is_bad_the_refusal_names_them() -> None:
    assert refusal(zipped({"a.gpx": b"<gpx/>"})).key == "tracks.none"
    error = refusal(zipped({"a.gpx": b"<gpx/>", "b.gpx": b"<gpx>"}))
    assert (error.key, error.values) == (
        "archive.all_refused",
        {"count": 2, "names": "a.gpx, b.gpx"},
    )


# What is refused


@pytest.mark.parametrize(
    "name", ["../a.gpx", "/a.gpx", "b/../../a.gpx", "..\\a.gpx", "C:a.gpx", ".."]
)
def test_a_name_that_climbs_refuses_the_archive(name: str) -> None:
    error = refusal(zipped({"a.gpx": GPX, name: GPX}))
    assert (error.key, error.values) == ("archive.bad_name", {"name": name.replace("\\", "/")})


def test_a_name_with_an_hour_in_it_is_a_name() -> None:
    assert members(read_file(zipped({"2026-05-12T08:00.gpx": GPX}))) == ["2026-05-12T08:00.gpx"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_comes_twice_refuses_the_archive() -> None:
    content = zipped({"a.gpx": GPX, "b.gpx": GPX}).replace(b"b.gpx", b"a.gpx")
    assert refusal(content).key == "archive.bad_name"


def test_an_encrypted_member_refuses_the_archive() -> None:
    content = bytearray(zipped({"a.gpx": GPX}))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)).key == "archive.encrypted"


def test_a_link_refuses_the_archive() -> None:
    content = bytearray(zipped({"a.gpx": b"/etc/passwd"}))
    at = content.rindex(b"PK\x01\x02") + 38
    content[at : at + 4] = struct.pack("<I", LINK)
    assert refusal(bytes(content)).key == "archive.link"


def test_a_damaged_archive_is_refused_and_a_damaged_member_is_named() -> None:
    content = zipped({"a.gpx": GPX, "b.gpx": GPX})
    assert refusal(content[:-30]).key == "archive.damaged"
    assert refusal(b"PK\x03\x04" + bytes(50)).key == "archive.damaged"
    damaged = bytearray(content)
    damaged[60] ^= 0xFF
    contents = read_file(bytes(damaged))
    assert members(contents) == ["b.gpx"]
    assert [(one.name, one.error.key) for one in contents.refused] == [("a.gpx", "archive.damaged")]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_compressing_without_a_bound_is_refused(method: int) -> None:
    assert refusal(zipped({"a.gpx": GPX}, method)).key == "archive.rare_compression"


# Bombs


def peak_of(content: bytes, key: str) -> int:
    tracemalloc.start()
    try:
        assert refusal(content).key == key
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_member_that_explodes_is_refused_in_bounded_memory() -> None:
    explosive = zipped({"a.gpx": b"<gpx>" + b" " * 120_000_000})
    assert len(explosive) < 200_000
    assert peak_of(explosive, "file.too_big") < 120_000_000


def test_a_header_that_lies_about_its_size_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 1_000_000)
    content = bytearray(zipped({"a.gpx": b"<gpx>" + b" " * 5_000_000}))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 100)
    assert peak_of(bytes(content), "archive.damaged") < 5_000_000


def test_members_that_explode_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_EXPANDED_BYTES", 10_000_000)
    monkeypatch.setattr(archive.Budget.__init__, "__defaults__", (2000, 10_000_000, 10))
    large = b"<gpx>" + b" " * 3_000_000
    assert refusal(zipped({f"{rank}.gpx": large for rank in range(5)})).key == "archive.too_big"
    nested = zipped({"a.gpx": large, "b.gpx": large})
    assert refusal(zipped({"a.zip": nested, "b.zip": nested})).key == "archive.too_big"


def test_too_many_members_are_refused_before_any_is_looked_at() -> None:
    content = zipped({f"{rank}.txt": b"" for rank in range(archive.MAX_MEMBERS + 1)})
    assert peak_of(content, "archive.too_many_members") < 1_000_000


def test_photos_are_not_expanded() -> None:
    photos = {f"{rank}.jpg": b"\xff\xd8\xff" + bytes(25_000_000) for rank in range(9)}
    contents = read_file(zipped({"a.gpx": GPX, **photos}))
    assert said(contents.findings)["archive.others"] == {"count": 9}


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=6))
def test_a_zip_with_other_bytes_in_it_is_read_or_refused(at: int, other: bytes) -> None:
    content = zipped({"a.gpx": GPX, "b/c.kmz": zipped({"doc.gpx": GPX})})
    at %= len(content)
    try:
        contents = read_file(content[:at] + other + content[at + len(other) :])
    except ReadError as error:
        assert error.key
    else:
        assert contents.tracks
