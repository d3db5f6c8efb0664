"""Cues: what is told along drawn grids and real files, and its mirror."""

from dataclasses import replace
from itertools import pairwise
from math import inf, sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import MultiLineString

from gis.along import along
from gis.cues import (
    MOST_PER_ROOT_KM,
    SPACING_M,
    Bend,
    Cue,
    CueKind,
    Instruction,
    OtherRoute,
    Side,
    cues,
    instructions,
    starts_m,
)
from gis.errors import LineError
from gis.line import line_from, reverse
from gis.readers.reading import read_file
from gis.sheets import PlaceSheet, PlaceText
from gis.vocabulary import Language, PlaceKind, RouteKind
from tests.builders import a_place_sheet
from tests.grid import drawn, points
from tests.realdata import realdata

LEFT, RIGHT = Side.LEFT, Side.RIGHT
VILLAGE = """
              n
              |   v
    w---------x-------e
              |   f
              s
"""


def a_route(line: MultiLineString) -> OtherRoute:
    return OtherRoute("GR®65", RouteKind.GR, {Language.FR: "Via Podiensis"}, line)


def a_loop(line: MultiLineString) -> OtherRoute:
    return OtherRoute("", RouteKind.LOCAL_LOOP, {Language.FR: "Autour de Condom"}, line)


def a_place(letter: str, kind: PlaceKind, name: str = "Larressingle") -> PlaceSheet:
    lon, lat = points(VILLAGE)[letter]
    return a_place_sheet(lon=lon, lat=lat, kind=kind, texts={Language.FR: PlaceText(name)})


def told(
    line: MultiLineString,
    others: list[OtherRoute] | None = None,
    places: list[PlaceSheet] | None = None,
) -> tuple[Instruction, ...]:
    return instructions(cues(along(line), others or [], places or []))


def between(found: tuple[Instruction, ...]) -> list[Cue]:
    """The cues that are neither start nor end."""
    kinds = (CueKind.START, CueKind.END)
    return [cue for group in found for cue in group if cue.kind not in kinds]


def test_the_start_says_where_to_go_and_the_end_ends() -> None:
    first, last = told(drawn(VILLAGE, "xw"))
    assert [cue.kind for cue in (*first, *last)] == [CueKind.START, CueKind.END]
    assert first[0].deg == pytest.approx(270, abs=0.5)
    assert last[0].at_m == pytest.approx(1_000, rel=0.01)


@pytest.mark.parametrize(("path", "side"), [("wxn", LEFT), ("wxs", RIGHT), ("exn", RIGHT)])
def test_a_turn_has_its_side(path: str, side: Side) -> None:
    (turn,) = between(told(drawn(VILLAGE, path)))
    assert (turn.kind, turn.side, turn.bend) == (CueKind.TURN, side, Bend.PLAIN)


def test_a_turn_and_the_route_that_is_joined_there_are_one_instruction() -> None:
    (_start, corner, _end) = told(drawn(VILLAGE, "wxn"), [a_route(drawn(VILLAGE, "sxn"))])
    assert {cue.kind for cue in corner} == {CueKind.TURN, CueKind.JOIN}


def test_a_crossed_route_is_told_where_it_is() -> None:
    (cross,) = between(told(drawn(VILLAGE, "wxe"), [a_route(drawn(VILLAGE, "nxs"))]))
    assert cross.kind == CueKind.CROSS
    assert cross.at_m == pytest.approx(1_000, rel=0.01)
    assert cross.route is not None
    assert cross.route.number == "GR®65"


@pytest.mark.parametrize(
    ("path", "letter", "side"), [("wxe", "v", LEFT), ("exw", "v", RIGHT), ("wxe", "f", RIGHT)]
)
def test_a_place_lies_on_its_side(path: str, letter: str, side: Side) -> None:
    (passed,) = between(told(drawn(VILLAGE, path), places=[a_place(letter, PlaceKind.TOWN)]))
    assert (passed.kind, passed.side) == (CueKind.PLACE, side)
    assert passed.at_m == pytest.approx(1_400 if path == "wxe" else 400, rel=0.02)


def test_a_place_on_the_way_lies_on_neither_side() -> None:
    (passed,) = between(told(drawn(VILLAGE, "wxe"), places=[a_place("x", PlaceKind.WATER)]))
    assert passed.side is None


