"""What is read from a GPX, and in which words the rest is refused."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.formats.track import Waypoint
from gis.readers.gpx import read_gpx
from gis.vocabulary import Severity
from tests.gpx_texts import POINTS, findings, gpx, point, refusal, the_track, track


def test_each_segment_is_a_piece_of_its_own_track_in_order() -> None:
    read = read_gpx(
        gpx(
            f"<trk><name>A</name><trkseg>{point(1, 2)}{point(3, 4)}</trkseg>"
            f"<trkseg>{point(5, 6)}{point(7, 8)}</trkseg></trk>"
            f"<trk><trkseg>{point(9, 10)}{point(11, 12)}</trkseg></trk>"
        )
    )
    assert [[piece[:, :2].tolist() for piece in one.pieces] for one in read.tracks] == [
        [[[2, 1], [4, 3]], [[6, 5], [8, 7]]],
        [[[10, 9], [12, 11]]],
    ]
    assert [one.name for one in read.tracks] == ["A", ""]


def test_a_point_with_its_longitude_first_or_other_attributes_is_read_alike() -> None:
    points = '<trkpt lon="2" lat="1"/><trkpt id="x" lat="3" lon="4"/><trkpt lat="5" id="" lon="6"/>'
    (piece,) = the_track(gpx(track(points))).pieces
    assert piece[:, :2].tolist() == [[2, 1], [4, 3], [6, 5]]


@pytest.mark.parametrize("root", ["n:gpx", "ns2:gpx"])
def test_a_prefixed_root_is_read(root: str) -> None:
    prefix, _, _ = root.partition(":")
    content = gpx(re.sub("<(/?)", rf"<\1{prefix}:", track()), root).replace(
        b"xmlns=", f"xmlns:{prefix}=".encode()
    )
    assert len(the_track(content).pieces[0]) == 2


def test_a_prefix_that_nobody_declared_is_no_obstacle() -> None:
    extensions = "<extensions><gpxtpx:hr>90</gpxtpx:hr></extensions>"
    points = POINTS.replace("<ele>", f"{extensions}<ele>")
    assert len(the_track(gpx(track(points))).pieces[0]) == 2


def test_what_stands_under_extensions_is_passed_over_even_in_the_default_namespace() -> None:
    decoy = (
        '<extensions><x xmlns="http://example.org"><trk><trkseg><trkpt lat="9" lon="9"/>'
        '</trkseg></trk><trkpt lat="8" lon="8"><ele>7</ele></trkpt><ele>6</ele></x></extensions>'
    )
    points = f'<trkpt lat="1" lon="2"><ele>3</ele>{decoy}</trkpt>{decoy}<trkpt lat="4" lon="5"/>'
    inside = f"{decoy}<trk>{decoy}<trkseg>{points}{decoy}</trkseg>{decoy}</trk>{decoy}"
    (piece,) = the_track(gpx(inside)).pieces
    assert piece[:, :2].tolist() == [[2, 1], [5, 4]]
    assert piece[0, 2] == 3
    assert np.isnan(piece[1, 2])


def test_a_version_that_does_not_exist_is_read_all_the_same() -> None:
    assert the_track(gpx(track()).replace(b'"1.1"', b'"5.8"')).pieces
    assert the_track(gpx(track()).replace(b' version="1.1"', b"")).pieces


def test_without_tracks_each_route_is_a_track_of_its_own_points() -> None:
    points = (
        '<rtept lat="1" lon="2"><extensions><gpxx:rpt lat="9" lon="9"/></extensions></rtept>'
        '<rtept lat="3" lon="4"><ele>5</ele><name>Tip</name></rtept>'
    )
    read = read_gpx(gpx(f"<rte><name>Le tour</name>{points}<desc>Late</desc></rte>"))
    (only,) = read.tracks
    assert [piece[:, :2].tolist() for piece in only.pieces] == [[[2, 1], [4, 3]]]
    assert (only.name, only.description) == ("Le tour", "Late")
    assert findings(read)["routes.used"] == {"count": 1}


def test_a_track_wins_over_a_route_and_says_so() -> None:
    route = '<rte><rtept lat="1" lon="2"/><rtept lat="nowhere" lon="4"/></rte>'
    read = read_gpx(gpx(route + track()))
    assert len(read.tracks) == 1
    assert findings(read)["routes.ignored"] == {"count": 1}


def test_a_piece_of_one_point_is_left_out_and_counted() -> None:
    segments = f"<trkseg>{point(1, 2)}</trkseg><trkseg>{POINTS}</trkseg><trkseg/>"
    read = read_gpx(gpx(f"<trk>{segments}</trk>"))
    assert len(read.tracks[0].pieces) == 1
    assert findings(read)["pieces.too_short"] == {"count": 1}


def test_points_recorded_before_the_first_fix_are_left_out_with_a_warning() -> None:
    points = '<trkpt><ele>900</ele></trkpt><trkpt lat="" lon=" "/><trkpt lat="1"/>' + POINTS
    read = read_gpx(gpx(track(points)))
    assert read.tracks[0].pieces[0][:, :2].tolist() == [[0.58, 43.64], [0.59, 43.65]]
    assert read.tracks[0].pieces[0][0, 2] == 150
    assert findings(read)["points.without_position"] == {"count": 3}
    (finding,) = (one for one in read.tracks[0].findings if one.key == "points.without_position")
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
        ("[1]", "2", "coordinates.not_a_number", "[1]"),
        ("true", "2", "coordinates.not_a_number", "true"),
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
    assert the_track(gpx(track(POINTS + point(lat, lon)))).pieces[0].shape == (3, 3)


@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_file_all_in_metres_is_read_as_it_is_for_a_check_to_say_so(is_swapped: bool) -> None:
    metres = [(6_280_000, 500_000), (6_280_100.5, 500_100)]
    pairs = [(x, y) for y, x in metres] if is_swapped else metres
    points = "".join(point(lat, lon) for lat, lon in pairs)
    (piece,) = the_track(gpx(track(points + "<trkpt/>"))).pieces
    assert piece[:, :2].tolist() == [[lon, lat] for lat, lon in pairs]


def test_metres_whose_axes_change_within_a_file_are_refused() -> None:
    points = point(6_280_000, 500_000) + "\n" + point(500_000, 6_280_000)
    assert refusal(gpx(track(points))).key == "coordinates.in_metres"


# Heights


def test_a_height_that_is_missing_empty_or_no_number_is_unknown() -> None:
    points = "".join(point(1, i, ele) for i, ele in enumerate(["10", "", "NaN", " 12.5 ", None]))
    read = read_gpx(gpx(track(points)))
    assert np.array_equal(
        read.tracks[0].pieces[0][:, 2], [10, np.nan, np.nan, 12.5, np.nan], equal_nan=True
    )
    assert not findings(read)


def test_a_height_that_no_place_has_is_unknown_and_counted() -> None:
    heights = ["-99999", "-9999", "-32768", "9001", "1e999", "12,5", "-400", "8848"]
    read = read_gpx(gpx(track("".join(point(1, i, ele) for i, ele in enumerate(heights)))))
    assert np.flatnonzero(~np.isnan(read.tracks[0].pieces[0][:, 2])).tolist() == [6, 7]
    assert findings(read)["heights.implausible"] == {"count": 6}


def test_heights_that_are_all_zero_are_unknown() -> None:
    read = read_gpx(gpx(track(point(1, 2, 0) + point(1, 3, "0.0") + point(1, 4))))
    assert np.isnan(read.tracks[0].pieces[0][:, 2]).all()
    assert findings(read)["heights.all_zero"] == {"count": 2}


def test_a_zero_among_other_heights_is_the_seaside() -> None:
    read = read_gpx(gpx(track(point(1, 2, 0) + point(1, 3, 4))))
    assert read.tracks[0].pieces[0][:, 2].tolist() == [0, 4]


# Words


def test_the_file_s_own_name_and_its_track_s_are_both_kept() -> None:
    head = "<metadata><name>Le  \n tour</name><desc> Beau </desc></metadata>"
    read = read_gpx(gpx(head + track(name="Track 1")))
    assert (read.name, read.description, read.tracks[0].name) == ("Le tour", "Beau", "Track 1")
    assert read_gpx(gpx(track(name="Track 1"))).name == ""
    assert read_gpx(gpx("<name>Old</name>" + track())).name == "Old"


def test_a_name_written_after_the_points_or_in_cdata_is_found() -> None:
    inside = f"<trk><trkseg>{POINTS}</trkseg><name><![CDATA[Élan & <b>]]></name></trk>"
    assert the_track(gpx(inside)).name == "Élan & <b>"


def test_waypoints_are_kept_with_their_words() -> None:
    inside = (
        '<wpt lat="43.6" lon="0.5"><ele>120</ele><name>Eau</name><cmt>fontaine</cmt>'
        "<sym>Drinking Water</sym></wpt>"
        '<wpt lat="43.7" lon="0.6"><ele>-9999</ele><desc>d</desc><cmt>c</cmt></wpt>'
    )
    assert read_gpx(gpx(inside + track())).waypoints == (
        Waypoint(0.5, 43.6, 120.0, "Eau", "fontaine", "Drinking Water"),
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


coordinates = st.tuples(st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False))


@given(st.lists(st.lists(coordinates, min_size=2), min_size=1))
def test_no_vertex_is_lost_moved_or_invented(pieces: list[list[tuple[float, float]]]) -> None:
    segments = ("".join(point(lat, lon) for lat, lon in piece) for piece in pieces)
    inside = "".join(f"<trkseg>\n{segment}</trkseg>" for segment in segments)
    read = read_gpx(gpx(f"<trk>{inside}</trk>"))
    assert [[(lat, lon) for lon, lat, _ in piece] for piece in read.tracks[0].pieces] == pieces


def test_the_way_that_garmin_found_between_points_of_a_route_is_its_shape() -> None:
    def extension(*lats: float) -> str:
        shape = "".join(f'<gpxx:rpt lat="{lat}" lon="0.5"/>' for lat in lats)
        inside = f"<gpxx:RoutePointExtension>{shape}</gpxx:RoutePointExtension>"
        return f"<extensions>{inside}</extensions>"

    route = (
        f'<rte><rtept lat="43" lon="0.5"><ele>9</ele>{extension(43.1, 43.2)}</rtept>'
        f'<rtept lat="43.3" lon="0.5">{extension()}</rtept></rte>'
    )
    (piece,) = the_track(gpx(route)).pieces
    assert piece[:, 1].tolist() == [43, 43.1, 43.2, 43.3]
    assert piece[0, 2] == 9


def test_points_without_a_segment_are_a_piece() -> None:
    content = gpx(f"<trk><name>Tour</name>{POINTS}<trkseg>{POINTS}</trkseg></trk>")
    only = the_track(content)
    assert (only.name, [len(piece) for piece in only.pieces]) == ("Tour", [2, 2])


def test_a_broken_letter_does_not_cost_the_others() -> None:
    content = gpx(track(name="Forêt d’Élusa, étXX")).replace(b"XX", b"\xc3")
    read = read_gpx(content)
    assert read.tracks[0].name == "Forêt d’Élusa, ét\ufffd"
    assert findings(read) == {"file.wrong_encoding": {"declared": "utf-8"}}
