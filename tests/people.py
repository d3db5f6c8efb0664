"""People at the desk, valid by default."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Organisation, Person
from gis.vocabulary import Role
from tests.stored import a_stored_committee


def the_committee(session: Session) -> Organisation:
    """The organisation that owns what tests of the desk are about."""
    found = session.scalar(select(Organisation).where(Organisation.key == "cdt"))
    return found or a_stored_committee(session)


def somebody(
    session: Session, organisation: Organisation | None, *roles: Role, name: str = ""
) -> Person:
    """An account without a password that anybody knows, by default in the committee."""
    organisation = organisation or the_committee(session)
    number = (session.scalar(select(func.max(Person.id))) or 0) + 1
    person = Person(
        email=f"person-{number}@{organisation.key}.example".lower(),
        name=name or " ".join(roles) or "somebody",
        organisation=organisation,
        roles=[role.value for role in roles],
        password_hash="none",
    )
    session.add(person)
    session.flush()
    return person
