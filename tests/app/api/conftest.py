"""What tests of the editors' JSON share: somebody with a script and its token."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.models import Organisation, Person, Route, Token, TokenKind
from app.queries.people import digest_of
from gis.vocabulary import Role
from tests.people import somebody, the_committee
from tests.stored import a_stored_route

SECRET = "a-secret-of-{}"


class Script:
    """A program that signs in with a token and speaks JSON."""

    def __init__(self, client: FlaskClient, person_id: int, secret: str) -> None:
        self.client = client
        self.person_id = person_id
        self.headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "fr"}

    def get(self, address: str) -> Any:
        """What an address answers."""
        return self.client.get(address, headers=self.headers)

    def send(self, method: str, address: str, body: Any = None, version: int | None = None) -> Any:
        """A body, sent over the version of a part that was read."""
        seen = {} if version is None else {"If-Match": f'"{version}"'}
        return self.client.open(address, method=method, json=body, headers={**self.headers, **seen})


Scripts = Callable[..., Script]


def a_script_token(session: Session, person: Person, secret: str) -> None:
    """A token as the desk makes them for scripts; the secret is what the script keeps."""
    session.add(
        Token(
            person=person,
            kind=TokenKind.SCRIPT,
            digest=digest_of(secret),
            expires_at=datetime.now(UTC) + timedelta(days=1),
        )
    )


@pytest.fixture
def owner(committing: Session) -> Organisation:
    """The organisation whose routes these tests are about."""
    return the_committee(committing)


@pytest.fixture
def script(app: Flask, committing: Session, owner: Organisation) -> Scripts:
    """The script of somebody who has these roles, by default in the owner's organisation."""

    def of(*roles: Role, organisation: Organisation | None = None, name: str = "Ada") -> Script:
        person = somebody(committing, organisation or owner, *roles, name=name)
        secret = SECRET.format(name)
        a_script_token(committing, person, secret)
        committing.commit()
        return Script(app.test_client(), person.id, secret)

    return of


@pytest.fixture
def route(committing: Session, owner: Organisation) -> Route:
    """The remparts: what a script reads and changes."""
    found = a_stored_route(committing, title="Les remparts", owner=owner)
    committing.commit()
    return found
