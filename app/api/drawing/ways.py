"""A stretch that follows the ways between points that are clicked."""

from typing import Annotated

from flask import Blueprint
from pydantic import Field

from app.access import Access
from app.api.drawing.bodies import Latitude, Longitude
from app.api.registry.answers import Shown
from app.api.registry.contract import Answer, Contract, Shape, promises
from app.database import db
from app.queries.ways import path_along
from gis.measure import segment_lengths_m
from gis.vocabulary import Practice

MOST_POINTS = 50


class Through(Shape):
    """Points in order, as longitude and latitude in degrees WGS 84, and how one travels."""

    points: Annotated[list[tuple[Longitude, Latitude]], Field(min_length=2, max_length=MOST_POINTS)]
    practice: Practice


class Followed(Shown):
    """The vertices of a path along ways, and its metres; one vertex alone where all points meet."""

    coordinates: list[tuple[float, float]]
    length_m: float


@promises(
    Access.OFFICER,
    Contract("The path along ways through points.", gives=Followed, takes=Through),
)
def ways(body: Through) -> Answer:
    """Begins and ends at the places of ways that are nearest to the first and last point."""
    vertices = path_along(db.session, body.practice, body.points)
    coordinates = [(lon, lat) for lon, lat in vertices.tolist()]
    length_m = float(segment_lengths_m(vertices).sum())
    return Answer(Followed(coordinates=coordinates, length_m=length_m))


def add_to(api: Blueprint) -> None:
    """The address of this room."""
    api.add_url_rule("/api/drawing/ways", "drawing_ways", ways, methods=["POST"])
