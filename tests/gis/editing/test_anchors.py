"""Anchors after an edit, on drawn grids: what stood at a letter is found at that letter.

Where a letter is along a path is counted from the picture, pass by pass, with pyproj alone.
"""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import MultiLineString

from gis.along import along
from gis.editing.anchors import Followed, follow, reversed_anchors, within_cut
from gis.line import reverse, simplify
from tests.builders import a_line
from tests.grid import METRES_PER_LAT_DEG, METRES_PER_LON_DEG, drawn, points

GEOD = Geod(ellps="WGS84")

LOOP = """
a----b----c
|         |
h    x    d
|         |
g----f----e
"""
LOLLIPOP = """
          c----d
          |    |
s----t----a    |
     |    |    |
     v    h----e
"""
THERE_AND_BACK = """
     u
     |
a----b----c----d----e
     |         |
     v---------w
"""
SHARED_STEM = """
b---------c
|    y    |
a----s----d
     |
     t
     |
f----u----e
|         |
g---------h
"""
HAIRPINS = """
a-------------b
d-------------c
e-------------f
h-------------g
"""


EDITS = [
    # a detour in a loop, a corner cut, another first corner, an end that goes on
    (LOOP, "abcdefgha", "abx..fgha"),
    (LOOP, "abcdefgha", "abcdx.gha"),
    (LOOP, "abcdefgha", "xbcdefgha"),
    (LOOP, "abcdefgha..", "abcdefghabx"),
    (LOOP, "..abcdefgha", "xbabcdefgha"),
    # a lollipop's candy the other way round; its stem, walked twice, begins or ends elsewhere
    (LOLLIPOP, "stacdehats", "stahedcats"),
    (LOLLIPOP, "stacdehats", "stacdehatv"),
    (LOLLIPOP, "stacdehats", "vtacdehats"),
    (LOLLIPOP, "stacdehats", "sta.....ts"),
    (LOLLIPOP, "sta.....ts", "stacdehats"),
    # out and back on one path: another way out, another way back, a nearer and a farther turn
    (THERE_AND_BACK, "abc.dedcba", "abvwdedcba"),
    (THERE_AND_BACK, "abcdedc.ba", "abcdedwvba"),
    (THERE_AND_BACK, "abcdedcba", "abcd..cba"),
    (THERE_AND_BACK, "abcd..cba", "abcdedcba"),
    (THERE_AND_BACK, "ab..cdedcba", "abubcdedcba"),
    (THERE_AND_BACK, "abcdedcba", "ubcdedcba"),
    # two loops on one stem
    (SHARED_STEM, "tsabcdstuehgfut..", "tsabcdstuehgfutst"),
    (SHARED_STEM, "tsabcdstuehgfut", "tsybcdstuehgfut"),
    (SHARED_STEM, "tsabcdstuehgfut", "tsabcdstue..fut"),
    # hairpins lie side by side, and one is cut short
    (HAIRPINS, "abcdefgh", "a..defgh"),
    (HAIRPINS, "abcdefgh", "abc..fgh"),
]
"""A path before and after an edit: the same letter in a column is one passage of one place."""


def at_letters(picture: str, path: str) -> list[float]:
    """Metres along at which a path passes each of its letters; NaN at its dots."""
    where = points(picture)
    at_m, found, before = 0.0, [], None
    for name in path:
        if name == ".":
            found.append(float("nan"))
            continue
        at_m += GEOD.inv(*where[before], *where[name])[2] if before else 0.0
        found.append(at_m)
        before = name
    return found


def walked(picture: str, path: str, every_m: float = 35) -> MultiLineString:
    return drawn(picture, path.replace(".", ""), every_m=every_m)


def recorded(line: MultiLineString, noise_m: float, seed: int = 1) -> MultiLineString:
    """The line as a receiver would see it: each vertex aside by some metres, differently."""
    shaken = np.random.default_rng(seed).normal(0, noise_m / np.sqrt(2), (10_000, 2))
    shaken /= METRES_PER_LON_DEG, METRES_PER_LAT_DEG
    return shapely.transform(line, lambda vertices: vertices + shaken[: len(vertices)])


@pytest.mark.parametrize(("picture", "old", "new"), EDITS)
def test_what_stands_on_an_unchanged_part_stays_there_on_the_same_pass(
    picture: str, old: str, new: str
) -> None:
    kept = [column for column, name in enumerate(old) if name == new[column] != "."]
    before, after = at_letters(picture, old), at_letters(picture, new)
    found = follow(
        along(walked(picture, old)), along(walked(picture, new)), [before[one] for one in kept]
    )
    for column, place in zip(kept, found, strict=True):
        assert place.at_m == pytest.approx(after[column], abs=1.0), old[column]
        assert place.moved_m < 1.0


