"""Places at the desk: what lies along a working copy, and which routes show the same place."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import shapely
from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from app.columns import Point
from app.models import Beside, Person, Place, Route, RouteText, Snapshot, Viewpoint
from app.queries.people import seen_by
from app.queries.places import METRES_PER_DEGREE
from gis.vocabulary import PROVIDER_KINDS, Language, PlaceKind

DESCRIBED = tuple(
    kind for kind in PlaceKind if kind != PlaceKind.TOWN and kind not in PROVIDER_KINDS
)
"""Places that officers describe here; towns and providers come from their own sources."""


@dataclass(frozen=True)
class Along:
    """A place beside a line, metres along and aside; how it looks around if it is a viewpoint."""

    place: Place
    viewpoint: Viewpoint | None
    at_m: float
    aside_m: float


@dataclass(frozen=True)
class Showing:
    """A route whose line passes a place, as whoever asks may know it."""

    route_id: int
    title: str


def places_beside(
    session: Session, line_id: int, kind: PlaceKind | None, first: int, most: int
) -> tuple[list[Along], int]:
    """The described places beside a line, in order along it, some at a time; and how many."""
    wanted = select(Place, Viewpoint, Beside.at_m, Beside.aside_m).select_from(Beside).join(Place)
    wanted = wanted.outerjoin(Viewpoint, Viewpoint.place_id == Place.id).where(
        Beside.line_id == line_id, Place.kind.in_(DESCRIBED if kind is None else (kind,))
    )
    count = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    page = wanted.order_by(Beside.at_m, Place.id).offset(first).limit(most)
    return [Along(*row) for row in session.execute(page)], count


def kinds_beside(session: Session, line_id: int) -> dict[PlaceKind, int]:
    """How many described places of each kind a line passes."""
    rows = session.execute(
        select(Place.kind, func.count())
        .join(Beside, Beside.place_id == Place.id)
        .where(Beside.line_id == line_id, Place.kind.in_(DESCRIBED))
        .group_by(Place.kind)
    )
    found: dict[PlaceKind, int] = {kind: count for kind, count in rows}
    return {kind: found[kind] for kind in DESCRIBED if kind in found}


def place_beside(session: Session, line_id: int | None, place_id: int) -> Along | None:
    """One described place beside a line."""
    row = session.execute(
        select(Place, Viewpoint, Beside.at_m, Beside.aside_m)
        .select_from(Beside)
        .join(Place)
        .outerjoin(Viewpoint, Viewpoint.place_id == Place.id)
        .where(Beside.line_id == line_id, Beside.place_id == place_id, Place.kind.in_(DESCRIBED))
    ).one_or_none()
    return Along(*row) if row else None


def routes_showing(
    session: Session, person: Person, place_ids: Collection[int]
) -> dict[int, list[Showing]]:
    """The routes whose lines pass each place, by title; none that is in the trash.

    Of those that somebody may not see at the desk, what is public.
    """
    drafts = (
        select(
            Beside.place_id,
            Route.id.label("route_id"),
            func.coalesce(RouteText.title, Route.number).label("title"),
        )
        .join(Route, Route.line_id == Beside.line_id)
        .outerjoin(
            RouteText, (RouteText.route_id == Route.id) & (RouteText.language == Language.FR)
        )
        .where(Beside.place_id.in_(place_ids), Route.trashed_at.is_(None), seen_by(person))
    )
    public = (
        select(Beside.place_id, Snapshot.route_id, Snapshot.title)
        .join(Snapshot, Snapshot.line_id == Beside.line_id)
        .join(Route, Route.id == Snapshot.route_id)
        .where(Beside.place_id.in_(place_ids), Snapshot.current, ~seen_by(person))
    )
    both = drafts.union_all(public).subquery()
    found: dict[int, list[Showing]] = defaultdict(list)
    for place_id, route_id, title in session.execute(
        select(both).order_by(both.c.title, both.c.route_id)
    ):
        found[place_id].append(Showing(route_id, title))
    return found


def towns_around(
    session: Session, lon: float, lat: float, within_m: float, most: int = 20
) -> list[Place]:
    """The towns nearest to a point, the nearest first."""
    here = literal(shapely.Point(lon, lat), Point())
    return list(
        session.scalars(
            select(Place)
            .where(
                Place.kind == PlaceKind.TOWN,
                func.ST_DWithin(Place.geom, here, within_m / METRES_PER_DEGREE),
            )
            .order_by(func.ST_DistanceSphere(Place.geom, here))
            .limit(most)
        )
    )
