"""Attempts at signing in: so many from one place, and nobody elsewhere notices.

After OWASP's device cookies: a browser in which somebody has signed in before has a count of its
own, so that wrong passwords sent from elsewhere never keep the owner out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.models import SignInFailure, Token, TokenKind
from app.queries.people import digest_of, token_of
from gis.errors import GisError

MOST = 10
WITHIN = timedelta(minutes=15)
ONE_BY_ONE = int.from_bytes(b"sign in")
"""The lock under which attempts are counted, so that a hundred at once are a hundred."""


class TooManyAttempts(GisError):
    """Nothing is tried until `wait` has passed."""

    def __init__(self, wait: timedelta) -> None:
        self.wait_s = max(1, round(wait.total_seconds()))
        super().__init__("sign_in.too_many", minutes=-(-self.wait_s // 60))


@dataclass(frozen=True)
class Place:
    """Where an attempt comes from: the client's address, and what its browser kept."""

    address: str
    device: str


def begin_attempt(session: Session, email: str, place: Place, now: datetime) -> int:
    """Counts an attempt as failed until it succeeds, and gives its number; commit at once.

    Raises TooManyAttempts. What is too old to count is forgotten on the way.
    """
    session.execute(select(func.pg_advisory_xact_lock(ONE_BY_ONE)))
    session.execute(delete(SignInFailure).where(SignInFailure.at <= now - WITHIN))
    session.execute(delete(Token).where(Token.expires_at <= now))
    counted_by = _counted_by(session, email, place, now)
    latest = session.scalars(
        select(SignInFailure.at)
        .where(SignInFailure.counted_by == counted_by)
        .order_by(SignInFailure.at.desc())
        .limit(MOST)
    ).all()
    if len(latest) == MOST:
        raise TooManyAttempts(latest[-1] + WITHIN - now)
    attempt = SignInFailure(counted_by=counted_by, at=now)
    session.add(attempt)
    session.flush()
    return attempt.id


def forget_attempt(session: Session, attempt: int) -> None:
    """An attempt that succeeded was no failure."""
    session.execute(delete(SignInFailure).where(SignInFailure.id == attempt))


def known_device(session: Session, email: str, place: Place, now: datetime) -> Token | None:
    """What shows that the owner of an address has signed in from there before."""
    token = token_of(session, TokenKind.DEVICE, place.device, now) if place.device else None
    return token if token and token.person.email == email else None


def _counted_by(session: Session, email: str, place: Place, now: datetime) -> str:
    if device := known_device(session, email, place, now):
        return digest_of(f"device {device.id}")
    return digest_of(f"address {block_of(place.address)}")


def block_of(address: str) -> str:
    """What one subscriber holds: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    return str(known.ipv4_mapped or ip_network((known.packed, 64), strict=False))
