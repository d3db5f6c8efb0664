"""What a line has around it: published lines that run beside it, towns and communes."""

from collections.abc import Iterator
from typing import cast

import shapely
from shapely import MultiLineString
from sqlalchemy import func, select, union
from sqlalchemy.orm import Session, aliased

from app.models import Beside, Crossing, Place, RouteLine, Snapshot, Territory
from gis.lanes import ASIDE_M
from gis.vocabulary import PlaceKind, TerritoryKind


def neighbours(
    session: Session, line_id: int
) -> Iterator[tuple[int, MultiLineString, MultiLineString]]:
    """The lane of each published route near a line; that line, and its own, in Web Mercator."""
    own = aliased(RouteLine)
    near = (
        select(Snapshot.lane, func.ST_AsBinary(own.middle), func.ST_AsBinary(RouteLine.middle))
        .join(RouteLine, RouteLine.id == Snapshot.line_id)
        .join(own, func.ST_DWithin(own.middle, RouteLine.middle, ASIDE_M))
        .where(own.id == line_id, Snapshot.current, Snapshot.redistributable)
        .order_by(Snapshot.route_id)
    )
    for lane, line, other in session.execute(near):
        yield lane, _line(line), _line(other)


def names_along(session: Session, line_id: int) -> Iterator[str]:
    """The towns that a line passes, and the communes that it crosses."""
    towns = (
        select(Place.texts["fr"]["name"].astext)
        .join(Beside)
        .where(Beside.line_id == line_id, Place.kind == PlaceKind.TOWN)
    )
    communes = (
        select(Territory.name)
        .join(Crossing)
        .where(Crossing.line_id == line_id, Territory.kind == TerritoryKind.COMMUNE)
    )
    yield from session.scalars(union(towns, communes))


def _line(wkb: object) -> MultiLineString:
    return cast(MultiLineString, shapely.from_wkb(bytes(cast(memoryview, wkb))))
