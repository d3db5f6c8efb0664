"""Difficulty: the park's worked examples, and what must hold of any scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.difficulty import EFFORT_H, difficulty, shenandoah_rating
from gis.vocabulary import Practice, Surface

MILE, FOOT = 1609.344, 0.3048
HARDER = st.floats(0, 3_000)


@pytest.mark.parametrize(
    ("miles", "feet", "rating"),
    [
        # nps.gov/shen, How to Determine Hiking Difficulty.
        (10, 2_200, 209.8),
        # rockymountainnationalpark.com, Essential Ratings.
        (4, 1_000, 89.4),
        # superglobalcalculator.com, Trail Difficulty Calculator.
        (6, 1_500, 134.2),
    ],
)
def test_the_rating_is_that_of_published_examples(miles: float, feet: float, rating: float) -> None:
    assert shenandoah_rating(miles * MILE, feet * FOOT) == pytest.approx(rating, abs=0.05)


@pytest.mark.parametrize(
    ("miles", "feet", "level"),
    [(2, 300, 1), (4, 1_000, 2), (6, 1_500, 3), (7, 2_000, 4), (10, 2_200, 5)],
)
def test_a_walk_takes_the_class_of_its_rating(miles: float, feet: float, level: int) -> None:
    assert difficulty(Practice.WALKING, miles * MILE, feet * FOOT) == level


def test_a_long_flat_walk_is_not_easy() -> None:
    assert [difficulty(Practice.WALKING, km * 1000, 0) for km in (6, 12, 20, 30, 40)] == [
        1,
        2,
        3,
        4,
        5,
    ]


@pytest.mark.parametrize(
    ("practice", "km", "ascent_m", "level"),
    [
        (Practice.TOURING_CYCLING, 15, 50, 1),
        (Practice.TOURING_CYCLING, 40, 200, 2),
        (Practice.TOURING_CYCLING, 60, 600, 3),
        (Practice.TOURING_CYCLING, 80, 1_000, 4),
        (Practice.ROAD_CYCLING, 175, 5_000, 5),
        (Practice.MOUNTAIN_BIKING, 25, 600, 3),
        (Practice.RIDING, 20, 200, 3),
    ],
)
def test_a_ride_takes_the_class_of_its_hours_of_effort(
    practice: Practice, km: float, ascent_m: float, level: int
) -> None:
    assert difficulty(practice, km * 1000, ascent_m) == level


def test_a_rough_surface_makes_a_ride_harder() -> None:
    asphalt = difficulty(Practice.TOURING_CYCLING, 50_000, 100, {Surface.ASPHALT: 50_000})
    earth = difficulty(Practice.TOURING_CYCLING, 50_000, 100, {Surface.EARTH: 50_000})
    assert asphalt is not None
    assert earth is not None
    assert asphalt < earth


def test_nobody_guesses_where_the_climb_is_unknown_and_counts() -> None:
    assert difficulty(Practice.WALKING, 10_000, None) is None
    assert difficulty(Practice.TOURING_CYCLING, 10_000, None) is None
    assert difficulty(Practice.PADDLING, 9_000, None) == 2


@given(st.sampled_from(Practice), st.floats(0, 100_000), HARDER, HARDER, st.floats(0, 50_000))
def test_difficulty_never_falls_when_the_climb_or_the_length_grows(
    practice: Practice, length_m: float, ascent_m: float, higher_m: float, more_m: float
) -> None:
    level = difficulty(practice, length_m, ascent_m)
    steeper = difficulty(practice, length_m, ascent_m + higher_m)
    longer = difficulty(practice, length_m + more_m, ascent_m)
    assert level is not None
    assert steeper is not None
    assert longer is not None
    assert 1 <= level <= min(steeper, longer) <= 5


def test_a_class_begins_with_its_hour() -> None:
    last_of_first_km = EFFORT_H[0] * 4
    assert difficulty(Practice.PADDLING, last_of_first_km * 1000 - 1, None) == 1
    assert difficulty(Practice.PADDLING, last_of_first_km * 1000, None) == 2
