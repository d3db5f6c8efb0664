"""Accounts: the list of people, what each of them holds, by what they are called."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.folding import fold
from app.models import Organisation, Person, Route, Token, TokenKind
from app.queries.searching import plain
from gis.errors import GisError

PEOPLE_PER_PAGE = 50


def people_found(session: Session, words: str, page: int) -> tuple[int, Sequence[Person]]:
    """How many people bear all these words in name, address or organisation, and one page of
    them, by name; those who have left stand last."""
    found = select(Person).join(Person.organisation).where(*map(_bears, fold(words).split()))
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    shown = (
        found.options(joinedload(Person.organisation))
        .order_by(Person.is_active.desc(), func.lower(Person.name), Person.id)
        .limit(PEOPLE_PER_PAGE)
        .offset((page - 1) * PEOPLE_PER_PAGE)
    )
    return total, session.scalars(shown).all()


def every_person(session: Session) -> Sequence[Person]:
    """All accounts, by address."""
    return session.scalars(
        select(Person).options(joinedload(Person.organisation)).order_by(Person.email)
    ).all()


def person_by_email(session: Session, email: str) -> Person:
    """The account of an address. Raises GisError `people.unknown`."""
    address = email.strip().lower()
    person = session.scalar(select(Person).where(Person.email == address))
    if person is None:
        raise GisError("people.unknown", email=address)
    return person


def tokens_of(session: Session, person: Person, kind: TokenKind, now: datetime) -> Sequence[Token]:
    """The sessions, or the scripts' tokens, that somebody holds: newest first."""
    return session.scalars(
        select(Token)
        .where(Token.person_id == person.id, Token.kind == kind, Token.expires_at > now)
        .order_by(Token.created_at.desc(), Token.id.desc())
    ).all()


def every_organisation(session: Session) -> Sequence[Organisation]:
    """All organisations, by name."""
    return session.scalars(
        select(Organisation).order_by(func.lower(Organisation.name), Organisation.id)
    ).all()


def organisations_with_counts(session: Session) -> Sequence[Row[tuple[Organisation, int, int]]]:
    """All organisations by name, with how many active people and how many routes each has."""
    people = select(func.count()).where(Person.organisation_id == Organisation.id, Person.is_active)
    routes = select(func.count()).where(
        Route.owner_id == Organisation.id, Route.trashed_at.is_(None)
    )
    rows = select(Organisation, people.scalar_subquery(), routes.scalar_subquery())
    return session.execute(rows.order_by(func.lower(Organisation.name), Organisation.id)).all()


def organisation_called(session: Session, word: str) -> Organisation:
    """The organisation that has this key, or else this name.

    Raises GisError `organisation.unknown`.
    """
    by_key = session.scalar(select(Organisation).where(Organisation.key == word.strip()))
    by_name = select(Organisation).where(func.lower(Organisation.name) == word.strip().lower())
    found = by_key or session.scalars(by_name.order_by(Organisation.id)).first()
    if found is None:
        raise GisError("organisation.unknown", name=word.strip())
    return found


def _bears(word: str) -> ColumnElement[bool]:
    return or_(
        *(
            plain(column).contains(word, autoescape=True)
            for column in (Person.name, Person.email, Organisation.name)
        )
    )
