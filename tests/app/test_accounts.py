"""Accounts: choosing a password by a link, changing it, and what ends with it."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.accounts import (
    LINK_LASTS,
    add_script_token,
    change_password,
    choose_password,
    end_other_sessions,
    end_token,
    make_link,
)
from app.actions.passwords import check_choice, fits, hash_of, is_outdated
from app.actions.people import add_person, close_account
from app.actions.sign_in import open_session
from app.models import Person, Token, TokenKind
from app.queries.accounts import tokens_of
from app.queries.people import token_of
from gis.errors import GisError
from gis.vocabulary import Role
from tests.stored import a_stored_committee

NOW = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)
GOOD = "quatre mots sans rapport"


@pytest.fixture
def anne(session: Session) -> Person:
    return add_person(
        session, "anne@cdt.example", "Anne", a_stored_committee(session), [Role.OFFICER]
    )


def kinds_held(session: Session) -> set[TokenKind]:
    return set(session.scalars(select(Token.kind)))


def test_a_link_lets_its_owner_choose_a_password_once(session: Session, anne: Person) -> None:
    secret = make_link(session, anne, NOW)
    choose_password(session, secret, GOOD, NOW)
    assert fits(GOOD, anne.password_hash)
    with pytest.raises(GisError, match=r"link\.ended"):
        choose_password(session, secret, "another good password", NOW)
    assert fits(GOOD, anne.password_hash)


def test_a_link_ends_after_three_days(session: Session, anne: Person) -> None:
    secret = make_link(session, anne, NOW)
    with pytest.raises(GisError, match=r"link\.ended"):
        choose_password(session, secret, GOOD, NOW + LINK_LASTS)
    choose_password(session, secret, GOOD, NOW + LINK_LASTS - timedelta(seconds=1))


def test_a_newer_link_ends_the_older(session: Session, anne: Person) -> None:
    first = make_link(session, anne, NOW)
    second = make_link(session, anne, NOW)
    with pytest.raises(GisError, match=r"link\.ended"):
        choose_password(session, first, GOOD, NOW)
    choose_password(session, second, GOOD, NOW)


def test_a_session_is_no_link(session: Session, anne: Person) -> None:
    with pytest.raises(GisError, match=r"link\.ended"):
        choose_password(session, open_session(session, anne, NOW).secret, GOOD, NOW)


def test_whose_account_is_closed_chooses_nothing(session: Session, anne: Person) -> None:
    secret = make_link(session, anne, NOW)
    anne.is_active = False
    with pytest.raises(GisError, match=r"link\.ended"):
        choose_password(session, secret, GOOD, NOW)


def test_a_new_password_ends_sessions_and_known_browsers_but_no_scripts(
    session: Session, anne: Person
) -> None:
    open_session(session, anne, NOW, with_device=True)
    add_script_token(session, anne, "Export", NOW)
    choose_password(session, make_link(session, anne, NOW), GOOD, NOW)
    assert kinds_held(session) == {TokenKind.SCRIPT}


def test_a_closed_account_holds_nothing_any_more(session: Session, anne: Person) -> None:
    open_session(session, anne, NOW, with_device=True)
    script = add_script_token(session, anne, "Export", NOW)
    assert token_of(session, TokenKind.SCRIPT, script, NOW)
    close_account(session, anne)
    assert kinds_held(session) == set()


def test_changing_a_password_asks_for_the_old_one(session: Session, anne: Person) -> None:
    choose_password(session, make_link(session, anne, NOW), GOOD, NOW)
    with pytest.raises(GisError, match=r"password\.not_the_old_one"):
        change_password(session, anne, "wrong", "a wholly new password")
    change_password(session, anne, GOOD, "a wholly new password")
    assert fits("a wholly new password", anne.password_hash)


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("onze signes", "password.too_short"),
        ("", "password.too_short"),
        ("x" * 201, "password.too_long"),
        ("Anne@CDT.example", "password.is_the_email"),
    ],
)
def test_a_password_is_long_enough_and_not_its_own_address(password: str, key: str) -> None:
    with pytest.raises(GisError) as refusal:
        check_choice(password, "anne@cdt.example")
    assert refusal.value.key == key


def test_a_password_of_twelve_signs_will_do() -> None:
    check_choice("douze signes", "anne@cdt.example")


def test_a_password_fits_however_its_accents_were_typed() -> None:
    kept = hash_of("Bai\u0308se et che\u0302nes")
    assert fits("Ba\u00efse et ch\u00eanes", kept)
    assert not fits("Baise et chenes", kept)


@pytest.mark.parametrize("kept", ["", "none", "$2b$12$abc"])
def test_nothing_fits_where_no_password_was_kept(kept: str) -> None:
    assert not fits("", kept)
    assert not fits(kept, kept)


def test_a_hash_of_other_parameters_is_outdated() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    assert is_outdated(weak.hash(GOOD))
    assert fits(GOOD, weak.hash(GOOD))
    assert not is_outdated(hash_of(GOOD))


def test_sessions_end_one_by_one_or_all_others_at_once(session: Session, anne: Person) -> None:
    mine = open_session(session, anne, NOW)
    for _browser in range(3):
        open_session(session, anne, NOW)
    first = tokens_of(session, anne, TokenKind.SESSION, NOW)[0]
    end_token(session, anne, first.id)
    assert len(tokens_of(session, anne, TokenKind.SESSION, NOW)) == 3
    end_other_sessions(session, anne, mine.secret)
    assert token_of(session, TokenKind.SESSION, mine.secret, NOW)
    assert len(tokens_of(session, anne, TokenKind.SESSION, NOW)) == 1


def test_nobody_ends_what_somebody_else_holds(session: Session, anne: Person) -> None:
    bob = add_person(session, "bob@cdt.example", "Bob", anne.organisation, [Role.OFFICER])
    open_session(session, bob, NOW)
    held = tokens_of(session, bob, TokenKind.SESSION, NOW)[0]
    end_token(session, anne, held.id)
    assert tokens_of(session, bob, TokenKind.SESSION, NOW) == [held]


@pytest.mark.parametrize("name", ["", "x" * 81])
def test_a_token_for_a_script_has_a_name(session: Session, anne: Person, name: str) -> None:
    with pytest.raises(GisError, match=r"script\.name"):
        add_script_token(session, anne, name, NOW)


def test_no_secret_stands_in_the_database(session: Session, anne: Person) -> None:
    secrets = [
        make_link(session, anne, NOW),
        add_script_token(session, anne, "Export", NOW),
        open_session(session, anne, NOW, with_device=True).device,
    ]
    rows = [str(tuple(row)) for row in session.execute(select(Token.__table__))]
    assert len(rows) == 4
    assert not [one for one in secrets for row in rows if one in row]
