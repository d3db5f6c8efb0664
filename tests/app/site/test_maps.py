"""Names on a drawn map: those that there is room for."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.site.drawing import Frame
from app.site.maps import HEIGHT, LETTER, LINE, MARGIN, WIDTH, legible

BOUNDS = (0.0, 43.0, 1.0, 44.0)
POINTS = st.tuples(st.text("abc", min_size=1, max_size=30), st.floats(0, 1), st.floats(43, 44))


@given(st.lists(POINTS, max_size=12))
def test_no_two_names_cross_and_no_point_is_lost(names: list[tuple[str, float, float]]) -> None:
    found = legible(names, BOUNDS)
    assert [point[1:] for point in found] == [point[1:] for point in names]
    frame = Frame.around(BOUNDS, WIDTH, HEIGHT, MARGIN)
    written = [(name, *frame.point(lon, lat)) for name, lon, lat in found if name]
    assert all(x + LETTER * len(name) <= WIDTH for name, x, _ in written)
    for (first, x, y), (second, other_x, other_y) in combinations(written, 2):
        beside = x + LETTER * len(first) < other_x or other_x + LETTER * len(second) < x
        assert beside or abs(y - other_y) >= LINE


def test_a_name_with_room_around_it_is_written() -> None:
    names = [("Auch", 0.1, 43.2), ("Condom", 0.1, 43.8)]
    assert legible(names, BOUNDS) == names
