"""Places in order on lines that pass them more than once."""

import pytest

from gis.along import along
from gis.places_in_order import approaches, places_in_order
from tests.grid import drawn, points

CELL_M = 100.0
ROUGHLY = 0.01


def found(picture: str, path: str, places: str, within_m: float = 150.0) -> list[float | None]:
    """Where `places` are met on the line that `path` walks, vertices every 20 m."""
    where = points(picture, CELL_M)
    line = along(drawn(picture, path, CELL_M, every_m=20))
    return places_in_order(line, [where[name] for name in places], within_m)


def test_places_of_a_plain_line_are_met_one_after_the_other() -> None:
    assert found("a---b------c", "abc", "abc") == pytest.approx([0, 400, 1100], rel=ROUGHLY)


def test_a_loop_starts_and_ends_in_the_same_town() -> None:
    picture = "a----b\n|    |\nd----c"
    assert found(picture, "abcda", "abcda") == pytest.approx([0, 500, 900, 1400, 1800], rel=ROUGHLY)


def test_a_loop_that_overlaps_its_start_is_not_shortened() -> None:
    picture = "e-a--b\n  |  |\n  d--c"
    placed = found(picture, "abcdae", "aca")
    assert placed == pytest.approx([0, 700, 1400], rel=0.02)


def test_a_there_and_back_ends_where_it_began() -> None:
    assert found("a---b------c", "abcba", "acba") == pytest.approx(
        [0, 1100, 1800, 2200], rel=ROUGHLY
    )


def test_a_place_on_the_way_out_is_not_taken_on_the_way_back() -> None:
    assert found("a---b------c", "abcba", "abca") == pytest.approx(
        [0, 400, 1100, 2200], rel=ROUGHLY
    )


def test_the_stem_of_a_lollipop_is_met_twice() -> None:
    picture = "       c----d\ns--t---b    |\n       f----e"
    assert found(picture, "stbcdefbts", "stdts") == pytest.approx(
        [0, 300, 1400, 2900, 3200], rel=0.02
    )


def test_a_place_aside_is_met_where_the_line_comes_nearest() -> None:
    picture = "    x\na---b------c"
    assert found(picture, "abc", "axc", within_m=250) == pytest.approx([0, 400, 1100], rel=ROUGHLY)


def test_a_place_too_far_away_is_left_out() -> None:
    picture = "    x\n\n\n\na---b------c"
    assert found(picture, "abc", "axc") == [0, None, pytest.approx(1100, rel=ROUGHLY)]


def test_a_place_out_of_order_is_left_out_and_the_others_keep_theirs() -> None:
    placed = found("a--b--c--d--e", "abcde", "abdce")
    assert placed[0] == 0
    assert placed[4] == pytest.approx(1200, rel=ROUGHLY)
    assert placed.count(None) == 1


def test_the_first_and_the_last_place_snap_to_the_ends_when_near() -> None:
    picture = "-a-------------z-\nx--------------y-"
    line_and_places = found(picture, "xy", "az", within_m=300)
    assert line_and_places == [0, pytest.approx(1500, rel=ROUGHLY)]


def test_ends_that_are_far_from_the_first_and_the_last_place_stay_free() -> None:
    assert found("a---b------c---d", "abcd", "bc") == pytest.approx([400, 1100], rel=ROUGHLY)


def test_a_single_place_is_simply_the_nearest_point() -> None:
    assert found("a---b------c", "abc", "b") == pytest.approx([400], rel=ROUGHLY)


def test_no_place_gives_nothing() -> None:
    assert found("a---b", "ab", "") == []


def test_places_on_both_sides_of_a_gap_are_met_on_their_own_piece() -> None:
    assert found("a---b   c---d", "ab cd", "abcd") == [
        0,
        pytest.approx(400, rel=ROUGHLY),
        None,
        pytest.approx(800, rel=ROUGHLY),
    ]


def test_the_bends_of_one_road_past_a_village_are_one_approach() -> None:
    picture = "a-c-e-g-i-k\n b d f h j\n\n     v"
    where = points(picture, cell_m=20)
    line = along(drawn(picture, "abcdefghijk", cell_m=20))
    at_m, aside_m = approaches(line, *where["v"], within_m=1_000)
    assert len(at_m) == 1
    assert aside_m[0] == pytest.approx(80, rel=0.02)


def test_the_way_out_and_the_way_back_are_two_approaches_even_of_a_line_with_few_vertices() -> None:
    picture = "a---b------c"
    line = along(drawn(picture, "abcba"))
    at_m, _ = approaches(line, *points(picture)["b"], within_m=150)
    assert at_m.tolist() == pytest.approx([400, 1800], rel=ROUGHLY)


def test_a_place_out_of_reach_has_no_approach() -> None:
    line = along(drawn("a---b", "ab"))
    at_m, aside_m = approaches(line, 0.5, 43.5, within_m=1_000)
    assert (len(at_m), len(aside_m)) == (0, 0)
