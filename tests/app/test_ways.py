"""Paths along ways on small networks, whose answers can be seen, and on the roads of Andorra."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import osmium
import pytest
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, dijkstra
from sqlalchemy.orm import Session

from app.actions.network import import_network
from app.queries import ways
from app.queries.ways import LONGEST_M, SNAP_M, network_summary, path_along
from gis.errors import GisError
from gis.measure import segment_lengths_m
from gis.vocabulary import Practice
from gis.ways import factors
from gis.ways_feet import LonLat
from gis.ways_rules import Traveller
from tests.grid import METRES_PER_LAT_DEG, METRES_PER_LON_DEG, Points, points
from tests.networks import Ways, an_extract, named
from tests.realdata import realdata

NOW = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)
PATH = {"highway": "path"}
STREET = {"highway": "residential"}
ONE_WAY = {**STREET, "oneway": "yes"}
WALKING, CYCLING = Practice.WALKING, Practice.TOURING_CYCLING
Follow = Callable[..., str]
pytestmark = pytest.mark.usefixtures("pgrouting")


def length_m(vertices: np.ndarray) -> float:
    """Metres of a chain of vertices."""
    return float(segment_lengths_m(vertices).sum())


def aside(place: LonLat, east_m: float, north_m: float = 0.0) -> LonLat:
    """A point so many metres from another."""
    lon, lat = place
    return lon + east_m / METRES_PER_LON_DEG, lat + north_m / METRES_PER_LAT_DEG


@pytest.fixture
def follow(session: Session, tmp_path: Path) -> Follow:
    """The path through clicks on a drawn network, as letters; a dot where there is no node."""

    def path(
        picture: str | Points,
        ways: Ways,
        clicks: Sequence[LonLat] | str,
        practice: Practice = WALKING,
    ) -> str:
        where = points(picture) if isinstance(picture, str) else picture
        import_network(session, an_extract(tmp_path, picture, ways), "drawn", NOW)
        asked = [where[one] for one in clicks] if isinstance(clicks, str) else clicks
        found = path_along(session, practice, asked)
        return "".join(named(where, lon, lat) for lon, lat in found.tolist())

    return path


def refused(follow: Follow, *asked: object) -> GisError:
    with pytest.raises(GisError) as caught:
        follow(*asked)
    return caught.value


SQUARE = """\
a-----b-----e
|     |
|     |
d-----c
"""
BLOCK: Ways = [("ab", STREET), ("bc", STREET), ("cd", STREET), ("da", STREET), ("be", STREET)]


def test_junctions_are_joined_by_the_ways_between_them(follow: Follow) -> None:
    assert follow(SQUARE, BLOCK, "de") == "dabe"


def test_every_vertex_of_a_way_is_followed_in_both_directions(follow: Follow) -> None:
    ways: Ways = [("adcb", PATH), ("be", PATH)]
    assert follow(SQUARE, ways, "ae") == "adcbe"
    assert follow(SQUARE, ways, "ea") == "ebcda"


def test_points_are_passed_in_their_order(follow: Follow) -> None:
    assert follow(SQUARE, BLOCK, "ace") == "adcbe" or follow(SQUARE, BLOCK, "ace") == "abcbe"
    assert follow(SQUARE, BLOCK, "adbe") == "adabe"


def test_points_aside_begin_and_end_at_the_foot_of_theirs(follow: Follow, session: Session) -> None:
    where = points(SQUARE)
    start, end = aside(where["d"], 30, 100), aside(where["e"], -250, 40)
    assert follow(SQUARE, BLOCK, [start, end]) == ".ab."
    found = path_along(session, WALKING, [start, end])
    assert found[0].tolist() == pytest.approx((where["d"][0], start[1]), abs=1e-6)
    assert found[-1].tolist() == pytest.approx((end[0], where["e"][1]), abs=1e-6)
    assert length_m(found) == pytest.approx(500 + 600 + 350, abs=5)


def test_two_points_of_one_way_are_joined_along_it(follow: Follow) -> None:
    where = points(SQUARE)
    ways: Ways = [("adcb", PATH)]
    clicks = [aside(where["d"], 20, 100), aside(where["c"], -20, 100)]
    assert follow(SQUARE, ways, clicks) == ".dc."
    assert follow(SQUARE, ways, clicks[::-1]) == ".cd."
    assert follow(SQUARE, ways, [where["a"], where["b"]]) == "adcb"


def test_the_short_way_round_is_taken_even_off_the_clicked_way(follow: Follow) -> None:
    where = points(SQUARE)
    ways: Ways = [("adcb", PATH), ("ab", PATH)]
    clicks = [aside(where["a"], 0, -20), aside(where["b"], 0, -20)]
    assert follow(SQUARE, ways, clicks) == ".ab."


def test_a_start_that_is_the_end_is_one_place(follow: Follow) -> None:
    where = points(SQUARE)
    assert follow(SQUARE, BLOCK, "aa") == "a"
    assert follow(SQUARE, BLOCK, [aside(where["a"], 200)] * 3) == "."


def test_a_loop_comes_back_to_its_start(follow: Follow) -> None:
    assert follow(SQUARE, BLOCK, "abcda") == "abcda"


@pytest.mark.parametrize("clicks", ["ac", "ca", "bd"])
def test_a_circle_without_junction_is_gone_round(follow: Follow, clicks: str) -> None:
    first, last = clicks
    path = follow(SQUARE, [("abcda", PATH)], clicks)
    assert path[0] == first
    assert path[-1] == last
    assert len(path) == 3


def test_a_spur_is_gone_into_and_out_again(follow: Follow) -> None:
    assert follow(SQUARE, BLOCK, "aec") == "abebc"


def test_a_way_without_junction_is_not_left_where_it_crosses_another(follow: Follow) -> None:
    picture = """\
    a
    |
