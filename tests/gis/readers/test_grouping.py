"""Several tracks that are one route, or several routes."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Contents, Refused, Track, Vertices, Waypoint
from gis.readers.chain import MOST_TRACKS
from gis.readers.grouping import as_one_route, routes_apart, routes_in
from gis.readers.raw_points import counted
from gis.readers.reading import read_file
from gis.vocabulary import Severity
from tests.realdata import realdata

LON, LAT = 0.6, 43.6
DEGREE_M = 111_195.0
PERSONAL = Finding("personal.dropped", Severity.NOTE)


def path(*metres: tuple[float, float]) -> Vertices:
    """Vertices at metres east and north of a place in the Gers."""
    east = DEGREE_M * np.cos(np.radians(LAT))
    return np.array([(LON + x / east, LAT + y / DEGREE_M, np.nan) for x, y in metres])


def walk(name: str, *metres: tuple[float, float]) -> Track:
    return Track((path(*metres),), name=name)


def contents(*tracks: Track, name: str = "") -> Contents:
    return Contents(tracks, name=name, findings=(PERSONAL,))


def order(found: tuple[Track, ...], tracks: tuple[Track, ...]) -> list[str]:
    """The names of the tracks that a route is made of, those turned round with a minus."""
    (route,) = found
    return [
        f"{sign}{track.name}"
        for piece in route.pieces
        for track in tracks
        for sign, points in (("", track.pieces[0]), ("-", track.pieces[0][::-1]))
        if np.array_equal(piece, points, equal_nan=True)
    ]


def findings(track: Track) -> dict[str, dict[str, object]]:
    return {finding.key: dict(finding.values) for finding in track.findings}


A = walk("A", (0, 0), (500, 900), (1000, 0))
B = walk("B", (1100, 0), (1500, -900), (2000, 0))
C = walk("C", (2000, 100), (3000, 2000), (4000, 0))
FAR = walk("far", (9000, 0), (9900, 900))
LOOP = walk("loop", (1000, 0), (1000, 900), (1900, 900), (1010, 0))


# One route


def test_a_single_track_is_a_route_with_its_own_words_or_the_file_s() -> None:
    (route,) = routes_in(contents(A, name="Garmin International"))
    assert (route.name, route.findings) == ("A", (PERSONAL,))
    bare = Contents((Track(A.pieces),), name="Le tour", description="Beau")
    (route,) = routes_in(bare)
    assert (route.name, route.description) == ("Le tour", "Beau")


def test_points_of_interest_that_no_route_takes_are_counted() -> None:
    places = (Waypoint(LON, LAT), Waypoint(LON, LAT))
    (route,) = routes_in(Contents((A,), waypoints=places))
    assert findings(route) == {"waypoints.left_out": {"count": 2}}
    first, other = routes_in(Contents((A, FAR), waypoints=places))
    assert "waypoints.left_out" in findings(first)
    assert "waypoints.left_out" not in findings(other)


def test_tracks_that_follow_on_one_another_are_pieces_of_one_route() -> None:
    (route,) = routes_in(contents(A, B, C, name="Le tour"))
    assert [len(piece) for piece in route.pieces] == [3, 3, 3]
    assert route.name == "Le tour"
    assert findings(route)["tracks.one_route"] == {"count": 3, "names": "A, B, C"}
    assert {finding.severity for finding in route.findings} == {Severity.NOTE}
    assert PERSONAL in route.findings


def turned(track: Track) -> Track:
    return Track(tuple(piece[::-1] for piece in track.pieces[::-1]), name=track.name)


@pytest.mark.parametrize(
    ("tracks", "expected"),
    [
        ((C, A, B), ["A", "B", "C"]),
        ((A, turned(B), C), ["A", "-B", "C"]),
        ((turned(A), turned(B), C), ["-A", "-B", "C"]),
        ((A, B, turned(C)), ["C", "-B", "-A"]),
        ((turned(C), turned(B), turned(A)), ["C", "B", "A"]),
    ],
)
def test_tracks_are_put_in_order_and_turned_as_most_of_them_run(
    tracks: tuple[Track, ...], expected: list[str]
) -> None:
    assert order(routes_in(contents(*tracks)), tracks) == expected


def test_a_tour_in_stages_begins_where_its_first_track_does() -> None:
    back = walk("back", (4000, -100), (2000, -3000), (0, -100))
    tracks = (B, C, back, A)
    assert order(routes_in(contents(*tracks)), tracks) == ["B", "C", "back", "A"]


def test_two_halves_of_a_loop_are_one_route() -> None:
    tracks = (walk("N", (0, 0), (500, 900), (1000, 0)), walk("S", (1000, 0), (500, -900), (0, 0)))
    assert order(routes_in(contents(*tracks)), tracks) == ["N", "S"]


def test_a_short_link_between_two_tracks_is_no_loop_and_no_double() -> None:
    tracks = (A, walk("link", (1000, 0), (1100, 0)), B)
    assert order(routes_in(contents(*tracks)), tracks) == ["A", "link", "B"]


def test_pieces_of_a_turned_track_are_turned_with_it() -> None:
    halved = Track((path((2000, 0), (1500, -900)), path((1500, -900), (1100, 0))), name="B")
    (route,) = routes_in(contents(A, halved, C))
    assert [piece[0, :2].tolist() for piece in route.pieces[1:3]] == [
        halved.pieces[1][-1, :2].tolist(),
        halved.pieces[0][-1, :2].tolist(),
    ]


def test_tracks_in_metres_follow_on_one_another_too() -> None:
    first = Track((np.array([(500_000, 6_280_000, 0.0), (501_000, 6_280_000, 0.0)]),))
    then = Track((np.array([(501_200, 6_280_000, 0.0), (502_000, 6_280_000, 0.0)]),))
    beyond = Track((np.array([(502_400, 6_280_000, 0.0), (503_000, 6_280_000, 0.0)]),))
    assert len(routes_in(contents(first, then))) == 1
    assert len(routes_in(contents(first, then, beyond))) == 3


@given(st.permutations(range(6)), st.lists(st.booleans(), min_size=6, max_size=6))
def test_a_route_cut_and_shuffled_comes_back_whole(ranks: list[int], turns: list[bool]) -> None:
    whole = path(*[(n * 400, 300 * (n % 2)) for n in range(13)])
    parts = [Track((whole[2 * n : 2 * n + 3],), name=str(n)) for n in range(6)]
    shuffled = [
        turned(parts[n]) if turn else parts[n] for n, turn in zip(ranks, turns, strict=True)
    ]
    (route,) = routes_in(contents(*shuffled))
    joined = np.concatenate([route.pieces[0], *(piece[1:] for piece in route.pieces[1:])])
    assert any(np.array_equal(joined, way, equal_nan=True) for way in (whole, whole[::-1]))


# Several routes


@pytest.mark.parametrize(
    "tracks",
    [
        (A, FAR),
        (A, B, FAR),
        (A, LOOP),
        (LOOP, LOOP),
        (A, turned(A)),
        (A, walk("beside", (20, 0), (500, 880), (1000, 20))),
        (A, walk("half", (500, 900), (1000, 0))),
        (A, B, walk("branch", (1050, 0), (1050, -2000))),
    ],
    ids=["far", "one far", "loop", "loops", "there and back", "double", "within", "fork"],
)
def test_tracks_that_do_not_follow_on_are_a_route_each(tracks: tuple[Track, ...]) -> None:
    routes = routes_in(contents(*tracks, name="Le pays"))
    assert [route.name for route in routes] == [track.name for track in tracks]
    for route in routes:
        said = findings(route)["tracks.several_routes"]
        assert said == {"count": len(tracks), "names": ", ".join(track.name for track in tracks)}
    assert [PERSONAL in route.findings for route in routes] == [True] + [False] * (len(tracks) - 1)
    severities = {one.severity for one in routes[-1].findings}
    assert severities == {Severity.WARNING}


def test_five_names_are_said_and_a_rank_where_there_is_none() -> None:
    tracks = [walk(f"J{n}" if n != 2 else "", (n * 5000, 0), (n * 5000, 900)) for n in range(1, 8)]
    said = findings(routes_in(contents(*tracks))[0])["tracks.several_routes"]
    assert said == {"count": 7, "names": "J1, #2, J3, J4, J5"}


def test_a_network_of_more_tracks_than_a_route_has_is_not_chained() -> None:
    parts = [walk("", (n * 400, 0), (n * 400 + 400, 0)) for n in range(MOST_TRACKS + 1)]
    assert len(routes_in(contents(*parts))) == MOST_TRACKS + 1
    most = parts[:MOST_TRACKS]
    random.Random(4).shuffle(most)
    assert len(routes_in(contents(*most))) == 1


# As the officer wants


def test_tracks_are_joined_as_they_are_for_who_knows_better() -> None:
    tracks = (FAR, turned(A), A)
    route = as_one_route(contents(*tracks, name="Le tour"))
    assert [piece[0, 0] for piece in route.pieces] == [one.pieces[0][0, 0] for one in tracks]
    assert (route.name, route.findings) == ("Le tour", (PERSONAL,))


def test_a_route_has_the_words_of_its_tracks_each_once() -> None:
    assert as_one_route(contents(A, turned(A))).name == "A"
    described = [
        replace(track, description=text)
        for track, text in ((A, "Plat."), (B, ""), (B, "Raide."), (C, "Plat."))
    ]
    route = as_one_route(contents(*described))
    assert (route.name, route.description) == ("A, B, C", "Plat.\n\nRaide.")


def test_tracks_that_meet_are_routes_of_their_own_for_who_knows_better() -> None:
    assert len(routes_in(contents(A, B))) == 1
    first, other = routes_apart(contents(A, B))
    assert (first.name, first.findings) == ("A", (PERSONAL,))
    assert (other.name, other.findings) == ("B", ())


def test_what_several_tracks_say_alike_of_their_files_is_said_once() -> None:
    tracks = [replace(track, findings=(PERSONAL,)) for track in (A, B)]
    assert as_one_route(Contents(tuple(tracks))).findings == (PERSONAL,)


def test_what_was_counted_of_each_track_is_summed_up() -> None:
    place = Finding("line.spike", Severity.WARNING, at_m=3.0, values={"distance_m": 9.0})
    first = Track(A.pieces, findings=(counted("pieces.too_short", 1), place))
    other = Track(B.pieces, findings=(counted("pieces.too_short", 2), place))
    route = as_one_route(Contents((first, other)))
    assert route.findings == (counted("pieces.too_short", 3), place, place)


def test_what_was_refused_beside_a_track_does_not_become_part_of_it() -> None:
    refused = (Refused("b.gpx", ReadError("file.empty")),)
    assert routes_in(Contents((A,), refused=refused))[0].findings == ()


# Real files


@pytest.mark.parametrize(
    ("name", "routes"),
    [
        # Seven logs of a recorder that was switched off between, up to 5 km apart.
        ("gpx-formats/gpxpy__cerknicko-jezero.gpx", 7),
        # Three loops from one car park, the last of them cut short.
        ("gpx-formats/togeojson__blue_hills.gpx", 3),
        # Two days, 5 km apart.
        ("gpx-formats/gpx__caltopo-export.gpx", 2),
        ("gpx-formats/gpx.studio__with_routes.gpx", 1),
        ("gpx-france/Geotrek-admin__trace_with_multiple_continuous_features.gpx", 1),
        # One track of fourteen segments.
        ("gpx-france/EuroVelo5__bethunes-olhain.gpx", 1),
    ],
)
def test_a_real_file_of_several_tracks_becomes_its_routes(name: str, routes: int) -> None:
    file: Path = realdata(name)
    held = read_file(file.read_bytes())
    found = routes_in(held)
    assert len(found) == routes
    pieces = [piece for track in held.tracks for piece in track.pieces]
    assert sum(len(route.pieces) for route in found) == len(pieces)
