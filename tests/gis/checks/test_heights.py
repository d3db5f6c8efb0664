"""Heights that nobody gave, that were lost, that leap."""

import numpy as np
import pytest
from shapely import MultiLineString

from gis.checks import check_line
from gis.findings import Finding
from gis.vocabulary import Severity


def climbing(*heights: float) -> MultiLineString:
    """A line with a vertex every 50 m or so, at these heights."""
    return MultiLineString([[(0.58 + i * 6e-4, 43.64, z) for i, z in enumerate(heights)]])


def told(*heights: float) -> list[Finding]:
    return list(check_line(climbing(*heights)))


def test_a_flat_line_is_told_that_it_has_no_heights() -> None:
    (finding,) = check_line(MultiLineString([[(0.58, 43.64), (0.581, 43.64)]]))
    assert (finding.key, finding.severity, finding.at_m) == ("heights.missing", Severity.NOTE, None)


@pytest.mark.parametrize("none", [0.0, -99_999.0, -500.0, 32_767.0])
def test_heights_that_stand_for_none_are_told_with_their_stretch(none: float) -> None:
    line = climbing(150, 152, none, none, 155, none, 158)
    (finding,) = check_line(line)
    assert (finding.key, finding.severity) == ("heights.lost", Severity.WARNING)
    assert finding.values == {"count": 3, "total": 7}
    assert (finding.lon, finding.lat) == line.geoms[0].coords[2][:2]
    assert finding.to_m == pytest.approx(2.5 * (finding.at_m or 0))
    assert finding.repair == "interpolate"


@pytest.mark.parametrize("where", [slice(0, 2), slice(5, 7)])
def test_zeros_at_an_end_are_lost_heights_too(where: slice) -> None:
    heights = np.full(7, 150.0)
    heights[where] = 0
    (finding,) = told(*heights)
    assert (finding.key, finding.values["count"]) == ("heights.lost", 2)


def test_zeros_at_the_shore_are_heights() -> None:
    assert told(12, 6, 2, 0, 0, 0, 1, 3, 0, 8) == []
    assert told(-2, 0, -1, 0, 0) == []


def test_a_line_of_zeros_alone_had_better_have_no_heights() -> None:
    (finding,) = told(0, 0, 0)
    assert (finding.key, finding.repair) == ("heights.lost", "forget_heights")


@pytest.mark.parametrize("leap", [[450], [450, 455], [-120], [455, 450, 448]])
def test_heights_that_leap_and_come_back_are_told(leap: list[float]) -> None:
    line = climbing(150, 152, *leap, 155, 158)
    (finding,) = check_line(line)
    assert (finding.key, finding.severity) == ("heights.jump", Severity.WARNING)
    assert (finding.lon, finding.lat) == line.geoms[0].coords[2][:2]
    assert finding.values == {"height_m": leap[0]}
    assert finding.repair == "interpolate"


def test_steep_ways_and_steps_that_stay_are_no_leaps() -> None:
    assert told(150, 240, 150, 240) == []
    assert told(150, 151, 450, 451, 452) == []


def test_a_lost_height_is_not_a_leap_as_well() -> None:
    assert [finding.key for finding in told(450, 451, 0, 452, 453)] == ["heights.lost"]
