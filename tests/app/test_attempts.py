"""Attempts at signing in: bounded from one place, and without effect on anybody elsewhere."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.attempts import MOST, WITHIN, Place, TooManyAttempts, begin_attempt, block_of
from app.actions.people import add_person, give_password
from app.actions.sign_in import Opened, sign_in
from app.models import Person, SignInFailure, Token, TokenKind
from app.queries.people import token_of
from gis.errors import GisError
from gis.vocabulary import Role
from tests.stored import a_stored_committee

NOW = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)
ANNE = "anne@cdt.example"
HOME = Place("192.0.2.7", "")
ELSEWHERE = Place("198.51.100.9", "")


@pytest.fixture
def password(session: Session) -> str:
    anne = add_person(session, ANNE, "Anne", a_stored_committee(session), [Role.OFFICER])
    return give_password(session, anne)


def enter(session: Session, password: str, place: Place = HOME, now: datetime = NOW) -> Opened:
    attempt = begin_attempt(session, ANNE, place, now)
    return sign_in(session, ANNE, password, place, attempt, now)


def fail(session: Session, times: int, place: Place = HOME, now: datetime = NOW) -> None:
    """Wrong passwords: what is counted, without the argon2 of each."""
    for _time in range(times):
        begin_attempt(session, ANNE, place, now)


def failures(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(SignInFailure)) or 0


def test_a_success_is_no_failure_and_a_refusal_is_one(session: Session, password: str) -> None:
    enter(session, password)
    assert failures(session) == 0
    with pytest.raises(GisError, match=r"sign_in\.refused"):
        enter(session, "something else")
    assert failures(session) == 1


def test_after_ten_failures_even_the_right_password_has_to_wait(
    session: Session, password: str
) -> None:
    fail(session, 4)
    fail(session, MOST - 4, now=NOW + timedelta(minutes=5))
    with pytest.raises(TooManyAttempts) as refusal:
        enter(session, password, now=NOW + timedelta(minutes=6))
    assert refusal.value.wait_s == (WITHIN - timedelta(minutes=6)).total_seconds()
    assert enter(session, password, now=NOW + WITHIN).secret


def test_a_refused_attempt_does_not_make_the_wait_longer(session: Session, password: str) -> None:
    fail(session, MOST)
    for minute in range(1, 15):
        with pytest.raises(TooManyAttempts):
            fail(session, 1, now=NOW + timedelta(minutes=minute))
    assert enter(session, password, now=NOW + WITHIN)


def test_somebody_elsewhere_never_keeps_the_owner_out(session: Session, password: str) -> None:
    fail(session, MOST, ELSEWHERE)
    with pytest.raises(TooManyAttempts):
        enter(session, password, ELSEWHERE)
    assert enter(session, password, HOME)


def test_a_known_browser_enters_where_an_attacker_shares_its_address(
    session: Session, password: str
) -> None:
    known = Place(HOME.address, enter(session, password).device)
    fail(session, MOST, HOME)
    with pytest.raises(TooManyAttempts):
        enter(session, password, HOME)
    assert enter(session, password, known).device == "", "a known browser keeps what it has"


def test_a_known_browser_has_a_count_of_its_own(session: Session, password: str) -> None:
    known = Place(HOME.address, enter(session, password).device)
    fail(session, MOST, known)
    with pytest.raises(TooManyAttempts):
        enter(session, password, known)
    assert enter(session, password, HOME)


def test_a_browser_is_known_for_its_owner_alone(session: Session, password: str) -> None:
    committee = session.scalars(select(Person)).one().organisation
    bob = add_person(session, "bob@cdt.example", "Bob", committee, [Role.OFFICER])
    other_password = give_password(session, bob)
    attempt = begin_attempt(session, "bob@cdt.example", HOME, NOW)
    opened = sign_in(session, "bob@cdt.example", other_password, HOME, attempt, NOW)
    bobs = Place(HOME.address, opened.device)
    fail(session, MOST, HOME)
    with pytest.raises(TooManyAttempts):
        enter(session, password, bobs)


def test_what_no_longer_counts_is_forgotten_on_the_way(session: Session, password: str) -> None:
    secret = enter(session, password).secret
    fail(session, 3)
    later = NOW + timedelta(days=2)
    fail(session, 1, now=later)
    assert failures(session) == 1
    assert token_of(session, TokenKind.SESSION, secret, NOW) is None
    kinds = session.scalars(select(Token.kind)).all()
    assert kinds == [TokenKind.DEVICE], "a browser is remembered for a year"


def test_no_address_is_kept_in_clear(session: Session) -> None:
    fail(session, 1)
    kept = session.scalars(select(SignInFailure.counted_by)).one()
    assert HOME.address not in kept
    assert len(kept) == 64


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.8", False),
        ("192.0.2.7", "192.0.2.8", False),
        ("", "", True),
    ],
)
def test_a_subscriber_is_an_address_or_a_block_of_them(
    one: str, other: str, *, is_same: bool
) -> None:
    assert (block_of(one) == block_of(other)) is is_same
