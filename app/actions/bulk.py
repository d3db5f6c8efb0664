"""Bulk: one change made to many routes, each of them wholly or not at all."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import Session

from app.actions.contributors import hand_over
from app.actions.facts import facts_of, save_facts
from app.actions.publication import send_back, send_for_validation
from app.actions.restoring import restore_revision
from app.actions.revisions import Signed, lock_route, lock_seen
from app.actions.trash import trash_route, untrash_route
from app.models import Gesture, Organisation, Part, Person, Revision, Route
from app.queries.parts import last_revision, part_version
from app.queries.people import edited_by, seen_by
from gis.errors import GisError
from gis.vocabulary import Language, Role, TextState

MOST = 200
"""Routes in one change: what an officer can still look through."""


class Change(StrEnum):
    """What may be changed for many routes at once."""

    VERIFIED = "verified"
    DIFFICULTY = "difficulty"
    WAYMARKING = "waymarking"
    PRACTICES = "practices"
    KIND = "kind"
    LICENCE = "licence"
    REDISTRIBUTABLE = "redistributable"
    OWNER = "owner"
    SEND = "send"
    TRASH = "trash"

    @property
    def part(self) -> Part:
        """What of a route it changes."""
        if self == Change.OWNER:
            return Part.CONTRIBUTORS
        return Part.PUBLICATION if self in (Change.SEND, Change.TRASH) else Part.FACTS


@dataclass(frozen=True)
class Wanted:
    """A change and what it gives: the facts by name, or the new owner's id as `owner_id`."""

    change: Change
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What became of the routes: their ids, the version of those that changed, why others not."""

    done: tuple[tuple[int, int], ...] = ()
    unchanged: tuple[int, ...] = ()
    refused: tuple[tuple[int, GisError], ...] = ()


def allowed_ids(
    session: Session, ids: Collection[int], change: Change, by: Person
) -> frozenset[int]:
    """Those of some routes that somebody may change so. Raises GisError `bulk.too_many`."""
    if len(ids) > MOST:
        raise GisError("bulk.too_many", most=MOST)
    return frozenset(session.scalars(select(Route.id).where(Route.id.in_(ids), _may(change, by))))


def would_change(route: Route, wanted: Wanted) -> bool:
    """Whether a route is not yet as wanted."""
    if wanted.change == Change.SEND:
        return bool(_to_send(route))
    if wanted.change == Change.TRASH:
        return route.trashed_at is None
    if wanted.change == Change.OWNER:
        return bool(route.owner_id != wanted.values["owner_id"])
    facts = facts_of(route)
    return replace(facts, **wanted.values) != facts


def change_many(
    session: Session,
    seen: Iterable[tuple[int, int]],
    wanted: Wanted,
    by: Person,
    now: datetime,
) -> Outcome:
    """Makes one change to routes, each given by its id and the version that was seen of it.

    A route that may not be changed, or that somebody has changed since, is left as it is.
    Raises GisError `bulk.too_many` for more than MOST.
    """

    def apply(route: Route, version: int) -> bool:
        signed = Signed(by, version)
        if wanted.change.part == Part.PUBLICATION:
            lock_seen(session, route, Part.PUBLICATION, signed)
        if not would_change(route, wanted):
            return False
        _apply(session, route, wanted, signed, now)
        return True

    return _each(session, seen, wanted.change, by, apply)


def undo_many(
    session: Session, done: Iterable[tuple[int, int]], change: Change, by: Person
) -> Outcome:
    """Takes back a change from routes, each given by its id and the version it then had."""

    def apply(route: Route, version: int) -> bool:
        signed = Signed(by, version)
        if change == Change.TRASH:
            _own_event(session, route, Gesture.TRASHED, signed)
            untrash_route(session, route, signed)
        elif change == Change.SEND:
            sent = _own_event(session, route, Gesture.SENT, signed).document["languages"]
            send_back(session, route, [Language(one) for one in sent], "", signed)
        else:
            restore_revision(session, route, _before(session, route, change, version), signed)
        return True

    return _each(session, done, change, by, apply)


def _each(
    session: Session,
    seen: Iterable[tuple[int, int]],
    change: Change,
    by: Person,
    apply: Callable[[Route, int], bool],
) -> Outcome:
    """In the order of ids: two who change the same routes at once never wait for each other."""
    versions = dict(seen)
    if len(versions) > MOST:
        raise GisError("bulk.too_many", most=MOST)
    done, unchanged, refused = [], [], []
    for route_id, version in sorted(versions.items()):
        try:
            with session.begin_nested():
                route = session.scalar(select(Route).where(Route.id == route_id, _may(change, by)))
                if route is None:
                    raise GisError("bulk.not_allowed")
                if apply(route, version):
                    done.append((route_id, part_version(session, route_id, change.part)))
                else:
                    unchanged.append(route_id)
        except GisError as error:
            refused.append((route_id, error))
    return Outcome(tuple(done), tuple(unchanged), tuple(refused))


def _may(change: Change, by: Person) -> ColumnElement[bool]:
    """Of routes: those that somebody may change so; owners are the administrators' to choose."""
    if change == Change.OWNER:
        return seen_by(by) if Role.ADMINISTRATOR in by.roles else false()
    return edited_by(by)


def _to_send(route: Route) -> list[Language]:
    """The languages that are written and do not wait for validation yet."""
    written = (TextState.DRAFT, TextState.MODIFIED)
    return [text.language for text in route.texts if text.state in written and text.title.strip()]


def _apply(session: Session, route: Route, wanted: Wanted, signed: Signed, now: datetime) -> None:
    if wanted.change == Change.TRASH:
        trash_route(session, route, now, signed)
    elif wanted.change == Change.SEND:
        send_for_validation(session, route, _to_send(route), signed)
    elif wanted.change == Change.OWNER:
        owner = session.get_one(Organisation, wanted.values["owner_id"])
        hand_over(session, route, owner, signed, stays=False)
    else:
        save_facts(session, route, replace(facts_of(route), **wanted.values), signed)


def _own_event(session: Session, route: Route, gesture: Gesture, signed: Signed) -> Revision:
    """What somebody did last to a route, which stays locked.

    Raises GisError `bulk.moved_on` where the last was something else, or somebody else's.
    """
    lock_route(session, route)
    last = last_revision(session, route.id, Part.PUBLICATION)
    if (
        last is None
        or signed.by is None
        or (last.number, last.gesture, last.person_id) != (signed.seen, gesture, signed.by.id)
    ):
        raise GisError("bulk.moved_on")
    return last


def _before(session: Session, route: Route, change: Change, version: int) -> Revision:
    """What a part was before the revision that is to be undone."""
    before = session.scalar(
        select(Revision).where(
            Revision.route_id == route.id,
            Revision.part == change.part,
            Revision.number == version - 1,
        )
    )
    if before is None:
        raise GisError("revision.not_restorable")
    return before
