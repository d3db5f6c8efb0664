"""What changed since when: no late commit is ever lost."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import URL, create_engine, delete
from sqlalchemy.orm import Session

from app.models import Change, ChangeKind, ChangeSubject
from app.queries.changes import BEGINNING, changes_since, state_of

ROUTE = ChangeSubject.ROUTE


@pytest.fixture
def sessions(migrated_url: URL) -> Iterator[tuple[Session, Session, Session]]:
    """Three connections that commit for real; the table is emptied afterwards."""
    engine = create_engine(migrated_url)
    with Session(engine) as one, Session(engine) as two, Session(engine) as reader:
        yield one, two, reader
    with Session(engine) as cleaning, cleaning.begin():
        cleaning.execute(delete(Change))
    engine.dispose()


def write(session: Session, route_id: int, kind: ChangeKind = ChangeKind.PUBLISHED) -> None:
    session.add(Change(subject=ROUTE, subject_id=route_id, kind=kind))
    session.flush()


def test_a_commit_that_arrives_late_is_told_to_who_asked_in_between(
    sessions: tuple[Session, Session, Session],
) -> None:
    early, late, reader = sessions
    write(early, 1)
    write(late, 2)
    late.commit()
    first = changes_since(reader, ROUTE, BEGINNING)
    reader.rollback()
    early.commit()
    second = changes_since(reader, ROUTE, first.next_since)
    assert first.changed == (2,)
    assert 1 in second.changed


def test_the_state_alters_with_a_commit_below_the_newest_one(
    sessions: tuple[Session, Session, Session],
) -> None:
    early, late, reader = sessions
    write(early, 1)
    write(late, 2)
    late.commit()
    before = state_of(reader, ROUTE)
    reader.rollback()
    early.commit()
    assert state_of(reader, ROUTE) != before


def test_the_state_stays_while_nothing_is_published(
    sessions: tuple[Session, Session, Session],
) -> None:
    one, _two, reader = sessions
    write(one, 1)
    one.commit()
    before = state_of(reader, ROUTE)
    reader.rollback()
    assert state_of(reader, ROUTE) == before
    assert state_of(reader, ChangeSubject.PLACE) == "0"


def test_asking_again_from_the_last_answer_tells_what_is_new(
    sessions: tuple[Session, Session, Session],
) -> None:
    one, two, reader = sessions
    write(one, 1)
    one.commit()
    write(one, 2)
    one.commit()
    since = changes_since(reader, ROUTE, BEGINNING).next_since
    reader.rollback()
    write(two, 3)
    two.commit()
    assert 3 in changes_since(reader, ROUTE, since).changed


def test_the_last_word_on_a_route_counts(sessions: tuple[Session, Session, Session]) -> None:
    one, _two, reader = sessions
    write(one, 1)
    write(one, 2)
    write(one, 1, ChangeKind.WITHDRAWN)
    one.commit()
    found = changes_since(reader, ROUTE, BEGINNING)
    assert (found.changed, found.deleted) == ((2,), (1,))


def test_asking_from_the_future_tells_nothing(sessions: tuple[Session, Session, Session]) -> None:
    one, _two, reader = sessions
    write(one, 1)
    one.commit()
    future = datetime(2100, 1, 1, tzinfo=UTC)
    found = changes_since(reader, ROUTE, future)
    assert (found.changed, found.deleted) == ((), ())
    assert found.next_since < future


def test_who_asks_again_while_nothing_happens_is_told_nothing(
    sessions: tuple[Session, Session, Session],
) -> None:
    one, _two, reader = sessions
    write(one, 1)
    one.commit()

    def is_told_nothing() -> bool:
        since = changes_since(reader, ROUTE, BEGINNING).next_since
        reader.rollback()
        changed = changes_since(reader, ROUTE, since).changed
        reader.rollback()
        return changed == ()

    # Other tests write to the same server: sooner or later none does.
    assert any(is_told_nothing() or time.sleep(0.05) for _ in range(400))


def test_a_commit_between_two_statements_of_an_answer_is_not_lost(
    sessions: tuple[Session, Session, Session],
) -> None:
    one, two, reader = sessions
    write(one, 1)
    since = changes_since(reader, ROUTE, BEGINNING).next_since
    one.commit()
    write(two, 2)
    two.commit()
    reader.rollback()
    assert set(changes_since(reader, ROUTE, since).changed) == {1, 2}
