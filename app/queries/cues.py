"""Cues: what a route's working line passes, crosses and turns at."""

from collections.abc import Callable, Iterator

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from app.models import Beside, Place, Route, RouteLine, Snapshot, Viewpoint
from app.queries.places import place_sheet
from app.queries.routes import working_line
from gis.along import along
from gis.cues import REACH_M, Instruction, OtherRoute, cues, instructions
from gis.line import reverse
from gis.sheets import PlaceSheet
from gis.vocabulary import Language, ViewpointState

Watched = Callable[[Iterator[OtherRoute]], Iterator[OtherRoute]]
NEAR_MERCATOR_M = 100.0
"""Wider than two drawings of one path lie apart, anywhere in France."""


def route_instructions(
    session: Session, route: Route, *, backwards: bool = False, watched: Watched = iter
) -> tuple[Instruction, ...]:
    """What to tell along the working line, or along it reversed. Raises LineError without one.

    `watched` is given the routes to compare with, one by one, and gives them back.
    """
    line = working_line(session, route)
    measured = along(reverse(line) if backwards else line)
    others = watched(_routes_met(session, route))
    return instructions(cues(measured, others, _places_told(session, route)))


def _routes_met(session: Session, route: Route) -> Iterator[OtherRoute]:
    """The other published routes that pass where a working line does."""
    own = aliased(RouteLine)
    rows = session.execute(
        select(Snapshot.number, Snapshot.kind, Snapshot.sheet["texts"], RouteLine.geom)
        .join(RouteLine, RouteLine.id == Snapshot.line_id)
        .join(own, func.ST_DWithin(own.near, RouteLine.near, NEAR_MERCATOR_M))
        .where(own.id == route.line_id, Snapshot.current, Snapshot.route_id != route.id)
        .order_by(Snapshot.route_id)
        .execution_options(yield_per=10)
    )
    for number, kind, texts, line in rows:
        titles = {Language(language): text["title"] for language, text in texts.items()}
        yield OtherRoute(number, kind, titles, line)


def _places_told(session: Session, route: Route) -> list[PlaceSheet]:
    """The places beside a working line that its instructions may name."""
    rows = session.scalars(
        select(Place)
        .join(Beside, Beside.place_id == Place.id)
        .outerjoin(Viewpoint, Viewpoint.place_id == Place.id)
        .where(
            Beside.line_id == route.line_id,
            Beside.aside_m <= max(REACH_M.values()),
            Place.kind.in_(REACH_M),
            or_(Viewpoint.state.is_(None), Viewpoint.state != ViewpointState.IDENTIFIED),
        )
        .order_by(Beside.at_m, Place.id)
    )
    return [place_sheet(place) for place in rows]
