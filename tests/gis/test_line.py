"""A track becomes the register's line; lines are joined, reversed and simplified."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import LineString, MultiLineString, Point, get_coordinates

from gis.errors import LineError
from gis.formats.track import Track
from gis.line import join, line_from, reverse, simplify
from gis.vocabulary import Severity
from tests.grid import drawn

NAN = float("nan")


def track(*pieces: list[tuple[float, float, float]]) -> Track:
    return Track(tuple(np.array(piece, dtype=float) for piece in pieces))


def heights(line: MultiLineString) -> list[float]:
    return [float(z) for z in get_coordinates(line, include_z=True)[:, 2]]


# From a track


def test_each_piece_becomes_a_linestring_with_its_heights() -> None:
    line, findings = line_from(
        track([(0.5, 43.6, 150), (0.6, 43.7, 0)], [(1, 44, 90), (2, 44, 91), (3, 44, 92)])
    )
    assert [list(piece.coords) for piece in line.geoms] == [
        [(0.5, 43.6, 150), (0.6, 43.7, 0)],
        [(1, 44, 90), (2, 44, 91), (3, 44, 92)],
    ]
    assert findings == ()


def test_a_track_without_heights_is_a_flat_line() -> None:
    line, findings = line_from(track([(0.5, 43.6, NAN), (0.6, 43.7, NAN)]))
    assert not line.has_z
    assert findings == ()


def test_a_track_with_heights_at_fewer_than_half_of_its_points_loses_them_with_a_warning() -> None:
    line, (finding,) = line_from(track([(0, 0, 5), (0, 1, NAN), (0, 2, NAN)]))
    assert not line.has_z
    assert (finding.key, finding.severity) == ("heights.left_out", Severity.WARNING)
    assert finding.values == {"count": 2, "total": 3}


def test_missing_heights_are_filled_in_by_distance_when_half_are_known() -> None:
    line, (finding,) = line_from(
        track([(0, 0, 100), (0.001, 0, NAN), (0.004, 0, 140), (0.005, 0, NAN)])
    )
    assert heights(line) == pytest.approx([100, 110, 140, 140])
    assert finding.key == "heights.interpolated"
    assert finding.values == {"count": 2, "total": 4}


def test_heights_are_filled_in_across_a_gap_as_if_it_had_no_length() -> None:
    line, _ = line_from(track([(0, 0, 100), (0.001, 0, NAN)], [(5, 0, NAN), (5.001, 0, 120)]))
    assert heights(line) == pytest.approx([100, 110, 110, 120])


def test_a_track_without_pieces_is_no_line() -> None:
    with pytest.raises(LineError) as error:
        line_from(Track(()))
    assert error.value.key == "line.empty"


vertices = st.tuples(st.floats(-179, 179), st.floats(-89, 89), st.none() | st.floats(-400, 8848))


@given(st.lists(st.lists(vertices, min_size=2, max_size=8), min_size=1, max_size=4))
def test_a_line_keeps_every_position_and_never_holds_a_nan(
    pieces: list[list[tuple[float, float, float | None]]],
) -> None:
    known = [[(x, y, NAN if z is None else z) for x, y, z in piece] for piece in pieces]
    line, _ = line_from(track(*known))
    assert [[tuple(vertex[:2]) for vertex in piece.coords] for piece in line.geoms] == [
        [(x, y) for x, y, _ in piece] for piece in known
    ]
    assert not np.isnan(get_coordinates(line, include_z=line.has_z)).any()


# Reversed, joined


def test_a_reversed_line_has_its_pieces_the_other_way_round() -> None:
    line = MultiLineString([[(0, 0, 1), (1, 0, 2)], [(2, 0, 3), (3, 0, 4), (4, 0, 5)]])
    assert [list(piece.coords) for piece in reverse(line).geoms] == [
        [(4, 0, 5), (3, 0, 4), (2, 0, 3)],
        [(1, 0, 2), (0, 0, 1)],
    ]
    assert reverse(reverse(line)).equals_exact(line, 0)


@given(st.lists(st.lists(vertices, min_size=2, max_size=8), min_size=1, max_size=4), st.booleans())
def test_reversing_twice_is_identity(
    pieces: list[list[tuple[float, float, float | None]]], is_flat: bool
) -> None:
    line = MultiLineString(
        [[(x, y) if is_flat else (x, y, z or 0.0) for x, y, z in piece] for piece in pieces]
    )
    once = reverse(line)
    assert [list(piece.coords) for piece in reverse(once).geoms] == [
        list(piece.coords) for piece in line.geoms
    ]
    assert once.geoms[0].coords[0] == line.geoms[-1].coords[-1]


def test_pieces_that_touch_are_joined_and_others_stay_apart() -> None:
    one = MultiLineString([[(0, 0), (1, 0)]])
    two = MultiLineString([[(1, 0), (2, 0)], [(3, 0), (4, 0)]])
    assert [list(piece.coords) for piece in join([one, two]).geoms] == [
        [(0, 0), (1, 0), (2, 0)],
        [(3, 0), (4, 0)],
    ]


def test_a_joined_line_is_flat_as_soon_as_one_part_is() -> None:
    tall = MultiLineString([[(0, 0, 5), (1, 0, 6)]])
    flat = MultiLineString([[(1, 0), (2, 0)]])
    assert join([tall, tall]).has_z
    assert not join([tall, flat]).has_z


def test_nothing_cannot_be_joined() -> None:
    with pytest.raises(LineError):
        join([])


# Simplified


def wandering(seed: int, count: int = 400) -> MultiLineString:
    steps = np.random.default_rng(seed).normal(0, 15, (count, 2))
    metres = np.cumsum(steps, axis=0)
    lons, lats = 0.58 + metres[:, 0] / 80_000, 43.64 + metres[:, 1] / 111_000
    return MultiLineString([np.column_stack((lons, lats, np.arange(count)))])


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("tolerance_m", [1, 10, 50])
def test_a_simplified_line_stays_within_its_tolerance_in_metres(
    seed: int, tolerance_m: float
) -> None:
    line = wandering(seed)
    simple = simplify(line, tolerance_m)
    to_metres = Transformer.from_crs(4326, 2154, always_xy=True).transform
    new = LineString(np.column_stack(to_metres(*get_coordinates(simple).T)))
    old = np.column_stack(to_metres(*get_coordinates(line).T))
    farthest_m = max(new.distance(Point(vertex)) for vertex in old)
    # Lambert-93 stretches by a thousandth here.
    assert farthest_m <= tolerance_m * 1.002
    if tolerance_m > 1:
        assert len(get_coordinates(simple)) < len(old)


def test_simplifying_keeps_vertices_untouched_with_their_heights() -> None:
    line = wandering(7)
    before = {tuple(vertex) for vertex in line.geoms[0].coords}
    simple = simplify(line, 20)
    assert {tuple(vertex) for vertex in simple.geoms[0].coords} <= before
    assert simple.geoms[0].coords[0] == line.geoms[0].coords[0]
    assert simple.geoms[0].coords[-1] == line.geoms[0].coords[-1]


def test_simplifying_keeps_every_piece_even_one_smaller_than_the_tolerance() -> None:
    line = drawn("a-b   c-d\n|   ", "aba cd", cell_m=5)
    simple = simplify(line, 1000)
    assert len(simple.geoms) == 2
    assert list(simple.geoms[0].coords) == list(line.geoms[0].coords)
    assert simple.is_valid


def test_a_straight_line_becomes_its_two_ends() -> None:
    line = MultiLineString([[(0.58 + i * 1e-4, 43.6, 100 + i) for i in range(50)]])
    coords = line.geoms[0].coords
    assert list(simplify(line, 1).geoms[0].coords) == [coords[0], coords[-1]]
