"""In short: where a route stands, what is missing, and the next thing to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from shapely import MultiLineString

from app import here
from app.access import Access, allow
from app.actions.blocking import blocking_reasons
from app.database import db
from app.desk.comparing.events_in_words import changed
from app.desk.route.history import Told
from app.desk.route.mending import reason_said
from app.desk.route.returned import returned
from app.desk.route_pages import route_of, route_page
from app.language import current_language
from app.messages import located_sentence, sentence
from app.models import Route, RouteState
from app.queries.completeness import contents_of
from app.queries.desk_list import drawn_pieces
from app.queries.drafts import draft_sheet
from app.queries.history import changes, names_in
from app.queries.people import Right, rights_on
from app.queries.routes import left_to_check
from app.signed_in import the_person
from gis.completeness import Score, score
from gis.findings import Finding
from gis.vocabulary import Language, Practice, Severity, TextState

LAST_CHANGES = 5
TABS = {
    "complete.title": "texts",
    "complete.summary": "texts",
    "complete.description": "texts",
    "complete.departure": "texts",
    "complete.arrival": "texts",
    "complete.how_to_come": "texts",
    "complete.english": "texts",
    "complete.spanish": "texts",
    "complete.practice": "facts",
    "complete.licence": "facts",
    "complete.difficulty": "facts",
    "complete.verified": "facts",
    "complete.way": "steps",
    "complete.photo": "photos",
}
"""On which page each of what is missing is said; a line comes from a file."""
LANGUAGES = {"complete.english": Language.EN, "complete.spanish": Language.ES}


@dataclass(frozen=True)
class Link:
    """Something to do, and the page where it is done; none where the desk has none."""

    words: str
    address: str


@allow(Access.SEE_ROUTE)
def route(route_id: int) -> ResponseReturnValue:
    """The first page of a route at the desk."""
    return overview(route_of(route_id))


def overview(route: Route, refusal: str = "") -> str:
    """The page, with why a gesture on it was refused."""
    now = here.now()
    rights = rights_on(db.session, the_person(), route.id)
    complete = score(contents_of(db.session, [route.id])[route.id], now.date())
    blocking = blocking_reasons(route, now.date())
    sheet = draft_sheet(db.session, route, now) if route.line and route.practices else None
    pieces = (
        sheet.sketch.pieces if sheet else drawn_pieces(db.session, [route.id]).get(route.id, ())
    )
    practice = Practice(route.practices[0]) if route.practices else Practice.WALKING
    return route_page(
        "desk/overview.html",
        route,
        refusal=refusal,
        sheet=sheet,
        practice=practice,
        pieces=pieces,
        bounds=MultiLineString(pieces).bounds,
        complete=complete,
        missing=[
            Link(sentence(Finding(key, Severity.NOTE)), _tab(route, key))
            for key in complete.missing
        ],
        next_step=_next_step(route, rights, complete, blocking),
        returned=returned(route),
        blocking=[reason_said(route, reason) for reason in blocking],
        to_check=[reason_said(route, finding) for finding in left_to_check(route)],
        findings=_line_findings(route),
        last=_last_changes(route),
    )


def _next_step(
    route: Route, rights: frozenset[Right], complete: Score, blocking: Sequence[Finding]
) -> Link | None:
    """The one thing that most helps this route on, of those that its reader may do."""
    states = {text.state for text in route.texts}
    publication = url_for("desk.publication", route_id=route.id)
    if route.trashed_at:
        return None
    if Right.PUBLISH in rights and TextState.TO_VALIDATE in states:
        return Link(_("Relire et publier"), publication)
    is_up_to_date = route.state == RouteState.PUBLISHED and states == {TextState.PUBLISHED}
    if not is_up_to_date and Right.EDIT in rights:
        if blocking or complete.percent < 60:
            return Link(_("Compléter"), _first_tab(route, complete))
        if TextState.TO_VALIDATE not in states:
            may_publish = Right.PUBLISH in rights
            return Link(_("Publier") if may_publish else _("Envoyer à la validation"), publication)
    if route.state == RouteState.PUBLISHED:
        address = url_for("site.route", lang=current_language(), slug=route.slug)
        return Link(_("Voir la page publique"), address)
    return None


def _first_tab(route: Route, complete: Score) -> str:
    tabs = (_tab(route, key) for key in complete.missing)
    first_texts = url_for("desk.texts", route_id=route.id, language=Language.FR)
    return next((tab for tab in tabs if tab), first_texts)


def _tab(route: Route, key: str) -> str:
    tab = TABS.get(key)
    if tab == "texts":
        language = LANGUAGES.get(key, Language.FR)
        return url_for("desk.texts", route_id=route.id, language=language)
    return url_for(f"desk.{tab}", route_id=route.id) if tab else ""


def _line_findings(route: Route) -> list[str]:
    """The remarks on the line, those that block publication first."""
    found = [Finding(**finding) for finding in (route.line.findings if route.line else [])]
    order = list(Severity)
    return [
        located_sentence(one) for one in sorted(found, key=lambda one: order.index(one.severity))
    ]


def _last_changes(route: Route) -> list[Told]:
    newest, _are_more = changes(db.session, route.id)
    newest = newest[:LAST_CHANGES]
    documents = [one for change in newest for one in (change.before, change.revision.document)]
    names = names_in(db.session, documents)
    return [Told(change.revision, changed(change, names)) for change in newest]


def add_to(desk: Blueprint) -> None:
    """Adds this page to the desk."""
    desk.add_url_rule("/itineraires/<int:route_id>", "route", route)
