"""The history of a route: who changed what and when, what differs, and what can be put back."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from shapely import get_coordinates, get_parts

from app import here
from app.access import Access, allow
from app.actions.contributors import may_restore
from app.actions.restoring import restore_revision
from app.actions.revisions import Clash
from app.database import db
from app.desk.comparing.differences import differences
from app.desk.comparing.events_in_words import FILTERS, changed
from app.desk.comparing.fields import part_name
from app.desk.comparing.line_comparison import line_comparison
from app.desk.comparing.parts_in_words import part_said
from app.desk.route_pages import done_at, route_of, route_page
from app.desk.sent import signed
from app.messages import sentence
from app.models import Gesture, Part, Revision, Route
from app.queries.history import (
    NOBODY,
    Change,
    Names,
    authors,
    changes,
    line_geometry,
    names_in,
    revision_of,
)
from app.queries.parts import Document, part_document, part_version
from app.signed_in import the_person
from gis.errors import GisError

TOGETHER_S = 15 * 60
"""Saves of one person on one part that follow each other this closely are shown as one."""


@dataclass(frozen=True)
class Told:
    """A revision, and what it changed in words."""

    revision: Revision
    changed: str


@allow(Access.SEE_ROUTE)
def history(route_id: int) -> ResponseReturnValue:
    """The revisions, newest first, of all parts or of one, of everybody or of one person."""
    return _list(route_of(route_id))


@allow(Access.SEE_ROUTE)
def comparison(route_id: int) -> ResponseReturnValue:
    """Two revisions of one part: what the later one says instead of the earlier one."""
    route = route_of(route_id)
    chosen = [_revision(route, request.args.get(name, type=int)) for name in ("avant", "apres")]
    before, after = sorted(chosen, key=lambda one: one.number)
    if before.part != after.part or before.part == Part.PUBLICATION:
        return _list(route, sentence(GisError("revision.two_of_a_part"))), 422
    compared = _compared(route, before.part, before.document, after.document)
    return route_page("desk/comparison.html", route, before=before, after=after, **compared)


@allow(Access.EDIT_ROUTE)
def restore(route_id: int, revision_id: int) -> ResponseReturnValue:
    """Says what putting a revision back will change; then does it."""
    route = route_of(route_id)
    revision = _revision(route, revision_id)
    if not may_restore(the_person(), route, revision):
        abort(403)
    if request.method == "GET":
        return _restore_page(route, revision)
    home = here.settings().departement.bounds
    by = signed()
    try:
        with db.writing():
            restore_revision(db.session, route, revision, by, home)
    except Clash as clash:
        return _restore_page(route, revision, refusal=sentence(clash)), 412
    except GisError as error:
        return _restore_page(route, revision, refusal=sentence(error)), 422
    is_same = part_version(db.session, route.id, revision.part) == by.seen
    return done_at("history", route, "same" if is_same else "restored")


@allow(Access.SEE_ROUTE)
def trace(route_id: int, line_id: int) -> ResponseReturnValue:
    """One version of the route's line as GeoJSON, for the map of a comparison."""
    line = line_geometry(db.session, route_id, line_id)
    if line is None:
        abort(404)
    pieces = [get_coordinates(piece).tolist() for piece in get_parts(line)]
    answer = jsonify(
        type="Feature",
        properties={"line_id": line_id},
        geometry={"type": "MultiLineString", "coordinates": pieces},
    )
    answer.mimetype = "application/geo+json"
    return answer


def _list(route: Route, refusal: str = "") -> str:
    part = request.args.get("partie", type=Part)
    person_id = request.args.get("personne", type=int)
    page = min(max(request.args.get("page", 1, type=int), 1), 10_000)
    found, has_more = changes(db.session, route.id, part=part, person_id=person_id, page=page)
    names = names_in(db.session, (one for seen in found for one in _documents(seen)))
    return route_page(
        "desk/history.html",
        route,
        groups=list(_groups(found, names, is_folded=part is None)),
        versions={
            one: part_version(db.session, route.id, one)
            for one in {change.revision.part for change in found}
        },
        author_choices=[
            ("", _("tout le monde")),
            *authors(db.session, route.id),
            (NOBODY, _("au terminal")),
        ],
        part_choices=[("", _("toutes")), *((one, part_name(one)) for one in Part)],
        part=part,
        comparable=part not in (None, Part.PUBLICATION) and len(found) > 1,
        picked=dict(zip(("apres", "avant"), (one.revision.id for one in found), strict=False)),
        person_id=person_id,
        page=page,
        has_more=has_more,
        address={"partie": part, "personne": person_id},
        refusal=refusal,
    )


def _groups(found: list[Change], names: Names, *, is_folded: bool) -> Iterator[list[Told]]:
    """Saves that one person made one after the other in the same part are folded into one."""
    groups: list[list[Change]] = []
    for change in found:
        if is_folded and groups and _goes_on(groups[-1][-1].revision, change.revision):
            groups[-1].append(change)
        else:
            groups.append([change])
    for group in groups:
        yield [Told(change.revision, changed(change, names)) for change in group]


def _goes_on(later: Revision, earlier: Revision) -> bool:
    return (
        earlier.gesture == later.gesture == Gesture.SAVED
        and (earlier.part, earlier.person_id) == (later.part, later.person_id)
        and (later.at - earlier.at).total_seconds() <= TOGETHER_S
    )


def _documents(change: Change) -> tuple[Document | None, ...]:
    return (change.before, change.revision.document)


def _revision(route: Route, revision_id: int | None) -> Revision:
    found = revision_of(db.session, route.id, revision_id or 0)
    return found or abort(404)


def _restore_page(route: Route, revision: Revision, refusal: str = "") -> str:
    if revision.part == Part.PUBLICATION:
        abort(404)
    now = part_document(route, revision.part)
    return route_page(
        "desk/revision.html",
        route,
        revision=revision,
        version=part_version(db.session, route.id, revision.part),
        refusal=refusal,
        **_compared(route, revision.part, now, revision.document),
    )


def _compared(
    route: Route, part: Part, before: Document | None, after: Document | None
) -> dict[str, object]:
    """What a template needs to show two documents of a part against each other."""
    names = names_in(db.session, [before, after])
    lines = None
    if part == Part.LINE and before and after:
        lines = line_comparison(route.id, before["line_id"], after["line_id"])
    told = (part_said(part, one, names) for one in (before, after))
    return {"differences": differences(*told), "lines": lines}


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    for name, written in FILTERS.items():
        desk.add_app_template_filter(written, name)
    at = "/itineraires/<int:route_id>"
    desk.add_url_rule(f"{at}/historique", "history", history)
    desk.add_url_rule(f"{at}/historique/comparaison", "history_comparison", comparison)
    desk.add_url_rule(
        f"{at}/historique/<int:revision_id>/restaurer",
        "history_restore",
        restore,
        methods=["GET", "POST"],
    )
    desk.add_url_rule(f"{at}/traces/<int:line_id>.geojson", "trace", trace)
