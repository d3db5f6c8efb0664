"""The facts of a route: what it is, beside its words and its line."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import here
from app.access import Access, allow
from app.actions.facts import facts_of, save_facts
from app.actions.revisions import Clash
from app.actions.routes import rename_slug
from app.database import db
from app.desk.comparing.clash import Versions, clash_page, differing, saved_at
from app.desk.route.facts_form import (
    DIFFICULTIES,
    LABELS,
    LICENCES,
    OTHER,
    fields_of,
    fields_of_document,
    fields_sent,
    read_facts,
    shown,
    wrong_fields,
)
from app.desk.route_pages import done_at, refused, route_of, route_page
from app.desk.sent import Fields, sent, signed
from app.models import Part, Route
from app.queries.desk_figures import computed_figures
from app.queries.parts import part_version
from app.queries.seen import document_at
from app.signed_in import the_person
from app.words import kind_name, practice_name, shape_name
from gis.errors import GisError
from gis.vocabulary import FEDERATION_KINDS, Practice, RouteKind, Shape

PAGE = "desk/facts.html"


@allow(Access.SEE_ROUTE)
def facts(route_id: int) -> ResponseReturnValue:
    """The form; for who may not edit, what it holds."""
    route = route_of(route_id)
    version = part_version(db.session, route.id, Part.FACTS)
    return route_page(PAGE, route, **_form(route, version))


@allow(Access.EDIT_ROUTE)
def save(route_id: int) -> ResponseReturnValue:
    """Stores what was sent; `verified` says that the route has been checked today."""
    route, by = route_of(route_id), signed()
    typed = fields_sent(sent())
    today = here.today()
    is_verified = "verified" in request.form
    if is_verified:
        whom = the_person().organisation.name
        typed |= {"verified_on": today.isoformat(), "verified_by": whom}
    try:
        read = read_facts(typed, today)
        with db.writing():
            save_facts(db.session, route, read, by)
    except Clash as clash:
        before = document_at(db.session, route, Part.FACTS, by.seen or 0)
        versions = Versions(fields_of(read), fields_of(facts_of(route)), fields_of_document(before))
        fields = list(differing(versions, lambda name: str(LABELS[name]), shown))
        return clash_page(route, clash, url_for("desk.facts", route_id=route.id), versions, fields)
    except GisError as error:
        wrong = wrong_fields(typed, today)
        form = _form(route, by.seen or 0, typed)
        if not wrong:
            return refused(error, PAGE, route, **form)
        return route_page(PAGE, route, wrong=wrong, **form), 422
    if is_verified:
        return done_at("facts", route, "verified")
    return saved_at("facts", route, Part.FACTS, by)


@allow(Access.EDIT_ROUTE)
def rename(route_id: int) -> ResponseReturnValue:
    """Gives the route's page another address; the one it has will lead there."""
    route, by = route_of(route_id), signed()
    wanted = sent().text("slug")
    try:
        if not wanted:
            raise GisError("route.no_slug")
        with db.writing():
            rename_slug(db.session, route, wanted, by)
    except GisError as error:
        version = part_version(db.session, route.id, Part.FACTS)
        return refused(error, PAGE, route, **_form(route, version), wanted=wanted)
    return done_at("facts", route, "renamed", quoi="slug")


def _form(route: Route, version: int, typed: Fields | None = None) -> dict[str, object]:
    fields = typed or fields_of(facts_of(route))
    return {
        "fields": fields,
        "labels": LABELS,
        "shown": shown,
        "version": version,
        "computed": computed_figures(db.session, route),
        "kinds": [(kind, kind_name(kind)) for kind in RouteKind],
        "shapes": [(shape, shape_name(shape)) for shape in Shape],
        "practices": [(practice, practice_name(practice)) for practice in Practice],
        "also": [(practice, practice_name(practice)) for practice in _chosen_first(fields)],
        "licences": LICENCES,
        "licence_choices": [
            *((name, name) for name in LICENCES),
            (OTHER, _("Une autre, à écrire ci-dessous")),
        ],
        "difficulties": DIFFICULTIES,
        "is_of_the_federation": route.kind in FEDERATION_KINDS,
    }


def _chosen_first(fields: Fields) -> list[Practice]:
    """All practices, those of the route before the others: their order is what a form sends."""
    chosen = [Practice(one) for one in fields["practices"].split()[1:] if one in list(Practice)]
    return list(dict.fromkeys([*chosen, *Practice]))


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    at = "/itineraires/<int:route_id>/fiche"
    desk.add_url_rule(at, "facts", facts)
    desk.add_url_rule(at, "facts_save", save, methods=["POST"])
    desk.add_url_rule(f"{at}/adresse", "facts_rename", rename, methods=["POST"])
