"""Lines and profiles as SVG paths."""

import re

import pytest

from app.site.drawing import (
    Frame,
    bounds_of,
    height_ticks,
    line_drawing,
    marks,
    profile_drawing,
)

DIAGONAL = (((0.0, 43.0), (1.0, 44.0)),)
TWO_PIECES = (((0.0, 43.0), (0.5, 43.5)), ((0.6, 43.6), (1.0, 44.0)))


def numbers(path: str) -> list[float]:
    return [float(word) for word in re.findall(r"-?[\d.]+", path)]


def test_a_line_stays_inside_its_frame_with_the_margin() -> None:
    drawing = line_drawing(TWO_PIECES, size=88, margin=6)
    assert drawing is not None
    assert all(6 <= number <= 82 for number in numbers(drawing.path))


def test_north_is_up_and_east_is_right() -> None:
    drawing = line_drawing(DIAGONAL, size=88)
    assert drawing is not None
    (start_x, start_y), (end_x, end_y) = drawing.start, drawing.end
    assert end_x > start_x
    assert end_y < start_y


def test_a_gap_is_drawn_as_a_gap() -> None:
    drawing = line_drawing(TWO_PIECES, size=88)
    assert drawing is not None
    assert drawing.path.count("M") == 2


def test_a_degree_of_latitude_is_taller_than_a_degree_of_longitude_is_wide() -> None:
    frame = Frame.around((0, 43, 1, 44), 100, 100, 0)
    left, bottom = frame.point(0, 43)
    right, top = frame.point(1, 44)
    assert (bottom - top) / (right - left) == pytest.approx(1.38, abs=0.01)


def test_no_line_gives_no_drawing() -> None:
    assert line_drawing((), 88) is None
    assert bounds_of([()]) is None
    assert marks(()) == ""


def test_bounds_take_in_every_piece_of_every_line() -> None:
    assert bounds_of([DIAGONAL, (((-1.0, 43.5), (0.0, 45.0)),)]) == (-1.0, 43.0, 1.0, 45.0)


def test_flat_country_stays_flat() -> None:
    hills = profile_drawing([100, 110, 100], width=100, height=100)
    assert hills is not None
    heights = numbers(hills.skyline)[1::2]
    assert max(heights) - min(heights) < 5


def test_a_mountain_fills_the_profile_without_leaving_it() -> None:
    hills = profile_drawing([200, 1800, 300], width=100, height=100)
    assert hills is not None
    heights = numbers(hills.skyline)[1::2]
    assert max(heights) - min(heights) > 70
    assert min(heights) >= 0
    assert max(heights) <= 100


def test_unknown_heights_give_no_profile() -> None:
    assert profile_drawing([], 100, 100) is None
    assert profile_drawing([120], 100, 100) is None


def test_height_labels_are_round_few_and_within() -> None:
    assert height_ticks(12, 640) == [200, 400, 600]
    assert height_ticks(60, 330) == [100, 200, 300]
    assert len(height_ticks(0, 4000)) <= 5


def test_a_number_stands_at_the_asked_fractions_of_the_line() -> None:
    line = (((0.0, 44.0), (1.0, 44.0)),)
    assert marks(line, (0.25, 0.5)) == "0.25000 44.00000,0.50000 44.00000"
