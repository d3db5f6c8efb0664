"""One change for many routes: what it will touch, then what became of it, and its undoing."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app import here
from app.access import Access, allow
from app.actions.bulk import (
    MOST,
    Change,
    Outcome,
    Wanted,
    allowed_ids,
    change_many,
    undo_many,
)
from app.actions.facts import facts_of
from app.database import db
from app.desk.comparing.fields import FIELDS
from app.desk.route.facts_form import (
    DIFFICULTIES,
    LABELS,
    LICENCES,
    fields_of,
    fields_sent,
    read_facts,
    shown,
)
from app.desk.route_pages import title_of
from app.desk.sent import sent
from app.digits import number_of
from app.language import current_language
from app.messages import sentence
from app.models import Organisation, Person, Route, RouteState
from app.queries.accounts import every_organisation
from app.queries.desk_filter import DeskFilter
from app.queries.desk_list import found_ids, listed_routes, versions_of
from app.signed_in import the_person
from gis.errors import GisError
from gis.vocabulary import Practice, Role, RouteKind

CHANGES = {
    **{change: LABELS[change] for change in Change if change in LABELS},
    Change.VERIFIED: _l("Vérification"),
    Change.OWNER: FIELDS["owner"],
    Change.SEND: _l("Envoyer à la validation"),
    Change.TRASH: _l("Mettre à la corbeille"),
}
FACTS_OF = {
    Change.VERIFIED: ("verified_on", "verified_by"),
    **{change: (change.value,) for change in Change if change in LABELS},
}
"""The facts that each of them gives; their fields are those of the form of one route."""


@dataclass(frozen=True)
class Before:
    """A route that was chosen: what it says now of what is to change, and its version."""

    route: Route
    value: str
    version: int


def changes_of(person: Person) -> dict[Change, str]:
    """What somebody may change for many routes, and how it is called."""
    may = {
        change: Role.ADMINISTRATOR if change == Change.OWNER else Role.OFFICER for change in Change
    }
    return {change: str(CHANGES[change]) for change in Change if may[change] in person.roles}


@allow(Access.SIGNED_IN)
def bulk() -> ResponseReturnValue:
    """Shows the routes that were chosen and asks for the new value; once given, changes them."""
    change = _asked_change()
    chosen = _chosen()
    if not chosen:
        query = DeskFilter.from_query(request.form).to_query()
        back = url_for("desk.routes", none_chosen=1, **query)  # type: ignore[arg-type]
        return redirect(back, 303)
    if request.form.get("step") != "do":
        return _preparation(change, chosen)
    try:
        wanted = _wanted(change, chosen)
        with db.writing():
            outcome = change_many(db.session, chosen.items(), wanted, the_person(), here.now())
    except GisError as error:
        return _preparation(change, chosen, sentence(error)), 422
    return _result(change, outcome)


@allow(Access.SIGNED_IN)
def undo_bulk() -> ResponseReturnValue:
    """Takes a change back from the routes that still are as it left them."""
    change = _asked_change()
    with db.writing():
        outcome = undo_many(db.session, _chosen().items(), change, the_person())
    return _result(change, outcome, is_undone=True)


def _asked_change() -> Change:
    asked = request.form.get("change", "")
    if asked not in changes_of(the_person()):
        abort(403 if asked in list(Change) else 400)
    return Change(asked)


def _chosen() -> dict[int, int]:
    """The routes that the form names, as `id` or `id.version`; or all that its filter finds."""
    if request.form.get("everything"):
        desk_filter, today = DeskFilter.from_query(request.form), here.today()
        ids = found_ids(db.session, desk_filter, the_person(), today, current_language(), MOST + 1)
        return dict.fromkeys(ids, 0)
    named = (one.partition(".") for one in request.form.getlist("route"))
    read = ((number_of(one), number_of(version or "0")) for one, _dot, version in named)
    return {one: version for one, version in read if one is not None and version is not None}


def _wanted(change: Change, chosen: dict[int, int]) -> Wanted:
    """The new value, read by the form of one route. Raises GisError when it cannot be."""
    if change == Change.OWNER:
        owner_id = sent().number("owner")
        if owner_id is None or db.session.get(Organisation, owner_id) is None:
            raise GisError("form.unknown_choice", typed=sent().text("owner"))
        return Wanted(change, {"owner_id": owner_id})
    if change not in FACTS_OF:
        return Wanted(change, {})
    known = listed_routes(db.session, chosen, the_person())
    if not known:
        raise GisError("bulk.not_allowed")
    fields = fields_of(facts_of(next(iter(known.values()))))
    given = fields_sent(sent())
    names = [*FACTS_OF[change], *(["licence_url"] if change == Change.LICENCE else [])]
    facts = read_facts({**fields, **{name: given[name] for name in names}}, here.today())
    return Wanted(change, {name: getattr(facts, name) for name in FACTS_OF[change]})


def _preparation(change: Change, chosen: dict[int, int], refusal: str = "") -> str:
    allowed = allowed_ids(db.session, chosen, change, the_person())
    routes = listed_routes(db.session, chosen, the_person())
    versions = versions_of(db.session, chosen, change.part)
    to_change, left = [], []
    for one, route in ((one, routes[one]) for one in chosen if one in routes):
        if one not in allowed:
            left.append((route, sentence(GisError("bulk.not_allowed"))))
        elif change == Change.TRASH and route.state == RouteState.PUBLISHED:
            left.append((route, sentence(GisError("trash.published"))))
        else:
            to_change.append(Before(route, _value(route, change), versions[one]))
    return render_template(
        "desk/route_list_change.html",
        change=change,
        name=CHANGES[change],
        to_change=to_change,
        left=left,
        refusal=refusal,
        title_of=title_of,
        today=here.today(),
        kinds=tuple(RouteKind),
        practices=tuple(Practice),
        licences=[(name, name) for name in LICENCES],
        difficulties=DIFFICULTIES,
        owners=[(one.id, one.name) for one in every_organisation(db.session)],
    )


def _value(route: Route, change: Change) -> str:
    """What a route says now of what is to change."""
    if change == Change.OWNER:
        return route.owner.name
    fields = fields_of(facts_of(route))
    said = (shown(name, fields[name]) for name in FACTS_OF.get(change, ()))
    return ", ".join(words for words in said if words)


def _result(change: Change, outcome: Outcome, *, is_undone: bool = False) -> str:
    ids = [one for one, _version in outcome.done]
    ids += [*outcome.unchanged, *(one for one, _error in outcome.refused)]
    routes = listed_routes(db.session, ids, the_person())
    return render_template(
        "desk/route_list_changed.html",
        change=change,
        name=CHANGES[change],
        done=[
            Before(routes[one], _value(routes[one], change), version)
            for one, version in outcome.done
        ],
        unchanged=[routes[one] for one in outcome.unchanged],
        refused=[(routes.get(one), sentence(error)) for one, error in outcome.refused],
        is_undone=is_undone,
        title_of=title_of,
    )


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    desk.add_url_rule("/itineraires/modifier", "bulk", bulk, methods=["POST"])
    desk.add_url_rule("/itineraires/modifier/annuler", "undo_bulk", undo_bulk, methods=["POST"])
