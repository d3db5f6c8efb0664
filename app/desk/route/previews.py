"""What partners and devices would get of a working copy: Cirkwi's XML and a GPX."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app import here
from app.access import Access, allow
from app.database import db
from app.desk.route_pages import route_of
from app.queries.drafts import draft_sheet
from app.queries.routes import working_line
from app.route_files import route_file
from gis.errors import GisError
from gis.feeds.cirkwi import render_circuits
from gis.feeds.links import Links
from gis.formats import FORMATS
from gis.sheets import RouteSheet
from gis.vocabulary import Language


@allow(Access.SEE_ROUTE)
def cirkwi(route_id: int) -> ResponseReturnValue:
    """The circuit as Cirkwi would read it, were it published now."""
    circuit = b"".join(render_circuits([_sheet(route_id)], _links()))
    return Response(circuit, mimetype="application/xml")


@allow(Access.SEE_ROUTE)
def gpx(route_id: int) -> ResponseReturnValue:
    """The GPX of the whole route, steps as waypoints, were it published now."""
    sheet = _sheet(route_id)
    line = working_line(db.session, route_of(route_id))
    drawn = FORMATS["gpx"].write(route_file(sheet, line, Language.FR, _links()))
    return Response(drawn, mimetype="application/xml")


def _sheet(route_id: int) -> RouteSheet:
    """The draft. Raises GisError where it lacks what no file can do without."""
    route = route_of(route_id)
    if route.line is None:
        raise GisError("publish.no_line")
    if not route.practices:
        raise GisError("publish.no_practice")
    if route.text(Language.FR) is None:
        raise GisError("publish.no_name")
    return draft_sheet(db.session, route, here.now())


def _links() -> Links:
    return Links(here.settings().public_url)


def add_to(desk: Blueprint) -> None:
    """Adds these addresses to the desk."""
    at = "/itineraires/<int:route_id>/apercu"
    desk.add_url_rule(f"{at}/cirkwi.xml", "steps_cirkwi", cirkwi)
    desk.add_url_rule(f"{at}/trace.gpx", "steps_gpx", gpx)
