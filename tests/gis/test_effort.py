"""Durations: DIN 33466 worked by hand, and orders of magnitude for the other practices."""

import pytest

from gis.effort import PACES, duration_min
from gis.vocabulary import Practice


@pytest.mark.parametrize(
    ("length_m", "ascent_m", "descent_m", "minutes"),
    [
        # Flat: 12 km at 4 km/h.
        (12_000, 0, 0, 180),
        # 3 h along; 600 m up and down are 2 h + 1 h 12; 3 h 12 + 1 h 30.
        (12_000, 600, 600, 282),
        # 2 h along; 300 m up are 1 h; 2 h + 30 min.
        (8_000, 300, 0, 150),
        # 2 h along; 500 m down are 1 h; 2 h + 30 min.
        (8_000, 0, 500, 150),
        # 1 h along; 900 m up are 3 h; 3 h + 30 min.
        (4_000, 900, 0, 210),
    ],
)
def test_walking_follows_din_33466(
    length_m: float, ascent_m: float, descent_m: float, minutes: int
) -> None:
    assert duration_min(Practice.WALKING, length_m, ascent_m, descent_m) == minutes


def test_unknown_climbs_count_as_none() -> None:
    assert duration_min(Practice.WALKING, 12_000, None, None) == 180


def test_a_cyclist_tours_60_km_of_gers_hills_in_about_five_hours() -> None:
    assert 280 <= duration_min(Practice.TOURING_CYCLING, 60_000, 600, 600) <= 330


def test_going_down_takes_a_cyclist_no_time_of_its_own() -> None:
    flat = duration_min(Practice.ROAD_CYCLING, 30_000, 0, 0)
    assert duration_min(Practice.ROAD_CYCLING, 30_000, 0, 800) == flat


def test_water_does_not_climb() -> None:
    assert duration_min(Practice.PADDLING, 8_000, 20, 20) == 120


@pytest.mark.parametrize("practice", Practice)
def test_every_practice_has_a_pace_and_takes_longer_uphill_or_as_long(practice: Practice) -> None:
    assert practice in PACES
    flat = duration_min(practice, 10_000, 0, 0)
    assert flat <= duration_min(practice, 10_000, 300, 0) <= duration_min(practice, 10_000, 900, 0)


def test_the_shortest_way_takes_a_minute() -> None:
    assert duration_min(Practice.ROAD_CYCLING, 1, 0, 0) == 1
