"""What of a line meets a box: its own vertices, and every segment that comes in."""

from itertools import pairwise

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiLineString

from gis.editing.meeting import runs_meeting
from tests.builders import a_line

BOX = (0.0, 0.0, 10.0, 10.0)
PLACES = st.tuples(st.integers(-5, 15), st.integers(-5, 15))
LINES = st.lists(st.lists(PLACES, min_size=2, max_size=8), min_size=1, max_size=3)


def test_a_run_begins_and_ends_outside_the_box() -> None:
    line = a_line([(-3, 5), (-1, 5), (1, 5), (9, 5), (11, 5), (13, 5)])
    (run,) = runs_meeting(line, BOX)
    assert run.tolist() == [[-1, 5], [1, 5], [9, 5], [11, 5]]


def test_a_line_that_leaves_and_comes_back_gives_two_runs_and_heights_stay() -> None:
    line = a_line([(1, 1, 7), (11, 1, 8), (20, 1, 9), (20, 9, 9), (11, 9, 8), (1, 9, 7.5)])
    assert [run.tolist() for run in runs_meeting(line, BOX)] == [
        [[1, 1, 7], [11, 1, 8]],
        [[11, 9, 8], [1, 9, 7.5]],
    ]


def test_a_gap_across_the_box_is_no_part_of_the_line() -> None:
    assert runs_meeting(a_line([(-9, 5), (-8, 5)], [(18, 5), (19, 5)]), BOX) == []


@given(LINES)
def test_every_segment_that_meets_the_box_comes_once_and_in_order(
    pieces: list[list[tuple[int, int]]],
) -> None:
    line = MultiLineString([np.array(piece, dtype=float) for piece in pieces])
    box = shapely.box(*BOX)
    meeting = [
        (*one, *next_one)
        for piece in pieces
        for one, next_one in pairwise(piece)
        if LineString([one, next_one]).envelope.intersects(box)
    ]
    found = [
        (*one, *next_one)
        for run in runs_meeting(line, BOX)
        for one, next_one in pairwise(run.tolist())
    ]
    assert found == meeting
