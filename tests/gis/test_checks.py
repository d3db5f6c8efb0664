"""What the checks say of drawn lines, and what they must not say."""

import time

import numpy as np
import pytest
from shapely import MultiLineString

from gis.checks import CHECKS, check_line
from gis.findings import Finding
from gis.measure import length_m
from gis.vocabulary import Severity
from tests.grid import drawn

METRES_PER_LON_DEG, METRES_PER_LAT_DEG = 80_600.0, 111_100.0


def in_metres(*pieces: list[tuple[float, float]]) -> MultiLineString:
    """A line near Auch from metres east and north."""
    return MultiLineString(
        [
            [(0.58 + x / METRES_PER_LON_DEG, 43.64 + y / METRES_PER_LAT_DEG) for x, y in piece]
            for piece in pieces
        ]
    )


def east(start: float, end: float, every: float, y: float = 0.0) -> list[tuple[float, float]]:
    """Points along a straight, both ends included, in either direction."""
    count = round(abs(end - start) / every) + 1
    return [(float(x), y) for x in np.linspace(start, end, count)]


def north(start: float, end: float, every: float, x: float = 0.0) -> list[tuple[float, float]]:
    return [(x, along) for along, _ in east(start, end, every)]


def found(line: MultiLineString, key: str) -> list[Finding]:
    return [finding for finding in check_line(line) if finding.key == key]


def test_every_check_says_in_its_docstring_what_it_looks_for() -> None:
    assert len(CHECKS) >= 4
    assert all(function.__doc__ and "\n" not in function.__doc__ for function in CHECKS)


def test_a_clean_line_has_no_finding() -> None:
    assert check_line(drawn("a--b\n|  |\nd--c", "abcda")) == ()
    assert check_line(in_metres(east(0, 1000, 10))) == ()


# Gaps


def test_a_gap_is_told_with_both_its_ends_and_where_along_the_pieces() -> None:
    line = in_metres(east(0, 1000, 50), east(1300, 2000, 50))
    (gap,) = check_line(line)
    assert (gap.key, gap.severity) == ("line.gap", Severity.ERROR)
    assert (gap.lon, gap.lat) == line.geoms[0].coords[-1]
    assert (gap.values["to_lon"], gap.values["to_lat"]) == line.geoms[1].coords[0]
    assert gap.at_m == pytest.approx(length_m(MultiLineString([line.geoms[0]])), abs=0.01)
    assert gap.values["distance_m"] == pytest.approx(300, rel=0.005)
    assert gap.values["after_piece"] == 1


def test_pieces_that_meet_within_a_metre_have_no_gap() -> None:
    assert check_line(in_metres(east(0, 100, 10), east(100.6, 200, 10))) == ()
    assert found(in_metres(east(0, 100, 10), east(101.5, 200, 10)), "line.gap")


def test_gaps_count_nothing_along_the_line() -> None:
    line = in_metres(east(0, 1000, 50), east(5000, 6000, 50), east(9000, 9500, 50))
    assert [round(gap.at_m or 0, -1) for gap in found(line, "line.gap")] == [1000, 2000]


# Spikes


def with_spike(
    way: list[tuple[float, float]], at: int, x: float, y: float
) -> tuple[MultiLineString, tuple[float, float]]:
    thrown = [*way[:at], (way[at][0] + x, way[at][1] + y), *way[at + 1 :]]
    line = in_metres(thrown)
    return line, line.geoms[0].coords[at]


@pytest.mark.parametrize("every", [5, 20, 50])
@pytest.mark.parametrize(("x", "y"), [(0, 500), (0, -500), (20, 2000), (-200, 900)])
def test_a_vertex_thrown_far_off_the_way_is_a_spike(every: int, x: float, y: float) -> None:
    line, place = with_spike(east(0, 2000, every), 12, x, y)
    (spike,) = check_line(line)
    assert (spike.key, spike.severity) == ("line.spike", Severity.ERROR)
    assert (spike.lon, spike.lat) == place
    assert spike.values["distance_m"] == pytest.approx(np.hypot(x, y), rel=0.15)


def test_a_spike_is_found_while_its_bearer_stands_still() -> None:
    way = [*east(0, 300, 10), (300, 0), (301, 60), (300, 0.5), (300, 0.5), *east(310, 600, 10)]
    assert len(found(in_metres(way), "line.spike")) == 1


def test_each_spike_is_told_in_the_order_of_the_line() -> None:
    way = east(0, 3000, 20)
    for at in (100, 30, 60):
        way[at] = (way[at][0], 400.0)
    spikes = found(in_metres(way), "line.spike")
    assert len(spikes) == 3
    assert [spike.at_m for spike in spikes] == sorted(spike.at_m or 0 for spike in spikes)


def test_a_spike_in_a_later_piece_is_found_and_ends_of_pieces_are_not_mixed() -> None:
    second = east(0, 1000, 20, y=2000)
    second[25] = (second[25][0], 2600.0)
    line = in_metres(east(0, 1000, 20), second)
    assert [finding.key for finding in check_line(line)] == ["line.gap", "line.spike"]


