"""What is read from a KML, and in which words the rest is refused."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gis.errors import ReadError
from gis.formats.track import Track, Waypoint
from gis.readers import kml_coordinates, xml_outline
from gis.readers.grouping import routes_in
from gis.readers.kml import read_kml
from gis.vocabulary import Severity
from tests.gpx_texts import findings
from tests.kml_texts import LINE, kml, line_string, placemark

GX_TRACK = (
    "<gx:Track><when>2010-05-28T02:02:09Z</when><when>2010-05-28T02:02:35Z</when>"
    "<gx:coord>0.58 43.64 150</gx:coord><gx:coord>0.59 43.65 151</gx:coord></gx:Track>"
)
POLYGON = (
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates>"
    "</LinearRing></outerBoundaryIs></Polygon>"
)


def the_track(inside: str) -> Track:
    (only,) = read_kml(kml(inside)).tracks
    return only


def refusal(content: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(ReadError) as caught:
        read_kml(content)
    return caught.value.key, caught.value.values


# Lines


def test_each_placemark_with_lines_is_a_track_of_its_lines_in_order() -> None:
    several = f"<MultiGeometry>{line_string('1,2 3,4')}{line_string('5,6 7,8')}</MultiGeometry>"
    read = read_kml(
        kml(
            f"<Document>{placemark(several, 'A')}"
            f"<Folder>{placemark(line_string('9,10 11,12'))}</Folder></Document>"
        )
    )
    assert [[piece[:, :2].tolist() for piece in one.pieces] for one in read.tracks] == [
        [[[1, 2], [3, 4]], [[5, 6], [7, 8]]],
        [[[9, 10], [11, 12]]],
    ]


@pytest.mark.parametrize(
    "inside",
    [
        GX_TRACK,
        GX_TRACK.replace("gx:", ""),
        f"<gx:MultiTrack>{GX_TRACK}</gx:MultiTrack>",
        line_string().replace("LineString", "LinearRing"),
        f"<MultiGeometry><MultiGeometry>{line_string()}</MultiGeometry></MultiGeometry>",
        line_string(LINE.replace(",", ", ").replace(" 0.59", "\n\t0.59")),
        line_string(LINE.replace(",", " , ")),
        line_string(LINE.replace(",", ",\n")),
        line_string(f"\n\n  {LINE}  \n"),
        line_string("+.58,43.640,1.5e2 0.59,4365e-2,0151"),
        line_string(f"<!-- north --><![CDATA[{LINE}]]>"),
    ],
)
def test_the_points_are_read_however_they_are_written(inside: str) -> None:
    expected = [[0.58, 43.64, 150], [0.59, 43.65, 151]]
    (piece,) = the_track(placemark(inside)).pieces
    assert piece.tolist() == expected


@pytest.mark.parametrize(
    "opening",
    [
        '<kml xmlns="http://earth.google.com/kml/2.0">',
        '<kml xmlns="http://earth.google.com/kml/2.1">',
        "<kml>",
        '<k:kml xmlns:k="http://www.opengis.net/kml/2.2">',
    ],
)
def test_any_version_is_read_with_any_prefix(opening: str) -> None:
    closing = "</k:kml>" if "k:" in opening else "</kml>"
    content = f"{opening}{placemark(line_string())}{closing}".encode()
    assert len(read_kml(content).tracks[0].pieces[0]) == 2


def test_a_track_of_several_pieces_keeps_them_apart() -> None:
    inside = f"<gx:MultiTrack>{GX_TRACK}{GX_TRACK}</gx:MultiTrack>"
    assert [len(piece) for piece in the_track(placemark(inside)).pieces] == [2, 2]


def test_what_stands_under_anything_unknown_is_passed_over() -> None:
    decoy = f"<ExtendedData><x>{placemark(line_string('9,9 8,8'), 'No')}</x></ExtendedData>"
    track = the_track(f"<Document>{decoy}{placemark(decoy + line_string(), 'Yes')}</Document>")
    assert (track.name, len(track.pieces)) == ("Yes", 1)


def test_a_track_may_hold_anything_beside_its_points() -> None:
    inside = GX_TRACK.replace(
        "<gx:coord>0.59",
        "<Model><coord>9 9</coord></Model><gx:angles>1 2 3</gx:angles><gx:coord>0.59",
    )
    (piece,) = the_track(placemark(inside)).pieces
    assert piece[:, 0].tolist() == [0.58, 0.59]


def test_points_without_a_fix_are_left_out_with_a_warning() -> None:
    inside = GX_TRACK.replace("<gx:coord>0.59", "<gx:coord/><gx:coord> </gx:coord><gx:coord>0.59")
    read = read_kml(kml(placemark(inside)))
    assert len(read.tracks[0].pieces[0]) == 2
    (finding,) = read.tracks[0].findings
    assert (finding.key, finding.values) == ("points.without_position", {"count": 2})
    assert finding.severity == Severity.WARNING


def test_a_line_of_one_point_is_left_out_and_counted() -> None:
    alone, beside = placemark(line_string("1,2")), placemark(line_string("1,2") + line_string())
    assert findings(read_kml(kml(beside)))["pieces.too_short"] == {"count": 1}
    assert findings(read_kml(kml(alone + placemark(line_string()))))["pieces.too_short"] == {
        "count": 1
    }


# Heights


@pytest.mark.parametrize(
    ("coordinates", "heights"),
    [
        ("1,2 3,4", [np.nan, np.nan]),
        ("1,2,5 3,4", [5, np.nan]),
        ("1,2,", [np.nan]),
        ("1,2,nan 3,4,6", [np.nan, 6]),
        ("1,2,0 3,4,0.0", [np.nan, np.nan]),
        ("1,2,0 3,4,6", [0, 6]),
    ],
)
def test_a_height_that_is_missing_is_unknown(coordinates: str, heights: list[float]) -> None:
    (piece,) = the_track(placemark(line_string(f"9,9 {coordinates}"))).pieces
    assert np.array_equal(piece[:, 2], [np.nan, *heights], equal_nan=True)


def test_a_height_that_no_place_has_is_unknown_and_counted() -> None:
    read = read_kml(kml(placemark(line_string("1,2,-9999 3,4,high 5,6,7"))))
    assert np.array_equal(read.tracks[0].pieces[0][:, 2], [np.nan, np.nan, 7], equal_nan=True)
    assert findings(read) == {"heights.implausible": {"count": 2}}


@pytest.mark.parametrize("mode", ["relativeToGround", "relativeToSeaFloor"])
@pytest.mark.parametrize("inside", [line_string(), GX_TRACK])
def test_a_height_above_the_ground_is_no_altitude(mode: str, inside: str) -> None:
    at = inside.index(">") + 1
    said = f"{inside[:at]}<altitudeMode>{mode}</altitudeMode>{inside[at:]}"
    if "coordinates" in inside:
        after = inside.replace("</L", f"<altitudeMode>{mode}</altitudeMode></L")
        assert np.isnan(the_track(placemark(after)).pieces[0][:, 2]).all()
    read = read_kml(kml(placemark(said)))
    assert np.isnan(read.tracks[0].pieces[0][:, 2]).all()
    assert findings(read)["heights.above_ground"] == {"count": 2}
    absolute = said.replace(mode, "absolute")
    assert the_track(placemark(absolute)).pieces[0][:, 2].tolist() == [150, 151]


# Words, and what is no line


def test_the_names_of_the_file_and_of_its_tracks_are_kept_apart() -> None:
    inside = (
        "<Document><name> Le \n tour </name><description>Beau</description>"
        "<Folder><name>Étapes</name>"
        f"<Placemark>{line_string()}<name>J1</name><description>Dur</description></Placemark>"
        f"<Placemark>{line_string()}</Placemark></Folder></Document>"
    )
    read = read_kml(kml(inside))
    assert (read.name, read.description) == ("Le tour", "Beau")
    assert [(one.name, one.description) for one in read.tracks] == [("J1", "Dur"), ("Étapes", "")]


@pytest.mark.parametrize("name", ["Border.kmz", "doc.KML", ""])
def test_the_name_that_a_file_had_on_a_disk_is_no_name(name: str) -> None:
    inside = f"<Document><name>{name}</name><Folder><name>Tour</name>"
    read = read_kml(kml(f"{inside}{placemark(line_string())}</Folder></Document>"))
    assert read.name == "Tour"


def test_a_folder_beside_the_line_does_not_name_it() -> None:
    sights = "<Folder><name>Points d’intérêt</name></Folder>"
    line = f"<Folder><name>Trace</name>{placemark(line_string())}</Folder>"
    assert read_kml(kml(f"<Document>{sights}{line}</Document>")).name == "Trace"
    other = f"<Folder><name>Variante</name>{placemark(line_string())}</Folder>"
    read = read_kml(kml(f"<Document>{line}{other}</Document>"))
    assert (read.name, [one.name for one in read.tracks]) == ("", ["Trace", "Variante"])


def test_the_only_line_without_a_name_takes_the_outermost() -> None:
    folder = f"<Folder><name>Trace</name>{placemark(line_string())}</Folder>"
    (route,) = routes_in(read_kml(kml(f"<Document><name>Boucle</name>{folder}</Document>")))
    assert route.name == "Boucle"


def test_a_description_in_html_becomes_text() -> None:
    table = "<style>td {}</style><table><tr><td>D+</td><td>&lt; 300&nbsp;m</td></tr></table>"
    described = f"<description><![CDATA[{table}]]></description>{line_string()}"
    assert the_track(f"<Placemark>{described}</Placemark>").description == "D+\n< 300\xa0m"


@pytest.mark.parametrize("tag", ["Data", "SimpleData"])
def test_personal_facts_among_the_data_are_told(tag: str) -> None:
    inside = f'<ExtendedData><{tag} name="email">a@b</{tag}></ExtendedData>{line_string()}'
    assert findings(read_kml(kml(placemark(inside)))) == {"personal.dropped": {"kinds": ["email"]}}


def test_a_bad_position_is_told_with_its_line_among_many_lines() -> None:
    good, bad = placemark(line_string()), placemark(line_string("1,2\n3,no"))
    with pytest.raises(ReadError) as caught:
        read_kml(kml("\n".join([good] * 30 + [bad] + [good] * 30)))
    assert (caught.value.key, caught.value.values["line"]) == ("coordinates.not_a_number", 32)


@pytest.mark.parametrize(("declared", "encoding"), [("UTF-8", "cp1252"), ("UTF-16", "utf-8")])
def test_accents_are_read_whatever_encoding_is_declared(declared: str, encoding: str) -> None:
    before = f'<?xml version="1.0" encoding="{declared}"?>'
    content = kml(placemark(line_string(), "Éauze"), before).decode().encode(encoding)
    read = read_kml(content)
    assert read.tracks[0].name == "Éauze"
    assert findings(read) == {"file.wrong_encoding": {"declared": declared}}


def test_points_are_waypoints() -> None:
    points = "".join(
        placemark(f"<Point><coordinates>{at}</coordinates></Point>", name)
        for name, at in (("Eau", "0.5,43.6,120"), ("Gîte", " 0.6, 43.7, 0 "), ("No", "99,99"))
    )
    read = read_kml(kml(f"<Folder>{points}{placemark(line_string())}</Folder>"))
    assert read.waypoints == (Waypoint(0.5, 43.6, 120.0, "Eau"), Waypoint(0.6, 43.7, None, "Gîte"))
    assert findings(read) == {"waypoints.dropped": {"count": 1}}


def test_areas_and_links_beside_a_line_are_counted() -> None:
    inside = placemark(POLYGON) * 2 + "<NetworkLink><name>No</name></NetworkLink>"
    read = read_kml(kml(f"<Folder>{inside}{placemark(line_string(), 'Yes')}</Folder>"))
    assert [one.name for one in read.tracks] == ["Yes"]
    assert findings(read) == {"features.areas": {"count": 2}, "links.left_out": {"count": 1}}


def test_personal_facts_are_left_out_and_the_file_says_which() -> None:
    author = "<atom:author><atom:name>X</atom:name><atom:email>x@y</atom:email></atom:author>"
    heart = '<ExtendedData><SchemaData><gx:SimpleArrayData name="heartrate"/></SchemaData>'
    inside = GX_TRACK.replace("</gx:Track>", f"{heart}</ExtendedData></gx:Track>")
    read = read_kml(kml(f"<Document>{author}{placemark(inside)}</Document>"))
    assert findings(read) == {
        "personal.dropped": {"kinds": ["author", "email", "heart_rate", "times"]}
    }


# Refusals


@pytest.mark.parametrize(
    ("inside", "key", "values"),
    [
        ("", "tracks.none", {}),
        (placemark(""), "tracks.none", {}),
        (placemark(line_string("")), "tracks.none", {}),
        (placemark(line_string("1,2")), "tracks.too_few_points", {"count": 1}),
        (placemark(POLYGON), "tracks.only_areas", {"count": 1}),
        ("<NetworkLink/><NetworkLink/>", "tracks.only_links", {"count": 2}),
        (
            placemark("<Point><coordinates>1,2</coordinates></Point>"),
            "tracks.only_waypoints",
            {"count": 1},
        ),
        (
            placemark(GX_TRACK.replace("0.58 43.64 150", "").replace("0.59 43.65 151", "")),
            "tracks.no_position",
            {"count": 2},
        ),
    ],
)
def test_a_kml_without_a_line_is_refused_with_what_it_holds(
    inside: str, key: str, values: dict[str, object]
) -> None:
    assert refusal(kml(inside)) == (key, values)


def test_another_document_is_told_by_its_root() -> None:
    assert refusal(b"<gpx/>") == ("file.other_xml", {"root": "gpx"})


@pytest.mark.parametrize(
    ("bad", "key", "value"),
    [
        ("no,no", "coordinates.not_a_number", "no"),
        ("1,NaN", "coordinates.not_a_number", "NaN"),
        ("1,null,3", "coordinates.not_a_number", "null"),
        ("1,4_3", "coordinates.not_a_number", "4_3"),
        ("1,143,5", "coordinates.out_of_range", "143"),
        ("-181,43", "coordinates.out_of_range", "-181"),
        ("500000,6280000", "coordinates.in_metres", "500000 6280000"),
        ("0.5", "coordinates.not_a_position", "0.5"),
        ("1,2,3,4", "coordinates.not_a_position", "1, 2, 3, 4"),
    ],
)
def test_a_coordinate_that_none_can_be_refuses_the_file_with_its_line(
    bad: str, key: str, value: str
) -> None:
    fine = placemark(line_string("0,\n1 2,3"))
    coordinates = f"\n0.1, 43.2\n0.3,43.4\n {bad}\n0.5,43.6"
    content = kml(f"\n{fine}\n{placemark(line_string(coordinates))}")
    assert refusal(content) == (key, {"value": value, "line": 7})


@pytest.mark.parametrize("bad", ["no 43.6 1", "0.5", "1 2 3 4", "0.5,43.6 1", "999 1"])
def test_a_bad_point_of_a_track_refuses_the_file_with_its_line(bad: str) -> None:
    inside = GX_TRACK.replace("<gx:coord>", "\n<gx:coord>").replace("0.59 43.65 151", bad)
    _, values = refusal(kml(placemark(inside)))
    assert values["line"] == 3


def test_a_file_all_in_metres_is_read_as_it_is_for_a_check_to_say_so() -> None:
    metres = "500000,6280000 500100.5,6280100"
    inside = placemark(line_string(metres)) * 2
    for one in read_kml(kml(inside)).tracks:
        assert one.pieces[0][:, :2].tolist() == [[500000, 6280000], [500100.5, 6280100]]
    swapped = placemark(line_string("6280000,500000 6280100,500100"))
    assert len(read_kml(kml(swapped)).tracks) == 1
    assert refusal(kml(f"{inside}\n{swapped}"))[0] == "coordinates.in_metres"
    assert refusal(kml(f"{inside}\n{placemark(line_string())}"))[1]["line"] == 1


def test_too_many_points_are_refused_before_they_are_all_split(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kml_coordinates, "MAX_POINTS", 100)
    for text in ("1,2 " * 101, "1 " * 101, "1," * 400):
        content = kml(placemark(line_string(text)))
        assert refusal(content) == ("file.too_many_points", {"limit": 100})
    assert len(the_track(placemark(line_string("1,2 " * 100))).pieces[0]) == 100
    monkeypatch.setattr(xml_outline, "MAX_POINTS", 100)
    point = "<Point><coordinates>1,2</coordinates></Point>"
    coords = f"<gx:Track>{'<gx:coord>1 2 3</gx:coord>' * 101}</gx:Track>"
    for inside in (line_string("1,2 " * 60) * 2, point * 101, coords):
        assert refusal(kml(placemark(inside)))[0] == "file.too_many_points"


# Whatever comes


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<&>")))
@example("1,2 3,4")
@example(",,, ,")
@example("1e999,2 3,4")
@example("²,1 1,²")
@example("1,2\u00a03,4")
@example("[1],[2] 3,4")
@example("999999999999999999999,1 1,2")
@pytest.mark.parametrize("kind", ["LineString", "Track", "Point"])
def test_any_coordinates_are_a_track_or_a_read_error(kind: str, text: str) -> None:
    tag = "coord" if kind == "Track" else "coordinates"
    inside = f"<{kind}><{tag}>{text}</{tag}><{tag}>1 2 3</{tag}></{kind}>"
    try:
        read = read_kml(kml(placemark(inside)))
    except ReadError as error:
        assert error.key.split(".")[0] in {"tracks", "coordinates", "xml"}
        return
    for piece in (piece for one in read.tracks for piece in one.pieces):
        assert np.isfinite(piece[:, :2]).all()
        assert len(piece) > 1


positions = st.tuples(
    st.floats(-180, 180, allow_nan=False),
    st.floats(-90, 90, allow_nan=False),
    st.none() | st.floats(1, 8000),
)


@given(st.lists(positions, min_size=2))
def test_no_vertex_is_lost_moved_or_invented(
    points: list[tuple[float, float, float | None]],
) -> None:
    text = "\n".join(",".join(repr(n) for n in one if n is not None) for one in points)
    (piece,) = the_track(placemark(line_string(text))).pieces
    expected = [[lon, lat, np.nan if height is None else height] for lon, lat, height in points]
    assert np.array_equal(piece, expected, equal_nan=True)
