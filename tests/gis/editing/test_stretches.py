"""A line from elsewhere in the place of a stretch: joined where it meets, else left open."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiLineString
from shapely.affinity import translate

from gis.along import along, cut
from gis.editing.stretches import apart_m, ends_of, facing, fitted_in
from gis.errors import LineError
from gis.line import reverse
from tests.builders import a_line
from tests.metres import METRES_PER_LAT_DEG

LENGTH_M = along(a_line()).length_m


def a_stretch(from_m: float, to_m: float, north_m: float = 0.0) -> MultiLineString:
    """A part of the line, drawn so many metres north of it."""
    return translate(cut(along(a_line()), from_m, to_m), 0, north_m / METRES_PER_LAT_DEG)


@given(
    from_m=st.floats(0, LENGTH_M / 2),
    length_m=st.floats(100, LENGTH_M / 2),
)
def test_a_stretch_put_back_gives_the_same_line(from_m: float, length_m: float) -> None:
    to_m = min(from_m + length_m, LENGTH_M)
    fitted = fitted_in(a_line(), from_m, to_m, a_stretch(from_m, to_m))
    assert along(fitted.line).length_m == pytest.approx(LENGTH_M, abs=0.1)
    assert len(fitted.line.geoms) == 1
    assert (fitted.before_m, fitted.behind_m) == (0, 0)
    assert (fitted.from_m, fitted.to_m) == pytest.approx((from_m, to_m), abs=0.1)


def test_what_misses_by_some_metres_is_joined_straight() -> None:
    fitted = fitted_in(a_line(), 4000, 8000, a_stretch(4000, 8000, north_m=10))
    assert len(fitted.line.geoms) == 1
    assert (fitted.before_m, fitted.behind_m) == (0, 0)
    assert along(fitted.line).length_m == pytest.approx(LENGTH_M + 20, abs=1)


def test_what_misses_by_more_leaves_its_gaps_open() -> None:
    fitted = fitted_in(a_line(), 4000, 8000, a_stretch(4000, 8000, north_m=250))
    assert len(fitted.line.geoms) == 3
    assert (fitted.before_m, fitted.behind_m) == pytest.approx((250, 250), abs=2)
    gaps = [across_m for _, across_m in along(fitted.line).gaps()]
    assert gaps == pytest.approx([250, 250], abs=2)


def test_nothing_is_missing_beyond_the_ends_of_a_line() -> None:
    fitted = fitted_in(a_line(), 0, LENGTH_M, a_stretch(0, LENGTH_M, north_m=250))
    assert (fitted.before_m, fitted.behind_m) == (0, 0)
    assert shapely.equals_exact(fitted.line, a_stretch(0, LENGTH_M, north_m=250), 1e-9)


def test_heights_are_left_out_where_one_of_the_two_has_none() -> None:
    flat = shapely.force_2d(a_stretch(4000, 8000))
    assert not fitted_in(a_line(), 4000, 8000, flat).line.has_z
    assert fitted_in(a_line(), 4000, 8000, a_stretch(4000, 8000, north_m=5)).line.has_z


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(LineError) as caught:
        fitted_in(a_line(), 8000, 4000, a_stretch(4000, 8000))
    assert caught.value.key == "line.stretch_empty"


def test_a_line_that_leads_the_other_way_is_turned_round() -> None:
    start, end = ends_of(a_line())
    assert ends_of(facing(reverse(a_line()), start, end)) == (start, end)
    assert ends_of(facing(a_line(), start, end)) == (start, end)
    assert apart_m(start, end) == pytest.approx(LENGTH_M, rel=1e-4)
