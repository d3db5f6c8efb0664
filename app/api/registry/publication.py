"""Publication: what keeps a route from the public, and the gestures that put it there."""

from flask import Blueprint

from app import here
from app.access import Access
from app.actions.blocking import blocking_reasons
from app.actions.publication import (
    publish_route,
    seal,
    send_for_validation,
    withdraw_route,
)
from app.api.registry.addresses import ROUTE
from app.api.registry.answers import Completeness, Publication, Reason
from app.api.registry.bodies import ChosenLanguages, ToPublish
from app.api.registry.contract import Answer, Contract, promises
from app.api.registry.versions import signed_publication
from app.database import db
from app.messages import sentence
from app.models import Part, Route
from app.queries.completeness import contents_of
from app.queries.drafts import draft_sheet
from app.queries.editing import the_route
from app.queries.parts import part_version
from gis.completeness import score
from gis.findings import Finding
from gis.vocabulary import Language, Severity

PUBLISH = Access.PUBLISH_ROUTE


@promises(
    Access.SEE_ROUTE,
    Contract("How far a route has come.", gives=Publication, has_version=True),
)
def publication(route_id: int) -> Answer:
    """The state of each language, and what keeps French from being published."""
    return _state(the_route(db.session, route_id))


@promises(
    PUBLISH,
    Contract("Publishes.", gives=Publication, takes=ToPublish, writes_version=True),
)
def publish(route_id: int, body: ToPublish, seen: int) -> Answer:
    """Makes the working copy public in some languages."""
    route = the_route(db.session, route_id)
    with db.writing():
        by = signed_publication(route, seen)
        now = here.now()
        publish_route(db.session, route, now, languages=body.languages, signed=by, seen=body.seal)
    return _state(route)


@promises(PUBLISH, Contract("Withdraws a route.", gives=Publication, writes_version=True))
def withdraw(route_id: int, seen: int, language: Language = Language.FR) -> Answer:
    """Takes a route out of public sight, or one of its translations alone."""
    route = the_route(db.session, route_id)
    with db.writing():
        by = signed_publication(route, seen)
        now = here.now()
        withdraw_route(db.session, route, now, languages=(language,), signed=by)
    return _state(route)


@promises(
    Access.EDIT_ROUTE,
    Contract("Asks for validation.", gives=Publication, takes=ChosenLanguages, writes_version=True),
)
def send(route_id: int, body: ChosenLanguages, seen: int) -> Answer:
    """Asks those who may publish to look at some languages."""
    route = the_route(db.session, route_id)
    with db.writing():
        by = signed_publication(route, seen)
        send_for_validation(db.session, route, body.languages, by)
    return _state(route)


@promises(
    Access.SEE_ROUTE,
    Contract("How complete a route is, and what it lacks.", gives=Completeness),
)
def completeness(route_id: int) -> Answer:
    """Percent of what there could be, and what is missing, the weightiest first."""
    found = score(contents_of(db.session, [route_id])[route_id], here.today())
    lacks = [Finding(key, Severity.NOTE) for key in found.missing]
    missing = [Reason(key=lack.key, detail=sentence(lack)) for lack in lacks]
    return Answer(Completeness(percent=found.percent, missing=missing))


def _state(route: Route) -> Answer:
    reasons = blocking_reasons(route, here.today())
    shown = Publication(
        state=route.state,
        languages={text.language: text.state for text in route.texts},
        reasons=[Reason(key=one.key, detail=sentence(one)) for one in reasons],
        seal=_seal(route),
    )
    return Answer(shown, part_version(db.session, route.id, Part.PUBLICATION))


def _seal(route: Route) -> str | None:
    if route.line_id is None or not route.practices:
        return None
    return seal(draft_sheet(db.session, route, here.now()), route.line_id)


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    address = f"/api/routes/{ROUTE}/publication"
    language = f"{address}/<language:language>"
    api.add_url_rule(address, "registry_publication", publication)
    api.add_url_rule(address, "registry_publish", publish, methods=["POST"])
    api.add_url_rule(address, "registry_withdraw", withdraw, methods=["DELETE"])
    api.add_url_rule(language, "registry_withdraw_language", withdraw, methods=["DELETE"])
    api.add_url_rule(f"/api/routes/{ROUTE}/validation", "registry_send", send, methods=["POST"])
    api.add_url_rule(f"/api/routes/{ROUTE}/completeness", "registry_completeness", completeness)
