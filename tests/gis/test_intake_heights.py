"""A line without heights takes those that are known, or says why it does not."""

import numpy as np
import pytest
import shapely
from shapely import MultiLineString

from gis.findings import Finding
from gis.formats.track import Track
from gis.intake import taken_in
from gis.terrain.heights import Floats, Heights, HeightsError


class Slope:
    """Knows what lies west of a meridian: 100 m and a metre for each hundredth of a degree."""

    def __init__(self, name: str, east: float) -> None:
        self.name, self.east = name, east
        self.asked = 0

    def heights(self, lon: Floats, lat: Floats) -> Heights:
        """See HeightSource."""
        self.asked += len(lon)
        metres = np.where(lon <= self.east, 100 + 100 * (lon - 0.3), np.nan)
        return Heights(metres, () if np.isnan(metres).all() else (self.name,))


class Silent:
    """A service that is down."""

    def heights(self, lon: Floats, lat: Floats) -> Heights:
        """See HeightSource."""
        raise HeightsError("terrain.service_silent")


def a_track(count: int = 11, *, pieces: int = 1) -> Track:
    """Vertices a hundredth of a degree apart, eastwards from 0.3, without heights."""
    lon = 0.3 + np.arange(count) / 100
    vertices = np.column_stack((lon, np.full(count, 43.9), np.full(count, np.nan)))
    return Track(tuple(np.array_split(vertices, pieces)))


def heights_of(line: MultiLineString) -> list[float]:
    return shapely.get_coordinates(line, include_z=True)[:, 2].tolist()


def told(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    return {one.key: one for one in findings}


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_a_line_that_is_known_all_along_is_lifted(pieces: int) -> None:
    track = a_track(pieces=pieces)
    intake = taken_in(track, heights=[Slope("hills", 1.0)])
    assert heights_of(intake.line) == [100.0 + at for at in range(11)]
    assert len(intake.line.geoms) == pieces
    assert shapely.equals_exact(shapely.force_2d(intake.line), taken_in(track).line)
    assert told(intake.noticed)["line.heights_filled"].values == {"model": "hills"}


def test_the_second_source_is_asked_for_what_the_first_does_not_know() -> None:
    first, second = Slope("near", 0.3451), Slope("far", 1.0)
    intake = taken_in(a_track(), heights=[first, second])
    assert (first.asked, second.asked) == (11, 6)
    assert told(intake.noticed)["line.heights_filled"].values == {"model": "near, far"}


def test_a_service_is_not_asked_where_all_is_known() -> None:
    assert taken_in(a_track(), heights=[Slope("hills", 1.0), Silent()]).line.has_z


def test_half_a_line_known_the_rest_is_interpolated_and_told() -> None:
    intake = taken_in(a_track(), heights=[Slope("west", 0.3551)])
    assert heights_of(intake.line) == [100, 101, 102, 103, 104, *[105] * 6]
    said = told(intake.noticed)
    assert said["heights.interpolated"].values == {"count": 5, "total": 11}
    assert "line.heights_filled" in said


def test_less_than_half_known_is_left_out_and_told() -> None:
    intake = taken_in(a_track(), heights=[Slope("west", 0.3451)])
    assert not intake.line.has_z
    said = told(intake.noticed)
    assert said["heights.left_out"].values == {"count": 6, "total": 11}
    assert "line.heights_filled" not in said


@pytest.mark.parametrize("sources", [[], [Slope("elsewhere", 0.0)]])
def test_where_nothing_is_known_the_line_stays_flat_and_that_is_told(sources: list[Slope]) -> None:
    intake = taken_in(a_track(), heights=sources)
    assert not intake.line.has_z
    assert told(intake.noticed).keys() == {"line.heights_not_covered"}


def test_a_silent_service_leaves_no_line_half_filled() -> None:
    intake = taken_in(a_track(), heights=[Slope("west", 0.3951), Silent()])
    assert not intake.line.has_z
    assert told(intake.noticed).keys() == {"terrain.service_silent"}


def test_without_sources_nothing_is_said() -> None:
    assert taken_in(a_track()).noticed == ()
