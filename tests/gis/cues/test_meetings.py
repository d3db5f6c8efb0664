"""Meetings with other routes: crossed, joined and left, on drawn grids."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiLineString

from gis.along import along
from gis.cues.meetings import MeetingKind, meetings
from gis.line import reverse
from tests.builders import a_line
from tests.grid import drawn

CROSS, JOIN, LEAVE = MeetingKind.CROSS, MeetingKind.JOIN, MeetingKind.LEAVE
ROADS = """
              n       p
              |       |
    w---------x-------y-------e
              |       |
              s       q
"""


def met(line: MultiLineString, other: MultiLineString) -> list[tuple[MeetingKind, int]]:
    """Kind, and hectometres along."""
    return [(one.kind, round(one.at_m / 100)) for one in meetings(along(line), other)]


def test_a_route_that_crosses_is_crossed() -> None:
    assert met(drawn(ROADS, "wxye"), drawn(ROADS, "nxs")) == [(CROSS, 10)]
    assert met(drawn(ROADS, "exw"), drawn(ROADS, "sxn")) == [(CROSS, 16)]


def test_a_route_that_is_shared_for_a_while_is_joined_and_left() -> None:
    assert met(drawn(ROADS, "wxye"), drawn(ROADS, "nxyq")) == [(JOIN, 10), (LEAVE, 18)]
    assert met(drawn(ROADS, "eyxw"), drawn(ROADS, "nxyq")) == [(JOIN, 8), (LEAVE, 16)]


def test_a_route_that_is_shared_from_the_start_is_only_left() -> None:
    assert met(drawn(ROADS, "wxye"), drawn(ROADS, "wxn")) == [(LEAVE, 10)]
    assert met(drawn(ROADS, "wxye"), drawn(ROADS, "pye")) == [(JOIN, 18)]


def test_the_same_way_is_no_meeting() -> None:
    assert met(drawn(ROADS, "wxye"), drawn(ROADS, "eyxw")) == []


def test_a_route_far_away_is_not_met() -> None:
    assert met(drawn(ROADS, "wx"), drawn(ROADS, "pyq")) == []


def test_a_route_that_is_shared_for_a_little_is_crossed_once() -> None:
    assert met(drawn(ROADS, "wxye", cell_m=30), drawn(ROADS, "nxyq", cell_m=30)) == [(CROSS, 4)]


def test_who_passes_twice_meets_twice() -> None:
    there_and_back = drawn(ROADS, "wxyxw")
    assert met(there_and_back, drawn(ROADS, "nxs")) == [(CROSS, 10), (CROSS, 26)]


def test_a_route_drawn_a_little_aside_is_shared_all_the_same() -> None:
    aside = [(lon, lat + 0.0001) for lon, lat in drawn(ROADS, "nxyq").geoms[0].coords]
    (join, leave) = meetings(along(drawn(ROADS, "wxye")), a_line(aside))
    assert (join.kind, leave.kind) == (JOIN, LEAVE)
    assert join.at_m == pytest.approx(1_000, abs=60)
    assert leave.at_m == pytest.approx(1_800, abs=60)


corners = st.lists(st.sampled_from("nxpyswqe"), min_size=2, max_size=6).filter(
    lambda names: all(one != then for one, then in pairwise(names))
)


@given(corners, corners)
@settings(deadline=None)
def test_what_the_reversed_line_meets_is_the_mirror(path: list[str], other: list[str]) -> None:
    line, met_line = drawn(ROADS, "".join(path)), drawn(ROADS, "".join(other))
    length_m = along(line).length_m
    swapped = {JOIN: LEAVE, LEAVE: JOIN, CROSS: CROSS}
    there = sorted((one.at_m, one.kind) for one in meetings(along(line), met_line))
    back = sorted(
        (length_m - one.at_m, swapped[one.kind]) for one in meetings(along(reverse(line)), met_line)
    )
    assert [kind for _, kind in there] == [kind for _, kind in back]
    assert [at_m for at_m, _ in there] == pytest.approx([at_m for at_m, _ in back], abs=0.5)
