"""What tests of the desk share: an application on an empty database, people, their browsers."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.actions.people import add_person, give_password
from app.actions.sign_in import open_session, page_secret_of
from app.models import Organisation, Person, Route, SignInFailure
from app.signed_in import COOKIE, COOKIE_PATH
from gis.vocabulary import Role
from tests.app.desk.entering import ANNE
from tests.people import somebody, the_committee
from tests.stored import a_stored_route

SignedIn = Callable[..., "Officer"]


class Officer:
    """Somebody at the desk, in a browser of their own."""

    def __init__(self, client: FlaskClient, person: Person, secret: str) -> None:
        self.client = client
        self.person_id = person.id
        self.name = person.name
        self.organisation_id = person.organisation_id
        self.page_secret = page_secret_of(secret)

    def get(self, address: str, **options: object):  # type: ignore[no-untyped-def]
        """A page."""
        return self.client.get(address, **options)

    def post(self, address: str, **fields: object):  # type: ignore[no-untyped-def]
        """A form of the desk, sent."""
        return self.client.post(address, data={**fields, "page_secret": self.page_secret})


@pytest.fixture
def committee(committing: Session) -> Organisation:
    """The organisation that owns what these tests are about."""
    return the_committee(committing)


@pytest.fixture
def route(committing: Session, committee: Organisation) -> Route:
    """A draft of the committee's, 12 km along the parallel 43.9."""
    stored = a_stored_route(committing, owner=committee)
    committing.commit()
    return stored


@pytest.fixture
def signed_in(app: Flask, committing: Session, committee: Organisation) -> SignedIn:
    """Signs somebody in who has these roles, by default in the committee; commits."""

    def sign_in(*roles: Role, organisation: Organisation | None = None, name: str = "") -> Officer:
        person = somebody(committing, organisation or committee, *roles, name=name)
        opened = open_session(committing, person, datetime.now(UTC))
        committing.commit()
        client = app.test_client()
        client.set_cookie(COOKIE, opened.secret, path=COOKIE_PATH)
        return Officer(client, person, opened.secret)

    return sign_in


@pytest.fixture
def no_failures(committing: Session) -> None:
    """The test begins with no failure counted."""
    committing.execute(delete(SignInFailure))
    committing.commit()


@pytest.fixture
def password(committing: Session, committee: Organisation) -> str:
    anne = add_person(committing, ANNE, "Anne", committee, [Role.OFFICER])
    given = give_password(committing, anne)
    committing.commit()
    return given
