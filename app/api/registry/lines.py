"""The line of a route: read as GeoJSON, replaced by a new version."""

from flask import Blueprint, abort
from shapely import MultiLineString

from app.access import Access
from app.actions.imported_lines import FromFile, renew_line
from app.api.registry.addresses import ROUTE
from app.api.registry.answers import LineNow
from app.api.registry.bodies import Line
from app.api.registry.contract import Answer, Contract, promises
from app.api.registry.line_shapes import coordinates_of, findings_now, home, intake_of
from app.api.registry.versions import signed
from app.database import db
from app.models import Gesture, Part, Route
from app.queries.editing import line_of, the_route
from app.queries.parts import part_version
from gis.findings import Finding


@promises(
    Access.SEE_ROUTE, Contract("The line of a route, as GeoJSON.", gives=LineNow, has_version=True)
)
def line(route_id: int) -> Answer:
    """The line of the working copy, and what was noticed of it."""
    return _line(the_route(db.session, route_id))


@promises(
    Access.EDIT_ROUTE,
    Contract(
        "Replaces the line of a route by a new version.",
        gives=LineNow,
        takes=Line,
        writes_version=True,
        is_large=True,
    ),
)
def put_line(route_id: int, body: Line, seen: int) -> Answer:
    """Adds a version of the line; what stands on it goes with it."""
    route = the_route(db.session, route_id)
    intake = intake_of(body)
    with db.writing():
        arrived = FromFile(intake.line, "", intake.noticed)
        by = signed(route, Part.LINE, seen)
        renew_line(db.session, route, arrived, home(), by, Gesture.SAVED)
    return _line(route)


def _line(route: Route) -> Answer:
    stored = line_of(db.session, route) or abort(404)
    geom: MultiLineString = stored.geom
    shown = LineNow(
        type="MultiLineString",
        coordinates=coordinates_of(geom),
        length_m=stored.length_m,
        ascent_m=stored.ascent_m,
        descent_m=stored.descent_m,
        findings=findings_now([Finding(**finding) for finding in stored.findings]),
    )
    return Answer(shown, part_version(db.session, route.id, Part.LINE))


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    rule = f"/api/routes/{ROUTE}/line"
    api.add_url_rule(rule, "registry_line", line)
    api.add_url_rule(rule, "registry_put_line", put_line, methods=["PUT"])
