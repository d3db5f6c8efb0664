"""Contributors: the organisations that a route may be shared with."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Organisation


def every_organisation(session: Session) -> list[Organisation]:
    """All of them by name: some dozens in a département."""
    return list(session.scalars(select(Organisation).order_by(Organisation.name)))
