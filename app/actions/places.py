"""Places: put in public sight."""

from sqlalchemy.orm import Session

from app.models import Change, ChangeKind, ChangeSubject, Place


def publish_place(session: Session, place: Place) -> None:
    """Stores a place and notes that partners should read it anew."""
    session.add(place)
    session.flush()
    session.add(Change(subject=ChangeSubject.PLACE, subject_id=place.id, kind=ChangeKind.PUBLISHED))
