"""What is no GPX, or a bad one: told by its content, refused with a sentence, in bounded work."""

import bz2
import gzip
import io
import tarfile
import zipfile

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gis.errors import ReadError
from gis.readers import xml_outline, xml_stream
from gis.readers.gpx import read_gpx
from gis.readers.raw_points import all_in_metres
from tests.gpx_texts import findings, gpx, point, refusal, the_track, track


@pytest.mark.parametrize(
    ("inside", "key", "values"),
    [
        ("", "tracks.none", {}),
        ("<trk/><rte/>", "tracks.none", {}),
        ('<wpt lat="1" lon="2"/><wpt lat="99" lon="2"/>', "tracks.only_waypoints", {"count": 2}),
        (track(point(1, 2)), "tracks.too_few_points", {"count": 1}),
        (track("<trkpt/><trkpt/>"), "tracks.no_position", {"count": 2}),
    ],
)
def test_a_gpx_without_a_line_is_refused_with_what_it_holds(
    inside: str, key: str, values: dict[str, object]
) -> None:
    error = refusal(gpx(inside))
    assert (error.key, error.values) == (key, values)


# Not a GPX


def zipped() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.gpx", gpx(track()))
    return held.getvalue()


def tarred() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.gpx"))
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "file.empty"),
        (b" \r\n\x00", "file.empty"),
        (gzip.compress(gpx(track())), "file.gzip"),
        (bz2.compress(gpx(track())), "file.bzip2"),
        (zipped(), "file.unknown"),
        (tarred(), "file.tar"),
        (b"7z\xbc\xaf\x27\x1c", "file.archive"),
        (b"\xff\xd8\xff\xe0JFIF", "file.jpeg"),
        (b"\x89PNG\r\n\x1a\n", "file.png"),
        (b"%PDF-1.7", "file.pdf"),
        (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", "file.apple_double"),
        (b"\x0e\x10\xd9\x07\x00\x00\x00\x00.FIT", "file.unknown"),
        (b"<!DOCTYPE html><html><p>404</html>", "file.html"),
        (b"\xef\xbb\xbf \n<!-- x --><HTML lang=fr>", "file.html"),
        (b"<html/>", "file.html"),
        ("<!DOCTYPE html><html/>".encode("utf-16"), "file.html"),
        (b"lat;lon\n43.6;0.5\n", "file.unknown"),
    ],
)
def test_what_is_no_gpx_is_told_by_its_content(content: bytes, key: str) -> None:
    assert refusal(content).key == key


def test_another_xml_is_told_by_its_root() -> None:
    error = refusal(b'<kml xmlns="http://www.opengis.net/kml/2.2"/>')
    assert (error.key, error.values) == ("file.other_xml", {"root": "kml"})


@pytest.mark.parametrize(
    ("content", "key", "line"),
    [
        (gpx(track())[:-20], "xml.truncated", 1),
        (gpx("\n<trk>\n<name>A & B</name></trk>"), "xml.broken", 3),
        (gpx("\n<trk></rte>"), "xml.broken", 2),
        (gpx(track()) + b"\n<gpx/>", "xml.broken", 2),
        (gpx("\n&nbsp;" + track()), "xml.broken", 2),
    ],
)
def test_a_damaged_document_is_refused_with_its_line(content: bytes, key: str, line: int) -> None:
    error = refusal(content)
    assert (error.key, error.values) == (key, {"line": line})


def test_padding_after_the_document_is_no_damage() -> None:
    assert the_track(gpx(track()) + b"\r\n" + b"\x00" * 512).pieces


# Encodings


