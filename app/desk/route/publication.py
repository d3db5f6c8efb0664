"""The publication of a route: what the public would read, and who decides it."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app import here
from app.access import Access, allow
from app.actions.blocking import blocking_reasons
from app.actions.gaps import declare_gaps
from app.actions.publication import (
    NotPublishable,
    Unseen,
    publish_route,
    send_back,
    send_for_validation,
    withdraw_route,
)
from app.actions.revisions import Clash, Signed
from app.database import db
from app.desk.route.publication_page import publication_page
from app.desk.route_pages import done_at, route_of, route_page
from app.desk.sent import signed
from app.messages import sentence
from app.models import Route
from app.queries.sheets import public_sheet
from app.signed_in import the_person
from gis.errors import GisError
from gis.vocabulary import Language

LONGEST_REMARK = 2_000


@allow(Access.SEE_ROUTE)
def publication(route_id: int) -> ResponseReturnValue:
    """Each language's state, what differs from what is public, and what is lacking."""
    return publication_page(route_of(route_id))


@allow(Access.PUBLISH_ROUTE)
def publish(route_id: int) -> ResponseReturnValue:
    """Makes public what was shown, and nothing else: what has changed since is shown anew."""
    route = route_of(route_id)
    seen = request.form["seal"]
    try:
        with db.writing():
            publish_route(
                db.session,
                route,
                here.now(),
                languages=_languages(),
                signed=Signed(the_person()),
                seen=seen,
            )
    except Unseen as error:
        return publication_page(route, sentence(error)), 412
    except NotPublishable as error:
        return publication_page(route, " ".join(map(sentence, error.reasons))), 422
    except GisError as error:
        return publication_page(route, sentence(error)), 422
    return done_at("publication", route, "published")


@allow(Access.EDIT_ROUTE)
def send(route_id: int) -> ResponseReturnValue:
    """Asks those who may publish to look at some languages."""
    route = route_of(route_id)
    try:
        with db.writing():
            send_for_validation(db.session, route, _languages(), Signed(the_person()))
    except GisError as error:
        return publication_page(route, sentence(error)), 422
    is_blocked = bool(blocking_reasons(route, here.now().date()))
    return done_at("publication", route, "sent_blocked" if is_blocked else "sent", quoi="send")


@allow(Access.PUBLISH_ROUTE)
def give_back(route_id: int) -> ResponseReturnValue:
    """Gives languages that wait for validation back to who wrote them."""
    route = route_of(route_id)
    remark = request.form.get("remark", "").replace("\0", "").strip()[:LONGEST_REMARK]
    try:
        with db.writing():
            send_back(db.session, route, _languages(), remark, Signed(the_person()))
    except GisError as error:
        return publication_page(route, sentence(error)), 422
    return done_at("publication", route, "returned")


@allow(Access.PUBLISH_ROUTE)
def withdraw(route_id: int) -> ResponseReturnValue:
    """Says what withdrawing means; then takes the route, or a translation, out of sight."""
    route = route_of(route_id)
    if request.method == "GET":
        return _withdraw_page(route)
    now = here.now()
    try:
        with db.writing():
            withdraw_route(
                db.session, route, now, languages=_languages(), signed=Signed(the_person())
            )
    except GisError as error:
        return _withdraw_page(route, sentence(error)), 422
    return done_at("publication", route, "withdrawn")


@allow(Access.EDIT_ROUTE)
def gaps(route_id: int) -> ResponseReturnValue:
    """Notes that the gaps of the line are known, or no longer."""
    route = route_of(route_id)
    is_declared = request.form.get("declared") == "1"
    try:
        with db.writing():
            declare_gaps(db.session, route, is_declared, signed())
    except Clash as clash:
        return publication_page(route, sentence(clash)), 412
    except GisError as error:
        return publication_page(route, sentence(error)), 422
    done = "declared" if is_declared else "undeclared"
    return done_at("publication", route, done, quoi="gaps")


def _languages() -> list[Language]:
    """The languages that were ticked. Raises GisError where there is none."""
    known = {str(language) for language in Language}
    chosen = [Language(one) for one in request.form.getlist("language") if one in known]
    if not chosen:
        raise GisError("publish.no_language")
    return chosen


def _withdraw_page(route: Route, refusal: str = "") -> str:
    public = public_sheet(db.session, route.id)
    languages = [one for one in Language if public and one in public.sheet.texts]
    return route_page("desk/withdraw.html", route, languages=languages, refusal=refusal)


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    at = "/itineraires/<int:route_id>/publication"
    desk.add_url_rule(at, "publication", publication)
    for path, view, methods in (
        ("publier", publish, ["POST"]),
        ("envoyer", send, ["POST"]),
        ("renvoyer", give_back, ["POST"]),
        ("retirer", withdraw, ["GET", "POST"]),
        ("coupures", gaps, ["POST"]),
    ):
        desk.add_url_rule(f"{at}/{path}", f"publication_{view.__name__}", view, methods=methods)
