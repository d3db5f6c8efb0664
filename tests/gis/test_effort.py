"""Durations: published worked examples for walking, orders of magnitude for other practices."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.along import along
from gis.effort import (
    PACES,
    SURFACE_M_PER_H,
    WalkingTime,
    duration_min,
    sac_min,
    tobler_km_per_h,
    walking_min,
)
from gis.profile import Profile, profile
from gis.vocabulary import Practice, Surface
from tests.builders import a_line

CYCLING = tuple(SURFACE_M_PER_H)
metres = st.floats(0, 60_000)
climbs = st.floats(0, 3_000)


@pytest.mark.parametrize(
    ("length_m", "ascent_m", "descent_m", "minutes"),
    [
        # DAV and OeAV, AV-Wegekonzept (2009), by mountainista.de and bergwelten.com: 4 h.
        (8_000, 900, 0, 240),
        # bergkind.at and daswetter.com: to a hut, 5 h.
        (8_000, 1_200, 0, 300),
        # rauf-und-davon.at, across the Lienz Dolomites: 7.2 h up and down, 4 h along: 9.2 h.
        (16_000, 1_350, 1_350, 552),
        # wanderndeluxe.de: 2 h along, 600 m up and down 3.2 h: 4.2 h.
        (8_000, 600, 600, 252),
        # Worked by hand: 12 km on the flat at 4 km/h; 500 m down are an hour.
        (12_000, 0, 0, 180),
        (8_000, 0, 500, 150),
    ],
)
def test_walking_follows_the_worked_examples_of_din_33466(
    length_m: float, ascent_m: float, descent_m: float, minutes: int
) -> None:
    assert duration_min(Practice.WALKING, length_m, ascent_m, descent_m) == minutes


@pytest.mark.parametrize(
    ("length_m", "ascent_m", "descent_m", "minutes"),
    [
        # sicher-bergwandern.ch: a quarter of an hour for each of 1 km, 100 m up, 200 m down.
        (1_000, 100, 0, 30),
        (1_000, 0, 200, 30),
        # sclassic.ch: 3.5 km and 950 m up are 13 effort kilometres; four of them an hour.
        (3_500, 950, 0, 195),
        # berg-freunde.ch: 4 km, 400 m up, 800 m down, an hour each.
        (4_000, 400, 800, 180),
    ],
)
def test_walking_follows_the_swiss_alpine_club(
    length_m: float, ascent_m: float, descent_m: float, minutes: int
) -> None:
    assert sac_min(length_m, ascent_m, descent_m) == minutes


@pytest.mark.parametrize(
    ("slope_deg", "km_per_h"),
    [(-20, 2.00), (-10, 3.86), (-5, 5.26), (-2.8624, 6.00), (0, 5.04), (1, 4.74), (5, 3.71),
     (10, 2.72), (20, 1.41), (30, 0.67), (40, 0.27)],
)  # fmt: skip
def test_walking_speed_is_that_of_the_published_table_of_tobler(
    slope_deg: float, km_per_h: float
) -> None:
    (speed,) = tobler_km_per_h(np.array([np.tan(np.radians(slope_deg))]))
    assert speed == pytest.approx(km_per_h, abs=0.005)


def a_slope(length_m: float, rise_m: float) -> Profile:
    at_m = np.linspace(0, length_m, 201)
    height_m = np.linspace(500, 500 + rise_m, 201)
    climb = np.maximum.accumulate(height_m - 500), np.maximum.accumulate(500 - height_m)
    return Profile(at_m, height_m, *climb)


def test_tobler_walks_5_km_of_flat_in_an_hour_and_pays_for_the_slope() -> None:
    assert walking_min(WalkingTime.TOBLER, a_slope(5_037, 0), 0, 5_037) == 60
    assert walking_min(WalkingTime.TOBLER, None, 0, 5_037) == 60
    # 2 km at 10 % up: 6 exp(-0.525) = 3.549 km/h; down: 6 exp(-0.175) = 5.037 km/h.
    assert walking_min(WalkingTime.TOBLER, a_slope(2_000, 200), 0, 2_000) == round(120 / 3.549)
    assert walking_min(WalkingTime.TOBLER, a_slope(2_000, -200), 0, 2_000) == round(120 / 5.037)


@pytest.mark.parametrize("method", WalkingTime)
def test_every_method_walks_half_of_an_even_slope_in_half_the_time(method: WalkingTime) -> None:
    slope = a_slope(12_000, 600)
    whole = walking_min(method, slope, 0, 12_000)
    halves = [walking_min(method, slope, 0, 6_000), walking_min(method, slope, 6_000, 12_000)]
    assert sum(halves) == pytest.approx(whole, abs=1)


@pytest.mark.parametrize("method", WalkingTime)
def test_every_method_knows_gaps_and_lines_without_heights(method: WalkingTime) -> None:
    gap = along(
        a_line([(0.2, 43.6, 100), (0.22, 43.6, 200)], [(0.24, 43.6, 900), (0.26, 43.6, 900)])
    )
    drawn = profile(gap)
    assert drawn is not None
    hours = gap.length_m / 4_000 + 100 / 300
    assert 0.6 * hours < walking_min(method, drawn, 0, gap.length_m) / 60 < 1.2 * hours
    assert walking_min(method, None, 0, 4_000) in range(47, 61)


def test_unknown_climbs_count_as_none() -> None:
    assert duration_min(Practice.WALKING, 12_000, None, None) == 180


def test_a_cyclist_tours_60_km_of_gers_hills_in_about_five_hours() -> None:
    assert 280 <= duration_min(Practice.TOURING_CYCLING, 60_000, 600, 600) <= 330


def test_going_down_takes_a_cyclist_no_time_of_its_own() -> None:
    flat = duration_min(Practice.ROAD_CYCLING, 30_000, 0, 0)
    assert duration_min(Practice.ROAD_CYCLING, 30_000, 0, 800) == flat


def test_water_does_not_climb() -> None:
    assert duration_min(Practice.PADDLING, 8_000, 20, 20) == 120


@pytest.mark.parametrize("practice", CYCLING)
def test_a_rougher_surface_never_takes_a_cyclist_less_time(practice: Practice) -> None:
    order = (Surface.ASPHALT, Surface.COMPACTED, Surface.GRAVEL, Surface.EARTH)
    times = [duration_min(practice, 20_000, 100, 100, {surface: 20_000}) for surface in order]
    assert times == sorted(times)
    assert times[0] <= duration_min(practice, 20_000, 100, 100) <= times[-1]


def test_what_is_not_known_of_the_surface_is_ridden_at_the_practices_own_speed() -> None:
    half = duration_min(Practice.TOURING_CYCLING, 20_000, 0, 0, {Surface.GRAVEL: 6_000})
    assert half == round(60 * (6 / 12 + 14 / 15))


def test_surfaces_do_not_slow_a_walker() -> None:
    earth = duration_min(Practice.WALKING, 8_000, 0, 0, {Surface.EARTH: 8_000})
    assert earth == duration_min(Practice.WALKING, 8_000, 0, 0)


@pytest.mark.parametrize("practice", Practice)
def test_every_practice_has_a_pace(practice: Practice) -> None:
    assert practice in PACES


@given(st.sampled_from(Practice), metres, climbs, climbs, metres, climbs, climbs)
def test_longer_or_steeper_never_takes_less_time(
    practice: Practice,
    length_m: float,
    ascent_m: float,
    descent_m: float,
    more_m: float,
    higher_m: float,
    deeper_m: float,
) -> None:
    shorter = (length_m, ascent_m, descent_m)
    longer = (length_m + more_m, ascent_m + higher_m, descent_m + deeper_m)
    assert duration_min(practice, *shorter) <= duration_min(practice, *longer)
    assert sac_min(*shorter) <= sac_min(*longer)


@given(st.floats(0, 2), st.floats(0, 1))
def test_a_steeper_rise_is_never_faster_by_tobler(slope: float, more: float) -> None:
    gentle, steep = tobler_km_per_h(np.array([slope, slope + more]))
    assert steep <= gentle


def test_the_shortest_way_takes_a_minute() -> None:
    assert duration_min(Practice.ROAD_CYCLING, 1, 0, 0) == 1
