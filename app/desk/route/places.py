"""What lies along a route: services, viewpoints, the place where it starts."""

from datetime import datetime

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from app.access import Access, allow
from app.actions.places import (
    PlaceChanged,
    describe_place,
    place_along,
    set_start_place,
)
from app.database import db
from app.desk.route.places_form import choices, fields_of, read_place
from app.desk.route_pages import done_at, refused, route_of, route_page
from app.desk.sent import Fields, sent, signed
from app.messages import sentence
from app.models import Part, Place, Route, Viewpoint
from app.queries.desk_places import (
    DESCRIBED,
    Along,
    kinds_beside,
    place_beside,
    places_beside,
    routes_showing,
    towns_around,
)
from app.queries.parts import part_version
from app.queries.people import Right, rights_on
from app.queries.routes import working_line
from app.signed_in import the_person
from app.words import place_kind_name
from gis.errors import GisError
from gis.line import simplify
from gis.vocabulary import Language, PlaceKind, ViewpointState

LIST, FORM = "desk/places.html", "desk/place.html"
PLACES_A_PAGE = 50
START_WITHIN_M = 5_000
DRAWN_M = 5.0
"""A line on this map need not be finer."""


@allow(Access.SEE_ROUTE)
def places(route_id: int) -> ResponseReturnValue:
    """The places in order along the line, some to a page."""
    route = route_of(route_id)
    return route_page(LIST, route, **_list(route))


@allow(Access.EDIT_ROUTE)
def new(route_id: int) -> ResponseReturnValue:
    """The form of a place that is not there yet."""
    route = route_of(route_id)
    asked = request.args.get("type", PlaceKind.VIEWPOINT)
    kind = PlaceKind(asked) if asked in DESCRIBED else abort(404)
    return route_page(FORM, route, **_form(route, kind, {}))


@allow(Access.EDIT_ROUTE)
def add(route_id: int) -> ResponseReturnValue:
    """Stores a place beside the line."""
    route, typed = route_of(route_id), sent()
    kind = PlaceKind(typed.text("kind")) if typed.text("kind") in DESCRIBED else abort(400)
    try:
        with db.writing():
            described = read_place(typed, kind)
            added = place_along(db.session, route, kind, described, may_show=_may_show(route))
    except GisError as error:
        return refused(error, FORM, route, **_form(route, kind, typed.fields))
    return done_at("places", route, _done(added))


@allow(Access.EDIT_ROUTE)
def place(route_id: int, place_id: int) -> ResponseReturnValue:
    """The form of a place, and the routes that show it."""
    route, found = _beside(route_id, place_id)
    fields = fields_of(found.place, found.viewpoint)
    return route_page(FORM, route, **_form(route, found.place.kind, fields, found.place))


@allow(Access.EDIT_ROUTE)
def save(route_id: int, place_id: int) -> ResponseReturnValue:
    """Stores what was sent, for every route that shows the place."""
    route, found = _beside(route_id, place_id)
    kind, typed = found.place.kind, sent()
    try:
        seen_at = datetime.fromisoformat(typed.text("seen"))
    except ValueError:
        abort(400)
    try:
        described = read_place(typed, kind, found.viewpoint)
        with db.writing():
            may_show = _may_show(route)
            describe_place(db.session, route, found.place, described, seen_at, may_show=may_show)
    except PlaceChanged as error:
        theirs = fields_of(found.place, found.viewpoint)
        shown = _form(route, kind, typed.fields, found.place)
        page = route_page(FORM, route, refusal=sentence(error), **{**shown, "theirs": theirs})
        return page, 412
    except GisError as error:
        shown = _form(route, kind, typed.fields, found.place)
        return refused(error, FORM, route, **{**shown, "seen": typed.text("seen")})
    return done_at("places", route, _done(found.place))


@allow(Access.EDIT_ROUTE)
def start(route_id: int) -> ResponseReturnValue:
    """Names the town where the first stage starts."""
    route, wanted = route_of(route_id), sent().number("start")
    town = db.session.get(Place, wanted) if wanted else None
    if wanted and (town is None or town.kind != PlaceKind.TOWN):
        abort(400)
    try:
        with db.writing():
            set_start_place(db.session, route, town, signed())
    except GisError as error:
        return refused(error, LIST, route, **_list(route))
    return done_at("places", route)


