"""The desk's door: who is led where, by what they hold."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Flask
from sqlalchemy.orm import Session

from app.actions.accounts import add_script_token
from app.models import Person
from gis.vocabulary import Role
from tests.app.desk.conftest import Officer, SignedIn


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def a_script_of(officer: Officer, session: Session) -> str:
    person = session.get_one(Person, officer.person_id)
    secret = add_script_token(session, person, "Export", datetime.now(UTC))
    session.commit()
    return secret


def test_a_page_is_led_to_the_sign_in_page_and_back(app: Flask) -> None:
    led = app.test_client().get("/bureau/itineraires?q=baïse&state=draft")
    assert led.status_code == HTTPStatus.SEE_OTHER
    assert "suite=/bureau/itineraires?q%3D" in led.location


def test_a_form_without_the_pages_secret_changes_nothing(signed_in: SignedIn) -> None:
    anne = signed_in(Role.OFFICER)
    assert anne.client.post("/bureau/deconnexion").status_code == HTTPStatus.FORBIDDEN
    wrong = anne.client.post("/bureau/deconnexion", data={"page_secret": "é" * 64})
    assert wrong.status_code == HTTPStatus.FORBIDDEN
    assert anne.get("/bureau/itineraires").status_code == HTTPStatus.OK
    assert anne.post("/bureau/deconnexion").status_code == HTTPStatus.SEE_OTHER
    assert anne.get("/bureau/itineraires").status_code == HTTPStatus.SEE_OTHER


def test_what_a_proxy_adds_of_its_own_does_not_stand_for_the_pages_secret(
    signed_in: SignedIn,
) -> None:
    anne = signed_in(Role.OFFICER)
    forged = anne.client.post("/bureau/deconnexion", headers={"Authorization": "Basic YTpi"})
    assert forged.status_code == HTTPStatus.FORBIDDEN
    assert anne.get("/bureau/itineraires").status_code == HTTPStatus.OK


def test_the_secret_of_a_page_speaks_for_its_session(app: Flask, signed_in: SignedIn) -> None:
    secret = signed_in(Role.OFFICER).page_secret
    client = app.test_client()
    assert client.get("/bureau/compte", headers=bearer(secret)).status_code == HTTPStatus.OK
    assert client.get("/api/routes", headers=bearer(secret)).status_code == HTTPStatus.OK


def test_a_scripts_token_opens_the_api_and_not_the_desk(
    app: Flask, signed_in: SignedIn, committing: Session
) -> None:
    secret = a_script_of(signed_in(Role.OFFICER), committing)
    client = app.test_client()
    assert client.get("/api/routes", headers=bearer(secret)).status_code == HTTPStatus.OK
    assert client.get("/bureau/compte", headers=bearer(secret)).status_code == HTTPStatus.SEE_OTHER
    more = client.post("/bureau/compte/jetons", headers=bearer(secret), data={"name": "More"})
    assert more.status_code == HTTPStatus.SEE_OTHER


def test_the_cookie_opens_the_desk_and_not_the_api(signed_in: SignedIn) -> None:
    anne = signed_in(Role.OFFICER)
    cookie = anne.client.get_cookie("balise_bureau", path="/bureau")
    assert cookie
    sent = anne.client.get("/api/routes", headers={"Cookie": f"balise_bureau={cookie.value}"})
    assert sent.status_code == HTTPStatus.UNAUTHORIZED


def test_a_token_that_opens_nothing_is_told_so(app: Flask) -> None:
    for secret in ("", "wrong", "a b", "\u00e9"):
        answer = app.test_client().get("/api/routes", headers=bearer(secret))
        assert answer.status_code == HTTPStatus.UNAUTHORIZED
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_whose_account_is_closed_is_out_at_once(signed_in: SignedIn, committing: Session) -> None:
    anne = signed_in(Role.OFFICER)
    committing.get_one(Person, anne.person_id).is_active = False
    committing.commit()
    assert anne.get("/bureau/itineraires").status_code == HTTPStatus.SEE_OTHER


def test_the_desk_is_kept_by_no_cache(signed_in: SignedIn) -> None:
    anne = signed_in(Role.OFFICER)
    for address in ("/bureau/compte", "/bureau/connexion", "/bureau/mot-de-passe/wrong"):
        assert "no-store" in anne.get(address).headers["Cache-Control"]


def test_an_odd_page_to_go_back_to_is_not_gone_to(signed_in: SignedIn) -> None:
    anne = signed_in(Role.OFFICER)
    for odd in ("/bureau/\r\nX: y", "/bureau/\x7f", "//ailleurs.example/", "/bureaux"):
        led = anne.get("/bureau/connexion", query_string={"suite": odd})
        assert (led.status_code, led.location) == (HTTPStatus.SEE_OTHER, "/bureau/")


def test_an_origin_that_is_no_address_is_from_elsewhere(app: Flask) -> None:
    for origin in ("http://[", "null", "http://ailleurs.example", ""):
        sent = app.test_client().post("/bureau/connexion", headers={"Origin": origin})
        assert sent.status_code == HTTPStatus.FORBIDDEN
