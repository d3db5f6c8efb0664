"""The trash, one route at a time: in, and out again."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app import here
from app.access import Access, allow
from app.actions.revisions import Signed
from app.actions.trash import trash_route, untrash_route
from app.database import db
from app.desk.route.overview import overview
from app.desk.route_pages import done_at, route_of
from app.messages import sentence
from app.signed_in import the_person
from gis.errors import GisError


@allow(Access.EDIT_ROUTE)
def trash(route_id: int) -> ResponseReturnValue:
    """Puts a route in the trash; its page says so, and offers to take it out."""
    now = here.now()
    try:
        with db.writing():
            trash_route(db.session, route_of(route_id), now, Signed(the_person()))
    except GisError as error:
        return overview(route_of(route_id), sentence(error)), 422
    return done_at("route", route_of(route_id), "trashed")


@allow(Access.EDIT_ROUTE)
def untrash(route_id: int) -> ResponseReturnValue:
    """Takes a route out of the trash."""
    try:
        with db.writing():
            untrash_route(db.session, route_of(route_id), Signed(the_person()))
    except GisError as error:
        return overview(route_of(route_id), sentence(error)), 422
    return done_at("route", route_of(route_id), "untrashed")


def add_to(desk: Blueprint) -> None:
    """Adds these gestures to the desk."""
    desk.add_url_rule("/itineraires/<int:route_id>/corbeille", "trash", trash, methods=["POST"])
    desk.add_url_rule(
        "/itineraires/<int:route_id>/corbeille/sortir", "untrash", untrash, methods=["POST"]
    )
