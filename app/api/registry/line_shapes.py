"""The line of a route, from what travels to what the register keeps, and back."""

import numpy as np
from shapely import MultiLineString, get_coordinates

from app import here
from app.api.registry.bodies import Line
from gis.errors import LineError, ReadError
from gis.formats.track import Track, Vertices
from gis.intake import Intake, taken_in
from gis.measure import Bounds
from gis.readers.heights import settle_heights

MOST_POINTS = 500_000


def home() -> Bounds:
    """The bounds of the département, outside of which a line is odd."""
    bounds: Bounds = here.settings().departement.bounds
    return bounds


def intake_of(line: Line) -> Intake:
    """What the register would keep of a line.

    Raises ReadError past MOST_POINTS, LineError where coordinates are no place on Earth or all
    the same.
    """
    if sum(len(piece) for piece in line.coordinates) > MOST_POINTS:
        raise ReadError("file.too_many_points", limit=MOST_POINTS)
    vertices, lengths = _vertices(line), [len(piece) for piece in line.coordinates]
    said = settle_heights(vertices, np.zeros(len(vertices), np.intp), 1)
    pieces = np.split(vertices, np.cumsum(lengths)[:-1])
    intake = taken_in(Track(tuple(pieces), findings=tuple(said.get(0, ()))), home=home())
    if intake.line.length == 0.0:
        raise LineError("line.empty")
    return intake


def _vertices(line: Line) -> Vertices:
    """The positions of all pieces, heights that are not given unknown."""
    positions = [position for piece in line.coordinates for position in piece]
    vertices = np.full((len(positions), 3), np.nan)
    for number, position in enumerate(positions):
        vertices[number, : len(position)] = position
    return vertices


def coordinates_of(line: MultiLineString) -> list[list[list[float]]]:
    """The positions of a line, piece by piece."""
    return [get_coordinates(piece, include_z=piece.has_z).tolist() for piece in line.geoms]
