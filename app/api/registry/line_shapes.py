"""The line of a route, from what travels to what the register keeps, and back."""

from collections.abc import Sequence

import numpy as np
from shapely import MultiLineString, get_coordinates

from app import here
from app.api.registry.answers import FindingNow
from app.api.registry.bodies import Line
from app.messages import located_sentence
from app.words import repair_name
from gis.errors import LineError, ReadError
from gis.findings import Finding
from gis.formats.track import Track, Vertices
from gis.intake import Intake, taken_in
from gis.measure import Bounds
from gis.readers.heights import settle_heights

MOST_POINTS = 500_000
MOST_FINDINGS = 500
"""The worst line that somebody could follow has some thirty."""


def home() -> Bounds:
    """The bounds of the département, outside of which a line is odd."""
    bounds: Bounds = here.settings().departement.bounds
    return bounds


def intake_of(line: Line) -> Intake:
    """What the register would keep of a line.

    Raises ReadError past MOST_POINTS, LineError where coordinates are no place on Earth or all
    the same.
    """
    vertices = _vertices(line)
    return _intake(line, vertices, _settled(vertices))


def drawn_intake(line: Line) -> Intake:
    """The same of a line that somebody draws: where all heights are 0, they saw it and meant it."""
    vertices = _vertices(line)
    is_at_sea = bool((vertices[:, 2] == 0).all())
    return _intake(line, vertices, () if is_at_sea else _settled(vertices))


def _settled(vertices: Vertices) -> Sequence[Finding]:
    return settle_heights(vertices, np.zeros(len(vertices), np.intp), 1).get(0, ())


def _intake(line: Line, vertices: Vertices, said: Sequence[Finding]) -> Intake:
    ends = np.cumsum([len(piece) for piece in line.coordinates])
    pieces = np.split(vertices, ends[:-1])
    intake = taken_in(Track(tuple(pieces), findings=tuple(said)), home=home())
    if intake.line.length == 0.0:
        raise LineError("line.empty")
    return intake


def _vertices(line: Line) -> Vertices:
    """The positions of all pieces, heights that are not given unknown."""
    if sum(len(piece) for piece in line.coordinates) > MOST_POINTS:
        raise ReadError("file.too_many_points", limit=MOST_POINTS)
    positions = [position for piece in line.coordinates for position in piece]
    whole = [position if len(position) == 3 else [*position, np.nan] for position in positions]
    return np.array(whole, dtype=np.float64)


def findings_now(findings: Sequence[Finding]) -> list[FindingNow]:
    """The first MOST_FINDINGS in words."""
    return [
        FindingNow(
            key=one.key,
            severity=one.severity,
            detail=located_sentence(one),
            at_m=one.at_m,
            to_m=one.to_m,
            lon=one.lon,
            lat=one.lat,
            repair=one.repair,
            repair_name=repair_name(one.repair) if one.repair else "",
        )
        for one in findings[:MOST_FINDINGS]
    ]


def coordinates_of(line: MultiLineString) -> list[list[list[float]]]:
    """The positions of a line, piece by piece."""
    return [get_coordinates(piece, include_z=piece.has_z).tolist() for piece in line.geoms]
