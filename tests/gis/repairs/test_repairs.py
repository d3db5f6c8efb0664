"""Each repair on a line with one defect, which it mends, and nothing else of the line changes."""

import numpy as np
import pytest
import shapely
from pyproj import Transformer
from shapely import MultiLineString, get_coordinates

from gis.checks import check_line
from gis.errors import LineError
from gis.line import reverse
from gis.repairs import REPAIRS, mended, repaired
from tests.metres import circle, east, found, in_metres, keys, north

HOME = (-0.29, 43.30, 1.21, 44.09)


def climbing(line: MultiLineString) -> MultiLineString:
    """The same with a height of its own for each vertex."""
    count = shapely.get_num_coordinates(line)
    xyz = get_coordinates(line, include_z=True)
    xyz[:, 2] = 200 + np.arange(count) / 100
    return shapely.set_coordinates(shapely.force_3d(line), xyz)


def vertices(line: MultiLineString) -> list[tuple[float, ...]]:
    return [tuple(vertex) for vertex in get_coordinates(line, include_z=line.has_z).tolist()]


def mend(line: MultiLineString, key: str) -> MultiLineString:
    """The line after the repair that its findings of a kind name; none of them is left."""
    findings = found(line, key)
    better = REPAIRS[findings[0].repair](line, findings)
    assert found(better, key) == []
    return better


def with_points_at(at: int, *aside: tuple[float, float]) -> MultiLineString:
    way = east(0, 1000, 20)
    return climbing(in_metres([*way[:at], *aside, *way[at + len(aside) :]]))


def test_every_repair_says_what_it_does() -> None:
    assert all(function.__doc__ for function in REPAIRS.values())
    assert {name: function.__name__ for name, function in REPAIRS.items()} == {
        name: name for name in REPAIRS
    }
    (finding,) = found(with_points_at(20, (400, 300)), "line.spike")
    assert finding.repair == "drop_spikes"
    assert check_line(in_metres(east(0, 400, 20), east(900, 950, 20)))[0].repair == ""


@pytest.mark.parametrize("aside", [[(400.0, 300.0)], [(400.0, 300.0), (420.0, 310.0)]])
def test_dropping_a_spike_keeps_all_other_vertices(aside: list[tuple[float, float]]) -> None:
    line = with_points_at(20, *aside)
    before = vertices(line)
    assert vertices(mend(line, "line.spike")) == before[:20] + before[20 + len(aside) :]


def test_one_spike_of_two_may_be_dropped_alone() -> None:
    way = east(0, 2000, 20)
    way[30], way[60] = (600.0, 400.0), (1200.0, -400.0)
    line = in_metres(way)
    first, second = found(line, "line.spike")
    better = REPAIRS["drop_spikes"](line, [second])
    (left,) = check_line(better)
    assert (left.lon, left.lat, left.at_m) == (first.lon, first.lat, first.at_m)


def test_dropping_repeats_keeps_each_first_vertex() -> None:
    way = east(0, 500, 50)
    line = climbing(in_metres([way[0], *way, way[-1]], [(600, 0), (600, 0)]))
    kept = vertices(line)
    better = mend(line, "line.duplicates")
    assert vertices(better) == [kept[0], *kept[2:12], *kept[13:]]
    assert vertices(mend(better, "line.no_length")) == [kept[0], *kept[2:12]]


def test_an_end_astray_is_dropped_and_the_next_one_as_well_if_it_is() -> None:
    line = climbing(in_metres([(-9000, 0), (-4000, 0), *east(0, 1000, 10)]))
    assert vertices(mend(line, "line.stray_end")) == vertices(line)[2:]


def test_a_whisker_goes_and_its_foot_stays_once() -> None:
    there = north(0, 30, 10, x=500)
    line = climbing(in_metres([*east(0, 500, 10), *there[1:], *there[-2::-1], *east(510, 900, 10)]))
    before = vertices(line)
    assert vertices(mend(line, "line.whisker")) == before[:51] + before[57:]


def test_a_missed_turn_becomes_the_turn() -> None:
    line = in_metres([*east(0, 520, 10), *north(0, 500, 10, x=500)])
    assert vertices(mend(line, "line.whisker")) == vertices(
        in_metres([*east(0, 500, 10), *north(0, 500, 10, x=500)])
    ) or vertices(mend(line, "line.whisker")) == vertices(
        in_metres([*east(0, 500, 10), *north(10, 500, 10, x=500)])
    )


def test_a_small_gap_becomes_a_segment_and_a_large_one_stays() -> None:
    line = climbing(in_metres(east(0, 500, 10), east(508, 900, 10), east(1200, 1500, 10)))
    better = repaired(line, check_line(line))
    assert [len(piece.coords) for piece in better.geoms] == [91, 31]
    assert vertices(better) == vertices(line)
    assert keys(better) == ["line.gap"]


