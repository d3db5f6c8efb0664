"""Who does what on a route: its pilot, those it works with, what each may do."""

from collections.abc import Iterable

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access import Access, allow
from app.actions.contributors import (
    Taking,
    hand_over,
    may_share,
    save_contributors,
    takings_of,
)
from app.actions.revisions import Clash
from app.database import db
from app.desk.comparing.clash import Versions, clash_page, differing, saved_at
from app.desk.route_pages import done_at, refused, route_of, route_page
from app.desk.sent import Sent, sent, signed
from app.digits import number_of
from app.models import Organisation, Part, Route
from app.queries.accounts import every_organisation
from app.queries.parts import part_version
from app.queries.seen import document_at
from app.signed_in import the_person
from app.words import contributor_role_name
from gis.errors import GisError
from gis.vocabulary import ContributorRole, Role

PAGE = "desk/contributors.html"


@allow(Access.SEE_ROUTE)
def contributors(route_id: int) -> ResponseReturnValue:
    """Who does what, and the form that changes it for those who may."""
    route = route_of(route_id)
    version = part_version(db.session, route.id, Part.CONTRIBUTORS)
    return route_page(PAGE, route, **_form(route, takings_of(route), version))


@allow(Access.SEE_ROUTE)
def save(route_id: int) -> ResponseReturnValue:
    """Stores who works on a route: its owner's officers and administrators say so."""
    route, by, typed = route_of(route_id), signed(), sent()
    if not may_share(the_person(), route):
        abort(403)
    named = {one.id: one.name for one in every_organisation(db.session)}
    takings = _takings(typed, named)
    try:
        with db.writing():
            save_contributors(db.session, route, takings, by)
    except Clash as clash:
        before = document_at(db.session, route, Part.CONTRIBUTORS, by.seen or 0)
        versions = Versions(
            _fields(takings),
            _fields(takings_of(route)),
            _fields(
                Taking(was["organisation_id"], was["role"], was["may_edit"], was["does"])
                for was in before.get("contributors", [])
            ),
        )
        found = list(differing(versions, lambda name: _label(name, named), _shown))
        here = url_for("desk.contributors", route_id=route.id)
        return clash_page(route, clash, here, versions, found)
    except GisError as error:
        return refused(error, PAGE, route, **_form(route, takings, by.seen or 0))
    return saved_at("contributors", route, Part.CONTRIBUTORS, by)


@allow(Access.ADMINISTRATOR)
def change_owner(route_id: int) -> ResponseReturnValue:
    """Gives the route another pilot."""
    route, by, typed = route_of(route_id), signed(), sent()
    owner = db.session.get(Organisation, typed.number("owner") or 0) or abort(400)
    try:
        with db.writing():
            hand_over(db.session, route, owner, by, stays=typed.text("stays") == "1")
    except Clash as clash:
        version = part_version(db.session, route.id, Part.CONTRIBUTORS)
        return refused(clash, PAGE, route, **_form(route, takings_of(route), version))
    return done_at("contributors", route, "owner")


def _takings(typed: Sent, named: dict[int, str]) -> list[Taking]:
    """The rows that a form holds: those that were there and are kept, and a new one."""
    found = [
        Taking(
            number,
            ContributorRole(role),
            typed.text(f"may_edit-{number}") == "1",
            typed.text(f"does-{number}"),
        )
        for name, role in typed.fields.items()
        if name.startswith("role-") and role in list(ContributorRole)
        if (number := number_of(name.removeprefix("role-"))) is not None and number in named
        if typed.text(f"drop-{number}") != "1"
    ]
    added = typed.number("organisation")
    if added in named and typed.text("role") in list(ContributorRole):
        role = ContributorRole(typed.text("role"))
        found.append(Taking(added, role, typed.text("may_edit") == "1", typed.text("does")))
    return found


def _fields(takings: Iterable[Taking]) -> dict[str, str]:
    return {
        name: value
        for one in takings
        for name, value in (
            (f"role-{one.organisation_id}", str(one.role)),
            (f"may_edit-{one.organisation_id}", "1" if one.may_edit else ""),
            (f"does-{one.organisation_id}", one.does),
        )
    }


def _label(name: str, named: dict[int, str]) -> str:
    what, _dash, number = name.partition("-")
    labels = {"role": _("Rôle"), "may_edit": _("Peut modifier"), "does": _("Ce qu’il fait")}
    return f"{named.get(int(number), number)} – {labels[what]}"


def _shown(name: str, value: str) -> str:
    if name.startswith("role-"):
        return contributor_role_name(ContributorRole(value)) if value else _("(n’y est plus)")
    if name.startswith("may_edit-"):
        return _("oui") if value else _("non")
    return value


def _form(route: Route, takings: Iterable[Taking], version: int) -> dict[str, object]:
    organisations = every_organisation(db.session)
    there = [one.organisation_id for one in takings]
    return {
        "takings": list(takings),
        "named": {one.id: one.name for one in organisations},
        "others": [
            (one.id, one.name)
            for one in organisations
            if one.id != route.owner_id and one.id not in there
        ],
        "may_share": may_share(the_person(), route),
        "may_hand_over": Role.ADMINISTRATOR in the_person().roles,
        "roles": [(role, contributor_role_name(role)) for role in ContributorRole],
        "version": version,
    }


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    at = "/itineraires/<int:route_id>/contributeurs"
    desk.add_url_rule(at, "contributors", contributors)
    desk.add_url_rule(at, "contributors_save", save, methods=["POST"])
    desk.add_url_rule(f"{at}/pilote", "contributors_owner", change_owner, methods=["POST"])
