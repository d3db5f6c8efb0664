"""Turns: known ones on drawn grids, none from jitter or bends, azimuths of real files."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import MultiLineString

from gis.along import along
from gis.cues.turns import BACK_DEG, TurnAt, bearing_deg, turns
from gis.line import line_from, reverse
from gis.readers.reading import read_file
from tests.builders import a_line
from tests.grid import METRES_PER_LAT_DEG, METRES_PER_LON_DEG, NORTH, WEST, drawn
from tests.realdata import realdata

WGS84 = Geod(ellps="WGS84")
CROSSROADS = """
            n
            |
    w-------x-------e
            |
            s
"""
FIELD = """
    a-------b
            |
            |
    d-------c
"""
REAL = (
    "gpx-france/pretty-gpx__cabaliros.gpx",
    "gpx-france/ezGPX__VTTrack_1.gpx",
    "gpx-france/ezGPX__garmin_etrex32_hike_2.gpx",
    "gpx-france/EuroVelo5__bethunes-olhain.gpx",
)


def of(line: MultiLineString) -> list[tuple[int, int]]:
    """(hectometres along, degrees) of each turn of a line."""
    return [(round(turn.at_m / 100), turn.deg) for turn in turns(along(line))]


def of_metres(points: np.ndarray) -> tuple[TurnAt, ...]:
    """The turns of a line drawn in metres."""
    lon = WEST + points[:, 0] / METRES_PER_LON_DEG
    return turns(along(a_line(np.column_stack((lon, NORTH + points[:, 1] / METRES_PER_LAT_DEG)))))


@pytest.mark.parametrize(
    ("path", "deg"), [("wxn", -90), ("wxs", 90), ("nxe", -90), ("exn", 90), ("sxw", -90)]
)
@pytest.mark.parametrize("every_m", [None, 90.0, 7.0])
def test_a_turn_at_a_crossroads_is_seen_however_dense_the_points(
    path: str, deg: int, every_m: float | None
) -> None:
    ((_, found),) = of(drawn(CROSSROADS, path, every_m=every_m))
    assert found == pytest.approx(deg, abs=1)


def test_straight_on_is_no_turn() -> None:
    assert of(drawn(CROSSROADS, "wxe")) == []
    assert of(drawn(CROSSROADS, "nxs", every_m=5)) == []


def test_turns_stand_where_they_are() -> None:
    assert [at for at, _ in of(drawn(FIELD, "abcd"))] == [8, 14]
    (first, second) = turns(along(drawn(FIELD, "abcd")))
    assert first.at_m == pytest.approx(800, abs=4)
    assert second.at_m == pytest.approx(1_400, abs=5)
    assert (first.deg, second.deg) == (90, 90)


@pytest.mark.parametrize("deg", [30, 50, 75, 100, 135, 160])
@pytest.mark.parametrize("side", [-1, 1])
def test_the_angle_of_a_turn_is_right_and_small_ones_are_straight_on(deg: int, side: int) -> None:
    way = np.radians(side * deg)
    points = np.array([[0, -300], [0, 0], [300 * np.sin(way), 300 * np.cos(way)]])
    found = [turn.deg for turn in of_metres(points)]
    assert found == ([] if deg == 30 else [pytest.approx(side * deg, abs=1)])


def test_the_tip_of_a_there_and_back_is_a_u_turn() -> None:
    (tip,) = turns(along(drawn(CROSSROADS, "wxw")))
    assert tip.is_u_turn
    assert tip.at_m == pytest.approx(800, abs=4)


def test_the_stem_of_a_lollipop_turns_at_the_junction_and_at_the_tip() -> None:
    there_and_back = drawn(CROSSROADS, "wxnxe")
    assert [(at, deg) for at, deg in of(there_and_back)] == [(8, -90), (12, 180), (16, -90)]


@pytest.mark.parametrize("side", [-1, 1])
def test_a_hairpin_has_a_side_and_is_no_u_turn(side: int) -> None:
    around = np.linspace(0, np.pi, 15)
    bend = np.column_stack((side * 12 * (1 - np.cos(around)), 12 * np.sin(around)))
    points = np.vstack(([0, -200], bend, [side * 24, -200]))
    (turn,) = of_metres(points)
    assert not turn.is_u_turn
    assert np.sign(turn.deg) == side
    assert abs(turn.deg) >= 150


@pytest.mark.parametrize("gap_m", [8, 9])
def test_legs_that_part_slowly_are_a_hairpin_however_near_they_begin(gap_m: float) -> None:
    # Three kilometres into the Marmotte: 9 m apart after 100 m, 16 m after 150 m.
    points = np.array([[0, -400], [0, -80], [0, 0], [gap_m, 0], [gap_m, -80], [90, -400]])
    assert [turn.is_u_turn for turn in of_metres(points)] == [False]


@pytest.mark.parametrize("spur_m", [60, 150, 350])
@pytest.mark.parametrize("aside_m", [0, 4])
def test_a_spur_is_as_long_as_the_way_back_lies_on_the_way_out(
    spur_m: float, aside_m: float
) -> None:
    ways = [[-300, 0], [0, 0], [0, spur_m], [aside_m, spur_m], [aside_m, 0], [300, 0]]
    (tip,) = [turn for turn in of_metres(np.array(ways)) if turn.is_u_turn]
    assert tip.back_m == pytest.approx(spur_m, abs=15)


def test_the_known_there_and_backs_of_a_real_ride_are_told_and_its_hairpins_are_not() -> None:
    contents = read_file(realdata("gpx-france/pretty-gpx__marmotte.gpx").read_bytes())
    found = turns(along(line_from(contents.tracks[0])[0]))
    tips = [round(turn.at_m / 1000, 1) for turn in found if turn.is_u_turn]
    assert {37.1, 56.1, 68.9, 133.9, 141.3, 150.2, 155.6} <= set(tips)
    assert not {29.4, 150.4, 168.1, 178.3} & set(tips)


@pytest.mark.parametrize("radius_m", [150, 300, 1_000])
def test_a_long_bend_is_no_turn_however_far_it_leads_round(radius_m: float) -> None:
    around = np.linspace(0, 1.5 * np.pi, 200)
    assert of_metres(radius_m * np.column_stack((np.sin(around), np.cos(around)))) == ()


@pytest.mark.parametrize("seed", range(5))
def test_a_receivers_jitter_is_no_turn(seed: int) -> None:
    chance = np.random.default_rng(seed)
    east = np.arange(0, 5_000, 8.0)
    # Errors of a receiver wander: 3 m, correlated over some ten points.
    wander = np.convolve(chance.normal(0, 10, (len(east) + 9)), np.ones(10) / 10, mode="valid")
    points = np.column_stack((east, wander + chance.normal(0, 0.5, len(east))))
    assert of_metres(points) == ()


def test_short_lines_have_no_turn() -> None:
    assert of(a_line([(0.37, 43.96), (0.3701, 43.96)])) == []
    assert of(a_line([(0.37, 43.96), (0.3701, 43.96), (0.3701, 43.9601)])) == []


def test_there_is_no_turn_across_a_gap() -> None:
    assert of(drawn(CROSSROADS, "wx xn")) == []


@st.composite
def winding_lines(draw: st.DrawFn) -> MultiLineString:
    """Legs of 60 to 400 m that turn by any angle, in one piece or two."""
    legs = draw(
        st.lists(st.tuples(st.integers(60, 400), st.integers(-179, 180)), min_size=3, max_size=12)
    )
    way, at, points = 0.0, np.zeros(2), [np.zeros(2)]
    for length_m, turned in legs:
        way += np.radians(turned)
        at = at + length_m * np.array([np.sin(way), np.cos(way)])
        points.append(at)
    degrees = np.array(points) / (METRES_PER_LON_DEG, METRES_PER_LAT_DEG) + (WEST, NORTH)
    if draw(st.booleans()):
        return a_line(degrees[:2], degrees[1:])
    return a_line(degrees)


@given(winding_lines())
@settings(deadline=None)
def test_the_turns_of_the_reversed_line_are_the_mirror(line: MultiLineString) -> None:
    measured = along(line)
    there, back = turns(measured), turns(along(reverse(line)))
    mirrored = [
        TurnAt(
            measured.length_m - turn.at_m, turn.deg if turn.is_u_turn else -turn.deg, turn.back_m
        )
        for turn in reversed(back)
    ]
    assert len(there) == len(mirrored)
    for turn, other in zip(there, mirrored, strict=True):
        assert (turn.deg, turn.back_m) == (other.deg, other.back_m)
        assert turn.at_m == pytest.approx(other.at_m, abs=0.01)


@pytest.mark.parametrize("name", REAL)
def test_turns_of_real_files_are_changes_of_geodesic_azimuth(name: str) -> None:
    contents = read_file(realdata(name).read_bytes())
    measured = along(line_from(contents.tracks[0])[0])
    found = turns(measured)
    assert len(found) < 6 * measured.length_m / 1000
    gaps_m = [at_m for at_m, _ in measured.gaps()]
    compared = 0
    for turn in found:
        where = [turn.at_m + reach for reach in (-55, -15, 15, 55)]
        ends_m = (0, *gaps_m, measured.length_m)
        if any(where[0] < at_m < where[-1] for at_m in ends_m):
            continue
        far_before, before, after, far_after = map(measured.point_at, where)
        come, _, _ = WGS84.inv(*far_before, *before)
        gone, _, _ = WGS84.inv(*after, *far_after)
        turned = (gone - come + 180) % 360 - 180
        if abs(turn.deg) < BACK_DEG:
            assert turned == pytest.approx(turn.deg, abs=25)
        else:
            assert abs(turned) > 60
        compared += 1
    assert compared > 0.9 * len(found)


@pytest.mark.parametrize(("path", "deg"), [("xn", 0), ("xe", 90), ("xs", 180), ("xw", 270)])
def test_the_first_bearing_is_a_compass_one(path: str, deg: int) -> None:
    found = bearing_deg(along(drawn(CROSSROADS, path)))
    assert (found - deg + 180) % 360 - 180 == pytest.approx(0, abs=0.5)
