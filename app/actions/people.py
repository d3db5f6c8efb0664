"""People: who works at the desk, for whom, and what they may do."""

import re
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.actions.passwords import hash_of, readable_password
from app.models import Organisation, Person, Token
from gis.errors import GisError
from gis.vocabulary import Role

LONGEST_NAME = 120
LONGEST_EMAIL = 254
"""RFC 5321, 4.5.3.1.3."""
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def add_person(
    session: Session,
    email: str,
    name: str,
    organisation: Organisation,
    roles: Sequence[Role],
    *,
    is_demo: bool = False,
) -> Person:
    """Makes an account, at which nobody signs in before it has a password.

    Raises GisError `people.…`.
    """
    address = email.strip().lower()
    if len(address) > LONGEST_EMAIL or not EMAIL.fullmatch(address):
        raise GisError("people.bad_email", email=address)
    if session.scalar(select(Person.id).where(Person.email == address)) is not None:
        raise GisError("people.email_taken", email=address)
    person = Person(email=address, password_hash="", is_demo=is_demo)
    _describe(person, name, organisation, roles)
    session.add(person)
    session.flush()
    return person


def give_password(session: Session, person: Person) -> str:
    """Gives somebody a password that can be read out, of which only argon2's hash is kept."""
    password = readable_password()
    person.password_hash = hash_of(password)
    session.flush()
    return password


def change_person(
    session: Session,
    person: Person,
    name: str,
    organisation: Organisation,
    roles: Sequence[Role],
) -> None:
    """Renames somebody, moves them, or gives them other roles. Raises GisError `people.…`."""
    if Role.ADMINISTRATOR not in roles:
        _keep_an_administrator(session, person)
    _describe(person, name, organisation, roles)
    session.flush()


def close_account(session: Session, person: Person) -> None:
    """Somebody has left: all that they hold ends. Raises GisError `people.last_administrator`."""
    _keep_an_administrator(session, person)
    person.is_active = False
    session.execute(delete(Token).where(Token.person_id == person.id))
    session.flush()


def reopen_account(session: Session, person: Person) -> None:
    """Somebody is back, with the password they had."""
    person.is_active = True
    session.flush()


def _describe(person: Person, name: str, organisation: Organisation, roles: Sequence[Role]) -> None:
    shown = " ".join(name.split())
    if not 0 < len(shown) <= LONGEST_NAME:
        raise GisError("people.name", longest=LONGEST_NAME)
    if not roles:
        raise GisError("people.no_role")
    person.name = shown
    person.organisation = organisation
    person.roles = [role.value for role in Role if role in roles]


def _keep_an_administrator(session: Session, person: Person) -> None:
    """Locks the administrators, so that two of them cannot take each other's role away."""
    administrators = session.scalars(
        select(Person.id)
        .where(Person.is_active, Person.roles.contains([Role.ADMINISTRATOR.value]))
        .order_by(Person.id)
        .with_for_update()
    ).all()
    if administrators == [person.id]:
        raise GisError("people.last_administrator")
