"""The desk's door: who comes in, with what, and where they are led."""

from http import HTTPStatus

from flask import Flask
from sqlalchemy.orm import Session

from app.actions.people import add_person
from app.models import Organisation
from gis.vocabulary import Role
from tests.app.desk.conftest import SignedIn


def test_who_is_not_signed_in_is_led_to_the_sign_in_page_and_back(
    app: Flask, committing: Session, committee: Organisation
) -> None:
    password = add_person(committing, "anne@cdt.example", "Anne", committee, [Role.OFFICER])
    committing.commit()
    client = app.test_client()
    led = client.get("/bureau/itineraires?q=baïse")
    assert led.status_code == HTTPStatus.SEE_OTHER
    page = client.get(led.location)
    assert page.status_code == HTTPStatus.OK
    entered = client.post(led.location, data={"email": "Anne@CDT.example", "password": password})
    assert entered.status_code == HTTPStatus.SEE_OTHER
    assert client.get(entered.location).status_code == HTTPStatus.OK
    cookie = entered.headers["Set-Cookie"]
    for part in ("Secure", "HttpOnly", "SameSite", "Path=/bureau"):
        assert part in cookie


def test_a_form_without_the_pages_secret_changes_nothing(signed_in: SignedIn) -> None:
    anne = signed_in(Role.OFFICER)
    assert anne.client.post("/bureau/deconnexion").status_code == HTTPStatus.FORBIDDEN
    assert anne.get("/bureau/itineraires").status_code == HTTPStatus.OK
    assert anne.post("/bureau/deconnexion").status_code == HTTPStatus.SEE_OTHER
    assert anne.get("/bureau/itineraires").status_code == HTTPStatus.SEE_OTHER
