"""Organisations: those that people work for and that routes belong to."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.access import Access, allow
from app.actions.organisations import add_organisation, change_organisation
from app.database import db
from app.messages import sentence
from app.models import Organisation
from app.models.organisation import OrganisationKind
from app.queries.accounts import organisations_with_counts
from app.queries.people import LARGEST_ID
from gis.errors import GisError

DONE = {
    "added": _l("L’organisation est ajoutée."),
    "saved": _l("C’est enregistré."),
}


@allow(Access.ADMINISTRATOR)
def organisations() -> ResponseReturnValue:
    """The list, with how many people and routes each has."""
    done = DONE.get(request.args.get("fait", ""), "")
    rows = organisations_with_counts(db.session)
    return render_template("desk/organisations.html", rows=rows, done=done)


@allow(Access.ADMINISTRATOR)
def new_organisation() -> ResponseReturnValue:
    """The form of a new one, and what it sends."""
    if request.method == "GET":
        return _form(None)
    try:
        with db.writing():
            add_organisation(db.session, *_described())
    except GisError as error:
        return _form(None, sentence(error)), 422
    return redirect(url_for("desk.organisations", fait="added"), 303)


@allow(Access.ADMINISTRATOR)
def organisation(organisation_id: int) -> ResponseReturnValue:
    """The form of one, and what it sends."""
    found = db.session.get(Organisation, organisation_id) or abort(404)
    if request.method == "GET":
        return _form(found)
    try:
        with db.writing():
            change_organisation(db.session, found, *_described())
    except GisError as error:
        return _form(found, sentence(error)), 422
    return redirect(url_for("desk.organisations", fait="saved"), 303)


def _form(found: Organisation | None, refusal: str = "") -> str:
    """The form: what is stored, or again what was typed where it was refused."""
    if refusal:
        name, kind, website = _described()
    elif found:
        name, kind, website = found.name, found.kind, found.website
    else:
        name, kind, website = "", OrganisationKind.TOURIST_OFFICE, ""
    return render_template(
        "desk/organisation.html",
        organisation=found,
        refusal=refusal,
        name=name,
        kind=kind,
        website=website,
        kinds=list(OrganisationKind),
    )


def _described() -> tuple[str, OrganisationKind, str]:
    """What the form says of an organisation; 400 for a kind that the form does not offer."""
    kind = request.form.get("kind", "")
    if kind not in list(OrganisationKind):
        abort(400)
    return request.form.get("name", ""), OrganisationKind(kind), request.form.get("website", "")


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    one = f"/organisations/<int(max={LARGEST_ID}):organisation_id>"
    both = ["GET", "POST"]
    desk.add_url_rule("/organisations", "organisations", organisations)
    desk.add_url_rule("/organisations/nouvelle", "new_organisation", new_organisation, methods=both)
    desk.add_url_rule(one, "organisation", organisation, methods=both)
