"""Places: viewpoints for feeds, towns near a point, what lies along a line."""

from collections.abc import Iterator
from typing import Any

import shapely
from sqlalchemy import Row, func, literal, select
from sqlalchemy.orm import Session

from app.columns import Point
from app.models import Beside, Place, Viewpoint
from app.queries.sheets import Reader
from gis.sheets import PlaceAlong, PlaceSheet, PlaceText, ViewpointSheet
from gis.vocabulary import PROVIDER_KINDS, Language, PlaceKind, ViewpointState

METRES_PER_DEGREE = 60_000
"""Fewer than a degree has anywhere in France: a search this wide in degrees misses nothing."""
_READ_ELSEWHERE = (PlaceKind.TOWN, PlaceKind.VIEWPOINT, *PROVIDER_KINDS)


def place_sheet(place: Place | Row[Any], viewpoint: Viewpoint | None = None) -> PlaceSheet:
    """What outsiders may see of a place."""
    return PlaceSheet(
        id=place.id,
        kind=place.kind,
        lon=place.geom.x,
        lat=place.geom.y,
        texts={
            Language(language): PlaceText(text["name"], text.get("description", ""))
            for language, text in place.texts.items()
        },
        created_at=place.created_at,
        modified_at=place.modified_at,
        size=place.size,
        viewpoint=viewpoint_sheet(viewpoint) if viewpoint else None,
    )


def viewpoint_sheet(viewpoint: Viewpoint) -> ViewpointSheet:
    """What outsiders may see of a viewpoint, beside its place."""
    return ViewpointSheet(
        bearing_deg=viewpoint.bearing_deg,
        from_deg=viewpoint.from_deg,
        to_deg=viewpoint.to_deg,
        orientation_table=viewpoint.orientation_table,
        state=viewpoint.state,
    )


def public_viewpoints(session: Session, batch: int = 500) -> Iterator[PlaceSheet]:
    """Viewpoints that are validated or promoted, by id, through a server-side cursor."""
    rows = session.execute(
        select(Place, Viewpoint)
        .join(Viewpoint)
        .where(Viewpoint.state != ViewpointState.IDENTIFIED)
        .order_by(Place.id)
        .execution_options(stream_results=True, yield_per=batch)
    )
    return (place_sheet(place, viewpoint) for place, viewpoint in rows)


def nearest_town(session: Session, lon: float, lat: float, within_m: float) -> Place | None:
    """The town nearest to a point, none when it is farther than `within_m` metres."""
    here = literal(shapely.Point(lon, lat), Point())
    distance_m = func.ST_DistanceSphere(Place.geom, here)
    return session.scalars(
        select(Place)
        .where(
            Place.kind == PlaceKind.TOWN,
            func.ST_DWithin(Place.geom, here, within_m / METRES_PER_DEGREE),
            distance_m <= within_m,
        )
        .order_by(distance_m)
        .limit(1)
    ).one_or_none()


def largest_towns(
    session: Session, bounds: tuple[float, float, float, float], most: int = 20
) -> list[Place]:
    """The largest towns between west, south, east and north, by size and then by name."""
    inside = func.ST_MakeEnvelope(*bounds, 4326)
    return list(
        session.scalars(
            select(Place)
            .where(Place.kind == PlaceKind.TOWN, Place.geom.op("&&")(inside))
            .order_by(Place.size, Place.key)
            .limit(most)
        )
    )


def every_place(session: Session) -> list[Place]:
    """All of them: for what is done once, after a migration."""
    return list(session.scalars(select(Place).order_by(Place.id)))


def places_by_key(session: Session, keys: list[str]) -> dict[str, Place]:
    """The places that bear these keys."""
    return {place.key: place for place in session.scalars(select(Place).where(Place.key.in_(keys)))}


def places_along(session: Reader, line_id: int) -> tuple[PlaceAlong, ...]:
    """Water, picnic tables, heritage and the like beside a line, in order along it.

    Towns, viewpoints and providers are read elsewhere.
    """
    rows = session.execute(
        select(Place.__table__, Beside.at_m, Beside.aside_m)
        .join(Beside, Beside.place_id == Place.id)
        .where(Beside.line_id == line_id, Place.kind.not_in(_READ_ELSEWHERE))
        .order_by(Beside.at_m, Place.id)
    )
    return tuple(PlaceAlong(place_sheet(row), row.at_m, row.aside_m) for row in rows)
