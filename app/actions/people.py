"""People: accounts, and the passwords that are given once."""

import secrets
from collections.abc import Sequence

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Organisation, Person
from gis.errors import GisError
from gis.vocabulary import Role

READABLE = "abcdefghijkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for each other: 32 of them, five bits each."""
PASSWORD_LENGTH = 16


def add_person(
    session: Session,
    email: str,
    name: str,
    organisation: Organisation,
    roles: Sequence[Role],
    *,
    is_demo: bool = False,
) -> str:
    """Makes an account and gives its password, of which only argon2's hash is kept.

    Raises GisError `people.email_taken`.
    """
    address = email.strip().lower()
    if session.scalar(select(Person.id).where(Person.email == address)) is not None:
        raise GisError("people.email_taken", email=address)
    password = "".join(secrets.choice(READABLE) for _ in range(PASSWORD_LENGTH))
    person = Person(
        email=address,
        name=name,
        organisation=organisation,
        roles=[role.value for role in roles],
        password_hash=PasswordHasher().hash(password),
        is_demo=is_demo,
    )
    session.add(person)
    session.flush()
    return password
