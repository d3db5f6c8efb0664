"""Passwords: argon2's hashes of them, and which may be chosen."""

import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from gis.errors import GisError

SHORTEST = 12
LONGEST = 200
READABLE = "abcdefghijkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for each other: 32 of them, five bits each."""
READABLE_LENGTH = 16

_ARGON2 = PasswordHasher()
_AT_ONCE = BoundedSemaphore(2)
"""Each hash takes 64 MiB while it is made: a crowd at the door waits for its turn."""


def hash_of(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _ARGON2.hash(_typed(password))


def fits(password: str, kept: str) -> bool:
    """Whether a password is the one that `kept` was made of.

    Where nothing was kept, the answer is no and takes as long.
    """
    is_known = kept.startswith("$argon2")
    try:
        with _AT_ONCE:
            _ARGON2.verify(kept if is_known else _nobodys(), _typed(password))
    except VerificationError:
        return False
    return is_known


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _ARGON2.check_needs_rehash(kept)


def readable_password() -> str:
    """A password of 80 bits that can be read out."""
    return "".join(secrets.choice(READABLE) for _ in range(READABLE_LENGTH))


def check_choice(password: str, email: str) -> None:
    """Raises GisError `password.…` for what may not be chosen: too short, too long, or the address
    that it goes with."""
    if len(_typed(password)) < SHORTEST:
        raise GisError("password.too_short", shortest=SHORTEST)
    if len(password) > LONGEST:
        raise GisError("password.too_long", longest=LONGEST)
    if _typed(password).strip().lower() == email:
        raise GisError("password.is_the_email")


def _typed(password: str) -> str:
    """The same signs whatever keyboard composed their accents (RFC 8265)."""
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys() -> str:
    return _ARGON2.hash(secrets.token_urlsafe())
