"""What lies within reach of a line, against brute force in a plane of each point's own."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import MultiLineString

from gis.along import along
from gis.nearby import REACH_M, lodging_gaps, nearby, passages
from gis.sheets import LabelSheet, ProviderAlong, ProviderSheet
from gis.vocabulary import PlaceKind
from tests.builders import CREATED, a_line, a_place_sheet
from tests.grid import drawn, points


def metres_aside(line: MultiLineString, lon: float, lat: float) -> float:
    """The distance from a point to a line, which is straight in degrees, in a plane that is true
    from the point outwards."""
    plane = Transformer.from_crs(
        "EPSG:4326", f"+proj=aeqd +lat_0={lat} +lon_0={lon} +ellps=WGS84", always_xy=True
    )
    flat = shapely.transform(
        shapely.segmentize(shapely.force_2d(line), 0.001),
        lambda xy: np.column_stack(plane.transform(xy[:, 0], xy[:, 1])),
    )
    return float(flat.distance(shapely.Point(0, 0)))


@st.composite
def wandering_lines(draw: st.DrawFn) -> MultiLineString:
    """Lines of hundreds of short segments, in one piece or more, that may cross themselves."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    pieces = [
        np.array([0.4, 43.8])
        + np.cumsum(rng.normal(0, 0.001, (draw(st.integers(2, 250)), 2)), axis=0)
        for _ in range(draw(st.integers(1, 3)))
    ]
    return a_line(*pieces)


@settings(max_examples=30, deadline=None)
@given(line=wandering_lines(), drawn_points=st.lists(
    st.tuples(st.floats(0.3, 0.5), st.floats(43.7, 43.9)), min_size=1, max_size=12,
))  # fmt: skip
def test_what_is_within_reach_is_what_brute_force_finds(
    line: MultiLineString, drawn_points: list[tuple[float, float]]
) -> None:
    found = nearby(along(line), drawn_points, [3000.0] * len(drawn_points))
    for (lon, lat), where in zip(drawn_points, found, strict=True):
        expected = metres_aside(line, lon, lat)
        if where is None:
            assert expected > 2999
        else:
            assert where.aside_m == pytest.approx(expected, abs=1)
            assert where.aside_m <= 3000


@settings(max_examples=60, deadline=None)
@given(line=wandering_lines(), lon=st.floats(0.3, 0.5), lat=st.floats(43.7, 43.9))
def test_a_point_is_placed_where_the_whole_line_places_it(
    line: MultiLineString, lon: float, lat: float
) -> None:
    measured = along(line)
    assert nearby(measured, [(lon, lat)], [1e6]) == [measured.locate(lon, lat)]


def test_of_two_equal_passages_the_first_is_meant() -> None:
    there = [(0.37 + index / 1000, 43.9) for index in range(300)]
    measured = along(a_line([*there, *reversed(there[:-1])]))
    (where,) = nearby(measured, [(0.40, 43.901)], [500.0])
    assert where == measured.locate(0.40, 43.901)
    assert where.at_m < measured.length_m / 2


def test_a_point_across_a_gap_is_near_the_nearer_piece() -> None:
    picture = """
a--b   c--d

     x
"""
    where = points(picture)
    (found,) = nearby(along(drawn(picture, "ab cd")), [where["x"]], [1000.0])
    assert found is not None
    assert found.at_m == pytest.approx(300, abs=1)
    assert nearby(along(drawn(picture, "ab cd")), [where["x"]], [300.0]) == [None]


def test_nothing_is_near_when_nothing_is_there() -> None:
    assert nearby(along(a_line()), [], []) == []


def test_every_kind_of_place_has_a_reach() -> None:
    assert set(REACH_M) == set(PlaceKind)


def a_lodging(
    at_m: float, *, labelled: bool = True, kind: PlaceKind = PlaceKind.LODGING
) -> ProviderAlong:
    day = CREATED.date()
    labels = (LabelSheet("accueil-velo", {}, "32-0001", day, day),) if labelled else ()
    place = a_place_sheet(kind=kind, viewpoint=None)
    return ProviderAlong(ProviderSheet(place, labels=labels), at_m, 100.0)


def test_a_stretch_without_a_labelled_lodging_is_a_gap() -> None:
    stops = [
        a_lodging(45_000),
        a_lodging(15_000),
        a_lodging(30_000, labelled=False),
        a_lodging(30_000, kind=PlaceKind.REPAIR),
    ]
    assert lodging_gaps(stops, 60_000) == ((15_000, 45_000),)


def test_the_ends_of_a_route_count_as_stops() -> None:
    assert lodging_gaps([], 19_999) == ()
    assert lodging_gaps([], 50_000) == ((0, 50_000),)
    assert lodging_gaps([a_lodging(25_000)], 50_000, longest_m=25_000) == ()


def test_who_is_passed_there_and_back_is_no_gap_on_the_way_back() -> None:
    there = [(0.37 + index / 1000, 43.9) for index in range(401)]
    measured = along(a_line([*there, *reversed(there[:-1])]))
    inn = a_place_sheet(kind=PlaceKind.LODGING, viewpoint=None, lon=0.57, lat=43.905)
    first = replace(a_lodging(0), provider=replace(a_lodging(0).provider, place=inn))
    found = passages(measured, [first], 5000)
    assert [one.at_m for one in found] == pytest.approx(
        [measured.length_m / 4, measured.length_m * 3 / 4], abs=1
    )
    assert found[0].aside_m == pytest.approx(metres_aside(a_line(there), 0.57, 43.905), abs=1)
    assert lodging_gaps(found[:1], measured.length_m)
    assert lodging_gaps(found, measured.length_m, longest_m=measured.length_m / 2 + 1) == ()


def test_a_passage_beyond_reach_is_none() -> None:
    assert passages(along(a_line()), [a_lodging(0)], 10) == []
