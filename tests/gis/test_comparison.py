"""How much of a line runs elsewhere, against lengths that are known."""

import numpy as np
import pytest
from shapely import MultiLineString, reverse

from gis.comparison import elsewhere
from gis.measure import length_m
from tests.builders import ONE_KM_EAST_DEG, a_line

NORTH_100_M = 100 / 111_111


def east(from_km: float, to_km: float, north_m: float = 0.0) -> list[tuple[float, float]]:
    lat = 43.9 + north_m / 100 * NORTH_100_M
    return [(0.37 + float(km) * ONE_KM_EAST_DEG, lat) for km in np.linspace(from_km, to_km, 60)]


def test_a_line_is_nowhere_else_than_itself_either_way_round() -> None:
    line = a_line(east(0, 6))
    assert elsewhere(line, line).length_m == 0
    assert elsewhere(line, reverse(line)).bounds is None


def test_what_is_drawn_a_few_metres_aside_is_the_same_way() -> None:
    assert elsewhere(a_line(east(0, 6, 15)), a_line(east(0, 6))).length_m == 0


def test_what_is_longer_is_elsewhere_on_one_side_only() -> None:
    short, long = a_line(east(0, 4)), a_line(east(0, 6))
    found = elsewhere(long, short)
    assert found.length_m == pytest.approx(length_m(a_line(east(4, 6))) - 20, rel=0.01)
    assert found.bounds is not None
    assert found.bounds[0] == pytest.approx(0.37 + 4 * ONE_KM_EAST_DEG, abs=0.001)
    assert elsewhere(short, long).length_m == 0


def test_another_way_counts_whole_on_both_sides() -> None:
    line, aside = a_line(east(0, 5)), a_line(east(0, 5, 300))
    assert elsewhere(line, aside).length_m == pytest.approx(length_m(line), rel=0.01)
    assert elsewhere(aside, line).length_m == pytest.approx(length_m(aside), rel=0.01)


def test_pieces_of_any_number_are_compared() -> None:
    whole, parts = a_line(east(0, 5)), MultiLineString([east(0, 2), east(3, 5)])
    assert elsewhere(parts, whole).length_m == 0
    gap_m = length_m(a_line(east(2, 3)))
    assert elsewhere(whole, parts).length_m == pytest.approx(gap_m - 40, rel=0.02)
