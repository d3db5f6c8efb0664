"""Sign-in: a password opens a session, of which the desk keeps only digests."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.models import Person, Token, TokenKind
from app.queries.people import digest_of
from gis.errors import GisError

SESSION_LASTS = timedelta(hours=12)
NOBODYS = PasswordHasher().hash(secrets.token_urlsafe())
"""Checked where there is no account, so that both refusals take as long."""


@dataclass(frozen=True)
class Opened:
    """A session: `secret` goes into the cookie, `page_secret` into the desk's pages."""

    person: Person
    secret: str
    page_secret: str


def page_secret_of(secret: str) -> str:
    """What the pages of a session carry; the cookie's secret cannot be found from it."""
    return hashlib.sha256(f"page {secret}".encode()).hexdigest()


def sign_in(session: Session, email: str, password: str, now: datetime) -> Opened:
    """Opens a session. Raises GisError `sign_in.refused`."""
    person = session.scalar(
        select(Person).where(Person.email == email.strip().lower(), Person.is_active)
    )
    try:
        PasswordHasher().verify(person.password_hash if person else NOBODYS, password)
    except VerificationError:
        person = None
    if person is None:
        raise GisError("sign_in.refused")
    return open_session(session, person, now)


def open_session(session: Session, person: Person, now: datetime) -> Opened:
    """Opens a session for somebody who has proved who they are."""
    secret = secrets.token_urlsafe(32)
    page_secret = page_secret_of(secret)
    session.add(
        Token(
            person_id=person.id,
            kind=TokenKind.SESSION,
            digest=digest_of(secret),
            page_digest=digest_of(page_secret),
            expires_at=now + SESSION_LASTS,
        )
    )
    session.flush()
    return Opened(person, secret, page_secret)


def sign_out(session: Session, secret: str) -> None:
    """Ends a session."""
    session.execute(delete(Token).where(Token.digest == digest_of(secret)))
