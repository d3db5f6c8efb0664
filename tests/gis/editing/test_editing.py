"""Editing: parts that add up, stretches put in, and what becomes of heights."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import MultiLineString

from gis.along import along, cut
from gis.editing import replace_stretch, split
from gis.errors import LineError
from gis.line import reverse
from tests.builders import a_line
from tests.grid import drawn, points

GEOD = Geod(ellps="WGS84")
SQUARE = """
a-----b-----c
|     |
|     |
d-----e     f
"""


@st.composite
def lines(draw: st.DrawFn, heights: bool | None = None) -> MultiLineString:
    """Lines of one to three pieces, with heights or without, eastwards and winding."""
    lon, pieces = 0.3, []
    has_heights = draw(st.booleans()) if heights is None else heights
    for _ in range(draw(st.integers(1, 3))):
        steps = draw(st.lists(st.floats(1e-4, 5e-3), min_size=1, max_size=8))
        size = len(steps) + 1
        lats = draw(st.lists(st.floats(43.80, 43.81), min_size=size, max_size=size))
        east = lon + np.concatenate(([0.0], np.cumsum(steps)))
        columns = [east, np.array(lats)]
        if has_heights:
            columns.append(
                np.array(draw(st.lists(st.floats(0, 300), min_size=size, max_size=size)))
            )
        pieces.append(np.column_stack(columns))
        lon = float(east[-1]) + 0.01
    return MultiLineString(pieces)


def rises_m(line: MultiLineString) -> float:
    """Every rise between two vertices, without any threshold."""
    return sum(
        float(np.diff(shapely.get_coordinates(piece, include_z=True)[:, 2]).clip(0).sum())
        for piece in line.geoms
    )


def named(line: MultiLineString, picture: str = SQUARE) -> list[str]:
    """The letters at the vertices of a line, piece by piece; a dot where there is none."""
    where = {tuple(np.round(place, 7)): name for name, place in points(picture).items()}
    return [
        "".join(where.get(tuple(np.round(vertex[:2], 7)), ".") for vertex in piece.coords)
        for piece in line.geoms
    ]


@settings(deadline=None)
@given(lines(heights=True), st.floats(0.01, 0.99))
def test_the_parts_of_a_split_add_up_to_the_whole(line: MultiLineString, part: float) -> None:
    whole = along(line)
    before, after = split(line, part * whole.length_m)
    parts_m = along(before).length_m, along(after).length_m
    assert parts_m[0] == pytest.approx(part * whole.length_m, abs=0.01)
    assert sum(parts_m) == pytest.approx(whole.length_m, abs=0.01)
    assert rises_m(before) + rises_m(after) == pytest.approx(rises_m(line), abs=1e-6)


@settings(deadline=None)
@given(lines(), st.floats(0.01, 0.99))
def test_the_parts_of_a_split_share_their_vertex_and_hold_all_others(
    line: MultiLineString, part: float
) -> None:
    before, after = split(line, part * along(line).length_m)
    assert before.geoms[-1].coords[-1] == after.geoms[0].coords[0]
    kept = np.vstack(
        [shapely.get_coordinates(one, include_z=line.has_z) for one in (before, after)]
    )
    for vertex in shapely.get_coordinates(line, include_z=line.has_z):
        assert np.abs(kept - vertex).max(axis=1).min() < 1e-9


def test_a_split_at_a_gap_leaves_the_gap_between_the_parts() -> None:
    line = a_line([(0.37, 43.9), (0.38, 43.9)], [(0.39, 43.9), (0.40, 43.9)])
    before, after = split(line, GEOD.inv(0.37, 43.9, 0.38, 43.9)[2])
    assert (len(before.geoms), len(after.geoms)) == (1, 1)
    assert (before.bounds[2], after.bounds[0]) == (0.38, 0.39)


@pytest.mark.parametrize("at_m", [0, -100, 1e9, float("nan")])
def test_a_split_that_would_leave_nothing_on_one_side_is_refused(at_m: float) -> None:
    with pytest.raises(LineError):
        split(a_line(), at_m)


@settings(deadline=None)
@given(lines())
def test_reversing_twice_changes_nothing(line: MultiLineString) -> None:
    assert shapely.equals_identical(reverse(reverse(line)), line)


def test_a_stretch_is_replaced_and_joined_to_the_line_s_own_points() -> None:
    line = drawn(SQUARE, "abed")
    where = points(SQUARE)
    from_m = GEOD.inv(*where["a"], *where["b"])[2]
    to_m = from_m + GEOD.inv(*where["b"], *where["e"])[2]
    edited, told = replace_stretch(line, from_m, to_m, np.array([where["c"], where["f"]]))
    assert named(edited) == ["abcfed"]
    assert told == ()


def test_a_detour_is_put_in_where_a_stretch_is_empty() -> None:
    where = points(SQUARE)
    at_m = GEOD.inv(*where["a"], *where["b"])[2]
    edited, _ = replace_stretch(drawn(SQUARE, "abe"), at_m, at_m, np.array([where["c"]]))
    assert named(edited) == ["abcbe"]


def test_at_an_end_of_the_line_there_is_nothing_to_join() -> None:
    where, line = points(SQUARE), drawn(SQUARE, "abe")
    ab_m, length_m = GEOD.inv(*where["a"], *where["b"])[2], along(line).length_m
    new = np.array([where["c"], where["f"]])
    assert named(replace_stretch(line, 0, ab_m, new)[0]) == ["cfbe"]
    assert named(replace_stretch(line, ab_m, length_m, new)[0]) == ["abcf"]
    assert named(replace_stretch(line, length_m, length_m, new)[0]) == ["abecf"]
    assert named(replace_stretch(line, 0, 0, new)[0]) == ["cfabe"]
    assert named(replace_stretch(line, 0, length_m, new)[0]) == ["cf"]


def test_a_gap_is_bridged_by_a_stretch_across_it_and_other_gaps_stay() -> None:
    where, line = points(SQUARE), drawn(SQUARE, "ab ed fc")
    ab_m = GEOD.inv(*where["a"], *where["b"])[2]
    edited, _ = replace_stretch(line, ab_m, ab_m, np.array([where["c"]]))
    assert named(edited) == ["abced", "fc"]


@settings(deadline=None)
@given(lines(), st.floats(0, 1), st.floats(0, 1))
def test_a_stretch_replaced_by_itself_changes_nothing_but_two_vertices(
    line: MultiLineString, one: float, other: float
) -> None:
    measured = along(line)
    start_m, end_m = sorted((one * measured.length_m, other * measured.length_m))
    if end_m - start_m < 1:
        return
    same = cut(line, start_m, end_m)
    if len(same.geoms) > 1:
        return
    vertices = shapely.get_coordinates(same, include_z=line.has_z)
    edited, told = replace_stretch(line, start_m, end_m, vertices)
    assert told == ()
    assert edited.has_z == line.has_z
    assert len(edited.geoms) <= len(line.geoms)
    if len(edited.geoms) == len(line.geoms):
        assert along(edited).length_m == pytest.approx(measured.length_m, abs=0.01)
        assert len(shapely.get_coordinates(edited)) <= len(shapely.get_coordinates(line)) + 2
        assert shapely.hausdorff_distance(edited, line, densify=0.2) < 2e-7


def test_unknown_heights_are_interpolated_along_the_stretch_and_it_is_said() -> None:
    line = a_line([(0.37, 43.9, 100), (0.38, 43.9, 100), (0.39, 43.9, 200), (0.40, 43.9, 200)])
    ends_m = along(line).at_m[1:3]
    new = np.array([(0.38, 43.91), (0.39, 43.91)])
    edited, (told,) = replace_stretch(line, ends_m[0], ends_m[1], new)
    heights = shapely.get_coordinates(edited, include_z=True)[:, 2]
    legs_m = [GEOD.inv(0.38, 43.9, 0.38, 43.91)[2], GEOD.inv(0.38, 43.91, 0.39, 43.91)[2]]
    whole_m = 2 * legs_m[0] + legs_m[1]
    expected = [100 + 100 * legs_m[0] / whole_m, 100 + 100 * sum(legs_m) / whole_m]
    assert heights.tolist() == pytest.approx([100, 100, *expected, 200, 200], abs=0.01)
    assert (told.key, told.values) == ("heights.interpolated", {"count": 2, "total": 2})


def test_known_heights_of_the_stretch_are_kept() -> None:
    line = a_line([(0.37, 43.9, 100), (0.40, 43.9, 100)])
    new = np.array([(0.38, 43.91, 150), (0.385, 43.91, np.nan), (0.39, 43.91, 170)])
    edited, (told,) = replace_stretch(line, 500, 2_000, new)
    heights = shapely.get_coordinates(edited, include_z=True)[2:5, 2]
    assert heights == pytest.approx([150, 160, 170], abs=0.1)
    assert told.values == {"count": 1, "total": 3}


def test_heights_that_the_line_does_not_have_are_left_out() -> None:
    new = np.array([(0.38, 43.91, 150.0)])
    edited, told = replace_stretch(a_line(heights=False), 500, 2_000, new)
    assert not edited.has_z
    assert told == ()


def test_a_whole_line_replaced_by_one_without_heights_has_none() -> None:
    line = a_line()
    edited, told = replace_stretch(
        line, 0, along(line).length_m, np.array([(0.38, 43.91), (0.39, 43.92)])
    )
    assert (edited.has_z, told) == (False, ())


@pytest.mark.parametrize(
    ("from_m", "to_m", "vertices", "key"),
    [
        (2_000, 1_000, [(0.38, 43.91)], "line.stretch_empty"),
        (-100, 1_000, [(0.38, 43.91)], "line.place_outside"),
        (0, 1e6, [(0.38, 43.91)], "line.place_outside"),
        (0, float("nan"), [(0.38, 43.91)], "line.place_outside"),
        (0, 1_000, [], "line.empty"),
        (0, 1_000, [(0.38, float("nan"))], "line.out_of_range"),
        (0, 1_000, [(0.38, 43.91), (483_000.0, 6_300_000.0)], "line.out_of_range"),
    ],
)
def test_a_stretch_that_cannot_be_put_in_is_refused(
    from_m: float, to_m: float, vertices: list[tuple[float, float]], key: str
) -> None:
    with pytest.raises(LineError) as refused:
        replace_stretch(a_line(), from_m, to_m, np.array(vertices))
    assert refused.value.key == key


def test_a_line_of_one_vertex_is_refused() -> None:
    line = a_line()
    with pytest.raises(LineError, match=r"line\.empty"):
        replace_stretch(line, 0, along(line).length_m, np.array([(0.38, 43.91)]))
