"""Beside: which places lie within reach of which lines."""

from collections.abc import Mapping, Sequence

import shapely
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.actions.surroundings import lock_surroundings
from app.models import Beside, Place
from app.queries.beside import lines_in_use_around, points_around, reaches_m
from gis.along import Along, along
from gis.nearby import nearby
from gis.vocabulary import PlaceKind


def store_places_beside(session: Session, line_id: int, measured: Along) -> None:
    """Stores which places a line passes, instead of what was stored of it before."""
    lock_surroundings(session)
    reach_m = reaches_m(session)
    bounds = (
        float(measured.lon.min()),
        float(measured.lat.min()),
        float(measured.lon.max()),
        float(measured.lat.max()),
    )
    session.execute(delete(Beside).where(Beside.line_id == line_id))
    points = points_around(session, bounds, max(reach_m.values()))
    _store(session, line_id, measured, points, reach_m)


def store_lines_beside(session: Session, places: Sequence[Place]) -> None:
    """Stores which lines in use pass new or moved places, instead of what was stored of them.

    Each line is measured once, however many the places are.
    """
    lock_surroundings(session)
    reach_m = reaches_m(session)
    session.execute(delete(Beside).where(Beside.place_id.in_([place.id for place in places])))
    points = [(place.id, place.kind, place.geom.x, place.geom.y) for place in places]
    area = shapely.MultiPoint([place.geom for place in places]).envelope
    farthest_m = max(reach_m[place.kind] for place in places)
    for line_id, line in lines_in_use_around(session, area, farthest_m):
        _store(session, line_id, along(line), points, reach_m)


def _store(
    session: Session,
    line_id: int,
    measured: Along,
    places: Sequence[tuple[int, PlaceKind, float, float]],
    reach_m: Mapping[PlaceKind, float],
) -> None:
    passed = nearby(
        measured,
        [(lon, lat) for _, _, lon, lat in places],
        [reach_m[kind] for _, kind, _, _ in places],
    )
    rows = [
        {"line_id": line_id, "place_id": place_id, "at_m": where.at_m, "aside_m": where.aside_m}
        for (place_id, *_), where in zip(places, passed, strict=True)
        if where
    ]
    if rows:
        session.execute(insert(Beside), rows)