def test_a_fountain_out_of_sight_and_a_bed_are_not_told() -> None:
    places = [a_place("f", PlaceKind.WATER), a_place("x", PlaceKind.LODGING)]
    assert between(told(drawn(VILLAGE, "wxe"), places=places)) == []


def test_a_town_at_an_end_is_where_the_route_starts() -> None:
    first, last = told(drawn(VILLAGE, "xe"), places=[a_place("x", PlaceKind.TOWN, "Condom")])
    assert first[0].place is not None
    assert first[0].place.texts[Language.FR].name == "Condom"
    assert last[0].place is None
    assert between((first, last)) == []


def test_a_place_passed_there_and_back_is_told_twice() -> None:
    found = between(told(drawn(VILLAGE, "wxexw"), places=[a_place("v", PlaceKind.TOWN)]))
    assert [(cue.kind, cue.side) for cue in found] == [
        (CueKind.PLACE, LEFT),
        (CueKind.U_TURN, None),
        (CueKind.PLACE, RIGHT),
    ]


def test_a_staircase_of_turns_is_a_winding_way() -> None:
    steps = """
    a-b
      c-d
        e-f
          g-h
    """
    line = drawn(steps, "abcdefgh", cell_m=32)
    found = [cue.kind for group in told(line) for cue in group]
    assert found.count(CueKind.WINDING) == 1
    assert CueKind.TURN not in found


def test_of_many_cues_the_weightiest_are_told() -> None:
    slight = [Cue(CueKind.TURN, 200.0 + 200 * n, 0.5, 45, RIGHT) for n in range(30)]
    sharp = [Cue(CueKind.TURN, 300.0 + 1_000 * n, 1.5, 135, LEFT) for n in range(5)]
    ends = [Cue(CueKind.START, 0.0, 99.0), Cue(CueKind.END, 6_300.0, 99.0)]
    found = instructions(sorted([*slight, *sharp, *ends], key=lambda cue: cue.at_m))
    kept = [cue for group in found for cue in group]
    assert all(cue in kept for cue in (*sharp, *ends))
    assert len(found) <= MOST_PER_ROOT_KM * sqrt(6.3)


@pytest.mark.parametrize(
    "name",
    [
        "gpx-france/pretty-gpx__cabaliros.gpx",
        "gpx-france/ezGPX__VTTrack_1.gpx",
        "gpx-france/ezGPX__garmin_etrex32_hike_2.gpx",
        "gpx-france/pretty-gpx__marmotte.gpx",
    ],
)
def test_a_real_file_is_told_in_few_instructions_that_are_apart(name: str) -> None:
    line, _ = line_from(read_file(realdata(name).read_bytes()).tracks[0])
    found = told(line)
    length_km = along(line).length_m / 1000
    assert min(8, length_km) <= len(found) <= MOST_PER_ROOT_KM * sqrt(length_km)
    for before, after in pairwise(found):
        assert after[0].at_m - before[-1].at_m >= SPACING_M


def test_a_spur_is_told_as_a_whole_where_it_leaves_the_way() -> None:
    line = drawn(VILLAGE, "wxnxe", cell_m=60)
    (_start, spur, _end) = told(line)
    assert [cue.kind for cue in spur] == [CueKind.TURN, CueKind.SPUR, CueKind.TURN]
    assert [cue.side for cue in spur] == [LEFT, None, LEFT]
    assert spur[1].length_m == pytest.approx(240, abs=10)
    assert starts_m(spur) == pytest.approx(600, abs=10)


def test_a_spur_straight_on_is_told_where_the_way_will_leave_it() -> None:
    (_start, spur, _end) = told(drawn(VILLAGE, "wxexn", cell_m=40))
    assert [cue.kind for cue in spur] == [CueKind.SPUR, CueKind.TURN]
    assert starts_m(spur) == pytest.approx(400, abs=10)


def test_a_long_way_out_and_back_is_a_u_turn_at_its_tip() -> None:
    (_start, tip, _end) = told(drawn(VILLAGE, "wxw"))
    assert [cue.kind for cue in tip] == [CueKind.U_TURN]
    assert starts_m(tip) == pytest.approx(1_000, rel=0.01)


