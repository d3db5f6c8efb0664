"""What is read from a GPX, and in which words the rest is refused."""

import bz2
import gzip
import io
import re
import tarfile
import time
import zipfile

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gis.errors import ReadError
from gis.formats import gpx_stream, xml_stream
from gis.formats.gpx_reader import read_gpx
from gis.formats.reading import read_track
from gis.formats.track import Track, Waypoint
from gis.vocabulary import Severity

POINTS = '<trkpt lat="43.64" lon="0.58"><ele>150</ele></trkpt><trkpt lat="43.65" lon="0.59"/>'


def gpx(inside: str, root: str = "gpx", before: str = "") -> bytes:
    declared = f'<{root} version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
    return f"{before}{declared}{inside}</{root}>".encode()


def track(points: str = POINTS, name: str = "") -> str:
    return f"<trk><name>{name}</name><trkseg>{points}</trkseg></trk>"


def point(lat: object, lon: object, ele: object = None) -> str:
    height = "" if ele is None else f"<ele>{ele}</ele>"
    return f'<trkpt lat="{lat}" lon="{lon}">{height}</trkpt>'


def refusal(content: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_track(content)
    return caught.value


def findings(track: Track) -> dict[str, dict[str, object]]:
    return {finding.key: dict(finding.values) for finding in track.findings}


# Points and pieces


def test_each_segment_of_each_track_is_a_piece_in_order() -> None:
    read = read_gpx(
        gpx(
            f"<trk><trkseg>{point(1, 2)}{point(3, 4)}</trkseg>"
            f"<trkseg>{point(5, 6)}{point(7, 8)}</trkseg></trk>"
            f"<trk><trkseg>{point(9, 10)}{point(11, 12)}</trkseg></trk>"
        )
    )
    assert [piece[:, :2].tolist() for piece in read.pieces] == [
        [[2, 1], [4, 3]],
        [[6, 5], [8, 7]],
        [[10, 9], [12, 11]],
    ]


def test_a_point_with_its_longitude_first_or_other_attributes_is_read_alike() -> None:
    points = '<trkpt lon="2" lat="1"/><trkpt id="x" lat="3" lon="4"/><trkpt lat="5" id="" lon="6"/>'
    (piece,) = read_gpx(gpx(track(points))).pieces
    assert piece[:, :2].tolist() == [[2, 1], [4, 3], [6, 5]]


@pytest.mark.parametrize("root", ["n:gpx", "ns2:gpx"])
def test_a_prefixed_root_is_read(root: str) -> None:
    prefix, _, _ = root.partition(":")
    content = gpx(re.sub("<(/?)", rf"<\1{prefix}:", track()), root).replace(
        b"xmlns=", f"xmlns:{prefix}=".encode()
    )
    assert len(read_gpx(content).pieces[0]) == 2


def test_a_prefix_that_nobody_declared_is_no_obstacle() -> None:
    extensions = "<extensions><gpxtpx:hr>90</gpxtpx:hr></extensions>"
    points = POINTS.replace("<ele>", f"{extensions}<ele>")
    assert len(read_gpx(gpx(track(points))).pieces[0]) == 2


def test_what_stands_under_extensions_is_passed_over_even_in_the_default_namespace() -> None:
    decoy = (
        '<extensions><x xmlns="http://example.org"><trk><trkseg><trkpt lat="9" lon="9"/>'
        '</trkseg></trk><trkpt lat="8" lon="8"><ele>7</ele></trkpt><ele>6</ele></x></extensions>'
    )
    points = f'<trkpt lat="1" lon="2"><ele>3</ele>{decoy}</trkpt>{decoy}<trkpt lat="4" lon="5"/>'
    inside = f"{decoy}<trk>{decoy}<trkseg>{points}{decoy}</trkseg>{decoy}</trk>{decoy}"
    (piece,) = read_gpx(gpx(inside)).pieces
    assert piece[:, :2].tolist() == [[2, 1], [5, 4]]
    assert piece[0, 2] == 3
    assert np.isnan(piece[1, 2])


def test_a_version_that_does_not_exist_is_read_all_the_same() -> None:
    assert read_gpx(gpx(track()).replace(b'"1.1"', b'"5.8"')).pieces
    assert read_gpx(gpx(track()).replace(b' version="1.1"', b"")).pieces


def test_without_tracks_each_route_is_a_piece_of_its_own_points() -> None:
    points = (
        '<rtept lat="1" lon="2"><extensions><gpxx:rpt lat="9" lon="9"/></extensions></rtept>'
        '<rtept lat="3" lon="4"><ele>5</ele><name>Tip</name></rtept>'
    )
    read = read_gpx(gpx(f"<rte><name>Le tour</name>{points}<desc>Late</desc></rte>"))
    assert [piece[:, :2].tolist() for piece in read.pieces] == [[[2, 1], [4, 3]]]
    assert (read.name, read.description) == ("Le tour", "Late")
    assert findings(read)["routes.used"] == {"count": 1}


def test_a_track_wins_over_a_route_and_says_so() -> None:
    route = '<rte><rtept lat="1" lon="2"/><rtept lat="nowhere" lon="4"/></rte>'
    read = read_gpx(gpx(route + track()))
    assert len(read.pieces) == 1
    assert findings(read)["routes.ignored"] == {"count": 1}


def test_a_piece_of_one_point_is_left_out_and_counted() -> None:
    segments = f"<trkseg>{point(1, 2)}</trkseg><trkseg>{POINTS}</trkseg><trkseg/>"
    read = read_gpx(gpx(f"<trk>{segments}</trk>"))
    assert len(read.pieces) == 1
    assert findings(read)["pieces.too_short"] == {"count": 1}


def test_points_recorded_before_the_first_fix_are_left_out_with_a_warning() -> None:
    points = '<trkpt><ele>900</ele></trkpt><trkpt lat="" lon=" "/><trkpt lat="1"/>' + POINTS
    read = read_gpx(gpx(track(points)))
    assert read.pieces[0][:, :2].tolist() == [[0.58, 43.64], [0.59, 43.65]]
    assert read.pieces[0][0, 2] == 150
    assert findings(read)["points.without_position"] == {"count": 3}
    (finding,) = (one for one in read.findings if one.key == "points.without_position")
    assert finding.severity == Severity.WARNING


# Coordinates


@pytest.mark.parametrize(
    ("lat", "lon", "key", "value"),
    [
        ("NaN", "1", "coordinates.not_a_number", "NaN"),
        ("43.6", "inf", "coordinates.not_a_number", "inf"),
        ("43.6", "1e999", "coordinates.not_a_number", "1e999"),
        ("43.6", "est", "coordinates.not_a_number", "est"),
        ("4_3", "1", "coordinates.not_a_number", "4_3"),
        ("43,6", "0.5", "coordinates.decimal_comma", "43,6"),
        ("43.6", "0,5", "coordinates.decimal_comma", "0,5"),
        ("143", "1", "coordinates.out_of_range", "143"),
        ("43.6", "-180.1", "coordinates.out_of_range", "-180.1"),
        ("6280000", "500000", "coordinates.in_metres", "500000 6280000"),
        ("500000.5", "6280000", "coordinates.in_metres", "6280000 500000.5"),
    ],
)
@pytest.mark.parametrize("kind", ["trk", "rte"])
def test_a_coordinate_that_none_can_be_refuses_the_file_with_its_line(
    kind: str, lat: str, lon: str, key: str, value: str
) -> None:
    points = f"\n{point(1, 2)}\n<extensions>{point(lat, lon)}</extensions>\n{point(lat, lon)}\n"
    inside = track(points) if kind == "trk" else f"<rte>{points.replace('trk', 'rte')}</rte>"
    error = refusal(gpx(inside))
    assert (error.key, error.values) == (key, {"value": value, "line": 4})


def test_the_line_number_counts_blank_lines_above_the_declaration() -> None:
    before = "\n\n<?xml version='1.0'?>\n"
    error = refusal(gpx(track(f"{POINTS}\n{point(99, 1)}"), before=before))
    assert error.values["line"] == 5


@pytest.mark.parametrize(("lat", "lon"), [("90", "180"), ("-90", "-180"), (" 1.0\n", "+2E0")])
def test_coordinates_at_the_very_limits_are_good(lat: str, lon: str) -> None:
    assert read_gpx(gpx(track(POINTS + point(lat, lon)))).pieces[0].shape == (3, 3)


# Heights


def test_a_height_that_is_missing_empty_or_no_number_is_unknown() -> None:
    points = "".join(point(1, i, ele) for i, ele in enumerate(["10", "", "NaN", " 12.5 ", None]))
    read = read_gpx(gpx(track(points)))
    assert np.array_equal(read.pieces[0][:, 2], [10, np.nan, np.nan, 12.5, np.nan], equal_nan=True)
    assert not read.findings


def test_a_height_that_no_place_has_is_unknown_and_counted() -> None:
    heights = ["-99999", "-9999", "-32768", "9001", "1e999", "12,5", "-400", "8848"]
    read = read_gpx(gpx(track("".join(point(1, i, ele) for i, ele in enumerate(heights)))))
    assert np.flatnonzero(~np.isnan(read.pieces[0][:, 2])).tolist() == [6, 7]
    assert findings(read)["heights.implausible"] == {"count": 6}


def test_heights_that_are_all_zero_are_unknown() -> None:
    read = read_gpx(gpx(track(point(1, 2, 0) + point(1, 3, "0.0") + point(1, 4))))
    assert np.isnan(read.pieces[0][:, 2]).all()
    assert findings(read)["heights.all_zero"] == {"count": 2}


def test_a_zero_among_other_heights_is_the_seaside() -> None:
    read = read_gpx(gpx(track(point(1, 2, 0) + point(1, 3, 4))))
    assert read.pieces[0][:, 2].tolist() == [0, 4]


# Words


def test_the_file_s_own_name_goes_before_its_track_s() -> None:
    head = "<metadata><name>Le  \n tour</name><desc> Beau </desc></metadata>"
    read = read_gpx(gpx(head + track(name="Track 1")))
    assert (read.name, read.description) == ("Le tour", "Beau")
    assert read_gpx(gpx(track(name="Track 1"))).name == "Track 1"
    assert read_gpx(gpx("<name>Old</name>" + track())).name == "Old"


def test_a_name_written_after_the_points_or_in_cdata_is_found() -> None:
    inside = f"<trk><trkseg>{POINTS}</trkseg><name><![CDATA[Élan & <b>]]></name></trk>"
    assert read_gpx(gpx(inside)).name == "Élan & <b>"


def test_several_tracks_are_a_warning_that_names_five() -> None:
    tracks = "".join(track(name=f"J{n}" if n != 2 else "") for n in range(1, 8))
    read = read_gpx(gpx(tracks + "<trk><name>Empty</name></trk>"))
    assert read.name == ""
    assert findings(read)["tracks.several"] == {"count": 7, "names": "J1, #2, J3, J4, J5"}


def test_waypoints_are_kept_with_their_words() -> None:
    inside = (
        '<wpt lat="43.6" lon="0.5"><ele>120</ele><name>Eau</name><cmt>fontaine</cmt></wpt>'
        '<wpt lat="43.7" lon="0.6"><ele>-9999</ele><desc>d</desc><cmt>c</cmt></wpt>'
    )
    assert read_gpx(gpx(inside + track())).waypoints == (
        Waypoint(0.5, 43.6, 120.0, "Eau", "fontaine"),
        Waypoint(0.6, 43.7, None, "", "d"),
    )


def test_a_bad_waypoint_beside_a_good_track_is_dropped_with_a_warning() -> None:
    bad = "".join(f'<wpt lat="{lat}" lon="1"/>' for lat in ("99", "x", "", "NaN"))
    read = read_gpx(gpx(f'{bad}<wpt lon="2"/><wpt lat="43" lon="1"/>{track()}'))
    assert len(read.waypoints) == 1
    assert findings(read)["waypoints.dropped"] == {"count": 5}


def test_personal_facts_are_left_out_and_the_track_says_which() -> None:
    head = '<metadata><author><name>X</name><email id="a" domain="b"/></author></metadata>'
    date = "<time>2024-05-01T10:00:00Z</time>"
    assert findings(read_gpx(gpx(f"<metadata>{date}</metadata>{track()}"))) == {}
    time_and_heart = f"{date}<extensions><t:p><t:hr>99</t:hr></t:p></extensions>"
    points = POINTS.replace("</trkpt>", f"{time_and_heart}</trkpt>")
    read = read_gpx(gpx(head + track(points)))
    assert findings(read) == {
        "personal.dropped": {"kinds": ["author", "email", "heart_rate", "times"]}
    }
    assert read.name == ""


# No line


@pytest.mark.parametrize(
    ("inside", "key", "values"),
    [
        ("", "gpx.empty", {}),
        ("<trk/><rte/>", "gpx.empty", {}),
        ('<wpt lat="1" lon="2"/><wpt lat="99" lon="2"/>', "gpx.only_waypoints", {"count": 2}),
        (track(point(1, 2)), "gpx.too_few_points", {"count": 1}),
        (track("<trkpt/><trkpt/>"), "gpx.no_position", {"count": 2}),
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
        (zipped(), "file.zip"),
        (tarred(), "file.tar"),
        (b"7z\xbc\xaf\x27\x1c", "file.archive"),
        (b"\xff\xd8\xff\xe0JFIF", "file.jpeg"),
        (b"\x89PNG\r\n\x1a\n", "file.png"),
        (b"%PDF-1.7", "file.pdf"),
        (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", "file.apple_double"),
        (b"\x0e\x10\xd9\x07\x00\x00\x00\x00.FIT", "file.fit"),
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
    assert read_gpx(gpx(track()) + b"\r\n" + b"\x00" * 512).pieces


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
    assert read.name == "Été à Éauze"
    assert findings(read) == ({"file.wrong_encoding": {"declared": wrong}} if wrong else {})


def test_a_plain_document_may_declare_any_encoding() -> None:
    read = read_gpx(gpx(track(name="Tour"), before='<?xml version="1.0" encoding="klingon"?>'))
    assert (read.name, read.findings) == ("Tour", ())


# Guards


def billion_laughs() -> bytes:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return gpx("<name>&a11;</name>" + track(), before=f"<!DOCTYPE gpx [{''.join(lines)}]>")


@pytest.mark.parametrize(
    "content",
    [
        billion_laughs(),
        gpx(track(), before='<!DOCTYPE gpx SYSTEM "file:///etc/passwd">'),
        gpx(track(), before='<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'),
        b"<!DOCTYPE gpx [" + b'<!ENTITY a "b">' * 200_000,
    ],
)
def test_a_document_type_is_refused_at_once(content: bytes) -> None:
    started = time.perf_counter()
    assert refusal(content).key == "xml.doctype"
    assert time.perf_counter() - started < 1


def test_a_document_made_to_slow_a_reader_is_judged_at_once() -> None:
    started = time.perf_counter()
    for content in (
        b"<!---->" * 500 + b"x",
        b" " * 3_000_000 + b"x",
        b" " * 3_000_000 + b"<?xml " + b"?" * 3_000_000,
        gpx(track(point("9" * 3_000_000, 1))),
        gpx(track(point("1", "2", "9" * 3_000_000))),
        gpx(track("<trkpt " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>")),
        gpx("<name>" + "é<!-- -->" * 300_000 + "</name>"),
    ):
        read_or_refused(content)
    assert time.perf_counter() - started < 5


def test_a_document_nested_beyond_reason_is_refused() -> None:
    assert refusal(gpx("<a>" * 100_000)).key == "xml.too_deep"
    assert refusal(gpx("<trk><trkseg>" + "<trkpt>" * 300_000)).key == "xml.too_deep"


def test_a_file_too_big_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "MAX_BYTES", 2_000_000)
    error = refusal(b"<" + b" " * 3_000_000)
    assert (error.key, error.values) == ("file.too_big", {"megabytes": 3, "limit": 2})


def test_a_file_of_too_many_points_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpx_stream, "MAX_POINTS", 100)
    error = refusal(gpx(track(point(1, 2) * 101)))
    assert (error.key, error.values) == ("file.too_many_points", {"limit": 100})
    assert read_gpx(gpx(track(point(1, 2) * 100))).pieces


def test_a_file_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpx_stream, "MAX_ELEMENTS", 100)
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
        read = read_track(content)
    except ReadError as error:
        assert error.key.split(".")[0] in {"file", "xml", "gpx", "coordinates"}
        return
    for piece in read.pieces:
        assert len(piece) >= 2
        assert np.isfinite(piece[:, :2]).all()
        assert (np.abs(piece[:, :2]) <= [180, 90]).all()


coordinates = st.tuples(st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False))


@given(st.lists(st.lists(coordinates, min_size=2), min_size=1))
def test_no_vertex_is_lost_moved_or_invented(pieces: list[list[tuple[float, float]]]) -> None:
    segments = ("".join(point(lat, lon) for lat, lon in piece) for piece in pieces)
    inside = "".join(f"<trkseg>\n{segment}</trkseg>" for segment in segments)
    read = read_gpx(gpx(f"<trk>{inside}</trk>"))
    assert [[(lat, lon) for lon, lat, _ in piece] for piece in read.pieces] == pieces
