"""Meetings with other routes: crossed and shared, on drawn grids."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiLineString

from gis.along import along
from gis.cues.meetings import Met, met
from gis.line import reverse
from tests.builders import a_line
from tests.grid import drawn

ROADS = """
              n       p
              |       |
    w---------x-------y-------e
              |       |
              s       q
"""


def shared(line: MultiLineString, other: MultiLineString) -> list[tuple[int, int]]:
    """From and to, hectometres along."""
    stretches = met(along(line), other).shared
    return [(round(from_m / 100), round(to_m / 100)) for from_m, to_m in stretches]


def crossed(line: MultiLineString, other: MultiLineString) -> list[int]:
    """Hectometres along."""
    return [round(at_m / 100) for at_m in met(along(line), other).crossed_m]


def test_a_route_that_crosses_is_crossed() -> None:
    assert crossed(drawn(ROADS, "wxye"), drawn(ROADS, "nxs")) == [10]
    assert crossed(drawn(ROADS, "exw"), drawn(ROADS, "sxn")) == [16]
    assert shared(drawn(ROADS, "wxye"), drawn(ROADS, "nxs")) == []


def test_a_route_that_is_shared_for_a_while_is_not_crossed() -> None:
    assert shared(drawn(ROADS, "wxye"), drawn(ROADS, "nxyq")) == [(10, 18)]
    assert shared(drawn(ROADS, "eyxw"), drawn(ROADS, "nxyq")) == [(8, 16)]
    assert crossed(drawn(ROADS, "wxye"), drawn(ROADS, "nxyq")) == []


def test_a_route_may_be_shared_from_the_start_to_the_end_or_all_along() -> None:
    assert shared(drawn(ROADS, "wxye"), drawn(ROADS, "wxn")) == [(0, 10)]
    assert shared(drawn(ROADS, "wxye"), drawn(ROADS, "pye")) == [(18, 26)]
    assert shared(drawn(ROADS, "wxye"), drawn(ROADS, "eyxw")) == [(0, 26)]


def test_a_route_far_away_is_not_met() -> None:
    assert met(along(drawn(ROADS, "wx")), drawn(ROADS, "pyq")) == Met((), ())


def test_a_route_that_is_shared_for_a_little_is_crossed_once() -> None:
    assert crossed(drawn(ROADS, "wxye", cell_m=30), drawn(ROADS, "nxyq", cell_m=30)) == [4]


def test_who_passes_twice_meets_twice() -> None:
    assert crossed(drawn(ROADS, "wxyxw"), drawn(ROADS, "nxs")) == [10, 26]


def test_a_route_drawn_a_little_aside_is_shared_all_the_same() -> None:
    aside = [(lon, lat + 0.0001) for lon, lat in drawn(ROADS, "nxyq").geoms[0].coords]
    ((from_m, to_m),) = met(along(drawn(ROADS, "wxye")), a_line(aside)).shared
    assert from_m == pytest.approx(1_000, abs=60)
    assert to_m == pytest.approx(1_800, abs=60)


corners = st.lists(st.sampled_from("nxpyswqe"), min_size=2, max_size=6).filter(
    lambda names: all(one != then for one, then in pairwise(names))
)


@given(corners, corners)
@settings(deadline=None)
def test_what_the_reversed_line_meets_is_the_mirror(path: list[str], other: list[str]) -> None:
    line, met_line = drawn(ROADS, "".join(path)), drawn(ROADS, "".join(other))
    length_m = along(line).length_m
    there, back = met(along(line), met_line), met(along(reverse(line)), met_line)
    assert len(there.shared) == len(back.shared)
    for (from_m, to_m), (back_from_m, back_to_m) in zip(
        there.shared, reversed(back.shared), strict=True
    ):
        assert from_m == pytest.approx(length_m - back_to_m, abs=0.5)
        assert to_m == pytest.approx(length_m - back_from_m, abs=0.5)
    mirrored = [length_m - at_m for at_m in reversed(back.crossed_m)]
    assert list(there.crossed_m) == pytest.approx(mirrored, abs=0.5)