b---x---c
    |
    d
"""
    ways: Ways = [("bc", PATH), ("ad", PATH)]
    assert refused(follow, picture, ways, "ac").key == "ways.no_path"


def test_a_click_at_a_junction_leaves_by_any_of_its_ways(follow: Follow) -> None:
    ways: Ways = [
        ("ab", ONE_WAY),
        ("bc", ONE_WAY),
        ("cd", ONE_WAY),
        ("da", ONE_WAY),
        ("be", STREET),
    ]
    for letter, path in (("a", "abe"), ("b", "be"), ("c", "cdabe"), ("d", "dabe")):
        assert follow(SQUARE, ways, f"{letter}e", CYCLING) == path


ROUND: Ways = [("ab", ONE_WAY), ("bc", STREET), ("cd", STREET), ("da", STREET), ("be", STREET)]


def test_a_cyclist_makes_a_detour_where_a_walker_goes_against_the_traffic(follow: Follow) -> None:
    where = points(SQUARE)
    clicks = [aside(where["b"], -100), aside(where["a"], 100)]
    assert follow(SQUARE, ROUND, clicks, WALKING) == ".."
    assert follow(SQUARE, ROUND, clicks, CYCLING) == ".bcda."
    assert follow(SQUARE, ROUND, clicks[::-1], CYCLING) == ".."


def test_a_cyclist_may_ride_against_the_traffic_where_a_sign_says_so(follow: Follow) -> None:
    where = points(SQUARE)
    ways: Ways = [("ab", {**ONE_WAY, "oneway:bicycle": "no"}), *ROUND[1:]]
    assert follow(SQUARE, ways, [where["e"], where["a"]], CYCLING) == "eba"


def test_a_one_way_street_that_leads_nowhere_is_said(follow: Follow) -> None:
    error = refused(follow, SQUARE, [("ab", ONE_WAY), ("be", STREET)], "ea", CYCLING)
    assert error.key == "ways.no_path"
    assert error.values == {"number": 1}


def test_a_quiet_way_is_worth_a_detour(follow: Follow) -> None:
    road = {"highway": "primary"}
    ways: Ways = [("ab", road), ("ad", PATH), ("dc", PATH), ("cb", PATH)]
    assert follow(SQUARE, ways, "ab", WALKING) == "adcb"
    assert follow(SQUARE, ways, "ab", Practice.ROAD_CYCLING) == "ab"


def test_points_go_to_the_nearest_way_that_their_practice_may_use(
    follow: Follow, session: Session
) -> None:
    picture = "a-----b\nd-----c"
    where = points(picture)
    clicks = [aside(where["a"], 100, -60), aside(where["b"], -100, -60)]
    steps = {"highway": "steps"}
    for practice, street in ((WALKING, "ab"), (CYCLING, "dc")):
        ways: Ways = [("ab", steps), ("dc", STREET)]
        assert follow(picture, ways, clicks, practice) == ".."
        found = path_along(session, practice, clicks)
        assert found[:, 1] == pytest.approx(where[street[0]][1], abs=1e-6)
    error = refused(follow, SQUARE, [("ab", steps), ("dc", STREET)], "ab", CYCLING)
    assert (error.key, error.values) == ("ways.too_far", {"number": 1, "distance_m": SNAP_M})


def test_metres_decide_which_way_is_nearest_not_degrees(follow: Follow, session: Session) -> None:
    picture = "a--be\n    f"
    where = points(picture)
    click = aside(where["b"], 0, -120)
    assert follow(picture, [("ab", PATH), ("ef", PATH)], [click, click]) == "."
    (foot,) = path_along(session, WALKING, [click, click])
    assert foot[0] == pytest.approx(where["e"][0], abs=1e-6)


@pytest.mark.parametrize(("aside_m", "is_near"), [(SNAP_M - 2, True), (SNAP_M + 2, False)])
def test_a_point_goes_no_farther_than_so_many_metres(
    follow: Follow, aside_m: float, is_near: bool
) -> None:
    where = points(SQUARE)
    clicks = [where["a"], aside(where["e"], 0, aside_m)]
    if is_near:
        assert follow(SQUARE, BLOCK, clicks) == "abe"
    else:
        error = refused(follow, SQUARE, BLOCK, clicks)
        assert (error.key, error.values["number"]) == ("ways.too_far", 2)


def test_a_gap_of_four_hundred_metres_is_joined_along_the_ways(follow: Follow) -> None:
    picture = """\
