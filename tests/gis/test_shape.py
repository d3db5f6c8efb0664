"""How a line ends."""

import pytest

from gis.shape import shape_of
from gis.vocabulary import Shape
from tests.builders import a_line

SQUARE = [(0.40, 43.90), (0.42, 43.90), (0.42, 43.92), (0.40, 43.92), (0.40, 43.90)]
OUT = [(0.40, 43.90), (0.42, 43.90), (0.44, 43.91)]


@pytest.mark.parametrize(
    ("vertices", "shape"),
    [
        (OUT, Shape.LINEAR),
        (SQUARE, Shape.LOOP),
        ([*OUT, *OUT[-2::-1]], Shape.OUT_AND_BACK),
        ([*SQUARE[:-1], (0.4005, 43.9005)], Shape.LOOP),
    ],
)
def test_the_shape_is_told_from_the_line(vertices: list[tuple[float, float]], shape: Shape) -> None:
    assert shape_of(a_line(vertices)) == shape
