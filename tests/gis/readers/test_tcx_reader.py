"""What is read from a TCX, and in which words the rest is refused."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gis.errors import ReadError
from gis.formats.track import Waypoint
from gis.readers import xml_outline
from gis.readers.tcx import read_tcx
from tests.gpx_texts import findings


def point(lat: object, lon: object, height: object = "") -> str:
    return (
        f"<Trackpoint><Position><LatitudeDegrees>{lat}</LatitudeDegrees>"
        f"<LongitudeDegrees>{lon}</LongitudeDegrees></Position>"
        f"<AltitudeMeters>{height}</AltitudeMeters></Trackpoint>"
    )


POINTS = point(43.64, 0.58, 150) + point(43.65, 0.59)


def tcx(inside: str) -> bytes:
    opening = 'TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/x/v2"'
    return f"<{opening}>{inside}</TrainingCenterDatabase>".encode()


def course(points: str = POINTS, beside: str = "") -> str:
    return f"<Courses><Course>{beside}<Track>{points}</Track></Course></Courses>"


def activity(*tracks: str) -> str:
    laps = "".join(f"<Lap><Track>{points}</Track></Lap>" for points in tracks)
    return f'<Activity Sport="Biking">{laps}</Activity>'


def refusal(content: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(ReadError) as caught:
        read_tcx(content)
    return caught.value.key, caught.value.values


def test_each_activity_is_a_track_and_each_of_its_tracks_a_piece() -> None:
    first = activity(point(1, 2) + point(3, 4), point(35, 36) + point(37, 38))
    second = activity(point(9, 10) + point(11, 12))
    session = f"<FirstSport>{second}</FirstSport><NextSport>{second}</NextSport>"
    inside = f"<Activities>{first}<MultiSportSession>{session}</MultiSportSession></Activities>"
    read = read_tcx(tcx(inside))
    assert [[piece[:, :2].tolist() for piece in one.pieces] for one in read.tracks] == [
        [[[2, 1], [4, 3]], [[36, 35], [38, 37]]],
        [[[10, 9], [12, 11]]],
        [[[10, 9], [12, 11]]],
    ]


@pytest.mark.parametrize(("pause_m", "pieces"), [(3, 1), (45, 1), (60, 10)])
def test_laps_that_go_on_are_one_piece(pause_m: float, pieces: int) -> None:
    """Ten laps of ten points 3 m apart, with a pause between them."""
    laps = [
        "<Trackpoint/>"
        + "".join(point(43.6 + (lap * (27 + pause_m) + 3 * at) / 111_195, 0.58) for at in range(10))
        for lap in range(10)
    ]
    (only,) = read_tcx(tcx(f"<Activities>{activity(*laps)}</Activities>")).tracks
    assert [len(piece) for piece in only.pieces] == [100 // pieces] * pieces


def test_laps_are_near_for_who_takes_few_points() -> None:
    laps = [point(43.6 + lap / 100, 0.58) + point(43.605 + lap / 100, 0.58) for lap in range(3)]
    (only,) = read_tcx(tcx(f"<Activities>{activity(*laps)}</Activities>")).tracks
    assert len(only.pieces) == 1


def test_a_course_is_a_track_with_its_name_and_heights() -> None:
    read = read_tcx(tcx(course(beside="<Name> Le\n tour</Name><Notes>Beau</Notes>")))
    (only,) = read.tracks
    assert (only.name, only.description, read.name) == ("Le tour", "Beau", "")
    assert np.array_equal(only.pieces[0], [[0.58, 43.64, 150], [0.59, 43.65, np.nan]], True)


def test_the_points_of_a_course_are_waypoints() -> None:
    def course_point(lat: object, inside: str) -> str:
        position = (
            f"<LatitudeDegrees>{lat}</LatitudeDegrees><LongitudeDegrees>0.5</LongitudeDegrees>"
        )
        return f"<CoursePoint>{inside}<Position>{position}</Position></CoursePoint>"

    points = course_point(43.6, "<Name>Eau</Name><PointType>Water</PointType>") + course_point(
        43.7, "<AltitudeMeters>120</AltitudeMeters><Notes>Raide</Notes>"
    )
    read = read_tcx(tcx(course(beside=points + course_point("", "") + "<Name>Tour</Name>")))
    assert read.tracks[0].name == "Tour"
    assert read.waypoints == (
        Waypoint(0.5, 43.6, None, "Eau", "", "Water"),
        Waypoint(0.5, 43.7, 120.0, "", "Raide"),
    )
    assert findings(read) == {"waypoints.dropped": {"count": 1}}


def test_an_element_counts_only_where_the_schema_has_it() -> None:
    decoy = point(9, 9, 9).replace("Trackpoint", "Extensions")
    deep = f"<Extensions>{point(8, 8, 8)}</Extensions>"
    nested = POINTS.replace("</Trackpoint>", f"{decoy}{deep}</Trackpoint>")
    beside = f"<Extensions><Track>{POINTS}</Track></Extensions>"
    (only,) = read_tcx(tcx(beside + course(nested + decoy + deep, beside))).tracks
    assert np.array_equal(only.pieces[0], [[0.58, 43.64, 150], [0.59, 43.65, np.nan]], True)


def test_what_a_position_holds_beside_its_degrees_is_passed_over() -> None:
    inside = "<Position><AltitudeMeters>9</AltitudeMeters>"
    (only,) = read_tcx(tcx(course(POINTS.replace("<Position>", inside)))).tracks
    assert np.array_equal(only.pieces[0], [[0.58, 43.64, 150], [0.59, 43.65, np.nan]], True)


def test_points_without_a_position_are_left_out_with_a_warning() -> None:
    unplaced = "<Trackpoint><Time/></Trackpoint>" + point("", "")
    read = read_tcx(tcx(course(unplaced + POINTS)))
    assert read.tracks[0].pieces[0][0, 2] == 150
    assert findings(read) == {
        "points.without_position": {"count": 2},
        "personal.dropped": {"kinds": ["times"]},
    }


def test_personal_facts_are_left_out_and_the_file_says_which() -> None:
    measured = (
        "<Time>2024-05-01T10:00:00Z</Time><HeartRateBpm><Value>99</Value></HeartRateBpm>"
        "<Cadence>80</Cadence><Extensions><ns3:TPX><ns3:Watts>118</ns3:Watts></ns3:TPX></Extensions>"
    )
    lap = activity(POINTS.replace("</Trackpoint>", f"{measured}</Trackpoint>"))
    creator = "<Creator><Name>Edge</Name><UnitId>3827</UnitId></Creator></Activity>"
    read = read_tcx(tcx(f"<Activities>{lap.replace('</Activity>', creator)}</Activities>"))
    assert read.tracks[0].name == ""
    assert findings(read) == {
        "personal.dropped": {"kinds": ["cadence", "device", "heart_rate", "power", "times"]}
    }


@pytest.mark.parametrize(
    ("inside", "key", "values"),
    [
        ("", "tracks.none", {}),
        ("<Activities/><Courses/>", "tracks.none", {}),
        (course(point(1, 2)), "tracks.too_few_points", {"count": 1}),
        (course("<Trackpoint/>" * 2), "tracks.no_position", {"count": 2}),
        (course("", "<CoursePoint/>"), "tracks.only_waypoints", {"count": 1}),
    ],
)
def test_a_tcx_without_a_line_is_refused_with_what_it_holds(
    inside: str, key: str, values: dict[str, object]
) -> None:
    assert refusal(tcx(inside)) == (key, values)


@pytest.mark.parametrize(
    ("lat", "lon", "key", "value"),
    [
        ("no", "undefined", "coordinates.not_a_number", "no"),
        ("43,6", "1", "coordinates.decimal_comma", "43,6"),
        ("143", "1", "coordinates.out_of_range", "143"),
        ("6280000", "500000", "coordinates.in_metres", "500000 6280000"),
    ],
)
def test_a_coordinate_that_none_can_be_refuses_the_file_with_its_line(
    lat: str, lon: str, key: str, value: str
) -> None:
    points = f"\n{POINTS}\n{point('', '')}\n{point(lat, lon)}\n{POINTS}"
    assert refusal(tcx(course(points))) == (key, {"value": value, "line": 4})


def test_a_file_all_in_metres_is_read_as_it_is_for_a_check_to_say_so() -> None:
    (only,) = read_tcx(tcx(course(point(6_280_000, 500_000) * 2))).tracks
    assert only.pieces[0][0, :2].tolist() == [500_000, 6_280_000]


def test_a_file_of_too_many_points_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_outline, "MAX_POINTS", 100)
    assert refusal(tcx(course(point(1, 2) * 101))) == ("file.too_many_points", {"limit": 100})
    assert read_tcx(tcx(course(point(1, 2) * 100))).tracks


@given(
    *[st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<&>"))] * 3,
)
@example("1,2", "3", "")
@example("1e999", "²", "1_0")
def test_any_coordinates_are_a_track_or_a_read_error(lat: str, lon: str, height: str) -> None:
    try:
        read = read_tcx(tcx(course(POINTS + point(lat, lon, height))))
    except ReadError as error:
        assert error.key.split(".")[0] in {"coordinates", "xml"}
        return
    (piece,) = read.tracks[0].pieces
    assert np.isfinite(piece[:, :2]).all()
    assert len(piece) >= 2


positions = st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(1, 8000))


@given(st.lists(positions, min_size=2))
def test_no_vertex_is_lost_moved_or_invented(points: list[tuple[float, float, float]]) -> None:
    (only,) = read_tcx(tcx(course("\n".join(point(*one) for one in points)))).tracks
    expected = [[lon, lat, height] for lat, lon, height in points]
    assert only.pieces[0].tolist() == expected
