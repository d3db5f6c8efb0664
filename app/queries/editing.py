"""What programs that edit ask: routes page by page, versions of parts, revisions."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Part, Person, Revision, Route, RouteLine, RouteState
from app.queries.people import seen_by
from app.queries.searching import titled

PAGE = 50
"""Rows on one page."""


def routes_page(
    session: Session,
    person: Person,
    words: str,
    state: RouteState | None,
    page: int,
    *,
    is_own: bool = False,
) -> tuple[int, Sequence[Route]]:
    """How many routes somebody may see that answer to words and state, and a page of them."""
    wanted = [seen_by(person), Route.trashed_at.is_(None)]
    wanted += titled(words)
    if state:
        wanted.append(Route.state == state)
    if is_own:
        wanted.append(Route.owner_id == person.organisation_id)
    total = session.scalar(select(func.count()).select_from(Route).where(*wanted)) or 0
    found = session.scalars(
        select(Route)
        .where(*wanted)
        .order_by(Route.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
        .options(
            selectinload(Route.texts),
            selectinload(Route.slugs),
            joinedload(Route.owner),
            joinedload(Route.line).load_only(RouteLine.length_m),
        )
    )
    return total, found.all()


def the_route(session: Session, route_id: int) -> Route:
    """The working copy of a route that is there."""
    return session.get_one(Route, route_id)


def part_versions(session: Session, route_id: int) -> dict[Part, int]:
    """The version of each part that has one."""
    rows = session.execute(
        select(Revision.part, func.max(Revision.number))
        .where(Revision.route_id == route_id)
        .group_by(Revision.part)
    )
    return {part: number for part, number in rows}


def revisions_page(
    session: Session, route_id: int, part: Part | None, page: int
) -> tuple[int, Sequence[Revision]]:
    """How many revisions a route has, of one part or of all, and a page, the newest first."""
    wanted = [Revision.route_id == route_id]
    if part:
        wanted.append(Revision.part == part)
    total = session.scalar(select(func.count()).select_from(Revision).where(*wanted)) or 0
    found = session.scalars(
        select(Revision)
        .where(*wanted)
        .order_by(Revision.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return total, found.all()


def revision_numbered(session: Session, route_id: int, part: Part, number: int) -> Revision | None:
    """One revision of a part."""
    return session.scalar(
        select(Revision).where(
            Revision.route_id == route_id, Revision.part == part, Revision.number == number
        )
    )


def line_of(session: Session, route: Route) -> RouteLine | None:
    """The version of its line that a route points at."""
    return session.get(RouteLine, route.line_id) if route.line_id else None