@pytest.mark.parametrize(("picture", "old", "new"), EDITS)
def test_the_same_holds_where_the_edited_line_was_recorded_anew(
    picture: str, old: str, new: str
) -> None:
    kept = [
        column
        for column, name in enumerate(old)
        if name == new[column] != "." and "." not in old[max(column - 1, 0) : column + 2]
    ]
    before, after = at_letters(picture, old), along(walked(picture, new))
    anew = along(recorded(walked(picture, new, every_m=11), noise_m=3))
    stretched = anew.length_m / after.length_m
    expected = [at_m * stretched for at_m in at_letters(picture, new)]
    found = follow(along(walked(picture, old)), anew, [before[one] for one in kept])
    for column, place in zip(kept, found, strict=True):
        assert place.at_m == pytest.approx(expected[column], abs=40), old[column]
        assert place.moved_m < 20


@pytest.mark.parametrize(("picture", "old", "new"), EDITS)
def test_what_stood_on_a_part_that_is_gone_lies_between_its_neighbours_and_says_how_far(
    picture: str, old: str, new: str
) -> None:
    where, before = points(picture), at_letters(picture, old)
    was, now = along(walked(picture, old)), along(walked(picture, new))
    on_new = shapely.get_coordinates(walked(picture, new))
    columns = [column for column, name in enumerate(old) if name != "."]
    found = follow(was, now, [before[column] for column in columns])
    assert all(one.at_m <= next_.at_m for one, next_ in pairwise(found))
    for column, place in zip(columns, found, strict=True):
        apart_m = GEOD.inv(*where[old[column]], *now.point_at(place.at_m))[2]
        assert place.moved_m == pytest.approx(apart_m, abs=0.01)
        if shapely.distance(shapely.Point(where[old[column]]), shapely.MultiPoint(on_new)) > 1e-3:
            assert place.moved_m > 50


def test_a_shortened_hairpin_takes_its_bend_along_and_says_how_far() -> None:
    short = """
a----x--------b
d----y--------c
"""
    was, now = along(walked(short, "abcd")), along(walked(short, "axyd"))
    before, after = at_letters(short, "abcd"), at_letters(short, "axyd")
    bend, end = follow(was, now, [(before[1] + before[2]) / 2, before[3]])
    assert after[1] <= bend.at_m <= after[2]
    assert bend.moved_m == pytest.approx(900, abs=5)
    assert end == Followed(pytest.approx(after[3]), 0)


def test_a_line_that_did_not_change_keeps_everything() -> None:
    line = along(walked(LOLLIPOP, "stacdehats"))
    at_m = np.linspace(0, line.length_m, 50).tolist()
    assert follow(line, line, at_m) == [Followed(one, 0.0) for one in at_m]


def test_heights_that_change_move_nothing() -> None:
    flat, hilly = along(a_line(heights=False)), along(a_line())
    assert follow(flat, hilly, [0, 1234.5, 9000]) == [
        Followed(one, 0.0) for one in (0, 1234.5, 9000)
    ]


def test_a_gap_that_is_closed_shifts_what_lies_behind_it_by_its_length() -> None:
    was, now = along(walked(LOOP, "abc defgha")), along(walked(LOOP, "abcdefgha"))
    cd_m = GEOD.inv(*points(LOOP)["c"], *points(LOOP)["d"])[2]
    before, behind = follow(was, now, [500, was.length_m - 100])
    assert before == Followed(500, 0)
    assert behind.at_m == pytest.approx(was.length_m - 100 + cd_m, abs=0.01)
    assert behind.moved_m == 0


def test_a_new_start_and_a_new_end_leave_the_old_ones_on_the_ground() -> None:
    was, now = along(walked(LOOP, "cdef")), along(walked(LOOP, "abcdefgh"))
    start, end = follow(was, now, [0, was.length_m])
    assert (start.moved_m, end.moved_m) == pytest.approx((0, 0), abs=0.1)
    assert end.at_m - start.at_m == pytest.approx(was.length_m, abs=0.1)