a-b     c-d
  |     |
  e--f--g
"""
    ways: Ways = [("ab", PATH), ("be", PATH), ("efg", PATH), ("gc", PATH), ("cd", PATH)]
    assert follow(picture, ways, "bc") == "befgc"


def test_a_long_way_round_is_found_in_a_wider_look(follow: Follow) -> None:
    picture = "a-b\n" + "|\n" * 40 + "d-c"
    assert follow(picture, [("adc", PATH), ("cb", PATH)], "ab") == "adcb"


def test_points_too_far_from_each_other_are_refused(follow: Follow) -> None:
    where = points(SQUARE)
    far = aside(where["a"], 0, LONGEST_M + 1000)
    error = refused(follow, SQUARE, BLOCK, [where["a"], where["b"], far])
    assert error.key == "ways.too_long"
    assert error.values["number"] == 2


def test_a_path_that_takes_too_long_is_given_up(
    follow: Follow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert follow(SQUARE, BLOCK, "de") == "dabe"
    where = points(SQUARE)
    asked = [where[letter] for letter in "ddb"]
    monkeypatch.setattr(ways, "PATIENCE_S", 0.0)
    with pytest.raises(GisError) as caught:
        path_along(session, WALKING, asked)
    assert (caught.value.key, caught.value.values) == ("ways.too_slow", {"number": 2})
    monkeypatch.setattr(ways, "PATIENCE_S", 0.3)
    slow = "SELECT 1 AS id, 1 AS source, 2 AS target, 1.0 AS cost FROM pg_sleep(60)"
    monkeypatch.setattr(ways, "_edges", lambda *_asked: slow)
    with pytest.raises(GisError) as caught:
        path_along(session, WALKING, asked)
    assert (caught.value.key, caught.value.values) == ("ways.too_slow", {"number": 2})


def test_without_network_that_is_said(session: Session) -> None:
    assert network_summary(session) is None
    with pytest.raises(GisError) as caught:
        path_along(session, WALKING, [(0.37, 43.96), (0.38, 43.96)])
    assert caught.value.key == "ways.none"


def test_a_way_without_length_is_passed(follow: Follow) -> None:
    where = points("a--b--d")
    where["c"] = where["b"]
    ways: Ways = [("ab", PATH), ("bc", PATH), ("cd", PATH)]
    assert follow(where, ways, "ad") == "abd"
    assert follow(where, ways, "bd") == "bd"


# Andorra


@dataclass(frozen=True, eq=False)
class Streets:
    """Every node and every two neighbours of the file, without any thought of junctions."""

    lonlat: np.ndarray
    graph: coo_matrix
    lines: shapely.STRtree


def streets_of(path: Path, traveller: Traveller) -> Streets:
    at = 2 * list(Traveller).index(traveller)
    numbers: dict[int, int] = {}
    places: list[LonLat] = []
    arrows: list[tuple[int, int, float]] = []
    for way in osmium.FileProcessor(path).with_locations():
        if not way.is_way():
            continue
        forward, backward = factors(dict(way.tags))[at : at + 2]
        if forward is None and backward is None:
            continue
        nodes = [one for one in way.nodes if one.location.valid()]
        for node in nodes:
            if node.ref not in numbers:
                numbers[node.ref] = len(places)
                places.append((node.lon, node.lat))
        for first, second in pairwise(nodes):
            a, b = numbers[first.ref], numbers[second.ref]
            metres = max(float(segment_lengths_m(np.array([places[a], places[b]]))[0]), 1e-9)
            arrows += [(a, b, metres * forward)] if forward else []
            arrows += [(b, a, metres * backward)] if backward else []
    best: dict[tuple[int, int], float] = {}
    for a, b, cost in arrows:
        best[a, b] = min(cost, best.get((a, b), np.inf))
    rows, columns = np.array(list(best)).T
    graph = coo_matrix((list(best.values()), (rows, columns)), shape=(len(places),) * 2)
    lonlat = np.array(places)
    ends = np.stack((lonlat[rows], lonlat[columns]), axis=1)
    return Streets(lonlat, graph, shapely.STRtree(shapely.linestrings(ends)))


def expected(streets: Streets, start: int, end: int) -> float:
    """The metres of the cheapest path, by SciPy."""
    _, before = dijkstra(streets.graph.tocsr(), indices=start, return_predecessors=True)
    way = [end]
    while way[-1] != start:
        way.append(int(before[way[-1]]))
    return length_m(streets.lonlat[way[::-1]])


@pytest.fixture
def andorra(session: Session) -> Path:
    path = realdata("osm/graphhopper__andorra.osm.pbf")
    import_network(session, path, "andorra", NOW)
    return path


@pytest.mark.parametrize(
    ("practice", "traveller"),
    [
        (WALKING, Traveller.FOOT),
        (Practice.ROAD_CYCLING, Traveller.ROAD_BIKE),
    ],
)
def test_six_clicks_along_andorra_follow_its_ways(
    session: Session, andorra: Path, practice: Practice, traveller: Traveller
) -> None:
    streets = streets_of(andorra, traveller)
    _, part = connected_components(streets.graph, connection="strong")
    largest = np.flatnonzero(part == np.bincount(part).argmax())
    in_order = largest[np.argsort(streets.lonlat[largest, 0])]
    clicks = [int(in_order[at]) for at in np.linspace(0, len(in_order) - 1, 6).astype(int)]
    asked = [(float(lon), float(lat)) for lon, lat in streets.lonlat[clicks]]
    found = path_along(session, practice, asked)
    assert found[0].tolist() == pytest.approx(asked[0], abs=1e-6)
    assert found[-1].tolist() == pytest.approx(asked[-1], abs=1e-6)
    vertices = shapely.points(found)
    _, aside_deg = streets.lines.query_nearest(vertices, return_distance=True, all_matches=False)
    assert aside_deg.max() * METRES_PER_LAT_DEG < 0.1
    middles = shapely.points((found[1:] + found[:-1]) / 2)
    _, aside_deg = streets.lines.query_nearest(middles, return_distance=True, all_matches=False)
    assert aside_deg.max() * METRES_PER_LAT_DEG < 0.1
    metres = sum(expected(streets, a, b) for a, b in pairwise(clicks))
    assert metres > 20_000
    assert length_m(found) == pytest.approx(metres, rel=1e-5)


def test_clicks_beside_the_ways_of_andorra_are_answered(session: Session, andorra: Path) -> None:
    asked = [(1.5218, 42.5075), (1.5330, 42.5100), (1.5148, 42.5450)]
    found = path_along(session, WALKING, asked)
    assert segment_lengths_m(found).max() < 1000
    assert length_m(found) > 4000
