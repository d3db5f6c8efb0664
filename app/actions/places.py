"""Places: stored, moved, put in public sight."""

from collections.abc import Sequence

import shapely
from sqlalchemy.orm import Session

from app.actions.beside import store_lines_beside
from app.models import Change, ChangeKind, ChangeSubject, Place


def add_places(session: Session, places: Sequence[Place]) -> None:
    """Stores places, and finds the lines that pass them."""
    session.add_all(places)
    session.flush()
    if places:
        store_lines_beside(session, places)


def move_place(session: Session, place: Place, lon: float, lat: float) -> None:
    """Puts a place elsewhere, in degrees, beside the lines that pass there."""
    place.geom = shapely.Point(lon, lat)
    session.flush()
    store_lines_beside(session, [place])


def publish_place(session: Session, place: Place) -> None:
    """Stores a place and notes that partners should read it anew."""
    add_places(session, [place])
    session.add(Change(subject=ChangeSubject.PLACE, subject_id=place.id, kind=ChangeKind.PUBLISHED))
