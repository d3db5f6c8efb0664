"""Accounts: a password is given once, and only its hash is kept."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.demo.people import load_people
from app.actions.passwords import fits
from app.actions.people import add_person, give_password
from app.models import Person
from gis.errors import GisError
from gis.vocabulary import Role
from tests.stored import a_stored_committee

DATA = Path("data")
NOW = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)


def loaded(session: Session) -> dict[str, str]:
    """The demonstration's accounts: e-mail and password, as they are told."""
    title, *lines = load_people(session, DATA, NOW)
    assert "une seule fois" in title
    return {line.split()[0]: line.split()[2] for line in lines}


def test_the_password_given_fits_the_hash_that_is_kept(session: Session) -> None:
    committee = a_stored_committee(session)
    ana = add_person(session, " Ana@Example.org ", "Ana", committee, [Role.OFFICER])
    password = give_password(session, ana)
    assert (ana.email, ana.roles, ana.organisation) == ("ana@example.org", ["officer"], committee)
    assert ana.password_hash.startswith("$argon2id$")
    assert PasswordHasher().verify(ana.password_hash, password)


def test_nobody_signs_in_before_there_is_a_password(session: Session) -> None:
    committee = a_stored_committee(session)
    ana = add_person(session, "ana@example.org", "Ana", committee, [Role.OFFICER])
    assert not fits("", ana.password_hash)
    assert not fits(ana.password_hash, ana.password_hash)


def test_a_second_account_for_an_address_is_refused(session: Session) -> None:
    committee = a_stored_committee(session)
    add_person(session, "ana@example.org", "Ana", committee, [Role.READER])
    with pytest.raises(GisError, match=r"people\.email_taken"):
        add_person(session, "ANA@example.org", "Ana", committee, [Role.READER])


def test_the_demonstration_has_an_account_of_each_kind(session: Session) -> None:
    a_stored_committee(session, is_demo=True)
    accounts = loaded(session)
    people = {person.email: person for person in session.scalars(select(Person))}
    assert set(people) == set(accounts)
    assert {email: person.roles for email, person in people.items()} == {
        "lecture@balise.example": ["reader"],
        "redaction@balise.example": ["officer"],
        "validation@balise.example": ["officer", "validator"],
        "administration@balise.example": ["administrator"],
    }
    for email, password in accounts.items():
        assert len(password) == 16
        assert PasswordHasher().verify(people[email].password_hash, password)
        assert people[email].is_demo and people[email].organisation.is_demo


def test_no_password_stands_in_the_database(session: Session) -> None:
    a_stored_committee(session, is_demo=True)
    passwords = loaded(session).values()
    rows = [str(tuple(row)) for row in session.execute(select(Person.__table__))]
    assert len(rows) == 4
    assert not [one for one in passwords for row in rows if one in row]


def test_passwords_are_never_the_same_twice(session: Session) -> None:
    a_stored_committee(session, is_demo=True)
    first = loaded(session)
    for person in session.scalars(select(Person)):
        session.delete(person)
    session.flush()
    second = loaded(session)
    assert len({*first.values(), *second.values()}) == 8
