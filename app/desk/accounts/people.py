"""People: who may come in, for which organisation, and what they may do there."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app import here
from app.access import Access, allow
from app.actions import people as gestures
from app.actions.accounts import LINK_LASTS, make_link
from app.database import db
from app.messages import sentence
from app.models import Organisation, Person
from app.queries.accounts import (
    PEOPLE_PER_PAGE,
    every_organisation,
    organisation_called,
    people_found,
)
from app.queries.people import LARGEST_ID
from app.signed_in import password_link, the_person
from gis.errors import GisError
from gis.vocabulary import Role

DONE = {
    "saved": _l("C’est enregistré."),
    "closed": _l("Ce compte est fermé : ses sessions et ses jetons sont terminés."),
    "reopened": _l("Ce compte est rouvert, avec le mot de passe d’avant."),
}
ROLES = {
    Role.READER: _l("Voit les brouillons de son organisation, sans rien modifier."),
    Role.OFFICER: _l("Décrit les itinéraires de son organisation et les envoie à valider."),
    Role.VALIDATOR: _l("Publie et retire les itinéraires de son organisation."),
    Role.ADMINISTRATOR: _l("Voit tout ; gère les personnes et les organisations."),
}
"""What each role may do, beside its name."""


@allow(Access.ADMINISTRATOR)
def people() -> ResponseReturnValue:
    """The list, searched by name, address or organisation."""
    words = request.args.get("q", "")
    page = max(1, request.args.get("page", 1, type=int))
    total, shown = people_found(db.session, words, min(page, 1000))
    return render_template(
        "desk/people.html",
        words=words,
        total=total,
        people=shown,
        page_number=page,
        last_page=max(1, -(-total // PEOPLE_PER_PAGE)),
    )


@allow(Access.ADMINISTRATOR)
def new_person() -> ResponseReturnValue:
    """The form of a new account, and what it sends: a link is shown, no password."""
    if request.method == "GET":
        return _form(None)
    try:
        with db.writing():
            email = request.form.get("email", "")
            invited = gestures.add_person(db.session, email, *_described())
            secret = make_link(db.session, invited, here.now())
    except GisError as error:
        return _form(None, refusal=sentence(error)), 422
    return _form(invited, link=password_link(secret), is_new=True), 201


@allow(Access.ADMINISTRATOR)
def person(person_id: int) -> ResponseReturnValue:
    """Somebody's account, and what its form sends."""
    found = _found(person_id)
    if request.method == "GET":
        return _form(found)
    return _after("saved", found, lambda: gestures.change_person(db.session, found, *_described()))


@allow(Access.ADMINISTRATOR)
def person_link(person_id: int) -> ResponseReturnValue:
    """Makes a link at which somebody chooses a password, and shows it, this once."""
    found = _found(person_id)
    with db.writing():
        secret = make_link(db.session, found, here.now())
    return _form(found, link=password_link(secret)), 201


@allow(Access.ADMINISTRATOR)
def close_account(person_id: int) -> ResponseReturnValue:
    """Somebody has left."""
    found = _found(person_id)
    return _after("closed", found, lambda: gestures.close_account(db.session, found))


@allow(Access.ADMINISTRATOR)
def reopen_account(person_id: int) -> ResponseReturnValue:
    """Somebody is back."""
    found = _found(person_id)
    return _after("reopened", found, lambda: gestures.reopen_account(db.session, found))


def _after(done: str, found: Person, gesture: Callable[[], None]) -> ResponseReturnValue:
    """The page of somebody after a gesture, or why it was refused."""
    try:
        with db.writing():
            gesture()
    except GisError as error:
        return _form(found, refusal=sentence(error)), 422
    return redirect(url_for("desk.person", person_id=found.id, fait=done), 303)


def _form(found: Person | None, refusal: str = "", **values: object) -> str:
    """The form of an account: what is stored, or again what was typed where it was refused."""
    is_typed = bool(refusal) and "name" in request.form
    name, organisation, roles = _typed() if is_typed else _stored(found)
    return render_template(
        "desk/person.html",
        whose=found,
        refusal=refusal,
        name=name,
        organisation=organisation,
        roles=roles,
        organisations=[(one.key, one.name) for one in every_organisation(db.session)],
        role_words=ROLES,
        done=DONE.get(request.args.get("fait", ""), ""),
        link_until=(here.now() + LINK_LASTS).date(),
        **values,
    )


def _typed() -> tuple[str, str, list[str]]:
    """Name, key of the organisation and roles that were sent."""
    form = request.form
    return form.get("name", ""), form.get("organisation", ""), form.getlist("role")


def _stored(found: Person | None) -> tuple[str, str, list[str]]:
    """The same of somebody; who is invited joins whoever invites, at first to read only."""
    if found is None:
        return "", the_person().organisation.key, [Role.READER]
    return found.name, found.organisation.key, found.roles


def _described() -> tuple[str, Organisation, list[Role]]:
    """What the form says of somebody. Raises GisError `organisation.unknown`."""
    name, key, roles = _typed()
    return name, organisation_called(db.session, key), [role for role in Role if role in roles]


def _found(person_id: int) -> Person:
    return db.session.get(Person, person_id) or abort(404)


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    one = f"/personnes/<int(max={LARGEST_ID}):person_id>"
    both = ["GET", "POST"]
    desk.add_url_rule("/personnes", "people", people)
    desk.add_url_rule("/personnes/nouvelle", "new_person", new_person, methods=both)
    desk.add_url_rule(one, "person", person, methods=both)
    desk.add_url_rule(f"{one}/lien", "person_link", person_link, methods=["POST"])
    desk.add_url_rule(f"{one}/fermer", "close_account", close_account, methods=["POST"])
    desk.add_url_rule(f"{one}/rouvrir", "reopen_account", reopen_account, methods=["POST"])
