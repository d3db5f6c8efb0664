"""Signing in: the right password opens, wrong ones wait, other sites are not listened to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import URL, delete, func, select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app import create_app
from app.actions.accounts import make_link
from app.actions.attempts import MOST, Place, begin_attempt
from app.actions.passwords import fits
from app.actions.people import add_person
from app.config import Settings
from app.models import Organisation, Person, SignInFailure, Token, TokenKind
from app.signed_in import COOKIE, DEVICE_COOKIE
from gis.vocabulary import Role
from tests.app.desk.conftest import SignedIn

ANNE = "anne@cdt.example"
DOOR = "/bureau/connexion"
GOOD = "quatre mots sans rapport"


@pytest.fixture(autouse=True)
def _nobody_has_failed(committing: Session) -> None:
    """Each test begins with no failure counted."""
    committing.execute(delete(SignInFailure))
    committing.commit()


@pytest.fixture
def password(committing: Session, committee: Organisation) -> str:
    given = add_person(committing, ANNE, "Anne", committee, [Role.OFFICER])
    committing.commit()
    return given


@pytest.fixture
def link(committing: Session, password: str) -> str:
    """The address at which Anne chooses a password."""
    anne = committing.scalars(select(Person)).one()
    secret = make_link(committing, anne, datetime.now(UTC))
    committing.commit()
    return f"/bureau/mot-de-passe/{secret}"


def enter(client: FlaskClient, password: str, door: str = DOOR, **options: object) -> TestResponse:
    form = {"email": " Anne@CDT.example ", "password": password}
    return client.post(door, data=form, **options)  # type: ignore[arg-type]


def fail(session: Session, times: int) -> None:
    """Wrong passwords from where the test's browsers are, without the argon2 of each."""
    for _time in range(times):
        begin_attempt(session, ANNE, Place("127.0.0.1", ""), datetime.now(UTC))
    session.commit()


def failures(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(SignInFailure)) or 0


def test_who_signs_in_comes_to_the_page_that_was_asked_for(app: Flask, password: str) -> None:
    client = app.test_client()
    led = client.get("/bureau/itineraires?q=baïse")
    entered = enter(client, password, led.location)
    assert entered.status_code == HTTPStatus.SEE_OTHER
    back = client.get(entered.location)
    assert back.location == "/bureau/itineraires?q=ba%C3%AFse"
    assert client.get(back.location).status_code == HTTPStatus.OK


def test_the_cookies_are_for_the_desk_alone_and_no_scripts(app: Flask, password: str) -> None:
    cookies = enter(app.test_client(), password).headers.getlist("Set-Cookie")
    assert [cookie.split("=")[0] for cookie in cookies] == [COOKIE, DEVICE_COOKIE]
    for cookie in cookies:
        for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/bureau"):
            assert part in cookie
    assert "Max-Age" not in cookies[0], "closing the browser ends the session"
    assert "Max-Age=31536000" in cookies[1]


def test_who_is_signed_in_is_not_asked_again(signed_in: SignedIn) -> None:
    assert signed_in(Role.OFFICER).get(DOOR).location == "/bureau/"


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(
    app: Flask, password: str
) -> None:
    client = app.test_client()
    wrong = enter(client, "something else")
    unknown = client.post(DOOR, data={"email": "nobody@cdt.example", "password": password})
    assert wrong.status_code == unknown.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    refusal = "L’adresse ou le mot de passe ne convient pas."
    assert refusal in wrong.text
    assert refusal in unknown.text
    assert "something else" not in wrong.text
    assert "Anne@CDT.example" in wrong.text
    assert "Set-Cookie" not in wrong.headers


def test_after_ten_failures_the_page_says_when_to_come_back(
    app: Flask, password: str, committing: Session
) -> None:
    fail(committing, MOST - 1)
    client = app.test_client()
    assert enter(client, "wrong").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    waiting = enter(client, password)
    assert waiting.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert 0 < int(waiting.headers["Retry-After"]) <= 900
    assert "Réessayez dans 15 min" in waiting.text
    elsewhere = enter(app.test_client(), password, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert elsewhere.status_code == HTTPStatus.SEE_OTHER


def test_a_hundred_attempts_at_once_are_ten(app: Flask, password: str, committing: Session) -> None:
    def attempt(_number: int) -> int:
        return enter(app.test_client(), "wrong").status_code

    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(attempt, range(40)))
    assert answers.count(HTTPStatus.UNPROCESSABLE_ENTITY) == MOST
    assert answers.count(HTTPStatus.TOO_MANY_REQUESTS) == 40 - MOST
    assert failures(committing) == MOST


def test_a_hash_of_yesterdays_parameters_is_renewed(
    app: Flask, password: str, committing: Session
) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)
    committing.execute(update(Person).values(password_hash=weak))
    committing.commit()
    assert enter(app.test_client(), password).status_code == HTTPStatus.SEE_OTHER
    committing.expire_all()
    kept = committing.scalars(select(Person)).one().password_hash
    assert kept != weak
    assert fits(password, kept)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_the_page_of_another_site_signs_nobody_in(
    app: Flask, password: str, headers: dict[str, str]
) -> None:
    answer = enter(app.test_client(), password, headers=headers)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "autre site" in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}]
)
def test_the_own_page_signs_in(app: Flask, password: str, headers: dict[str, str]) -> None:
    answer = enter(app.test_client(), password, headers=headers)
    assert answer.status_code == HTTPStatus.SEE_OTHER


@pytest.mark.parametrize(
    "asked", ["https://elsewhere.example/", "//elsewhere.example", "/fr/", "/bureaux", ""]
)
def test_nobody_is_led_out_of_the_desk(app: Flask, password: str, asked: str) -> None:
    client = app.test_client()
    entered = client.post(
        DOOR, query_string={"suite": asked}, data={"email": ANNE, "password": password}
    )
    assert client.get(entered.location).location == "/bureau/"


def test_a_browser_that_keeps_no_cookie_is_told_so(app: Flask, password: str) -> None:
    client = app.test_client(use_cookies=False)
    entered = enter(client, password)
    page = client.get(entered.location)
    assert page.status_code == HTTPStatus.OK
    assert "Ouvrez le bureau par son adresse en https." in page.text
    over_https = client.get(entered.location, base_url="https://localhost")
    assert "Acceptez les cookies" in over_https.text


@pytest.mark.parametrize(
    "form",
    [{}, {"email": ANNE}, {"email": "\0", "password": "\0"}, {"email": "a" * 300_000}],
)
def test_whatever_is_sent_is_answered_with_a_sentence(app: Flask, form: dict[str, str]) -> None:
    status = app.test_client().post(DOOR, data=form).status_code
    assert HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR


def test_the_proxies_that_are_ours_say_who_is_asking(
    migrated_url: URL, tmp_path: Path, committing: Session, password: str
) -> None:
    url = migrated_url.render_as_string(hide_password=False)
    behind = create_app(Settings(database_url=url, var=tmp_path, trusted_proxies=1))
    exposed = create_app(Settings(database_url=url, var=tmp_path))
    for app, counters in ((behind, 2), (exposed, 3)):
        for forged, address in (("10.0.0.1", "192.0.2.1"), ("10.0.0.2", "192.0.2.1")):
            passed_on = {"X-Forwarded-For": f"{forged}, {address}"}
            enter(app.test_client(), "wrong", headers=passed_on)
        other = {"X-Forwarded-For": "192.0.2.2"}
        enter(app.test_client(), "wrong", headers=other)
        counted = committing.scalars(select(SignInFailure.counted_by)).all()
        assert len(set(counted)) == counters
        committing.rollback()


# Links


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
