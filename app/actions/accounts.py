"""Accounts: the password that somebody chooses, and what they hold to come in."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.actions.passwords import check_choice, fits, hash_of
from app.actions.sign_in import add_token
from app.models import Person, Token, TokenKind
from app.queries.people import digest_of
from gis.errors import GisError

LINK_LASTS = timedelta(days=3)
SCRIPT_LASTS = timedelta(days=365)
LONGEST_NAME = 80
BROWSERS = (TokenKind.SESSION, TokenKind.DEVICE, TokenKind.RESET)
"""What a new password makes worthless."""


def make_link(session: Session, person: Person, now: datetime) -> str:
    """The secret of a link at which somebody chooses a password, once; older links end."""
    session.execute(
        delete(Token).where(Token.person_id == person.id, Token.kind == TokenKind.RESET)
    )
    return add_token(session, person.id, TokenKind.RESET, now + LINK_LASTS)


def choose_password(session: Session, secret: str, password: str, now: datetime) -> None:
    """Sets the password of whoever a link was made for, and ends their sessions.

    Raises GisError `link.ended` or `password.…`; after a bad choice the link still serves.
    """
    used = (
        delete(Token)
        .where(
            Token.kind == TokenKind.RESET,
            Token.digest == digest_of(secret),
            Token.expires_at > now,
        )
        .returning(Token.person_id)
    )
    person = session.get(Person, session.scalar(used) or 0)
    if person is None or not person.is_active:
        raise GisError("link.ended")
    _set_password(session, person, password)


def change_password(session: Session, person: Person, old: str, new: str) -> None:
    """Sets somebody's own password, and ends their sessions: open another one for them.

    Raises GisError `password.…`.
    """
    if not fits(old, person.password_hash):
        raise GisError("password.not_the_old_one")
    _set_password(session, person, new)


def add_script_token(session: Session, person: Person, name: str, now: datetime) -> str:
    """The secret of a token for a script. Raises GisError `script.name`."""
    if not 0 < len(name) <= LONGEST_NAME:
        raise GisError("script.name", longest=LONGEST_NAME)
    return add_token(session, person.id, TokenKind.SCRIPT, now + SCRIPT_LASTS, name)


def end_token(session: Session, person: Person, token_id: int) -> None:
    """Ends one of somebody's own sessions or tokens."""
    session.execute(delete(Token).where(Token.id == token_id, Token.person_id == person.id))


def end_other_sessions(session: Session, person: Person, secret: str) -> None:
    """Ends all sessions of somebody but the one that a cookie holds."""
    session.execute(
        delete(Token).where(
            Token.person_id == person.id,
            Token.kind == TokenKind.SESSION,
            Token.digest != digest_of(secret),
        )
    )


def _set_password(session: Session, person: Person, password: str) -> None:
    check_choice(password, person.email)
    person.password_hash = hash_of(password)
    session.execute(delete(Token).where(Token.person_id == person.id, Token.kind.in_(BROWSERS)))
    session.flush()
