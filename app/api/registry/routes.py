"""Routes: their list, a new one, and one with all its parts."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, url_for
from sqlalchemy.orm import Session

from app.access import Access
from app.actions.beginning import begin_route
from app.actions.revisions import Signed
from app.api.registry.addresses import ROUTE
from app.api.registry.answers import PartNow, RouteNow, RoutePage, RouteRow
from app.api.registry.bodies import NewRoute, Wanted
from app.api.registry.contract import Answer, Contract, promises
from app.api.registry.line_shapes import home, intake_of
from app.database import db
from app.models import Part, Person, Route
from app.queries.editing import part_versions, routes_page, the_route
from app.queries.parts import part_document
from app.queries.people import rights_on
from app.signed_in import the_person
from gis.vocabulary import Language


@promises(Access.SIGNED_IN, Contract("The routes that one may see.", gives=RoutePage, asks=Wanted))
def routes(asked: Wanted) -> Answer:
    """One page of the routes that somebody may see."""
    person = the_person()
    total, found = routes_page(
        db.session, person, asked.q, asked.state, asked.page, is_own=asked.own
    )
    rows = [RouteRow(**_row(route)) for route in found]
    return Answer(RoutePage(total=total, page=asked.page, routes=rows))


@promises(
    Access.OFFICER,
    Contract(
        "Begins a route.",
        gives=RouteNow,
        takes=NewRoute,
        status=HTTPStatus.CREATED,
        is_large=True,
    ),
)
def new_route(body: NewRoute) -> Answer:
    """Begins a route of one's own organisation, with its line where there is one already."""
    person = the_person()
    intake = intake_of(body.line) if body.line else None
    with db.writing():
        route = begin_route(
            db.session,
            Route(number=body.number, kind=body.kind, practices=[*body.practices]),
            person.organisation,
            body.title,
            intake,
            home(),
            Signed(person),
        )
    address = url_for("api.registry_route", route_id=route.id)
    return Answer(_whole(db.session, person, route), location=address)


@promises(Access.SEE_ROUTE, Contract("A route with all its parts.", gives=RouteNow))
def one_route(route_id: int) -> Answer:
    """One route, its parts with their versions, and what one may do with it."""
    return Answer(_whole(db.session, the_person(), the_route(db.session, route_id)))


def _whole(session: Session, person: Person, route: Route) -> RouteNow:
    versions = part_versions(session, route.id)
    return RouteNow(
        **_row(route),
        rights=sorted(rights_on(session, person, route.id)),
        parts={
            part: PartNow(
                version=versions.get(part, 0),
                document=None if part == Part.PUBLICATION else part_document(route, part),
            )
            for part in Part
        },
    )


def _row(route: Route) -> dict[str, Any]:
    text = route.text(Language.FR)
    return {
        "id": route.id,
        "slug": route.slug,
        "number": route.number,
        "title": text.title if text else "",
        "kind": route.kind,
        "practices": route.practices,
        "state": route.state,
        "languages": {text.language: text.state for text in route.texts},
        "owner": route.owner.name,
        "length_m": route.line.length_m if route.line else None,
        "modified_at": route.modified_at,
        "url": url_for("api.registry_route", route_id=route.id),
    }


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    api.add_url_rule("/api/routes", "registry_routes", routes)
    api.add_url_rule("/api/routes", "registry_new_route", new_route, methods=["POST"])
    api.add_url_rule(f"/api/routes/{ROUTE}", "registry_route", one_route)
