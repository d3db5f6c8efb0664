"""Sketches: the routes of a part of the country, as small as a drawn map needs them."""

from sqlalchemy import func, select

from app.models import RouteLine, Snapshot
from app.queries.sheets import Reader
from gis.vocabulary import Practice

_WGS84, _MERCATOR = 4326, 3857
MOST = 200
"""A drawn map of more routes than this would show none of them."""

SketchedRoute = tuple[Practice, list[list[list[float]]]]
"""A route's first practice, and the pieces of its sketch."""


def sketches_within(
    session: Reader, bounds: tuple[float, float, float, float], most: int = MOST
) -> list[SketchedRoute]:
    """The published routes that may be passed on and whose box meets west, south, east, north.

    The longest come first; of more than `most`, the longest alone.
    """
    box = func.ST_Transform(func.ST_MakeEnvelope(*bounds, _WGS84), _MERCATOR)
    rows = session.execute(
        select(Snapshot.practices, Snapshot.sheet["sketch"]["pieces"])
        .join(RouteLine, RouteLine.id == Snapshot.line_id)
        .where(Snapshot.current, Snapshot.redistributable, RouteLine.near.op("&&")(box))
        .order_by(Snapshot.length_m.desc(), Snapshot.id)
        .limit(most)
    )
    return [(Practice(practices[0]), pieces) for practices, pieces in rows]
