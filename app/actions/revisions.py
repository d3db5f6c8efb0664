"""Revisions: every change of a part is written down, and nobody's is written over."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.folding import fold
from app.models import Gesture, Part, Person, Revision, Route, RouteText
from app.queries.parts import Document, is_behind, last_revision, part_document
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
CARRIED = (Part.FACTS, Part.TEXT_FR, Part.TEXT_EN, Part.TEXT_ES, Part.STEPS)
"""What an edit of the line may change beside it: names of ends that change places, a shape,
instructions that come or go with a stretch."""


class Clash(GisError):
    """Somebody else was faster: `theirs` is the revision that the writer had not seen."""

    def __init__(self, part: Part, theirs: Revision) -> None:
        if theirs.author:
            super().__init__("revision.clash", author=theirs.author)
        else:
            super().__init__("revision.clash_unsigned")
        self.part = part
        self.theirs = theirs


def lock_route(session: Session, route: Route) -> None:
    """Keeps other writers from a route until the transaction ends, and reads it anew."""
    session.flush()
    session.execute(select(Route.id).where(Route.id == route.id).with_for_update())
    session.expire_all()


def lock_seen(session: Session, route: Route, part: Part, signed: Signed) -> None:
    """Locks a route. Raises Clash when a part has changed since the version that was seen."""
    lock_route(session, route)
    last = last_revision(session, route.id, part)
    if last is not None and signed.seen is not None and signed.seen != last.number:
        raise Clash(part, last)


@contextmanager
def revised(
    session: Session,
    route: Route,
    part: Part,
    signed: Signed = UNSIGNED,
    gesture: Gesture = Gesture.SAVED,
) -> Iterator[None]:
    """Writes down what the block makes of one part of a route, which stays locked.

    What changes nothing leaves no revision; what a line carries with it has a revision of its
    own. Raises Clash, before the block, when the part has changed since the version that was
    seen.
    """
    lock_seen(session, route, part, signed)
    parts = (part, *CARRIED) if part == Part.LINE else (part,)
    before = {one: part_document(route, one) for one in parts}
    followed = [] if part != Part.LINE else _up_to_date(session, route)
    yield
    session.flush()
    session.expire(route)
    for one, was in before.items():
        now = part_document(route, one)
        if now == was or (one != part and _told(was) == _told(now)):
            continue
        number = _write_down(session, route, one, signed, gesture, was, now or {})
        if one == Part.TEXT_FR:
            for text in followed:
                text.translates = number
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


def _up_to_date(session: Session, route: Route) -> list[RouteText]:
    """The translations that follow the French words as they are."""
    return [
        text
        for text in route.texts
        if text.language != Language.FR and not is_behind(session, route, text.language)
    ]


def _told(document: Document | None) -> object:
    """What a document says; where instructions are is told by the line's."""
    if document is None or "steps" not in document:
        return document
    return [(step["id"], step["texts"], step["to_check"]) for step in document["steps"]]


def _write_down(
    session: Session,
    route: Route,
    part: Part,
    signed: Signed,
    gesture: Gesture,
    before: Document | None,
    now: Document,
) -> int:
    """Adds a revision of a part, and first what was there before anybody's; gives its number."""
    last = last_revision(session, route.id, part)
    if last is None and before is not None:
        session.add(_revision(route, part, 0, Gesture.BEGUN, UNSIGNED, before))
    number = last.number + 1 if last else 1
    session.add(_revision(route, part, number, gesture, signed, now))
    _touch(route, part)
    return number


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
    """What is public and then changed is told so; what waits for validation waits on."""
    route.modified_at = func.now()
    route.search_text = fold(" ".join([route.number, *(text.title for text in route.texts)]))
    text = route.text(part.language or Language.FR)
    if text and text.state == TextState.PUBLISHED:
        text.state = TextState.MODIFIED
    elif text and text.state == TextState.WITHDRAWN:
        text.state = TextState.DRAFT
