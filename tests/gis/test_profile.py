"""Climb by threshold: what it counts, what it does not, and that it does not depend on vertices."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiLineString

from gis.along import along
from gis.profile import THRESHOLD_M, Profile, climbed, profile
from tests.builders import a_line

METRES_PER_LON_DEG = 80_300


def eastwards(height_m: np.ndarray, every_m: float) -> MultiLineString:
    """A line along the 43.9th parallel with the heights given, a vertex each."""
    lon = 0.3 + np.arange(len(height_m)) * every_m / METRES_PER_LON_DEG
    return MultiLineString([np.column_stack((lon, np.full(len(lon), 43.9), height_m))])


def profile_of(line: MultiLineString) -> Profile:
    drawn = profile(along(line))
    assert drawn is not None
    return drawn


def hills(every_m: float, noise_m: float = 0.0, seed: int = 1) -> MultiLineString:
    """30 km of hills 40 m high, 1.5 km apart: 800 m up, 800 m down."""
    x = np.arange(0, 30_000 + every_m / 2, every_m)
    noise = np.random.default_rng(seed).uniform(-noise_m, noise_m, len(x))
    return eastwards(150 - 20 * np.cos(2 * np.pi * x / 1_500) + noise, every_m)


def test_without_heights_there_is_no_profile() -> None:
    assert profile(along(a_line(heights=False))) is None


def test_a_steady_slope_is_its_difference_of_height() -> None:
    total = profile_of(eastwards(np.linspace(100, 180, 5), 300)).total
    assert total.ascent_m == pytest.approx(80)
    assert total.descent_m == 0


def test_every_hill_is_counted_up_and_down() -> None:
    total = profile_of(hills(every_m=20)).total
    assert total.ascent_m == pytest.approx(800, rel=0.02)
    assert total.descent_m == pytest.approx(800, rel=0.02)


@pytest.mark.parametrize("every_m", [10, 25, 50, 100])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_flat_line_of_50_km_does_not_climb_however_noisy(every_m: float, seed: int) -> None:
    noise = np.random.default_rng(seed).uniform(-1, 1, int(50_000 / every_m))
    total = profile_of(eastwards(150 + noise, every_m)).total
    assert total.ascent_m < 10
    assert total.descent_m < 10


@pytest.mark.parametrize("every_m", [2, 5, 10])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_noise_without_bound_does_not_climb_either_where_fixes_are_dense(
    every_m: float, seed: int
) -> None:
    noise = np.random.default_rng(seed).normal(0, 1, int(50_000 / every_m))
    total = profile_of(eastwards(150 + noise, every_m)).total
    assert total.ascent_m < 10
    assert total.descent_m < 10


@pytest.mark.parametrize("every_m", [80, 40, 20])
def test_twice_as_many_vertices_change_climb_by_less_than_two_percent(every_m: float) -> None:
    coarse = profile_of(hills(every_m, noise_m=1)).total
    fine = profile_of(hills(every_m / 2, noise_m=1, seed=2)).total
    assert fine.ascent_m == pytest.approx(coarse.ascent_m, rel=0.02)
    assert fine.descent_m == pytest.approx(coarse.descent_m, rel=0.02)


def test_vertices_put_between_others_change_nothing() -> None:
    line = hills(every_m=50, noise_m=1)
    vertices = np.array(line.geoms[0].coords)
    between = (vertices[:-1] + vertices[1:]) / 2
    denser = np.empty((2 * len(vertices) - 1, 3))
    denser[::2], denser[1::2] = vertices, between
    sparse, dense = profile_of(line).total, profile_of(MultiLineString([denser])).total
    assert dense.ascent_m == pytest.approx(sparse.ascent_m, abs=0.5)


@given(st.lists(st.integers(0, 400), min_size=2, max_size=60))
@settings(deadline=None)
def test_the_way_back_climbs_what_the_way_out_descended(height_m: list[int]) -> None:
    line = eastwards(np.array(height_m, dtype=float), 90)
    back = profile_of(line.reverse()).total
    out = profile_of(line).total
    assert back.ascent_m == pytest.approx(out.descent_m, abs=0.01)
    assert back.descent_m == pytest.approx(out.ascent_m, abs=0.01)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=80))
def test_climb_never_falls_and_differs_from_the_net_height_by_less_than_a_threshold_an_end(
    height_m: list[float],
) -> None:
    heights = np.array(height_m)
    ascent_m, descent_m = climbed(heights)
    assert (np.diff(ascent_m) >= 0).all()
    assert (np.diff(descent_m) >= 0).all()
    net = ascent_m[-1] - descent_m[-1]
    assert abs(net - (heights[-1] - heights[0])) <= 2 * THRESHOLD_M


def test_a_rise_below_the_threshold_is_nothing_and_one_above_counts_whole() -> None:
    assert climbed(np.array([0.0, 2.9, 0, 2.9, 0]))[0][-1] == 0
    assert climbed(np.array([0.0, 3, 0]))[0][-1] == 3


def test_a_dip_below_the_threshold_does_not_part_a_rise() -> None:
    assert climbed(np.array([0.0, 20, 18, 40]))[0][-1] == 40


def test_a_step_of_height_across_a_gap_is_nobody_s_climb() -> None:
    line = a_line(
        [(0.30, 43.9, 100), (0.31, 43.9, 104)],
        [(0.35, 43.9, 500), (0.36, 43.9, 504)],
    )
    drawn = profile_of(line)
    assert drawn.total.ascent_m == pytest.approx(8)
    assert drawn.total.descent_m == 0
    assert (drawn.lowest_m, drawn.highest_m) == (100, 504)


def test_climbs_between_places_add_up() -> None:
    drawn = profile_of(hills(every_m=20, noise_m=1))
    length_m = float(drawn.at_m[-1])
    parts = [drawn.ascent_between(0, 7_777), drawn.ascent_between(7_777, length_m)]
    assert sum(parts) == pytest.approx(drawn.total.ascent_m, abs=1e-9)
    assert drawn.descent_between(0, length_m) == drawn.total.descent_m


def test_heights_for_drawing_run_from_end_to_end() -> None:
    drawn = profile_of(eastwards(np.linspace(100, 180, 9), 100))
    first, middle, last = drawn.heights_at(np.array([0, drawn.at_m[-1] / 2, drawn.at_m[-1]]))
    assert (first, middle, last) == pytest.approx((100, 140, 180))


def test_a_piece_shorter_than_a_step_is_profiled_too() -> None:
    total = profile_of(a_line([(0.3, 43.9, 100), (0.30001, 43.9, 120)])).total
    assert total.ascent_m == pytest.approx(20)
