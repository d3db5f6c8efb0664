"""Signing in: the right password opens, wrong ones wait, other sites are not listened to."""

from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import URL, select, update
from sqlalchemy.orm import Session

from app import create_app
from app.actions.attempts import MOST
from app.actions.passwords import fits
from app.config import Settings
from app.models import Person, SignInFailure
from app.signed_in import COOKIE, DEVICE_COOKIE
from gis.vocabulary import Role
from tests.app.desk.conftest import SignedIn
from tests.app.desk.entering import ANNE, DOOR, enter, fail, failures

pytestmark = pytest.mark.usefixtures("no_failures")


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
