"""Gaps that were not there before an edit."""

from shapely import MultiLineString, reverse
from shapely.affinity import translate

from gis.along import along
from gis.editing.gaps import new_gaps

ROAD = [[(0.0, 44.0), (0.1, 44.0)], [(0.12, 44.0), (0.2, 44.0)]]
WITH_A_GAP = MultiLineString(ROAD)


def test_the_gaps_of_the_line_before_are_not_new() -> None:
    again = translate(reverse(WITH_A_GAP), 0, 20 / 111_100)
    turned = MultiLineString([*reversed(again.geoms)])
    assert [*new_gaps(along(WITH_A_GAP), along(turned))] == []


def test_a_gap_between_other_ends_is_told_where_it_is() -> None:
    line = MultiLineString([*ROAD, [(0.3, 44.0), (0.4, 44.0)]])
    (found,) = new_gaps(along(WITH_A_GAP), along(line))
    assert (found.key, found.lon, found.lat) == ("line.gap_not_declared", 0.2, 44.0)
    assert found.at_m == along(WITH_A_GAP).length_m


def test_a_gap_that_grew_on_one_side_is_new() -> None:
    line = MultiLineString([ROAD[0], [(0.121, 44.0), (0.2, 44.0)]])
    assert len([*new_gaps(along(WITH_A_GAP), along(line))]) == 1


def test_pieces_that_touch_leave_no_gap() -> None:
    line = MultiLineString([[(0.0, 44.0), (0.1, 44.0)], [(0.1, 44.0), (0.2, 44.0)]])
    assert [*new_gaps(along(WITH_A_GAP), along(line))] == []
