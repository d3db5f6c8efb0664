"""One's own account: the link that begins it, its password, its sessions and tokens."""

from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.accounts import make_link
from app.actions.attempts import MOST
from app.models import Person, Token, TokenKind
from gis.vocabulary import Role
from tests.app.desk.conftest import SignedIn
from tests.app.desk.entering import ANNE, GOOD, enter, fail, failures

pytestmark = pytest.mark.usefixtures("no_failures")


@pytest.fixture
def link(committing: Session, password: str) -> str:
    """The address at which Anne chooses a password."""
    anne = committing.scalars(select(Person)).one()
    secret = make_link(committing, anne, datetime.now(UTC))
    committing.commit()
    return f"/bureau/mot-de-passe/{secret}"


def test_a_link_leads_to_a_password_and_the_sign_in_page(app: Flask, link: str) -> None:
    client = app.test_client()
    for _look in range(2):
        page = client.get(link)
        assert page.status_code == HTTPStatus.OK
        assert ANNE in page.text
        assert page.headers["Referrer-Policy"] == "no-referrer"
    chosen = client.post(link, data={"password": GOOD})
    assert chosen.status_code == HTTPStatus.SEE_OTHER
    assert "Votre mot de passe est enregistré" in client.get(chosen.location).text
    assert enter(client, GOOD).status_code == HTTPStatus.SEE_OTHER


def test_a_link_that_served_says_what_to_do(app: Flask, link: str) -> None:
    client = app.test_client()
    client.post(link, data={"password": GOOD})
    for again in (client.get(link), client.post(link, data={"password": "another good one"})):
        assert again.status_code == HTTPStatus.GONE
        assert "demandez un autre lien" in again.text
    assert enter(client, GOOD).status_code == HTTPStatus.SEE_OTHER


def test_a_bad_choice_leaves_the_link_as_it_was(app: Flask, link: str) -> None:
    client = app.test_client()
    refused = client.post(link, data={"password": "short"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "au moins 12 signes" in refused.text
    assert client.post(link, data={"password": GOOD}).status_code == HTTPStatus.SEE_OTHER


def test_choosing_a_password_ends_what_was_open(app: Flask, password: str, link: str) -> None:
    open_elsewhere = app.test_client()
    enter(open_elsewhere, password)
    assert open_elsewhere.get("/bureau/itineraires").status_code == HTTPStatus.OK
    app.test_client().post(link, data={"password": GOOD})
    assert open_elsewhere.get("/bureau/itineraires").status_code == HTTPStatus.SEE_OTHER


# One's own account


def test_a_password_is_changed_with_the_old_one(app: Flask, password: str) -> None:
    client, other = app.test_client(), app.test_client()
    enter(client, password)
    enter(other, password)
    page = client.get("/bureau/compte").text
    secret = page.split('name="page-secret" content="')[1].split('"')[0]
    form = {"page_secret": secret, "old": "wrong", "password": GOOD}
    refused = client.post("/bureau/compte/mot-de-passe", data=form)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Ce n’est pas votre mot de passe actuel." in refused.text
    done = client.post("/bureau/compte/mot-de-passe", data={**form, "old": password})
    assert done.status_code == HTTPStatus.SEE_OTHER
    assert "Votre mot de passe est changé" in client.get(done.location).text
    assert other.get("/bureau/compte").status_code == HTTPStatus.SEE_OTHER
    assert enter(app.test_client(), GOOD).status_code == HTTPStatus.SEE_OTHER


def test_guesses_at_the_old_password_are_counted_too(
    signed_in: SignedIn, committing: Session
) -> None:
    anne = signed_in(Role.OFFICER)
    fail(committing, MOST - 1)
    anne.post("/bureau/compte/mot-de-passe", old="wrong", password=GOOD)
    assert failures(committing) == MOST
    refused = anne.post("/bureau/compte/mot-de-passe", old="wrong", password=GOOD)
    assert "Trop d’essais" in refused.text


def test_a_token_is_shown_once_and_can_be_revoked(signed_in: SignedIn, committing: Session) -> None:
    anne = signed_in(Role.OFFICER)
    shown = anne.post("/bureau/compte/jetons", name=" Export  du lundi ")
    assert shown.status_code == HTTPStatus.CREATED
    secret = shown.text.split('id="secret" value="')[1].split('"')[0]
    bearer = {"Authorization": f"Bearer {secret}"}
    assert anne.client.get("/api/routes", headers=bearer).status_code == HTTPStatus.OK
    page = anne.get("/bureau/compte").text
    assert secret not in page
    assert "Export du lundi" in page
    token = committing.scalars(select(Token).where(Token.kind == TokenKind.SCRIPT)).one()
    anne.post(f"/bureau/compte/acces/{token.id}/fin")
    assert anne.client.get("/api/routes", headers=bearer).status_code == HTTPStatus.UNAUTHORIZED


def test_a_token_without_a_name_is_refused_with_a_sentence(signed_in: SignedIn) -> None:
    refused = signed_in(Role.OFFICER).post("/bureau/compte/jetons", name=" ")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Donnez à ce jeton un nom" in refused.text