def test_a_line_between_other_towns_takes_everything_to_be_checked() -> None:
    elsewhere = along(shapely.transform(walked(LOOP, "abcdefgha"), lambda xy: xy + 0.2))
    was = along(walked(LOOP, "abcdefgha"))
    found = follow(was, elsewhere, np.linspace(0, was.length_m, 9).tolist())
    assert min(one.moved_m for one in found) > 10_000
    assert 0 <= found[0].at_m <= found[-1].at_m <= elsewhere.length_m


def test_what_lies_beyond_a_cut_is_at_its_end_and_says_how_far_it_was() -> None:
    line = along(a_line())
    before, inside, behind = within_cut(line, 2_000, 5_000, [500, 3_000, 9_000])
    assert (before.at_m, inside.at_m, behind.at_m) == (0, 1_000, 3_000)
    assert (before.moved_m, inside.moved_m, behind.moved_m) == pytest.approx(
        (1_500, 0, 4_000), abs=1
    )


def test_reversed_anchors_are_on_the_same_spot() -> None:
    line = a_line()
    there, back = along(line), along(reverse(line))
    at_m = [0.0, 700.0, 8_000.0, there.length_m]
    for was_m, now_m in zip(at_m, reversed_anchors(there.length_m, at_m), strict=True):
        assert there.point_at(was_m) == pytest.approx(back.point_at(now_m), abs=1e-9)


@st.composite
def wanderings(draw: st.DrawFn) -> MultiLineString:
    """Winding lines of some kilometres that may cross and follow themselves."""
    turns = draw(st.lists(st.floats(-2.5, 2.5), min_size=2, max_size=25))
    legs_m = draw(st.lists(st.floats(60, 600), min_size=len(turns), max_size=len(turns)))
    heading = np.cumsum(turns)
    lon = 0.4 + np.append(0, np.cumsum(np.cos(heading) * legs_m)) / METRES_PER_LON_DEG
    lat = 43.9 + np.append(0, np.cumsum(np.sin(heading) * legs_m)) / METRES_PER_LAT_DEG
    return MultiLineString([np.column_stack((lon, lat))])


@settings(deadline=None, max_examples=60)
@given(wanderings(), st.integers(0, 999), st.floats(0, 2 * np.pi))
def test_a_line_shifted_by_two_metres_moves_nothing_by_more_than_some_metres(
    line: MultiLineString, seed: int, heading: float
) -> None:
    shift = 2 * np.cos(heading) / METRES_PER_LON_DEG, 2 * np.sin(heading) / METRES_PER_LAT_DEG
    was, now = along(line), along(shapely.transform(line, lambda xy: xy + shift))
    at_m = np.random.default_rng(seed).uniform(0, was.length_m, 20).tolist()
    for before, place in zip(at_m, follow(was, now, at_m), strict=True):
        assert place.at_m == pytest.approx(before, abs=12)
        assert place.moved_m <= 8


@settings(deadline=None, max_examples=60)
@given(wanderings(), st.floats(0.5, 30))
def test_a_simplified_line_keeps_places_in_order_and_within_its_tolerance(
    line: MultiLineString, tolerance_m: float
) -> None:
    line = shapely.MultiLineString([*shapely.get_parts(shapely.segmentize(line, 0.0003))])
    was, now = along(line), along(simplify(line, tolerance_m))
    found = follow(was, now, np.linspace(0, was.length_m, 30).tolist())
    assert all(one.at_m <= next_.at_m for one, next_ in pairwise(found))
    assert max(one.moved_m for one in found) <= tolerance_m * 1.5 + 1


@pytest.mark.parametrize("path", ["abcdefgha", "stacdehats", "abcdedcba", "tsabcdstuehgfut"])
@pytest.mark.parametrize("seed", range(3))
def test_a_line_recorded_again_finds_each_place_where_the_walker_was_again(
    path: str, seed: int
) -> None:
    """The walker's own distance says where: no search is made to know what is expected."""
    pictures = {"a": LOOP, "s": LOLLIPOP, "t": SHARED_STEM}
    picture = THERE_AND_BACK if path == "abcdedcba" else pictures[path[0]]
    was = along(walked(picture, path, every_m=9))
    straight = along(walked(picture, path, every_m=13))
    again = along(recorded(walked(picture, path, every_m=13), noise_m=3, seed=seed))
    at_m = np.linspace(0, was.length_m, 101)
    expected = np.interp(at_m, straight.at_m, again.at_m)
    found = np.array([one.at_m for one in follow(was, again, at_m.tolist())])
    assert np.abs(found - expected).max() < 20
    assert np.median(np.abs(found - expected)) < 5
