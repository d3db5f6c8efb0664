"""The trash: where a route waits that nobody wants any more; it can be taken out again."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, lock_route, note
from app.models import Gesture, Route, RouteState
from gis.errors import GisError


def trash_route(session: Session, route: Route, now: datetime, signed: Signed = UNSIGNED) -> None:
    """Takes a route out of every list but the trash's.

    Raises GisError `trash.published` for one that the public sees, `trash.already` for one
    that is there.
    """
    lock_route(session, route)
    if route.trashed_at:
        raise GisError("trash.already")
    if route.state == RouteState.PUBLISHED:
        raise GisError("trash.published")
    route.trashed_at = now
    note(session, route, Gesture.TRASHED, signed)


def untrash_route(session: Session, route: Route, signed: Signed = UNSIGNED) -> None:
    """Puts a route back where it was. Raises GisError `trash.not_there`."""
    lock_route(session, route)
    if not route.trashed_at:
        raise GisError("trash.not_there")
    route.trashed_at = None
    note(session, route, Gesture.UNTRASHED, signed)
