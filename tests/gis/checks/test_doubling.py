"""Whiskers and stretches travelled twice, and what is legitimate of both."""

import numpy as np
import pytest
from shapely import MultiLineString

from gis.checks import check_line
from gis.vocabulary import Severity
from tests.metres import Way, circle, east, found, in_metres, keys, level, north

# Whiskers


def with_spur(length_m: float, points: int) -> Way:
    """A way east that goes north and back on its way, in so many points each."""
    there = north(0, length_m, length_m / points, x=500)
    return [*east(0, 500, 10), *there[1:], *there[-2::-1], *east(510, 1000, 10)]


@pytest.mark.parametrize("length_m", [12, 30, 48])
@pytest.mark.parametrize("points", [1, 5])
def test_a_short_way_out_and_back_on_itself_is_a_whisker(length_m: float, points: int) -> None:
    line = in_metres(with_spur(length_m, points))
    (whisker,) = check_line(line)
    assert (whisker.key, whisker.severity) == ("line.whisker", Severity.WARNING)
    assert whisker.at_m == pytest.approx(500 + length_m, rel=0.01)
    assert whisker.values["distance_m"] == pytest.approx(length_m, abs=1)


@pytest.mark.parametrize("length_m", [5, 60, 300])
def test_a_wobble_and_a_spur_to_a_viewpoint_are_no_whiskers(length_m: float) -> None:
    assert keys(in_metres(with_spur(length_m, 5))) == []


def test_a_turn_missed_by_some_metres_is_a_whisker() -> None:
    way = [*east(0, 520, 10), *north(0, 500, 10, x=500)]
    (whisker,) = found(in_metres(way), "line.whisker")
    assert whisker.values["distance_m"] == pytest.approx(20, abs=1)


@pytest.mark.parametrize("every", [10, 100])
def test_there_and_back_is_no_whisker(every: float) -> None:
    there = east(0, 1000, every)
    assert keys(in_metres([*there, *there[-2::-1]])) == []


@pytest.mark.parametrize("every", [4, 15, 60])
def test_a_hairpin_is_no_whisker(every: float) -> None:
    assert keys(in_metres([*east(0, 300, every), *east(300, 0, every, y=8)])) == []
    assert (
        keys(in_metres([*east(0, 300, every), *[(300 - 3 * i, 0.6 * i) for i in range(1, 90)]]))
        == []
    )


def test_the_jitter_of_a_rest_is_no_whisker() -> None:
    rest = np.random.default_rng(2).normal((500, 0), 5, (400, 2))
    way = [*east(0, 490, 10), *map(tuple, rest.tolist()), *east(510, 1000, 10)]
    assert keys(in_metres(way)) == []


# Overlap


@pytest.mark.parametrize("every", [3, 25, 80])
def test_a_loop_walked_on_past_its_start_overlaps_itself(every: float) -> None:
    line = in_metres(circle(300, every, turns=1.25))
    (overlap,) = check_line(line)
    assert (overlap.key, overlap.severity, overlap.repair) == ("line.overlap", Severity.WARNING, "")
    assert overlap.at_m == pytest.approx(2 * np.pi * 300, abs=50 + every)
    assert overlap.to_m == pytest.approx(2.5 * np.pi * 300, abs=50 + every)
    assert overlap.values["first_m"] == pytest.approx(0, abs=50 + every)


def test_each_round_after_the_first_is_told() -> None:
    overlaps = found(in_metres(circle(300, 10, turns=3)), "line.overlap")
    told_m = sum((one.to_m or 0) - (one.at_m or 0) for one in overlaps)
    assert told_m == pytest.approx(4 * np.pi * 300, rel=0.05)


def test_the_other_direction_is_no_overlap() -> None:
    there = [*east(0, 1000, 10), *north(10, 600, 10, x=1000)]
    assert keys(in_metres([*there, *there[-2::-1]])) == []
    lollipop = level("a---b---c\n    |   |\n    e---d", "abcdeba", 200)
    assert keys(lollipop) == []


def test_a_way_that_crosses_itself_or_runs_beside_itself_is_no_overlap() -> None:
    crossing = [
        *east(0, 1000, 10),
        *north(0, 300, 10, x=1000),
        (500, 300),
        *north(290, -500, 10, x=500)[1:],
    ]
    assert not found(in_metres(crossing), "line.overlap")
    spiral = [*east(0, 800, 10), *north(10, 60, 10, x=800), *east(790, -60, 10, y=60)]
    beside = [*spiral, *north(50, -30, 10, x=-60), *east(-60, 800, 10, y=-30)]
    assert not found(in_metres(beside), "line.overlap")


def test_two_recordings_that_overlap_are_told_with_a_repair() -> None:
    noise = np.random.default_rng(3).normal(0, 2, (300, 2))
    shaken = [
        (x + dx, y + dy) for (x, y), (dx, dy) in zip(east(700, 2000, 10), noise, strict=False)
    ]
    (overlap,) = found(in_metres(east(0, 1000, 10), shaken), "line.overlap")
    assert overlap.repair == "trim"
    assert overlap.at_m == pytest.approx(1000, abs=5)
    assert overlap.values["distance_m"] == pytest.approx(300, abs=45)


def test_a_piece_that_doubles_another_throughout_may_go() -> None:
    way = east(0, 1000, 10)
    (overlap,) = found(in_metres(way, [(x, y + 3) for x, y in way]), "line.overlap")
    assert overlap.repair == "trim"


def test_a_line_recorded_at_rest_for_days_is_judged_all_the_same() -> None:
    rest = np.random.default_rng(5).normal(0, 8, (20_000, 2))
    assert not found(in_metres([*map(tuple, rest.tolist())]), "line.overlap")


def test_straight_lines_of_two_points_overlap_like_any() -> None:
    line = MultiLineString(
        [[(0.58, 43.64, 1), (0.6, 43.64, 1)], [(0.59, 43.64, 1), (0.62, 43.64, 1)]]
    )
    (overlap,) = found(line, "line.overlap")
    assert overlap.values["distance_m"] == pytest.approx(0.01 * 80_700, abs=40)