def test_hairpins_are_no_spikes() -> None:
    way = [(0.0, 0.0)]
    for turn in range(10):
        x = 300.0 if turn % 2 == 0 else 0.0
        way += [(x, turn * 30.0 + 15.0), (x, turn * 30.0 + 25.0)]
    assert found(in_metres(way), "line.spike") == []


def test_a_zigzag_of_single_vertices_is_no_spike() -> None:
    way = [(0.0 if i % 2 else 250.0, 40.0 * i) for i in range(20)]
    assert found(in_metres(way), "line.spike") == []


def test_a_sharp_hairpin_between_dense_bends_and_long_straights_is_no_spike() -> None:
    below = [*east(0, 100, 10), *east(100, 400, 100)[1:]]
    above = [*east(400, 100, 100, y=30)[1:], *east(100, 0, 10, y=30)[1:]]
    assert found(in_metres([*below, (500.0, 15.0), *above]), "line.spike") == []


@pytest.mark.parametrize("every", [10, 50, 200])
def test_the_tip_of_a_there_and_back_is_no_spike(every: int) -> None:
    there = east(0, 1000, every)
    assert found(in_metres([*there, *there[-2::-1]]), "line.spike") == []


def test_a_there_and_back_of_three_points_is_no_spike() -> None:
    assert found(in_metres([(0, 0), (900, 0), (0, 0)]), "line.spike") == []


@pytest.mark.parametrize("every", [10, 40, 200])
def test_a_spur_to_a_viewpoint_and_back_is_no_spike(every: int) -> None:
    there = north(0, 200, every, x=500)
    way = [*east(0, 500, 10), *there[1:], *there[-2::-1], *east(510, 1000, 10)]
    assert found(in_metres(way), "line.spike") == []


def test_a_spur_recorded_on_foot_is_no_spike() -> None:
    noise = np.random.default_rng(4).normal(0, 2, (400, 2))
    there = north(0, 300, 8, x=500)
    way = [*east(0, 500, 8), *there, *there[::-1], *east(500, 1000, 8)]
    shaken = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(way, noise, strict=False)]
    assert found(in_metres(shaken), "line.spike") == []


def test_the_jitter_of_a_rest_is_no_spike() -> None:
    rest = np.random.default_rng(2).normal((500, 0), 8, (200, 2))
    way = [*east(0, 500, 10), *map(tuple, rest.tolist()), *east(500, 1000, 10)]
    assert found(in_metres(way), "line.spike") == []


def test_a_sparse_line_drawn_by_hand_with_sharp_corners_has_no_spike() -> None:
    assert found(drawn("a   c   e\n b   d  ", "abcde"), "line.spike") == []
    assert found(drawn("     c\n\n\na-b d-e", "abcde"), "line.spike") == []


# Duplicates, no length


def test_points_repeated_in_a_row_are_one_note_with_their_count() -> None:
    way = [(0, 0), (0, 0), *east(50, 500, 50), (500, 0), (500, 0)]
    (note,) = check_line(in_metres(way))
    assert (note.key, note.severity) == ("line.duplicates", Severity.NOTE)
    assert note.values == {"count": 3}
    assert note.at_m == 0


def test_a_piece_that_begins_where_the_last_one_ends_repeats_nothing() -> None:
    assert check_line(in_metres(east(0, 100, 10), east(100, 200, 10))) == ()


def test_a_point_passed_again_later_is_no_duplicate() -> None:
    assert found(drawn("a--b\n|  |\nd--c", "abcda"), "line.duplicates") == []


def test_a_piece_on_one_spot_has_no_length() -> None:
    line = in_metres(east(0, 100, 10), [(100, 0), (100, 0)])
    (finding,) = found(line, "line.no_length")
    assert finding.severity == Severity.ERROR
    assert (finding.lon, finding.lat) == line.geoms[1].coords[0]


# Coordinates


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("bad", [(0.58, 143.0), (200.0, 43.0), (0.58, float("nan"))])
def test_a_place_that_is_nowhere_is_the_only_finding(bad: tuple[float, float]) -> None:
    line = MultiLineString([[(0.58, 43.6), bad], [(0.7, 43.6), (0.8, 43.6)]])
    (finding,) = check_line(line)
    assert (finding.key, finding.severity) == ("line.out_of_range", Severity.ERROR)
    assert finding.values["count"] == 1
    assert finding.at_m is None


@pytest.mark.parametrize("flip", [1, -1])
def test_metres_of_the_national_grid_are_told_as_such(flip: int) -> None:
    coords = [(500_000, 6_280_000)[::flip], (500_100, 6_280_000)[::flip]]
    (finding,) = check_line(MultiLineString([coords]))
    assert (finding.key, finding.severity) == ("line.in_metres", Severity.ERROR)


# Speed


def test_a_hundred_thousand_points_are_judged_in_an_instant() -> None:
    steps = np.random.default_rng(0).normal(0, 1e-4, (100_000, 2))
    line = MultiLineString([np.add(np.cumsum(steps, axis=0), (0.58, 43.6))])
    started = time.process_time()
    check_line(line)
    assert time.process_time() - started < 0.2
