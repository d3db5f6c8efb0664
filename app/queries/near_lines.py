"""Near lines: those of other routes that somebody who draws may know."""

from collections.abc import Iterator
from typing import Any

from geoalchemy2.functions import ST_Distance, ST_Intersects
from shapely import MultiLineString
from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import Session

from app.models import Person, Route, RouteLine, RouteText, Snapshot
from app.queries.people import seen_by
from gis.along import Floats
from gis.editing.meeting import runs_meeting
from gis.measure import Bounds
from gis.vocabulary import Language

MARGIN_DEG = 0.0001
"""More than the lines that are compared are simplified by."""
AT_ONCE = 10


def lines_near(
    session: Session, person: Person, box: Bounds, besides: int, most: int
) -> Iterator[tuple[int, str, list[Floats]]]:
    """Id, title and vertices of what meets a box of every known route but one, at `most` so many.

    `box` is west, south, east, north in degrees. The nearest to its middle come first.
    """
    west, south, east, north = box
    envelope = func.ST_Expand(func.ST_MakeEnvelope(west, south, east, north, 4326), MARGIN_DEG)
    within = func.ST_Transform(envelope, 3857)
    known = known_lines(person)
    rows = session.execute(
        select(known.c.route_id, known.c.title, RouteLine.geom)
        .join(RouteLine, RouteLine.id == known.c.line_id)
        .where(ST_Intersects(RouteLine.near, within), known.c.route_id != besides)
        .order_by(ST_Distance(RouteLine.far, func.ST_Centroid(within)), known.c.route_id)
        .limit(most)
        .execution_options(yield_per=AT_ONCE)
    )
    for route_id, title, line in rows:
        if pieces := runs_meeting(line, box):
            yield route_id, title, pieces


def known_line(session: Session, person: Person, route_id: int) -> MultiLineString | None:
    """The line of a route as somebody may know it; None where they may not, or there is none."""
    known = known_lines(person)
    return session.scalar(
        select(RouteLine.geom)
        .join(known, known.c.line_id == RouteLine.id)
        .where(known.c.route_id == route_id)
    )


def known_lines(person: Person) -> Subquery:
    """The working lines that somebody may see; of other routes, those that are public."""
    drafts: Any = (
        select(
            Route.id.label("route_id"),
            func.coalesce(func.nullif(RouteText.title, ""), Route.number).label("title"),
            Route.line_id,
        )
        .outerjoin(
            RouteText, (RouteText.route_id == Route.id) & (RouteText.language == Language.FR)
        )
        .where(Route.trashed_at.is_(None), seen_by(person))
    )
    public: Any = (
        select(Snapshot.route_id, Snapshot.title, Snapshot.line_id)
        .join(Route, Route.id == Snapshot.route_id)
        .where(Snapshot.current, ~seen_by(person))
    )
    known: Subquery = drafts.union_all(public).subquery()
    return known
