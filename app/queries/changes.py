"""What changed in what is public, since when; never losing a late commit.

A transaction that commits late has a number at or above the oldest one still running
(`pg_snapshot_xmin`). What lies below is settled; what lies above may still grow.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import BigInteger, Text, case, cast, column, exists, func, select, table
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.models import Change, ChangeKind, ChangeSubject

_horizon = cast(cast(func.pg_snapshot_xmin(func.pg_current_snapshot()), Text), BigInteger)
_LOCKS = table("pg_locks", column("locktype"))
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Changes:
    """Ids changed and withdrawn since a moment, and the moment to ask from next.

    Who asks from there each time may be told some ids again, and never misses one.
    """

    changed: tuple[int, ...]
    deleted: tuple[int, ...]
    next_since: datetime


def state_of(session: Session, subject: ChangeSubject) -> str:
    """A name for all that is public of `subject` now: it changes with every commit.

    It is the last settled transaction and the committed ones above the oldest still running,
    so a commit that arrives below the newest one alters it. Both are read in one snapshot of
    the database only under REPEATABLE READ.
    """
    of_subject = Change.subject == subject
    settled = session.scalar(select(func.max(Change.xid)).where(of_subject, Change.xid < _horizon))
    recent = session.scalars(
        select(Change.xid).where(of_subject, Change.xid >= _horizon).distinct().order_by(Change.xid)
    )
    return " ".join(str(number) for number in (settled or 0, *recent))


def last_change(session: Session, subject: ChangeSubject) -> datetime | None:
    """When something of `subject` was last published or withdrawn."""
    return session.scalar(select(func.max(Change.at)).where(Change.subject == subject))


def changes_since(session: Session, subject: ChangeSubject, since: datetime) -> Changes:
    """The latest word on each id that changed at or after `since`.

    The moment to ask from next is settled before the ids are read, so what commits meanwhile
    comes now or next time.
    """
    next_since = _settled_until(session, subject)
    latest = (
        select(Change.subject_id, Change.kind)
        .where(Change.subject == subject, Change.at >= since)
        .ext(distinct_on(Change.subject_id))
        .order_by(Change.subject_id, Change.id.desc())
    )
    rows = session.execute(latest).all()
    return Changes(
        changed=tuple(row.subject_id for row in rows if row.kind == ChangeKind.PUBLISHED),
        deleted=tuple(row.subject_id for row in rows if row.kind == ChangeKind.WITHDRAWN),
        next_since=next_since,
    )


def _settled_until(session: Session, subject: ChangeSubject) -> datetime:
    """A moment before which no change can appear any more.

    While no transaction writes (each that does holds a lock on its own number), that is when
    this statement began. Otherwise it is when the newest settled transaction began: one not
    yet settled got its number, and so wrote, later.
    """
    is_quiet = ~exists().select_from(_LOCKS).where(_LOCKS.c.locktype == "transactionid")
    newest_settled = (
        select(func.max(Change.began_at))
        .where(Change.subject == subject, Change.xid < _horizon)
        .scalar_subquery()
    )
    moment = case((is_quiet, func.now()), else_=newest_settled)
    return session.scalar(select(moment)) or BEGINNING
