"""A route begun from nothing: its name, what it is, then the map to draw it on."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Access, allow
from app.actions.beginning import begin_route
from app.actions.facts import LONGEST
from app.actions.revisions import Signed
from app.actions.texts import LONGEST_TITLE
from app.database import db
from app.desk.route.facts_form import LABELS
from app.desk.sent import Fields, sent
from app.messages import sentence
from app.models import Route
from app.signed_in import the_person
from app.words import kind_name, practice_name
from gis.errors import GisError
from gis.vocabulary import Practice, RouteKind


@allow(Access.OFFICER)
def new_route() -> ResponseReturnValue:
    """The few questions before a line can be drawn."""
    return _form({"kind": RouteKind.LOCAL_LOOP.value, "practice": Practice.WALKING.value})


@allow(Access.OFFICER)
def new_route_begun() -> ResponseReturnValue:
    """Begins a draft of one's own organisation, and leads to its map."""
    typed, person = sent(), the_person()
    try:
        with db.writing():
            route = begin_route(
                db.session, _route(typed.fields), person.organisation, _title(typed.fields),
                signed=Signed(person),
            )  # fmt: skip
    except GisError as error:
        return _form(typed.fields, sentence(error)), 422
    return redirect(url_for("desk.drawing", route_id=route.id), 303)


def _title(fields: Fields) -> str:
    title = fields.get("title", "")
    if not title:
        raise GisError("publish.no_name")
    return title


def _route(fields: Fields) -> Route:
    """Raises GisError for a kind or a practice that does not exist, or too long a number."""
    number = fields.get("number", "")
    if len(number) > LONGEST["number"]:
        raise GisError("facts.too_long", longest=LONGEST["number"])
    kind, practice = fields.get("kind", ""), fields.get("practice", "")
    for typed, choices in ((kind, RouteKind), (practice, Practice)):
        if typed not in list(choices):
            raise GisError("form.unknown_choice", typed=typed)
    return Route(number=number, kind=RouteKind(kind), practices=[practice])


def _form(fields: Fields, refusal: str = "") -> str:
    return render_template(
        "desk/new_route.html",
        fields=fields,
        refusal=refusal,
        labels=LABELS,
        kinds=[(kind.value, kind_name(kind)) for kind in RouteKind],
        practices=[(practice.value, practice_name(practice)) for practice in Practice],
        longest=LONGEST_TITLE,
    )


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    at = "/itineraires/nouveau"
    desk.add_url_rule(at, "new_route", new_route)
    desk.add_url_rule(at, "new_route_begun", new_route_begun, methods=["POST"])
