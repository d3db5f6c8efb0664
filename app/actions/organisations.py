"""Organisations: the one that answers for what it imports."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Organisation
from app.models.organisation import OrganisationKind


def own_committee(session: Session, name: str) -> Organisation:
    """The département's committee: the first real one there is, or a new one called `name`."""
    first = select(Organisation).where(
        Organisation.kind == OrganisationKind.COMMITTEE, ~Organisation.is_demo
    )
    found = session.scalars(first.order_by(Organisation.id).limit(1)).one_or_none()
    if found is None:
        found = Organisation(key="committee", name=name, kind=OrganisationKind.COMMITTEE)
        session.add(found)
        session.flush()
    return found
