"""Gaps, pieces without length, pieces out of order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiLineString

from gis.checks import check_line
from gis.defects.pieces_in_order import MOST_PIECES, best_order, gaps_m
from gis.defects.walk import walk_along
from gis.measure import length_m
from gis.vocabulary import Severity
from tests.metres import circle, east, found, in_metres, keys, level


def test_a_gap_is_told_with_both_its_ends_and_where_along_the_pieces() -> None:
    line = in_metres(east(0, 1000, 50), east(1300, 2000, 50))
    (gap,) = check_line(line)
    assert (gap.key, gap.severity) == ("line.gap", Severity.ERROR)
    assert (gap.lon, gap.lat) == line.geoms[0].coords[-1][:2]
    assert (gap.values["to_lon"], gap.values["to_lat"]) == line.geoms[1].coords[0][:2]
    assert gap.at_m == pytest.approx(length_m(MultiLineString([line.geoms[0]])), abs=0.01)
    assert gap.values["distance_m"] == pytest.approx(300, rel=0.005)
    assert gap.values["after_piece"] == 1


def test_pieces_that_meet_within_a_metre_have_no_gap() -> None:
    assert check_line(in_metres(east(0, 100, 10), east(100.6, 200, 10))) == ()
    assert found(in_metres(east(0, 100, 10), east(101.5, 200, 10)), "line.gap")


def test_gaps_count_nothing_along_the_line() -> None:
    line = in_metres(east(0, 1000, 50), east(5000, 6000, 50), east(9000, 9500, 50))
    assert [round(gap.at_m or 0, -1) for gap in found(line, "line.gap")] == [1000, 2000]


def test_a_piece_on_one_spot_has_no_length() -> None:
    line = in_metres(east(0, 100, 10), [(100, 0), (100, 0)])
    (finding,) = found(line, "line.no_length")
    assert finding.severity == Severity.ERROR
    assert (finding.lon, finding.lat) == line.geoms[1].coords[0][:2]


@pytest.mark.parametrize(("gap_m", "repair"), [(14, "bridge"), (16, "")])
def test_only_a_gap_of_some_metres_may_be_bridged(gap_m: float, repair: str) -> None:
    (gap,) = check_line(in_metres(east(0, 500, 10), east(500 + gap_m, 1000, 10)))
    assert (gap.key, gap.repair) == ("line.gap", repair)


def test_a_line_all_on_one_spot_keeps_its_piece() -> None:
    (finding,) = check_line(in_metres([(0, 0), (0, 0)]))
    assert (finding.key, finding.repair) == ("line.no_length", "")


# Order and direction

PICTURE = "a---b---c---d\n\n        e---f"


def order(path: str) -> tuple[str, float] | None:
    """The better order that a line is told, and where it is told."""
    told = found(level(PICTURE, path), "line.order")
    return (str(told[0].values["order"]), told[0].at_m or 0.0) if told else None


@pytest.mark.parametrize("path", ["ab bc cd", "dc cb ba", "ab ef cd", "ab cd", "abc ef", "ab"])
def test_pieces_that_follow_each_other_are_in_order(path: str) -> None:
    assert order(path) is None


@pytest.mark.parametrize(
    ("path", "better", "at_m"),
    [
        ("ab cb cd", "1, 2↔, 3", 400),
        ("ab cd bc", "1, 3, 2", 400),
        ("ba bc cd", "1↔, 2, 3", 0),
        ("cd ab bc", "2, 3, 1", 0),
        ("ba cb cd", "3↔, 2, 1", 0),
        ("dc bc ba", "1, 2↔, 3", 400),
    ],
)
def test_a_better_order_and_direction_are_told(path: str, better: str, at_m: float) -> None:
    told = order(path)
    assert told is not None
    assert told[0] == better
    assert told[1] == pytest.approx(at_m, abs=4)


def test_a_loop_with_a_gap_is_in_order_wherever_it_starts() -> None:
    ring = circle(400, 20)
    line = in_metres(ring[60:] + ring[1:20], ring[30:61])
    assert keys(line) == ["line.gap"]


def test_a_reversed_part_of_a_loop_is_told() -> None:
    ring = circle(400, 20)
    (finding,) = found(in_metres(ring[:40], ring[40:80], ring[80:][::-1]), "line.order")
    assert "3↔" in str(finding.values["order"])


def test_the_order_of_hundreds_of_pieces_is_not_judged() -> None:
    pieces = [east(100 * i, 100 * i + 90, 30) for i in range(MOST_PIECES + 1)]
    assert not found(in_metres(*pieces[1:], pieces[0]), "line.order")
    assert found(in_metres(*pieces[2:], pieces[0]), "line.order")


@given(st.permutations(range(6)), st.lists(st.booleans(), min_size=6, max_size=6))
def test_the_best_order_of_pieces_shuffled_leaves_no_gap(
    shuffle: list[int], turned: list[bool]
) -> None:
    way = [(100.0 * i, 40.0 * (i % 3)) for i in range(13)]
    pieces = [way[2 * i : 2 * i + 3] for i in shuffle]
    line = in_metres(
        *(way[::-1] if turn else way for way, turn in zip(pieces, turned, strict=True))
    )
    walk = walk_along(line)
    turns = best_order(walk)
    assert gaps_m(walk, turns) == pytest.approx(0, abs=0.01)
    assert sorted(turn.piece for turn in turns) == list(range(6))
