"""People: who holds a token, what they may do with a route."""

import hashlib
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, exists, or_, select, true
from sqlalchemy.orm import Session, joinedload

from app.models import Contributor, Person, Route, Token, TokenKind
from gis.vocabulary import ContributorRole, Role

LARGEST_ID = 2**31 - 1
"""No row has a larger number: PostgreSQL's integer ends there."""


class Right(StrEnum):
    """What somebody may do with one route."""

    SEE = "see"
    EDIT = "edit"
    PUBLISH = "publish"


def digest_of(secret: str) -> str:
    """What is kept of a secret that nobody could guess: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_of(session: Session, kind: TokenKind, secret: str, now: datetime) -> Token | None:
    """The token that a secret opens, while it lasts and its owner is active."""
    return session.scalar(
        _lasting(now).where(Token.kind == kind, Token.digest == digest_of(secret))
    )


def session_of_page(session: Session, page_secret: str, now: datetime) -> Token | None:
    """The session whose pages carry a secret."""
    return session.scalar(_lasting(now).where(Token.page_digest == digest_of(page_secret)))


def seen_by(person: Person) -> ColumnElement[bool]:
    """Of routes: those that somebody may see at the desk, drafts included."""
    if Role.ADMINISTRATOR in person.roles:
        return true()
    return _owned_or(person, true())


def edited_by(person: Person) -> ColumnElement[bool]:
    """Of routes: those that somebody may edit."""
    return _worked_on(person, Role.OFFICER, or_(_is_co_pilot(), Contributor.may_edit))


def published_by(person: Person) -> ColumnElement[bool]:
    """Of routes: those that somebody may publish and withdraw."""
    return _worked_on(person, Role.VALIDATOR, _is_co_pilot())


def rights_on(session: Session, person: Person, route_id: int) -> frozenset[Right]:
    """What somebody may do with a route; nothing where there is none."""
    if route_id > LARGEST_ID:
        return frozenset()
    row = session.execute(
        select(seen_by(person), edited_by(person), published_by(person)).where(Route.id == route_id)
    ).one_or_none()
    return frozenset(right for right, is_given in zip(Right, row or (), strict=False) if is_given)


def _lasting(now: datetime) -> Select[Token]:
    return (
        select(Token)
        .join(Person)
        .where(Token.expires_at > now, Person.is_active)
        .options(joinedload(Token.person).joinedload(Person.organisation))
    )


def _is_co_pilot() -> ColumnElement[bool]:
    return Contributor.role == ContributorRole.CO_PILOT


def _worked_on(person: Person, role: Role, part: ColumnElement[bool]) -> ColumnElement[bool]:
    if role not in person.roles:
        return ~true()
    return _owned_or(person, part)


def _owned_or(person: Person, part: ColumnElement[bool]) -> ColumnElement[bool]:
    """Of routes: those of somebody's organisation, and those in which it has a part."""
    return or_(
        Route.owner_id == person.organisation_id,
        exists().where(
            Contributor.route_id == Route.id,
            Contributor.organisation_id == person.organisation_id,
            part,
        ),
    )
