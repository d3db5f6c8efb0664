"""The desk's list of routes: a page of it, and its counts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shapely import get_parts
from shapely.geometry.base import BaseGeometry
from sqlalchemy import case, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, joinedload, selectinload

from app.columns import Line
from app.models import (
    Gesture,
    Organisation,
    Part,
    Person,
    Revision,
    Route,
    RouteLine,
    RouteText,
)
from app.queries.completeness import contents_of
from app.queries.desk_filter import DeskFilter
from app.queries.people import seen_by
from gis.completeness import Score, score
from gis.vocabulary import Language

PAGE_SIZE = 50
FINE_BELOW_M = 20_000
"""A shorter route would lose its shape in the coarsest drawing."""
Pieces = tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True)
class LastChange:
    """What was last done to a route, and by whom: nobody's name at the terminal."""

    author: str
    at: datetime
    part: Part
    gesture: Gesture


@dataclass(frozen=True)
class DeskRow:
    """A route in the list: `pieces` are its line in (lon, lat), coarse, for a small drawing."""

    route: Route
    score: Score
    last: LastChange | None
    pieces: Pieces


@dataclass(frozen=True)
class DeskPage:
    """One page of the list; `total` is of the whole list."""

    rows: tuple[DeskRow, ...]
    total: int
    page: int
    pages: int


def desk_page(
    session: Session,
    desk_filter: DeskFilter,
    person: Person,
    today: date,
    language: Language,
    page: int = 1,
) -> DeskPage:
    """One page of what somebody looks for, counted from 1."""
    conditions = desk_filter.conditions(person, today)
    total = session.scalar(select(func.count()).select_from(Route).where(*conditions)) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    ids = session.scalars(
        select(Route.id)
        .where(*conditions)
        .order_by(*desk_filter.order(language))
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    return DeskPage(_rows(session, ids, person, today), total, page, pages)


def _rows(session: Session, ids: Sequence[int], person: Person, today: date) -> tuple[DeskRow, ...]:
    """Routes as the list shows them, in the order of `ids`."""
    routes = listed_routes(session, ids, person)
    contents = contents_of(session, ids)
    last, pieces = last_changes(session, ids), drawn_pieces(session, ids)
    return tuple(
        DeskRow(routes[one], score(contents[one], today), last.get(one), pieces.get(one, ()))
        for one in ids
    )


def listed_routes(session: Session, ids: Collection[int], person: Person) -> dict[int, Route]:
    """Those of some routes that somebody may see, by id, with what a list names of them."""
    found = session.scalars(
        select(Route)
        .where(Route.id.in_(ids), seen_by(person))
        .options(
            joinedload(Route.owner),
            joinedload(Route.line).load_only(RouteLine.length_m, RouteLine.ascent_m),
            selectinload(Route.texts).load_only(RouteText.title, RouteText.state),
        )
    )
    return {route.id: route for route in found}


def versions_of(session: Session, ids: Collection[int], part: Part) -> dict[int, int]:
    """The version of one part of some routes; 0 where nothing was written down."""
    rows = session.execute(
        select(Revision.route_id, func.max(Revision.number))
        .where(Revision.route_id.in_(ids), Revision.part == part)
        .group_by(Revision.route_id)
    )
    return dict.fromkeys(ids, 0) | {route_id: number for route_id, number in rows}


def quick_counts(
    session: Session, filters: Sequence[DeskFilter], person: Person, today: date
) -> list[int]:
    """How many routes each filter finds, all in one reading."""
    counts = (
        func.count().filter(*desk_filter.conditions(person, today)) for desk_filter in filters
    )
    return list(session.execute(select(*counts).select_from(Route).where(seen_by(person))).one())


def owners_seen(session: Session, person: Person) -> list[tuple[int, str]]:
    """The organisations whose routes somebody sees, by id and name."""
    owners = select(Route.owner_id).where(seen_by(person))
    rows = session.execute(
        select(Organisation.id, Organisation.name)
        .where(Organisation.id.in_(owners))
        .order_by(Organisation.name)
    )
    return [(row.id, row.name) for row in rows]


def found_ids(
    session: Session,
    desk_filter: DeskFilter,
    person: Person,
    today: date,
    language: Language,
    most: int,
) -> list[int]:
    """The routes of all pages, at most `most`."""
    return list(
        session.scalars(
            select(Route.id)
            .where(*desk_filter.conditions(person, today))
            .order_by(*desk_filter.order(language))
            .limit(most)
        )
    )


def last_changes(session: Session, ids: Collection[int]) -> dict[int, LastChange]:
    """The newest revision of each of some routes, without what it holds."""
    newest = (
        select(Revision.route_id, Revision.author, Revision.at, Revision.part, Revision.gesture)
        .where(Revision.route_id.in_(ids))
        .ext(distinct_on(Revision.route_id))
        .order_by(Revision.route_id, Revision.id.desc())
    )
    return {
        row.route_id: LastChange(row.author, row.at, row.part, row.gesture)
        for row in session.execute(newest)
    }


def drawn_pieces(session: Session, ids: Collection[int]) -> dict[int, Pieces]:
    """The lines of some routes, as coarse as a small drawing of them may be."""
    coarse = case((RouteLine.length_m < FINE_BELOW_M, RouteLine.middle), else_=RouteLine.far)
    rows = session.execute(
        select(Route.id, func.ST_Transform(coarse, 4326, type_=Line()))
        .join(RouteLine, RouteLine.id == Route.line_id)
        .where(Route.id.in_(ids))
    )
    return {route_id: _pieces(line) for route_id, line in rows if line is not None}


def _pieces(line: BaseGeometry) -> Pieces:
    return tuple(tuple((x, y) for x, y, *_ in piece.coords) for piece in get_parts(line))