@pytest.mark.parametrize("path", ["wxn", "nxw"])
def test_there_is_no_turn_just_before_the_end_nor_just_after_the_start(path: str) -> None:
    near = """
              n
              x---------w
    """
    assert between(told(drawn(near, path, cell_m=25))) == []


def test_every_gap_that_one_has_to_cross_is_told() -> None:
    picture = """
    a--b  c--de-----f
    """
    assert [cue.kind for cue in between(told(drawn(picture, "ab cd ef")))] == [CueKind.GAP] * 2
    (gap,) = between(told(drawn(picture, "ab cd ef", cell_m=5.2)))
    assert gap.length_m == pytest.approx(15.6, abs=0.1)


def test_gaps_are_told_however_many_and_so_are_the_ends() -> None:
    gaps = [Cue(CueKind.GAP, 100.0 * n, inf, length_m=20) for n in range(1, 40)]
    found = instructions([Cue(CueKind.START, 0.0, inf), *gaps, Cue(CueKind.END, 4_000.0, inf)])
    assert len(found) == 41


def test_a_place_listed_under_two_kinds_is_told_once_as_the_town() -> None:
    heritage = a_place("x", PlaceKind.HERITAGE, "Écluse double de Graziac")
    town = replace(heritage, kind=PlaceKind.TOWN, texts=named("Double écluse de Graziac"))
    near = replace(town, lon=town.lon + 0.0005)
    (passed,) = between(told(drawn(VILLAGE, "wxe"), places=[heritage, near]))
    assert passed.place is near
    far = replace(town, lon=town.lon - 0.0025)
    assert len(between(told(drawn(VILLAGE, "wxe"), places=[heritage, far]))) == 2


def named(name: str) -> dict[Language, PlaceText]:
    return {Language.FR: PlaceText(name)}


def test_the_start_says_which_route_is_followed_and_its_end_is_told() -> None:
    first, left, last = told(drawn(VILLAGE, "wxe"), [a_route(drawn(VILLAGE, "wxn"))])
    assert first[0].route is not None
    assert [cue.kind for cue in left] == [CueKind.LEAVE]
    assert last[0].route is None


def test_of_routes_beside_one_another_the_one_shared_for_longest_is_told() -> None:
    short, long = (a_route(drawn(VILLAGE, path)) for path in ("nxe", "wxe"))
    first, last = told(drawn(VILLAGE, "wxe"), [short, long])
    assert first[0].route is long
    assert [cue.kind for cue in (*first, *last)] == [CueKind.START, CueKind.END]


def test_of_routes_crossed_in_one_place_the_foremost_is_told() -> None:
    gr = a_route(drawn(VILLAGE, "nxs"))
    loop = a_loop(gr.line)
    (cross,) = between(told(drawn(VILLAGE, "wxe"), [loop, gr]))
    assert cross.route is gr


@pytest.mark.parametrize(("count", "told_count"), [(5, 5), (6, 0)])
def test_routes_crossed_straight_on_are_told_only_if_they_are_few(
    count: int, told_count: int
) -> None:
    line = drawn(VILLAGE, "we", cell_m=400)
    west, south, _east, north = drawn(VILLAGE, "wxnxsxe", cell_m=400).bounds
    across = [
        a_route(MultiLineString([[(lon, south), (lon, north)]]))
        for lon in (west + 0.01 * (n + 1) for n in range(count))
    ]
    assert len(between(told(line, across))) == told_count


def test_a_route_that_nobody_was_told_to_join_is_not_left() -> None:
    gr = a_route(drawn(VILLAGE, "wx"))
    stretch = (500.0, 1_500.0)
    ends = [Cue(CueKind.START, 0.0, inf), Cue(CueKind.END, 2_000.0, inf)]
    join = Cue(CueKind.JOIN, 500.0, 0.1, route=gr, stretch=stretch)
    leave = Cue(CueKind.LEAVE, 1_500.0, 2.0, route=gr, stretch=stretch)
    turned = [Cue(CueKind.TURN, 600.0 + 90 * n, 1.0 + n / 10, 60, RIGHT) for n in range(8)]
    cues_told = sorted([*ends, join, leave, *turned], key=lambda cue: cue.at_m)
    kinds = [cue.kind for group in instructions(cues_told) for cue in group]
    assert CueKind.TURN in kinds
    assert CueKind.LEAVE not in kinds


