"""Sheets from what is published: one route, all routes, one line."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from shapely import MultiLineString
from sqlalchemy import Connection, Text, bindparam, cast, select
from sqlalchemy.dialects.postgresql.psycopg import dialect as psycopg_dialect
from sqlalchemy.orm import Session

from app.models import Route, RouteLine, RouteSlug, RouteState, Snapshot
from gis.errors import GisError
from gis.sheets import RouteSheet

Reader = Session | Connection
"""What the most asked queries take: a connection alone will do."""

_sheets = TypeAdapter(RouteSheet)
_EDITION = str(
    select(
        Route.state,
        RouteSlug.in_use,
        Snapshot.id,
        Snapshot.line_id,
        Snapshot.slug,
        Snapshot.title,
        Snapshot.redistributable,
        Snapshot.stage_count,
    )
    .select_from(RouteSlug)
    .join(Route, Route.id == RouteSlug.route_id)
    .outerjoin(Snapshot, (Snapshot.route_id == Route.id) & Snapshot.current)
    .where(RouteSlug.slug == bindparam("slug"))
    .compile(dialect=psycopg_dialect())
)


class Unknown(GisError):
    """No route answers, or ever answered, to a slug."""

    def __init__(self, slug: str) -> None:
        super().__init__("route.unknown", slug=slug)


class Withdrawn(GisError):
    """The route of a slug has been withdrawn."""

    def __init__(self, slug: str) -> None:
        super().__init__("route.withdrawn", slug=slug)


class Moved(GisError):
    """The route of a slug now answers to another one: `slug`."""

    def __init__(self, slug: str) -> None:
        super().__init__("route.moved", slug=slug)
        self.slug = slug


@dataclass(frozen=True)
class Edition:
    """Which publication of a route is current: enough to find kept bytes, without its sheet."""

    snapshot_id: int
    line_id: int
    slug: str
    title: str
    redistributable: bool
    stage_count: int


def document(sheet: RouteSheet) -> dict[str, Any]:
    """A sheet as the JSON document that a snapshot stores."""
    return _sheets.dump_python(sheet, mode="json")


def current_edition(session: Reader, slug: str) -> Edition:
    """The current publication of the route that answers to `slug`.

    Raises Unknown, Withdrawn, or Moved. A new slug is unknown until the route is published
    under it: it must not lead back to the one that will lead to it.
    """
    if "\0" in slug:
        raise Unknown(slug)
    connection = session.connection() if isinstance(session, Session) else session
    # Asked at every download: the driver alone takes half the time of a statement object.
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(_EDITION, {"slug": slug})
        row = cursor.fetchone()
    if row is None:
        raise Unknown(slug)
    state, in_use, snapshot_id, line_id, public_slug, title, redistributable, stage_count = row
    if state == RouteState.DRAFT:
        raise Unknown(slug)
    if state == RouteState.WITHDRAWN:
        raise Withdrawn(slug)
    if public_slug != slug:
        raise Unknown(slug) if in_use else Moved(public_slug)
    return Edition(snapshot_id, line_id, slug, title, redistributable, stage_count)


def route_sheet(session: Reader, edition: Edition) -> RouteSheet:
    """The sheet of one publication."""
    text = session.scalar(
        select(cast(Snapshot.sheet, Text)).where(Snapshot.id == edition.snapshot_id)
    )
    return _sheets.validate_json(text or "null")


@dataclass(frozen=True)
class PublicSheet:
    """What is public of a route, and the version of its line."""

    sheet: RouteSheet
    line_id: int


def public_sheet(session: Reader, route_id: int) -> PublicSheet | None:
    """The current publication of a route; None where there is none."""
    row = session.execute(
        select(cast(Snapshot.sheet, Text), Snapshot.line_id).where(
            Snapshot.route_id == route_id, Snapshot.current
        )
    ).one_or_none()
    return PublicSheet(_sheets.validate_json(row[0]), row[1]) if row else None


def route_line(session: Reader, edition: Edition) -> MultiLineString:
    """The line of one publication."""
    return session.scalars(select(RouteLine.geom).where(RouteLine.id == edition.line_id)).one()


def redistributable_sheets(session: Session, batch: int = 500) -> Iterator[RouteSheet]:
    """Every published route that may be passed on, by id, through a server-side cursor."""
    texts = session.scalars(
        select(cast(Snapshot.sheet, Text))
        .where(Snapshot.current, Snapshot.redistributable)
        .order_by(Snapshot.route_id)
        .execution_options(stream_results=True, yield_per=batch)
    )
    return (_sheets.validate_json(text) for text in texts)
