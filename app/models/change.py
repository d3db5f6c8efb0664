"""Change: what happened to what is public, numbered by transaction."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Base, words


class ChangeSubject(StrEnum):
    """What changed."""

    ROUTE = "route"
    PLACE = "place"


class ChangeKind(StrEnum):
    """How it changed: whatever is published again counts as published."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Change(Base):
    """One publication or withdrawal; it outlives its subject, as a tombstone.

    `xid` is the transaction's number, `began_at` when that transaction began and `at` when
    the change was written: what `queries/changes.py` needs never to lose a late commit.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_subject_xid", "subject", "xid"),
        Index("ix_change_subject_at", "subject", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    xid: Mapped[int] = mapped_column(
        BigInteger, server_default=text("CAST(CAST(pg_current_xact_id() AS text) AS bigint)")
    )
    subject: Mapped[ChangeSubject] = mapped_column(words(ChangeSubject))
    subject_id: Mapped[int]
    kind: Mapped[ChangeKind] = mapped_column(words(ChangeKind))
    began_at: Mapped[datetime] = mapped_column(server_default=func.now())
    at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
