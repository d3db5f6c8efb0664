"""The instructions along a route: reworded, checked, added, proposed from the line."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access import Access, allow
from app.actions.cues import propose_steps
from app.actions.revisions import Clash
from app.actions.steps import StepWords, add_step, reword_steps
from app.cues import in_every_language
from app.database import db
from app.desk.comparing.clash import Versions, clash_page, differing, saved_at
from app.desk.route_pages import done_at, refused, route_of, route_page
from app.desk.sent import Fields, Sent, sent, signed
from app.messages import sentence
from app.models import Part, Route
from app.queries.parts import part_version
from app.queries.seen import document_at
from app.words import LANGUAGE_NAMES
from gis.errors import GisError
from gis.vocabulary import Language

PAGE = "desk/steps.html"
STEPS_A_PAGE = 40


@allow(Access.SEE_ROUTE)
def steps(route_id: int) -> ResponseReturnValue:
    """The instructions, some to a page, in order along the line."""
    route = route_of(route_id)
    version = part_version(db.session, route.id, Part.STEPS)
    return route_page(PAGE, route, **_form(route, _stored(route), version))


@allow(Access.EDIT_ROUTE)
def save(route_id: int) -> ResponseReturnValue:
    """Stores the words of the instructions that the page showed; the others stay as they are."""
    route, by, typed = route_of(route_id), signed(), sent()
    mine = {name: value for name, value in typed.fields.items() if "-" in name and "." not in name}
    try:
        with db.writing():
            reword_steps(db.session, route, _kept(route, typed), by)
    except Clash as clash:
        there = _stored(route)
        theirs = {name: there.get(name, "") for name in {**mine}}
        before = _fields(document_at(db.session, route, Part.STEPS, by.seen or 0).get("steps", []))
        found = list(differing(Versions(mine, theirs, before), _label, _shown, _long(mine)))
        here = url_for("desk.steps", route_id=route.id, page=_page())
        return clash_page(route, clash, here, Versions(mine, theirs, before), found)
    except GisError as error:
        shown = _form(route, {**_stored(route), **mine}, by.seen or 0)
        return refused(error, PAGE, route, **shown)
    return saved_at("steps", route, Part.STEPS, by, page=_page())


@allow(Access.EDIT_ROUTE)
def add(route_id: int) -> ResponseReturnValue:
    """Adds an instruction at a kilometre of the line."""
    route, typed = route_of(route_id), sent()
    try:
        at_m = typed.kilometres("at_km") * 1000
        with db.writing():
            add_step(db.session, route, at_m, {Language.FR: typed.text("fr")}, signed())
    except GisError as error:
        return _again(route, error, typed)
    ahead = sum(step.at_m <= at_m for step in route.steps)
    return done_at("steps", route, "added", page=(ahead - 1) // STEPS_A_PAGE + 1)


@allow(Access.EDIT_ROUTE)
def propose(route_id: int) -> ResponseReturnValue:
    """Takes what the line suggests; never over what is there, unless asked to."""
    route, typed = route_of(route_id), sent()
    try:
        with db.writing():
            propose_steps(
                db.session,
                route,
                in_every_language,
                replace=typed.text("replace") == "1",
                signed=signed(),
            )
    except GisError as error:
        return _again(route, error, typed)
    return done_at("steps", route, "proposed")


def _again(route: Route, error: GisError, typed: Sent) -> ResponseReturnValue:
    """The page as it is now, and why nothing was added; a clash is told like any refusal."""
    version = part_version(db.session, route.id, Part.STEPS)
    status = 412 if isinstance(error, Clash) else 422
    shown = {**_form(route, _stored(route), version), "typed": typed.fields}
    return route_page(PAGE, route, refusal=sentence(error), **shown), status


def _kept(route: Route, typed: Sent) -> list[StepWords]:
    stored = _stored(route)
    return [
        StepWords(
            step.id,
            {one: words for one in Language if (words := _word(typed, stored, one, step.id))},
            to_check=step.to_check and typed.text(f"checked-{step.id}") != "1",
        )
        for step in route.steps
        if typed.text(f"drop-{step.id}") != "1"
    ]


def _word(typed: Sent, stored: Fields, language: Language, number: int) -> str:
    name = f"{language}-{number}"
    return typed.text(name) if name in typed.fields else stored.get(name, "")


def _stored(route: Route) -> dict[str, str]:
    return _fields(
        [{"id": one.id, "texts": one.texts, "to_check": one.to_check} for one in route.steps]
    )


def _fields(steps: list[dict[str, object]]) -> dict[str, str]:
    """Each instruction's words by language, and whether it was checked."""
    found: dict[str, str] = {}
    for step in steps:
        texts: dict[str, str] = step["texts"]  # type: ignore[assignment]
        found |= {f"{one}-{step['id']}": texts.get(one, "") for one in Language}
        found[f"checked-{step['id']}"] = "" if step["to_check"] else "1"
    return found


def _label(name: str) -> str:
    what, _dash, _number = name.partition("-")
    if what in list(Language):
        return _("Instruction en %(language)s", language=LANGUAGE_NAMES[Language(what)])
    return _("Vérifiée") if what == "checked" else _("Supprimée")


def _shown(name: str, value: str) -> str:
    if name.startswith(("checked-", "drop-")):
        return _("oui") if value else _("non")
    return value


def _long(fields: Fields) -> list[str]:
    return [name for name in fields if name.partition("-")[0] in list(Language)]


def _page() -> int:
    return max(request.args.get("page", 1, type=int), 1)


def _form(route: Route, fields: Fields, version: int) -> dict[str, object]:
    first = (_page() - 1) * STEPS_A_PAGE
    return {
        "fields": fields,
        "shown_steps": route.steps[first : first + STEPS_A_PAGE],
        "page": _page(),
        "pages": max(1, -(-len(route.steps) // STEPS_A_PAGE)),
        "to_check": [step.number for step in route.steps if step.to_check],
        "version": version,
        "typed": {},
    }


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    at = "/itineraires/<int:route_id>/pas-a-pas"
    desk.add_url_rule(at, "steps", steps)
    desk.add_url_rule(at, "steps_save", save, methods=["POST"])
    desk.add_url_rule(f"{at}/ajouter", "steps_add", add, methods=["POST"])
    desk.add_url_rule(f"{at}/proposer", "steps_propose", propose, methods=["POST"])
