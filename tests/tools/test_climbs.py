"""The climbs that docs/climb.md compares."""

import numpy as np

from tests.realdata import realdata
from tools.climbs import PAGE, compared, geotrek_m, gpxpy_m, median_error, ours_m, table
from tools.tables import table_of


def test_climb_is_within_ten_percent_of_what_others_say_and_the_page_shows_it() -> None:
    rows = compared(realdata("."))
    assert len(rows) >= 12
    assert median_error(rows) <= 0.10
    assert table_of(PAGE) == table(rows)


def test_on_a_flat_noisy_line_only_ours_stays_flat() -> None:
    count = 2_000
    height_m = 200.5 + np.random.default_rng(1).uniform(-1, 1, count)
    lon = 0.3 + np.arange(count) * 25 / 80_300
    points = np.column_stack((lon, np.full(count, 43.9), height_m))
    assert ours_m(points) < 10
    assert gpxpy_m(points) > 150
    assert geotrek_m(points, passes=1) > geotrek_m(points, passes=2) > 150


def test_geotrek_s_method_counts_a_real_hill_whole() -> None:
    slope = np.concatenate((np.linspace(100, 300, 100), np.linspace(300, 100, 100)))
    lon = 0.3 + np.arange(200) * 25 / 80_300
    points = np.column_stack((lon, np.full(200, 43.9), slope))
    assert 190 <= geotrek_m(points, passes=1) <= 200
