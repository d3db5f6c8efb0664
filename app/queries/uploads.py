"""Uploads: a person's own files, the routes that they may become, the lines they look like."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import shapely
from shapely import MultiLineString
from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from app.columns import Point
from app.models import Person, Route, RouteLine, Upload
from app.queries.near_lines import known_lines
from app.queries.people import edited_by, seen_by
from app.queries.searching import titled

KEPT = timedelta(days=7)
MOST_SHOWN = 50
MOST_ROUTES = 8
MOST_LIKE = 5
WITHIN_M = 100
"""Of two drawings of one way, one passes this near to the middle of the other."""
_MERCATOR = 3857


@dataclass(frozen=True)
class PendingUpload:
    """A file that waits, without its bytes."""

    id: int
    file_name: str
    size_bytes: int
    created_at: datetime


@dataclass(frozen=True)
class Passing:
    """A route that passes by a point: its title and its line, as whoever asks may know them."""

    title: str
    line: MultiLineString


def pending_uploads(session: Session, person: Person, now: datetime) -> list[PendingUpload]:
    """Somebody's files that have become nothing yet, the newest first."""
    rows = session.execute(
        select(Upload.id, Upload.file_name, func.octet_length(Upload.content), Upload.created_at)
        .where(Upload.person_id == person.id, Upload.created_at > now - KEPT)
        .order_by(Upload.id.desc())
        .limit(MOST_SHOWN)
    )
    return [PendingUpload(*row) for row in rows]


def own_upload(
    session: Session, person: Person, upload_id: int, now: datetime, *, lock: bool = False
) -> Upload | None:
    """Somebody's own file; with `lock`, nobody else's until the transaction ends."""
    found = select(Upload).where(
        Upload.id == upload_id, Upload.person_id == person.id, Upload.created_at > now - KEPT
    )
    return session.scalars(found.with_for_update() if lock else found).one_or_none()


def routes_called(session: Session, person: Person, words: str) -> list[Route]:
    """The routes that somebody may edit whose number or titles hold all of these words."""
    holds = titled(words)
    if not holds:
        return []
    return list(
        session.scalars(
            select(Route)
            .where(edited_by(person), Route.trashed_at.is_(None), *holds)
            .order_by(func.length(Route.search_text), Route.id)
            .limit(MOST_ROUTES)
        )
    )


def route_to_edit(session: Session, person: Person, route_id: int) -> Route | None:
    """A route, if somebody may edit it."""
    return session.scalars(
        select(Route).where(Route.id == route_id, edited_by(person), Route.trashed_at.is_(None))
    ).one_or_none()


def routes_seen(session: Session, person: Person, route_ids: list[int]) -> list[Route]:
    """Of these routes, those that somebody may see."""
    return list(
        session.scalars(
            select(Route).where(Route.id.in_(route_ids), seen_by(person)).order_by(Route.id)
        )
    )


def lines_through(
    session: Session, person: Person, lon: float, lat: float, length_m: float
) -> list[Passing]:
    """The routes that pass by a point, those of a like length first.

    Of those that somebody may not see at the desk, what is public.
    """
    here = func.ST_Transform(literal(shapely.Point(lon, lat), Point()), _MERCATOR)
    known = known_lines(person)
    rows = session.execute(
        select(known.c.title, RouteLine.geom)
        .join(RouteLine, RouteLine.id == known.c.line_id)
        .where(func.ST_DWithin(RouteLine.near, here, WITHIN_M))
        .order_by(func.abs(RouteLine.length_m - length_m), known.c.route_id)
        .limit(MOST_LIKE)
    )
    return [Passing(*row) for row in rows]
