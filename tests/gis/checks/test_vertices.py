"""Vertices twice, astray, too few and too many."""

import numpy as np
import pytest

from gis.checks import check_line
from gis.vocabulary import Severity
from tests.metres import east, found, in_metres, keys, level


def test_points_repeated_in_a_row_are_one_note_with_their_count() -> None:
    way = [(0, 0), (0, 0), *east(50, 500, 50), (500, 0), (500, 0)]
    (note,) = check_line(in_metres(way))
    assert (note.key, note.severity) == ("line.duplicates", Severity.NOTE)
    assert note.values == {"count": 3}
    assert note.at_m == 0


def test_a_piece_that_begins_where_the_last_one_ends_repeats_nothing() -> None:
    assert check_line(in_metres(east(0, 100, 10), east(100, 200, 10))) == ()


def test_a_point_passed_again_later_is_no_duplicate() -> None:
    assert found(level("a--b\n|  |\nd--c", "abcda"), "line.duplicates") == []


# Points astray at an end


@pytest.mark.parametrize("is_last", [False, True])
def test_an_end_far_from_all_other_points_is_astray(is_last: bool) -> None:
    way = [(-900.0, 700.0), *east(0, 1000, 10)]
    line = in_metres(way[::-1] if is_last else way)
    (finding,) = check_line(line)
    assert (finding.key, finding.repair) == ("line.stray_end", "drop_end")
    assert (finding.lon, finding.lat) == line.geoms[0].coords[-1 if is_last else 0][:2]
    assert finding.values["distance_m"] == pytest.approx(1140, rel=0.01)


def test_an_end_is_not_astray_where_the_line_has_long_straights_elsewhere() -> None:
    way = [(-400.0, 0.0), *east(0, 1000, 10), *east(1200, 3000, 300), *east(3010, 3300, 10)]
    assert keys(in_metres(way)) == []


# Too few


def test_a_long_straight_in_a_dense_line_is_told_with_both_its_ends() -> None:
    line = in_metres([*east(0, 1000, 10), *east(1500, 2500, 10)])
    (finding,) = check_line(line)
    assert (finding.key, finding.severity) == ("line.straight", Severity.NOTE)
    assert finding.at_m == pytest.approx(1000, rel=0.01)
    assert finding.to_m == pytest.approx(1500, rel=0.01)


def test_a_line_simplified_by_its_bends_has_no_straights_to_tell() -> None:
    lengths = np.random.default_rng(1).lognormal(3.5, 1.0, 400)
    at = np.cumsum(lengths)
    assert keys(in_metres([(float(x), 30.0 * (i % 2)) for i, x in enumerate(at)])) == []


@pytest.mark.parametrize(("every", "told"), [(900, []), (1100, ["line.sparse"])])
def test_a_line_with_a_point_a_kilometre_is_sparse(every: float, told: list[str]) -> None:
    assert keys(in_metres(east(0, 20 * every, every))) == told


# Too many


@pytest.mark.parametrize(("every", "told"), [(0.5, ["line.dense"]), (1.0, [])])
def test_a_line_with_points_closer_than_any_receiver_is_dense(
    every: float, told: list[str]
) -> None:
    assert keys(in_metres(east(0, 200, every))) == told


def test_a_few_points_close_together_are_not_dense() -> None:
    assert keys(in_metres(east(0, 20, 0.5))) == []
