"""Whatever the line: a repaired finding is gone, none of its kind comes, other vertices stay."""

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiLineString, get_coordinates

from gis.checks import check_line
from gis.repairs import REPAIRS, mended, repaired

HOME = (-0.29, 43.30, 1.21, 44.09)
KEEPS_VERTICES = REPAIRS.keys() - {"reproject", "swap_axes", "interpolate", "forget_heights"}

turns = st.sampled_from([0.0, 0.0, 0.0, 0.1, -0.1, 1.0, -1.5, 3.1, -3.1, 2.9])
strides = st.sampled_from([0.0, 0.3, 3.0, 10.0, 10.0, 10.0, 12.0, 25.0, 60.0, 400.0, 3000.0])
heights = st.sampled_from([120.0, 121.0, 124.0, 131.0, 0.0, -99_999.0, 450.0])


@st.composite
def ways(draw: st.DrawFn) -> np.ndarray:
    """Vertices of a piece, (n, 3): stretches of equal steps, bends, leaps, the same twice."""
    legs = draw(st.lists(st.tuples(turns, strides, st.integers(1, 25)), min_size=1, max_size=6))
    turned = np.cumsum(np.concatenate([[turn] + [0.0] * (count - 1) for turn, _, count in legs]))
    strode = np.concatenate([[stride] * count for _, stride, count in legs])
    steps = np.column_stack((np.cos(turned), np.sin(turned))) * strode[:, None]
    start = draw(st.tuples(st.floats(0, 900), st.floats(0, 900)))
    metres = np.vstack(([start], start + np.cumsum(steps, axis=0)))
    up = draw(st.lists(heights, min_size=1, max_size=9))
    lons, lats = 0.58 + metres[:, 0] / 80_600, 43.64 + metres[:, 1] / 111_100
    return np.column_stack((lons, lats, np.resize(up, len(metres))))


@st.composite
def lines(draw: st.DrawFn) -> MultiLineString:
    """One to four pieces, some travelled again or backwards, with heights or without."""
    pieces = draw(st.lists(ways(), min_size=1, max_size=3))
    if draw(st.booleans()):
        again = draw(st.sampled_from(pieces))
        pieces.append(again[:: draw(st.sampled_from([1, -1]))])
    line = MultiLineString(pieces)
    return line if draw(st.booleans()) else shapely.force_2d(line)


@given(lines(), st.sampled_from(sorted(REPAIRS)))
@settings(max_examples=60, deadline=None)
def test_a_repaired_finding_is_gone_and_none_of_its_kind_comes(
    line: MultiLineString, name: str
) -> None:
    findings = [one for one in check_line(line, HOME) if one.repair == name]
    if not findings:
        return
    better = REPAIRS[name](line, findings)
    assert [one for one in check_line(better, HOME) if one.repair == name] == []
    if name in KEEPS_VERTICES:
        xyz = get_coordinates(line, include_z=line.has_z).tolist()
        assert {*map(tuple, get_coordinates(better, include_z=line.has_z).tolist())} <= {
            *map(tuple, xyz)
        }
    elif name == "interpolate":
        assert np.array_equal(get_coordinates(better), get_coordinates(line))


@given(lines(), st.data())
@settings(max_examples=25, deadline=None)
def test_repairing_some_findings_adds_none_of_their_kind(
    line: MultiLineString, data: st.DataObject
) -> None:
    mendable = [one for one in check_line(line, HOME) if one.repair]
    if not mendable:
        return
    chosen = data.draw(st.sampled_from(mendable))
    better = repaired(line, [chosen])
    kind = [one for one in check_line(line) if one.repair == chosen.repair]
    left = [one for one in check_line(better) if one.repair == chosen.repair]
    # Where heights leap everywhere, mending one leap alone leaves it beside the next.
    still = chosen.key == "heights.jump"
    assert len(left) < len(kind) + still


@given(lines())
@settings(max_examples=25, deadline=None)
def test_a_mended_line_has_nothing_left_to_mend(line: MultiLineString) -> None:
    better, done = mended(line, HOME)
    assert [one.key for one in check_line(better, HOME) if one.repair] == []
    assert bool(done) == any(one.repair for one in check_line(line, HOME))
