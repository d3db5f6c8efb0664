"""Seen: what a part held at a version that somebody read, or that a translation followed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Part, Revision, Route
from app.queries.parts import Document, part_document, part_version
from gis.vocabulary import Language


def document_at(session: Session, route: Route, part: Part, number: int) -> Document:
    """What a part held at one of its versions; nothing where that was not written down."""
    if number == part_version(session, route.id, part):
        return part_document(route, part) or {}
    found = session.scalar(
        select(Revision.document).where(
            Revision.route_id == route.id, Revision.part == part, Revision.number == number
        )
    )
    return found or {}


def french_followed(session: Session, route: Route, language: Language) -> Document | None:
    """The French words that a translation was last brought up to, or that there were first."""
    text = route.text(language)
    if text is None:
        return None
    return document_at(session, route, Part.TEXT_FR, text.translates or 0) or None
