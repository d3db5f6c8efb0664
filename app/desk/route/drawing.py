"""The editor: the line of a route and its instructions, drawn on the map."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from shapely import MultiLineString

from app import here
from app.access import Access, allow
from app.database import db
from app.desk.route_pages import route_of, route_page
from app.queries.desk_list import Pieces, drawn_pieces
from app.queries.ways import network_summary
from gis.measure import Bounds
from gis.vocabulary import Practice


@allow(Access.EDIT_ROUTE)
def drawing(route_id: int) -> ResponseReturnValue:
    """The map to draw on; the line itself comes by the editors' JSON."""
    route = route_of(route_id)
    pieces = drawn_pieces(db.session, [route.id]).get(route.id, ())
    practice = Practice(route.practices[0]) if route.practices else Practice.WALKING
    return route_page(
        "desk/drawing.html",
        route,
        pieces=pieces,
        bounds=_bounds(pieces),
        practice=practice,
        every_practice=list(Practice),
        network=network_summary(db.session),
    )


def _bounds(pieces: Pieces) -> Bounds:
    """Of the line; of the département where there is none yet."""
    if pieces:
        return MultiLineString(pieces).bounds
    return here.settings().departement.bounds


def add_to(desk: Blueprint) -> None:
    """Adds this page to the desk."""
    desk.add_url_rule("/itineraires/<int:route_id>/trace", "drawing", drawing)