def _may_show(route: Route) -> bool:
    """Whether somebody decides what the public sees; who may not describes what is there."""
    return Right.PUBLISH in rights_on(db.session, the_person(), route.id)


def _done(place: Place) -> str:
    """What has been done: a viewpoint that is only identified is not in public sight."""
    viewpoint = db.session.get(Viewpoint, place.id)
    if viewpoint is None:
        return "place"
    is_public = viewpoint.state != ViewpointState.IDENTIFIED
    return "viewpoint" if is_public else "viewpoint_identified"


def _beside(route_id: int, place_id: int) -> tuple[Route, Along]:
    route = route_of(route_id)
    return route, place_beside(db.session, route.line_id, place_id) or abort(404)


def _list(route: Route) -> dict[str, object]:
    if route.line_id is None:
        return {"found": [], "kinds": {}, "pages": 1, "page": 1, "points": []}
    asked = request.args.get("type", "")
    kind = PlaceKind(asked) if asked in DESCRIBED else None
    page = max(request.args.get("page", 1, type=int), 1)
    first = (page - 1) * PLACES_A_PAGE
    found, count = places_beside(db.session, route.line_id, kind, first, PLACES_A_PAGE)
    return {
        "found": found,
        "kinds": kinds_beside(db.session, route.line_id),
        "kind": kind,
        "page": page,
        "pages": max(1, -(-count // PLACES_A_PAGE)),
        "showing": routes_showing(db.session, the_person(), [one.place.id for one in found]),
        "addable": sorted(
            ((kind, place_kind_name(kind)) for kind in DESCRIBED), key=lambda one: one[1]
        ),
        "towns": _towns(route),
        "line_version": part_version(db.session, route.id, Part.LINE),
        "identified": ViewpointState.IDENTIFIED,
        **_map(route, [one.place for one in found]),
    }


def _form(
    route: Route, kind: PlaceKind, fields: Fields, place: Place | None = None
) -> dict[str, object]:
    return {
        "kind": kind,
        "fields": fields,
        "place": place,
        "choices": choices(fields) if kind == PlaceKind.VIEWPOINT else {},
        "seen": place.modified_at.isoformat() if place else "",
        "showing": routes_showing(db.session, the_person(), [place.id])[place.id] if place else [],
        "theirs": {},
        **_map(route, [place] if place else []),
    }


def _map(route: Route, places: list[Place]) -> dict[str, object]:
    """What the map shows: the line, small enough for a page, and the places as points."""
    line = simplify(working_line(db.session, route), DRAWN_M)
    return {
        "pieces": [[(lon, lat) for lon, lat, *_ in piece.coords] for piece in line.geoms],
        "bounds": line.bounds,
        "points": [
            {
                "id": one.id,
                "name": one.texts[Language.FR]["name"],
                "lon": one.geom.x,
                "lat": one.geom.y,
            }
            for one in places
        ],
    }


def _towns(route: Route) -> list[tuple[int | str, str]]:
    """The towns around the start of the line; the one that is chosen is always there."""
    lon, lat, *_ = working_line(db.session, route).geoms[0].coords[0]
    towns = towns_around(db.session, lon, lat, START_WITHIN_M)
    if route.start_place and route.start_place not in towns:
        towns.insert(0, route.start_place)
    named: list[tuple[int | str, str]] = [
        (town.id, town.texts[Language.FR]["name"]) for town in towns
    ]
    return named if route.stages and route.start_place else [("", "–"), *named]


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    at = "/itineraires/<int:route_id>/lieux"
    desk.add_url_rule(at, "places", places)
    desk.add_url_rule(f"{at}/ajouter", "places_new", new)
    desk.add_url_rule(f"{at}/ajouter", "places_add", add, methods=["POST"])
    desk.add_url_rule(f"{at}/depart", "places_start", start, methods=["POST"])
    desk.add_url_rule(f"{at}/<int:place_id>", "places_place", place)
    desk.add_url_rule(f"{at}/<int:place_id>", "places_save", save, methods=["POST"])
