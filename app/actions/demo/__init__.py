"""The demonstration: everything of `data/`, loaded once and marked as such."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.demo.details import load_closures, load_themes
from app.actions.demo.people import load_people
from app.actions.demo.places import load_places
from app.actions.demo.routes import load_routes
from app.actions.demo.territories import load_territories
from app.actions.demo.transit import load_transit
from app.models import Place

PARTS = (
    load_territories,
    load_transit,
    load_places,
    load_routes,
    load_themes,
    load_closures,
    load_people,
)
"""In this order: a line is compared, when it is stored, with what lies around it."""


def has_demo(session: Session) -> bool:
    """Whether the demonstration has been loaded before, even if its routes are gone since."""
    return session.scalar(select(Place.id).where(Place.is_demo).limit(1)) is not None


def load_demo(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Loads the demonstration from the folder `data`; yields what has been loaded, one by one.

    The work is done as the titles are consumed.
    """
    for load in PARTS:
        yield from load(session, data, now)