def mirrored(cue: Cue, length_m: float) -> Cue:
    """A cue as the reversed line has it; the bearing at the start is another's."""
    swapped = {CueKind.START: CueKind.END, CueKind.JOIN: CueKind.LEAVE}
    swapped |= {kind: other for other, kind in swapped.items()}
    return replace(
        cue,
        kind=swapped.get(cue.kind, cue.kind),
        at_m=length_m - cue.at_m,
        deg=-cue.deg if cue.kind == CueKind.TURN else cue.deg,
        side={LEFT: RIGHT, RIGHT: LEFT, None: None}[cue.side],
    )


def assert_mirror(
    line: MultiLineString, others: list[OtherRoute], places: list[PlaceSheet]
) -> None:
    length_m = along(line).length_m
    there = told(line, others, places)
    back = [
        [mirrored(cue, length_m) for cue in reversed(group)]
        for group in reversed(told(reverse(line), others, places))
    ]
    assert len(there) == len(back)
    for group, other in zip(there, back, strict=True):
        assert sorted(map(essence, group)) == sorted(map(essence, other))


def essence(cue: Cue) -> tuple[str, ...]:
    """What of a cue must be the same on the way back; a winding way is told where it begins."""
    at_m = "" if cue.kind == CueKind.WINDING else str(round(cue.at_m, 0) + 0.0)
    deg = str(cue.deg) if cue.kind == CueKind.TURN else ""
    place = cue.place.texts[Language.FR].name if cue.place else ""
    is_end = cue.kind in (CueKind.START, CueKind.END)
    route = cue.route.titles[Language.FR] if cue.route and not is_end else ""
    return (cue.kind, at_m, deg, cue.side or "", place, route)


paths = st.lists(st.sampled_from("nxswe"), min_size=2, max_size=6).filter(
    lambda names: all(one != then for one, then in pairwise(names))
)


@given(paths, paths, paths, st.sampled_from(["v", "f", "x"]))
@settings(deadline=None)
def test_what_is_told_of_the_reversed_line_is_the_mirror(
    path: list[str], other: list[str], third: list[str], letter: str
) -> None:
    line, other_line, third_line = (
        drawn(VILLAGE, "".join(names)) for names in (path, other, third)
    )
    places = [a_place(letter, PlaceKind.TOWN)]
    found = cues(along(line), [], places)
    tips = [cue.at_m for cue in found if cue.kind in (CueKind.U_TURN, CueKind.SPUR)]
    # Seen just before and just after a tip, a place is told the first time, either way round.
    passed = [cue.at_m for cue in found if cue.kind == CueKind.PLACE]
    assume(all(abs(tip - at_m) > 400 for tip in tips for at_m in passed))
    assert_mirror(line, [a_route(other_line), a_loop(third_line)], places)


@pytest.mark.parametrize(
    "name",
    [
        "gpx-france/pretty-gpx__cabaliros.gpx",
        "gpx-france/ezGPX__VTTrack_1.gpx",
        "gpx-france/pretty-gpx__marmotte.gpx",
        "gpx-france/EuroVelo5__bethunes-olhain.gpx",
    ],
)
def test_what_is_told_of_a_real_file_reversed_is_the_mirror(name: str) -> None:
    line, _ = line_from(read_file(realdata(name).read_bytes()).tracks[0])
    assert_mirror(line, [], [])


@st.composite
def wild_lines(draw: st.DrawFn) -> MultiLineString:
    """One to three pieces of a few vertices, some of them repeated, metres or kilometres apart."""
    vertex = st.tuples(st.sampled_from([0.37, 0.3701, 0.372, 0.39]), st.floats(43.95, 43.96))
    pieces = draw(st.lists(st.lists(vertex, min_size=2, max_size=5), min_size=1, max_size=3))
    assume(any(one != piece[0] for piece in pieces for one in piece))
    return MultiLineString(pieces)


@given(wild_lines(), wild_lines())
@settings(deadline=None)
def test_any_line_is_told_from_its_start_to_its_end_in_order(
    line: MultiLineString, other: MultiLineString
) -> None:
    try:
        length_m = along(line).length_m
    except LineError:
        return
    found = told(line, [a_route(other)], [a_place("x", PlaceKind.TOWN)])
    at_m = [cue.at_m for group in found for cue in group]
    assert at_m == sorted(at_m)
    assert (at_m[0], at_m[-1]) == (0.0, length_m)
