"""Stages add up to the route, whatever the line and wherever it is cut."""

from itertools import cycle, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiLineString

from gis.along import along, cut
from gis.effort import duration_min
from gis.errors import LineError
from gis.profile import profile
from gis.sheets import SectionSheet
from gis.stages import stage_figures
from gis.surfaces import surface_lengths
from gis.vocabulary import Practice, Surface
from tests.builders import a_line

CYCLING = Practice.TOURING_CYCLING


@st.composite
def wild_lines(draw: st.DrawFn) -> MultiLineString:
    """One to four pieces in a square of 4 km, with gaps, crossings and cliffs."""
    vertex = st.tuples(st.floats(0.2, 0.25), st.floats(43.6, 43.64), st.floats(50, 900))
    pieces = draw(
        st.lists(st.lists(vertex, min_size=2, max_size=6, unique=True), min_size=1, max_size=4)
    )
    return MultiLineString([np.array(piece) for piece in pieces])


@given(wild_lines(), st.lists(st.floats(0.001, 0.999), max_size=6, unique=True))
@settings(deadline=None)
def test_stages_of_any_line_with_gaps_add_up_to_the_route(
    line: MultiLineString, parts: list[float]
) -> None:
    measured = along(line)
    if measured.length_m < 500:
        return
    drawn = profile(measured)
    assert drawn is not None
    cuts_m = sorted({round(part, 3) * measured.length_m for part in parts})
    stages = stage_figures(measured, drawn, cuts_m, CYCLING)
    assert len(stages) == len(cuts_m) + 1
    assert sum(stage.length_m for stage in stages) == pytest.approx(measured.length_m, abs=1e-6)
    assert sum(stage.ascent_m or 0 for stage in stages) == pytest.approx(
        drawn.total.ascent_m, abs=1e-6
    )
    assert sum(stage.descent_m or 0 for stage in stages) == pytest.approx(
        drawn.total.descent_m, abs=1e-6
    )
    for stage in stages:
        cut_out = cut(measured, stage.from_m, stage.to_m)
        assert along(cut_out).length_m == pytest.approx(stage.length_m, abs=0.5)


def test_each_stage_starts_where_the_one_before_ends() -> None:
    measured = along(a_line())
    stages = stage_figures(measured, profile(measured), [4_000, 9_000], CYCLING)
    assert [stage.from_m for stage in stages] == [0, 4_000, 9_000]
    assert [stage.to_m for stage in stages] == [4_000, 9_000, measured.length_m]


def test_without_cuts_the_whole_is_one_stage() -> None:
    measured = along(a_line())
    (whole,) = stage_figures(measured, profile(measured), [], CYCLING)
    assert (whole.from_m, whole.to_m) == (0, measured.length_m)


def test_cuts_may_name_the_ends_of_the_route_or_leave_them_out() -> None:
    measured = along(a_line())
    drawn = profile(measured)
    inner = stage_figures(measured, drawn, [5_000], CYCLING)
    assert stage_figures(measured, drawn, [5_000, measured.length_m - 0.4], CYCLING) == inner
    assert stage_figures(measured, drawn, [0, 5_000, measured.length_m], CYCLING) == inner


def test_climbs_are_unknown_where_heights_are() -> None:
    measured = along(a_line(heights=False))
    (whole,) = stage_figures(measured, None, [], CYCLING)
    assert (whole.ascent_m, whole.descent_m) == (None, None)
    assert whole.duration_min == duration_min(CYCLING, measured.length_m, 0, 0)


def test_each_stage_is_ridden_on_its_own_surfaces() -> None:
    measured = along(a_line(heights=False))
    sections = (
        SectionSheet(0, 5_000, surface=Surface.ASPHALT),
        SectionSheet(5_000, 8_000, surface=Surface.GRAVEL),
    )
    stages = stage_figures(measured, None, [4_000, 6_000, 8_000], CYCLING, sections)
    assert [stage.duration_min for stage in stages[:3]] == [
        duration_min(CYCLING, 4_000, 0, 0, {Surface.ASPHALT: 4_000}),
        duration_min(CYCLING, 2_000, 0, 0, {Surface.ASPHALT: 1_000, Surface.GRAVEL: 1_000}),
        duration_min(CYCLING, 2_000, 0, 0, {Surface.GRAVEL: 2_000}),
    ]
    assert stages[3].duration_min == duration_min(CYCLING, measured.length_m - 8_000, 0, 0)


limits = st.lists(st.floats(0, 10_000), min_size=2, max_size=8, unique=True).map(sorted)


@given(limits, limits)
def test_surfaces_of_stretches_add_up_to_those_of_the_whole(
    ends_m: list[float], cuts_m: list[float]
) -> None:
    sections = [
        SectionSheet(start, end, surface=surface)
        for (start, end), surface in zip(pairwise(ends_m), cycle(Surface), strict=False)
    ]
    whole = surface_lengths(sections, cuts_m[0], cuts_m[-1])
    parts = [surface_lengths(sections, start, end) for start, end in pairwise(cuts_m)]
    for surface in Surface:
        summed = sum(part.get(surface, 0) for part in parts)
        assert summed == pytest.approx(whole.get(surface, 0), abs=1e-6)


def test_cuts_out_of_order_are_refused() -> None:
    measured = along(a_line())
    with pytest.raises(LineError, match="out_of_order"):
        stage_figures(measured, None, [5_000, 4_000], CYCLING)


def test_cuts_off_the_line_are_refused() -> None:
    measured = along(a_line())
    with pytest.raises(LineError, match="place_outside"):
        stage_figures(measured, None, [5_000, measured.length_m + 20], CYCLING)
