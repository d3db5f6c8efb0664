"""What counts as a spike, and what only looks like one."""

import numpy as np
import pytest
from shapely import MultiLineString

from gis.checks import check_line
from gis.vocabulary import Severity
from tests.metres import east, found, in_metres, level, north


def with_spike(
    way: list[tuple[float, float]], at: int, x: float, y: float
) -> tuple[MultiLineString, tuple[float, float]]:
    thrown = [*way[:at], (way[at][0] + x, way[at][1] + y), *way[at + 1 :]]
    line = in_metres(thrown)
    lon, lat, _ = line.geoms[0].coords[at]
    return line, (lon, lat)


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
    assert found(level("a   c   e\n b   d  ", "abcde"), "line.spike") == []
    assert found(level("     c\n\n\na-b d-e", "abcde"), "line.spike") == []


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("away_m", [300, -2000])
def test_two_or_three_vertices_thrown_together_are_one_spike(count: int, away_m: float) -> None:
    way = east(0, 2000, 20)
    for at in range(40, 40 + count):
        way[at] = (way[at][0], away_m)
    (spike,) = check_line(in_metres(way))
    assert (spike.key, spike.values["count"]) == ("line.spike", count)
    assert spike.values["distance_m"] == pytest.approx(abs(away_m), rel=0.02)


def test_a_spike_beside_one_of_two_vertices_is_another() -> None:
    way = east(0, 2000, 20)
    way[30], way[50], way[51] = (600.0, 400.0), (1000.0, 400.0), (1020.0, 410.0)
    spikes = found(in_metres(way), "line.spike")
    assert [spike.values["count"] for spike in spikes] == [1, 2]


def test_a_small_loop_drawn_with_few_points_is_no_spike() -> None:
    loop = [(500.0, 300.0), (700.0, 300.0), (700.0, 20.0)]
    assert not found(in_metres([*east(0, 500, 10), *loop, *east(510, 1000, 10)]), "line.spike")