def test_pieces_are_put_in_order_and_direction() -> None:
    whole = climbing(in_metres(east(0, 500, 10), east(500, 900, 10), east(900, 1500, 10)))
    one, two, three = whole.geoms
    shuffled = MultiLineString([one, three, shapely.reverse(two)])
    assert shapely.equals_exact(mend(shuffled, "line.order"), whole)
    assert shapely.equals_exact(mend(reverse(shuffled), "line.order"), reverse(whole))


def test_the_second_recording_of_a_stretch_is_trimmed() -> None:
    line = climbing(in_metres(east(0, 1000, 10), east(703, 2000, 10, y=2)))
    better = mend(line, "line.overlap")
    assert len(better.geoms) == 1
    xs = (get_coordinates(better)[:, 0] - 0.58) * 80_600
    assert np.all(np.diff(xs) > 0)
    assert set(vertices(better)) < set(vertices(line))
    assert vertices(better)[:101] == vertices(line)[:101]


def test_a_piece_that_doubles_another_goes() -> None:
    way = east(0, 1000, 10)
    line = climbing(in_metres(way, [(x, y + 3) for x, y in way], east(1000, 1500, 10)))
    assert shapely.equals_exact(
        mend(line, "line.overlap"), MultiLineString([line.geoms[0], line.geoms[2]])
    )


def test_heights_that_are_none_are_filled_in_by_distance() -> None:
    line = MultiLineString(
        [[(0.58 + i * 1e-3, 43.64, z) for i, z in enumerate([100, -99_999, 0, 130, 600, 140])]]
    )
    better = repaired(line, check_line(line))
    assert get_coordinates(better, include_z=True)[:, 2] == pytest.approx(
        [100, 110, 120, 130, 135, 140], abs=0.01
    )
    assert np.array_equal(get_coordinates(better), get_coordinates(line))


def test_heights_of_zeros_alone_are_forgotten() -> None:
    line = MultiLineString([[(0.58, 43.64, 0), (0.581, 43.64, 0)]])
    assert not mend(line, "heights.lost").has_z


def test_a_dense_line_is_simplified_within_a_metre() -> None:
    line = climbing(in_metres(circle(80, 0.4)))
    better = mend(line, "line.dense")
    assert len(vertices(better)) < 50
    assert set(vertices(better)) < set(vertices(line))
    assert shapely.hausdorff_distance(line, better, densify=0.01) < 1.2 / 80_000


@pytest.mark.parametrize("flip", [1, -1])
def test_lambert_93_becomes_degrees_and_heights_stay(flip: int) -> None:
    line = climbing(in_metres(east(0, 1000, 100)))
    x, y = Transformer.from_crs(4326, 2154, always_xy=True).transform(*get_coordinates(line).T)
    heights = get_coordinates(line, include_z=True)[:, 2]
    in_grid = MultiLineString([np.column_stack(((x, y)[::flip][0], (x, y)[::flip][1], heights))])
    better = mend(in_grid, "line.in_metres")
    assert get_coordinates(better, include_z=True) == pytest.approx(
        get_coordinates(line, include_z=True), abs=1e-8
    )


def test_swapped_axes_are_swapped_back() -> None:
    line = climbing(in_metres(east(0, 1000, 100)))
    xyz = get_coordinates(line, include_z=True)
    better, done = mended(MultiLineString([xyz[:, [1, 0, 2]]]), HOME)
    assert [finding.key for finding in done] == ["line.axes_swapped"]
    assert shapely.equals_exact(better, line)


def test_everything_wrong_at_once_is_mended_in_one_go() -> None:
    way = east(0, 3000, 10)
    way[30] = (300.0, 500.0)
    pieces = [way[:100], [*way[200:], *way[-1:]][::-1], way[99:201]]
    line = climbing(in_metres(*pieces, [(0, 0), (0, 0)]))
    better, done = mended(line, HOME)
    assert {finding.key for finding in done} == {
        "line.spike",
        "line.duplicates",
        "line.no_length",
        "line.order",
    }
    assert check_line(better, HOME) == ()


def test_what_cannot_be_mended_stays_as_it_is() -> None:
    line = in_metres(east(0, 1000, 10), east(1300, 2000, 10))
    better, done = mended(line, HOME)
    assert done == ()
    assert shapely.equals_exact(better, line)
    assert shapely.equals_exact(repaired(line, check_line(line)), line)


def test_heights_that_stay_wrong_for_now_are_no_measure_for_others() -> None:
    line = MultiLineString(
        [[(0.58 + i * 1e-3, 43.64, z) for i, z in enumerate([100, 0, 600, 130, 140])]]
    )
    jump = found(line, "heights.jump")
    better = REPAIRS["interpolate"](line, jump)
    assert get_coordinates(better, include_z=True)[:, 2] == pytest.approx([100, 0, 120, 130, 140])
    assert [one.key for one in check_line(better)] == ["heights.lost"]


def test_a_line_with_hundreds_of_defects_is_not_mended_at_one_go() -> None:
    pieces = [east(at, at + 40, 10, y=at % 7) for at in range(0, 40_000, 60)]
    with pytest.raises(LineError) as refusal:
        mended(in_metres(*pieces))
    assert refusal.value.key == "line.too_many_defects"