@pytest.mark.parametrize(
    ("declared", "encoding", "wrong"),
    [
        ("", "utf-8", ""),
        ("", "utf-8-sig", ""),
        ("UTF-8", "utf-8-sig", ""),
        ("utf8", "utf-8", ""),
        ("UTF-16", "utf-16", ""),
        ("", "utf-16", ""),
        ("UTF-16", "utf-16-le", ""),
        ("UTF-16", "utf-16-be", ""),
        ("ISO-8859-1", "latin-1", ""),
        ("iso-8859-15", "iso-8859-15", ""),
        ("windows-1252", "cp1252", ""),
        ("", "cp1252", "utf-8"),
        ("UTF-8", "cp1252", "UTF-8"),
        ("UTF-8", "utf-16", "UTF-8"),
        ("UTF-16", "utf-8", "UTF-16"),
        ("ISO-8859-1", "utf-8", "ISO-8859-1"),
        ("klingon", "utf-8", "klingon"),
        ("us-ascii", "cp1252", "us-ascii"),
        ("punycode", "cp1252", "punycode"),
        ("cp037", "cp1252", "cp037"),
    ],
)
def test_accents_are_read_whatever_encoding_is_declared(
    declared: str, encoding: str, wrong: str
) -> None:
    before = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    content = gpx(track(name="Été à Éauze"), before=before).decode().encode(encoding)
    read = read_gpx(content)
    assert read.tracks[0].name == "Été à Éauze"
    assert findings(read) == ({"file.wrong_encoding": {"declared": wrong}} if wrong else {})


def test_a_plain_document_may_declare_any_encoding() -> None:
    read = read_gpx(gpx(track(name="Tour"), before='<?xml version="1.0" encoding="klingon"?>'))
    assert (read.tracks[0].name, read.findings) == ("Tour", ())


# Guards


def test_a_file_too_big_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "MAX_BYTES", 2_000_000)
    error = refusal(b"<" + b" " * 3_000_000)
    assert (error.key, error.values) == ("file.too_big", {"megabytes": 3, "limit": 2})


def test_a_file_of_too_many_points_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_outline, "MAX_POINTS", 100)
    error = refusal(gpx(track(point(1, 2) * 101)))
    assert (error.key, error.values) == ("file.too_many_points", {"limit": 100})
    assert the_track(gpx(track(point(1, 2) * 100))).pieces


def test_a_file_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_outline, "MAX_ELEMENTS", 100)
    error = refusal(gpx("<trk/>" * 100))
    assert (error.key, error.values) == ("file.too_many_elements", {"limit": 100})


# Whatever comes


@given(st.binary())
@example(b"<")
@example(b"\xff\xfe")
@example(b"\x00<")
def test_any_bytes_are_a_track_or_a_read_error(content: bytes) -> None:
    read_or_refused(content)


ORDINARY = gpx(
    f'<metadata><name>Été</name></metadata><wpt lat="1" lon="2"><name>W</name></wpt>'
    f'<rte><rtept lat="1" lon="2"/><rtept lat="3" lon="4"/></rte>{track()}',
    before='<?xml version="1.0" encoding="UTF-8"?>\n',
)
PARTS = [b"<", b">", b"/", b'"', b"<ele>", b"</trkpt>", b"<trkseg>", b"<extensions>", b"&#0;"]
PARTS += [b"&amp;", b"<trkpt>", b"<trk>", b"NaN", b"-", b"9" * 400, b"\xe9", b"\x00", b"]]>"]


def spliced(content: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for at, cut, put in edits:
        start = at % (len(content) + 1)
        content = content[:start] + put + content[start + cut :]
    return content


@settings(max_examples=400)
@given(
    st.sampled_from(
        [ORDINARY, ORDINARY.decode().encode("utf-16"), ORDINARY.decode().encode("cp1252")]
    ),
    st.lists(
        st.tuples(
            st.integers(0, 2000), st.integers(0, 40), st.sampled_from(PARTS) | st.binary(max_size=4)
        ),
        max_size=4,
    ),
)
def test_a_damaged_copy_of_a_good_file_is_a_track_or_a_read_error(
    content: bytes, edits: list[tuple[int, int, bytes]]
) -> None:
    read_or_refused(spliced(content, edits))


def read_or_refused(content: bytes) -> None:
    try:
        read = read_gpx(content)
    except ReadError as error:
        assert error.key.split(".")[0] in {"file", "xml", "tracks", "coordinates"}
        return
    assert read.tracks
    for piece in (piece for one in read.tracks for piece in one.pieces):
        assert len(piece) >= 2
        assert np.isfinite(piece[:, :2]).all()
        assert (np.abs(piece[:, :2]) <= [180, 90]).all() or all_in_metres(*piece[:, :2].T)
