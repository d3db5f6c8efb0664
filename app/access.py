"""Who may use an endpoint: each view declares it, and an undeclared one answers nobody."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from werkzeug.datastructures import WWWAuthenticate

from app.database import db
from app.queries.people import Right, rights_on
from app.signed_in import is_from_own_page, signed_in
from gis.vocabulary import Role

View = TypeVar("View", bound=Callable[..., object])


class Access(StrEnum):
    """To whom an endpoint answers.

    The last three are about the route that the address names, by `route_id`: who may see,
    edit or publish that one.
    """

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"
    SEE_ROUTE = "see_route"
    EDIT_ROUTE = "edit_route"
    PUBLISH_ROUTE = "publish_route"


ROLES = {Access.OFFICER: Role.OFFICER, Access.ADMINISTRATOR: Role.ADMINISTRATOR}
RIGHTS = {
    Access.SEE_ROUTE: Right.SEE,
    Access.EDIT_ROUTE: Right.EDIT,
    Access.PUBLISH_ROUTE: Right.PUBLISH,
}


def allow(access: Access) -> Callable[[View], View]:
    """Declares who may use the view below it."""

    def declare(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return declare


def access_of(app: Flask, endpoint: str) -> Access | None:
    """What the view of `endpoint` declares."""
    return getattr(app.view_functions[endpoint], "access", None)


def _let_in() -> Response | None:
    """Stops whoever an endpoint is not for; a page leads those who are not signed in there."""
    if not request.endpoint:
        return None
    access = access_of(current_app, request.endpoint)
    if access is None:
        abort(403)
    if access == Access.PUBLIC:
        return None
    person = signed_in()
    if person is None:
        if request.blueprint != "desk":
            abort(401, www_authenticate=WWWAuthenticate("bearer"))
        here = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("desk.sign_in", suite=here), 303)  # type: ignore[return-value]
    if not is_from_own_page():
        abort(403)
    if access in ROLES and ROLES[access] not in person.roles:
        abort(403)
    if access in RIGHTS:
        route_id = (request.view_args or {})["route_id"]
        rights = rights_on(db.session, person, route_id)
        if Right.SEE not in rights:
            abort(404)
        if RIGHTS[access] not in rights:
            abort(403)
    return None


def init_access(app: Flask) -> None:
    """Refuses, before any view runs, whatever has not declared its access or lets nobody in."""
    app.before_request(_let_in)
