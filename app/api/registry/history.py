"""Revisions: what became of each part, and how to go back."""

from flask import Blueprint, abort

from app.access import Access
from app.actions.contributors import may_restore
from app.actions.restoring import restore_revision
from app.api.registry.addresses import NUMBER, PART, ROUTE
from app.api.registry.answers import PartNow, RevisionPage, RevisionRow
from app.api.registry.bodies import WantedRevisions
from app.api.registry.contract import Answer, Contract, promises
from app.api.registry.line_shapes import home
from app.api.registry.versions import signed
from app.database import db
from app.models import Part
from app.queries.editing import revision_numbered, revisions_page, the_route
from app.queries.parts import part_document, part_version
from app.signed_in import the_person

ROW = ("part", "number", "gesture", "author", "at", "remark", "document")


@promises(
    Access.SEE_ROUTE,
    Contract("The revisions of a route, the newest first.", RevisionPage, asks=WantedRevisions),
)
def revisions(route_id: int, asked: WantedRevisions) -> Answer:
    """One page of the revisions of a route, of one part or of all."""
    total, found = revisions_page(db.session, route_id, asked.part, asked.page)
    rows = [RevisionRow(**{name: getattr(one, name) for name in ROW}) for one in found]
    return Answer(RevisionPage(total=total, page=asked.page, revisions=rows))


@promises(
    Access.EDIT_ROUTE,
    Contract("Makes a part what it was.", gives=PartNow, writes_version=True),
)
def restore(route_id: int, part: str, number: int, seen: int) -> Answer:
    """Makes a part what it was after one of its revisions; that is a new revision."""
    route = the_route(db.session, route_id)
    named = Part(part)
    found = revision_numbered(db.session, route_id, named, number) or abort(404)
    if not may_restore(the_person(), route, found):
        abort(403)
    with db.writing():
        restore_revision(db.session, route, found, signed(route, named, seen), home())
    version = part_version(db.session, route_id, named)
    return Answer(PartNow(version=version, document=part_document(route, named)), version)


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    address = f"/api/routes/{ROUTE}/revisions"
    api.add_url_rule(address, "registry_revisions", revisions)
    api.add_url_rule(
        f"{address}/{PART}/{NUMBER}/restore", "registry_restore", restore, methods=["POST"]
    )
