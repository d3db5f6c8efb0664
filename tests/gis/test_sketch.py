"""Sketches are small, and still look like the line."""

import numpy as np
import shapely
from shapely import MultiLineString

from gis.along import along
from gis.profile import profile
from gis.sketch import HEIGHTS, VERTICES, sketch
from tests.builders import a_line


def spiral(count: int) -> MultiLineString:
    turn = np.linspace(0, 30, count)
    return a_line(
        np.column_stack(
            (0.4 + 0.01 * turn * np.cos(turn), 43.8 + 0.007 * turn * np.sin(turn), 100 + turn)
        )
    )


def vertices(pieces: tuple[tuple[tuple[float, float], ...], ...]) -> int:
    return sum(len(piece) for piece in pieces)


def test_a_long_line_keeps_a_hundred_vertices_or_so_and_its_ends() -> None:
    line = spiral(20_000)
    (piece,) = sketch(line, None).pieces
    assert VERTICES / 2 < len(piece) <= VERTICES
    first, *_, last = line.geoms[0].coords
    assert piece[0] == (round(first[0], 5), round(first[1], 5))
    assert piece[-1] == (round(last[0], 5), round(last[1], 5))


def test_a_sketch_stays_close_to_its_line() -> None:
    line = spiral(20_000)
    drawn = MultiLineString(sketch(line, None).pieces)
    assert shapely.hausdorff_distance(line, drawn) < 0.01


def test_a_short_line_is_kept_as_it_is() -> None:
    line = a_line([(0.37, 43.9), (0.380001, 43.91), (0.39, 43.9)])
    assert sketch(line, None).pieces == (((0.37, 43.9), (0.38, 43.91), (0.39, 43.9)),)


def test_pieces_stay_apart() -> None:
    line = a_line([(0.37, 43.9), (0.38, 43.9)], [(0.4, 43.9), (0.41, 43.9)])
    assert len(sketch(line, None).pieces) == 2


def test_of_very_many_pieces_the_longest_are_kept_in_order() -> None:
    west = 0.1 + np.arange(300) * 0.002
    pieces = [[(lon, 43.9), (lon + 0.0005 * (1 + i % 3), 43.9)] for i, lon in enumerate(west)]
    kept = sketch(a_line(*pieces), None).pieces
    assert vertices(kept) <= VERTICES
    assert [piece[0][0] for piece in kept] == sorted(piece[0][0] for piece in kept)


def test_heights_are_whole_metres_evenly_along() -> None:
    line = a_line()
    heights_m = sketch(line, profile(along(line))).heights_m
    assert len(heights_m) == HEIGHTS
    assert heights_m[0] == 120
    assert 155 <= max(heights_m) <= 160
    assert all(isinstance(height, int) for height in heights_m)


def test_without_heights_there_are_none() -> None:
    assert sketch(a_line(heights=False), None).heights_m == ()


def test_a_loop_stays_closed() -> None:
    turn = np.linspace(0, 2 * np.pi, 2_000)
    line = a_line(np.column_stack((0.4 + 0.05 * np.cos(turn), 43.8 + 0.04 * np.sin(turn))))
    (piece,) = sketch(line, None).pieces
    assert piece[0] == piece[-1]
    assert len(piece) > 20
