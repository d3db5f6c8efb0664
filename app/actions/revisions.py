"""Revisions: every change of a part is written down, and nobody's is written over."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.folding import fold
from app.models import Gesture, Part, Person, Revision, Route
from app.queries.parts import last_revision, part_document
from gis.errors import GisError
from gis.vocabulary import Language, TextState


@dataclass(frozen=True)
class Signed:
    """Who makes a change, and the version of the part that they saw.

    Nobody at the terminal, where the newest version is what is meant.
    """

    by: Person | None = None
    seen: int | None = None


UNSIGNED = Signed()


class Clash(GisError):
    """Somebody else was faster: `theirs` is the revision that the writer had not seen."""

    def __init__(self, part: Part, theirs: Revision) -> None:
        super().__init__("revision.clash", author=theirs.author)
        self.part = part
        self.theirs = theirs


def lock_route(session: Session, route: Route) -> None:
    """Keeps other writers from a route until the transaction ends, and reads it anew."""
    session.flush()
    session.execute(select(Route.id).where(Route.id == route.id).with_for_update())
    session.expire_all()


@contextmanager
def revised(
    session: Session,
    route: Route,
    part: Part,
    signed: Signed = UNSIGNED,
    gesture: Gesture = Gesture.SAVED,
) -> Iterator[None]:
    """Writes down what the block makes of one part of a route, which stays locked.

    What changes nothing leaves no revision. Raises Clash, before the block, when the part has
    changed since the version that was seen.
    """
    lock_route(session, route)
    last = last_revision(session, route.id, part)
    number = last.number if last else 0
    if last is not None and signed.seen is not None and signed.seen != number:
        raise Clash(part, last)
    before = part_document(route, part)
    yield
    session.flush()
    session.expire(route)
    after = part_document(route, part)
    if after == before:
        return
    if last is None and before is not None:
        session.add(_revision(route, part, 0, Gesture.BEGUN, UNSIGNED, before))
    session.add(_revision(route, part, number + 1, gesture, signed, after or {}))
    _touch(route, part)
    session.flush()


def note(
    session: Session,
    route: Route,
    gesture: Gesture,
    signed: Signed = UNSIGNED,
    *,
    remark: str = "",
    **document: Any,
) -> None:
    """Writes down what happened to a route as a whole: sent, published, trashed …"""
    last = last_revision(session, route.id, Part.PUBLICATION)
    number = last.number + 1 if last else 1
    noted = _revision(route, Part.PUBLICATION, number, gesture, signed, document)
    noted.remark = remark
    session.add(noted)
    route.modified_at = func.now()
    session.flush()


def _revision(
    route: Route,
    part: Part,
    number: int,
    gesture: Gesture,
    signed: Signed,
    document: dict[str, Any],
) -> Revision:
    revision = Revision(
        route_id=route.id,
        part=part,
        number=number,
        gesture=gesture,
        person_id=signed.by.id if signed.by else None,
        author=signed.by.name if signed.by else "",
        document=document,
    )
    if gesture == Gesture.BEGUN:
        revision.at = route.created_at
    return revision


def _touch(route: Route, part: Part) -> None:
    """What is public and then changed is a draft again; what waits for validation waits on."""
    route.modified_at = func.now()
    route.search_text = fold(" ".join([route.number, *(text.title for text in route.texts)]))
    text = route.text(part.language or Language.FR)
    if text and text.state in (TextState.PUBLISHED, TextState.WITHDRAWN):
        text.state = TextState.DRAFT
