"""Token: a secret that somebody holds, of which only the digest is kept."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.person import Person
from app.models.registry import Base, words


class TokenKind(StrEnum):
    """What a token opens."""

    SESSION = "session"
    DEVICE = "device"
    RESET = "reset"
    SCRIPT = "script"


class Token(Base):
    """One secret of a person, until `expires_at`; digests are SHA-256, in hexadecimal.

    `page_digest` is that of the secret which the pages of a session carry: it proves that a
    form, or a request of a page's script, comes from the desk itself. `name` is what its owner
    calls a script's.
    """

    __tablename__ = "token"
    __table_args__ = (Index("ix_token_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[TokenKind] = mapped_column(words(TokenKind))
    digest: Mapped[str] = mapped_column(unique=True)
    page_digest: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]

    person: Mapped[Person] = relationship()


class SignInFailure(Base):
    """A wrong password, counted against whoever sent it: a known device, or else an address.

    `counted_by` is a digest; no address is kept in clear.
    """

    __tablename__ = "sign_in_failure"
    __table_args__ = (Index("ix_sign_in_failure_counted_by", "counted_by", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    counted_by: Mapped[str]
    at: Mapped[datetime]
