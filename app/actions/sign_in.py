"""Sign-in: a password opens a session, of which the desk keeps only digests."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.actions.attempts import Place, forget_attempt, known_device
from app.actions.passwords import fits, hash_of, is_outdated
from app.models import Person, Token, TokenKind
from app.queries.people import digest_of
from gis.errors import GisError

SESSION_LASTS = timedelta(hours=12)
DEVICE_LASTS = timedelta(days=365)


@dataclass(frozen=True)
class Opened:
    """A session: `secret` goes into the cookie.

    `device` is what a browser in which its owner had never signed in has to keep; else empty.
    """

    secret: str
    device: str = ""


def page_secret_of(secret: str) -> str:
    """What the pages of a session carry; the cookie's secret cannot be found from it."""
    return hashlib.sha256(f"page {secret}".encode()).hexdigest()


def sign_in(
    session: Session, email: str, password: str, place: Place, attempt: int, now: datetime
) -> Opened:
    """Opens a session, for an attempt that has been counted. Raises GisError `sign_in.refused`."""
    person = session.scalar(select(Person).where(Person.email == email, Person.is_active))
    if not fits(password, person.password_hash if person else "") or person is None:
        raise GisError("sign_in.refused")
    if is_outdated(person.password_hash):
        person.password_hash = hash_of(password)
    forget_attempt(session, attempt)
    is_known = known_device(session, email, place, now) is not None
    return open_session(session, person, now, with_device=not is_known)


def open_session(
    session: Session, person: Person, now: datetime, *, with_device: bool = False
) -> Opened:
    """Opens a session for somebody who has proved who they are."""
    secret = secrets.token_urlsafe(32)
    session.add(
        Token(
            person_id=person.id,
            kind=TokenKind.SESSION,
            digest=digest_of(secret),
            page_digest=digest_of(page_secret_of(secret)),
            expires_at=now + SESSION_LASTS,
        )
    )
    device = ""
    if with_device:
        device = add_token(session, person.id, TokenKind.DEVICE, now + DEVICE_LASTS)
    session.flush()
    return Opened(secret, device)


def add_token(
    session: Session, person_id: int, kind: TokenKind, expires_at: datetime, name: str = ""
) -> str:
    """Makes a token and gives its secret, which is kept nowhere."""
    secret = secrets.token_urlsafe(32)
    session.add(
        Token(
            person_id=person_id,
            kind=kind,
            digest=digest_of(secret),
            name=name,
            expires_at=expires_at,
        )
    )
    session.flush()
    return secret


def sign_out(session: Session, secret: str) -> None:
    """Ends a session."""
    session.execute(delete(Token).where(Token.digest == digest_of(secret)))
