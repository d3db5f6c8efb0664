"""Coordinates in metres, swapped, off the Earth, far away."""

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely import MultiLineString

from gis.checks import check_line
from gis.vocabulary import Severity
from tests.metres import east, in_metres, keys


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("bad", [(0.58, 143.0), (200.0, 43.0), (0.58, float("nan"))])
def test_a_place_that_is_nowhere_is_the_only_finding(bad: tuple[float, float]) -> None:
    line = MultiLineString([[(0.58, 43.6), bad], [(0.7, 43.6), (0.8, 43.6)]])
    (finding,) = check_line(line)
    assert (finding.key, finding.severity) == ("line.out_of_range", Severity.ERROR)
    assert finding.values["count"] == 1
    assert finding.at_m is None


@pytest.mark.parametrize("flip", [1, -1])
def test_metres_of_the_national_grid_are_told_as_such(flip: int) -> None:
    coords = [(500_000, 6_280_000)[::flip], (500_100, 6_280_000)[::flip]]
    (finding,) = check_line(MultiLineString([coords]))
    assert (finding.key, finding.severity) == ("line.in_metres", Severity.ERROR)


HOME = (-0.29, 43.30, 1.21, 44.09)
LINE = in_metres(east(0, 1000, 10))


def moved(line: MultiLineString, lon: float, lat: float) -> MultiLineString:
    return shapely.transform(line, lambda xyz: np.add(xyz, (lon, lat, 0)), include_z=True)


def test_metres_beside_degrees_are_told_and_not_reprojected() -> None:
    line = MultiLineString(
        [[(500_000, 6_280_000), (500_100, 6_280_000)], [(0.5, 43.6), (0.6, 43.6)]]
    )
    (finding,) = check_line(line)
    assert (finding.key, finding.values, finding.repair) == ("line.in_metres", {"count": 2}, "")


def test_swapped_axes_are_told_where_home_is_known() -> None:
    swapped = shapely.transform(shapely.force_2d(LINE), lambda lonlat: lonlat[:, ::-1])
    (finding,) = check_line(swapped, HOME)
    assert (finding.key, finding.severity) == ("line.axes_swapped", Severity.ERROR)
    assert "line.axes_swapped" not in keys(swapped)


@pytest.mark.parametrize(("lon", "lat"), [(0, 0), (1.5, 0.9), (40, 2), (-2, 20)])
def test_a_line_elsewhere_has_its_axes_the_right_way_round(lon: float, lat: float) -> None:
    told = [finding.key for finding in check_line(moved(LINE, lon, lat), HOME)]
    assert "line.axes_swapped" not in told


def test_a_line_far_from_home_is_told_its_distance_where_it_is_nearest() -> None:
    line = moved(LINE, 5, 0)
    (finding,) = check_line(line, HOME)
    assert (finding.key, finding.severity) == ("line.far_from_home", Severity.WARNING)
    assert (finding.lon, finding.lat) == line.geoms[0].coords[0][:2]
    _, _, away_m = Geod(ellps="WGS84").inv(1.21, 43.64, finding.lon, finding.lat)
    assert finding.values["distance_m"] == pytest.approx(away_m, rel=0.01)


def test_a_line_in_the_next_departement_or_through_this_one_is_not_far() -> None:
    assert check_line(moved(LINE, 1.0, 0), HOME) == ()
    across = MultiLineString([[(x, 43.6, 100) for x in np.linspace(-4, 5, 2000)]])
    assert check_line(across, HOME) == ()
    assert check_line(moved(LINE, 5, 0)) == ()
