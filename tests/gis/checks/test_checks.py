"""All checks together."""

from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiLineString

from gis.checks import CHECKS, check_line
from tests.metres import east, in_metres, level

HOME = (-0.29, 43.30, 1.21, 44.09)


def test_every_check_says_in_its_docstring_what_it_looks_for() -> None:
    assert len(CHECKS) >= 15
    assert all(function.__doc__ and "\n" not in function.__doc__ for function in CHECKS)


def test_a_clean_line_has_no_finding() -> None:
    assert check_line(level("a--b\n|  |\nd--c", "abcda"), HOME) == ()
    assert check_line(in_metres(east(0, 1000, 10)), HOME) == ()


coordinates = st.floats(allow_nan=False) | st.floats(0, 1) | st.just(0.5)


@given(st.data(), st.sampled_from([2, 3]))
def test_no_line_is_too_odd_to_be_judged(data: st.DataObject, dimensions: int) -> None:
    vertex = st.tuples(*[coordinates] * dimensions)
    pieces = data.draw(st.lists(st.lists(vertex, min_size=2, max_size=30), min_size=1, max_size=5))
    told = check_line(MultiLineString(pieces), HOME)
    assert [one.at_m or 0 for one in told] == sorted(one.at_m or 0 for one in told)
