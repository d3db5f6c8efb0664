"""People and organisations at the desk: administrators invite, change, close; nobody is lost."""

import re
from http import HTTPStatus
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Organisation, Person
from gis.vocabulary import Role
from tests.app.desk.conftest import Officer, SignedIn
from tests.people import somebody

BOB = {"email": "Bob@OT.example", "name": "Bob  Ducasse", "organisation": "cdt", "role": "officer"}


@pytest.fixture
def admin(signed_in: SignedIn) -> Officer:
    return signed_in(Role.ADMINISTRATOR, name="Anne")


def person_called(session: Session, name: str) -> Person:
    session.expire_all()
    return session.scalars(select(Person).where(Person.name == name)).one()


def link_in(page: str) -> str:
    address = page.split('id="secret" value="')[1].split('"', maxsplit=1)[0]
    return address.removeprefix("http://127.0.0.1:8000")


def test_an_administrator_invites_somebody_with_a_link_shown_once(
    app: Flask, admin: Officer, committing: Session
) -> None:
    shown = admin.post("/bureau/personnes/nouvelle", **BOB)
    assert shown.status_code == HTTPStatus.CREATED
    bob = person_called(committing, "Bob Ducasse")
    assert (bob.email, bob.roles, bob.organisation.key) == ("bob@ot.example", ["officer"], "cdt")
    link = link_in(shown.text)
    assert link not in admin.get(f"/bureau/personnes/{bob.id}").text
    browser = app.test_client()
    chosen = browser.post(link, data={"password": "quatre mots sans rapport"})
    form = {"email": bob.email, "password": "quatre mots sans rapport"}
    entered = browser.post(chosen.location, data=form)
    assert browser.get(entered.location).location == "/bureau/"


def test_who_is_invited_only_reads_unless_said_otherwise(admin: Officer) -> None:
    ticks = re.findall(r'value="(\w+)" checked', admin.get("/bureau/personnes/nouvelle").text)
    assert ticks == [Role.READER]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "bob"}, "pas une adresse électronique"),
        ({"email": "bob@ot.example\r\nBcc: x@y.fr"}, "pas une adresse électronique"),
        ({"email": f"{'b' * 250}@ot.example"}, "pas une adresse électronique"),
        ({"name": "  "}, "Il faut un nom"),
        ({"name": "b" * 121}, "Il faut un nom"),
        ({"role": "king"}, "Choisissez au moins un rôle"),
        ({"organisation": "nowhere"}, "Aucune organisation"),
    ],
)
def test_what_cannot_be_an_account_is_refused_and_what_was_typed_stays(
    admin: Officer, committing: Session, change: dict[str, str], sentence: str
) -> None:
    refused = admin.post("/bureau/personnes/nouvelle", **{**BOB, **change})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in refused.text
    if "email" not in change:
        assert "Bob@OT.example" in refused.text
    assert committing.scalars(select(Person.name)).all() == ["Anne"]


def test_an_address_has_one_account(admin: Officer) -> None:
    admin.post("/bureau/personnes/nouvelle", **BOB)
    again = admin.post("/bureau/personnes/nouvelle", **{**BOB, "email": "BOB@ot.example"})
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Il y a déjà un compte pour bob@ot.example." in again.text


def test_name_organisation_and_roles_change(
    admin: Officer, committing: Session, committee: Organisation
) -> None:
    bob = somebody(committing, committee, Role.READER, name="Bob")
    committing.commit()
    admin.post("/bureau/organisations/nouvelle", name="OT d’Éauze", kind="tourist_office")
    done = admin.post(
        f"/bureau/personnes/{bob.id}",
        name="Bob Ducasse",
        organisation="ot-d-eauze",
        role=["validator", "officer"],
    )
    assert "C’est enregistré." in admin.get(done.location).text
    changed = person_called(committing, "Bob Ducasse")
    assert changed.roles == ["officer", "validator"]
    assert changed.organisation.name == "OT d’Éauze"


def test_a_new_link_is_made_for_who_lost_the_password(
    app: Flask, admin: Officer, committing: Session, committee: Organisation
) -> None:
    bob = somebody(committing, committee, Role.READER, name="Bob")
    committing.commit()
    links = [link_in(admin.post(f"/bureau/personnes/{bob.id}/lien").text) for _time in range(2)]
    statuses = [app.test_client().get(link).status_code for link in links]
    assert statuses == [HTTPStatus.GONE, HTTPStatus.OK], "the newest link alone serves"


def test_a_closed_account_is_out_until_it_is_reopened(
    admin: Officer, signed_in: SignedIn, committing: Session
) -> None:
    bob = signed_in(Role.OFFICER, name="Bob")
    closed = admin.post(f"/bureau/personnes/{bob.person_id}/fermer")
    assert "Ce compte est fermé" in admin.get(closed.location).text
    assert "compte fermé" in admin.get("/bureau/personnes").text
    reopened = admin.post(f"/bureau/personnes/{bob.person_id}/rouvrir")
    assert "Ce compte est rouvert" in admin.get(reopened.location).text
    assert person_called(committing, "Bob").is_active
    assert bob.get("/bureau/itineraires").status_code == HTTPStatus.SEE_OTHER, "sessions are gone"


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/fermer", {}),
        ("", {"name": "Anne", "organisation": "cdt", "role": "officer"}),
    ],
)
def test_the_last_administrator_stays(
    admin: Officer, committing: Session, address: str, form: dict[str, str]
) -> None:
    somebody(committing, None, Role.ADMINISTRATOR, name="Left").is_active = False
    committing.commit()
    refused = admin.post(f"/bureau/personnes/{admin.person_id}{address}", **form)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "dernier compte d’administration" in refused.text
    anne = person_called(committing, "Anne")
    assert anne.is_active
    assert anne.roles == ["administrator"]


def test_two_administrators_cannot_close_each_other(
    admin: Officer, signed_in: SignedIn, committing: Session
) -> None:
    other = signed_in(Role.ADMINISTRATOR, name="Zoé")
    start = Barrier(2)

    def close(whose: Officer, other: Officer) -> None:
        start.wait()
        whose.post(f"/bureau/personnes/{other.person_id}/fermer")

    both = [Thread(target=close, args=pair) for pair in ((admin, other), (other, admin))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(committing.scalars(select(Person.is_active))) == [False, True]


def test_people_are_found_by_name_address_or_organisation_without_accents(
    admin: Officer, committing: Session, committee: Organisation
) -> None:
    for name in ("Zoé Lacoste", "Éric Duprat", "50 % Percent"):
        somebody(committing, committee, Role.READER, name=name)
    committing.commit()

    def found(words: str) -> list[str]:
        page = admin.get("/bureau/personnes", query_string={"q": words}).text
        return [name for name in ("Zoé Lacoste", "Éric Duprat", "50 % Percent") if name in page]

    assert found("zoe") == ["Zoé Lacoste"]
    assert found("DUPRAT éric") == ["Éric Duprat"]
    assert found("cdt.example") == ["Zoé Lacoste", "Éric Duprat", "50 % Percent"]
    assert found("zoe duprat") == []
    assert found("_") == [], "no sign stands for any other"
    assert found("") == ["Zoé Lacoste", "Éric Duprat", "50 % Percent"]


def test_the_list_comes_in_pages(
    admin: Officer, committing: Session, committee: Organisation
) -> None:
    for number in range(60):
        somebody(committing, committee, Role.READER, name=f"Person {number:02}")
    committing.commit()
    first, second = (admin.get(f"/bureau/personnes?page={page}").text for page in (1, 2))
    assert "61 personnes" in first
    assert "Person 48" in first
    assert "Person 49" not in first
    assert "Person 49" in second
    assert "page 2 sur 2" in second
    for odd in ("0", "-3", "x", "99999999999999999999"):
        assert admin.get(f"/bureau/personnes?page={odd}").status_code == HTTPStatus.OK


@pytest.mark.parametrize("room", ["personnes", "organisations"])
@pytest.mark.parametrize("number", [10**6, 2**31, 10**30])
def test_nobody_has_a_number_that_no_row_has(admin: Officer, room: str, number: int) -> None:
    assert admin.get(f"/bureau/{room}/{number}").status_code == HTTPStatus.NOT_FOUND


# Organisations


def test_an_organisation_is_added_and_changed_and_keeps_its_key(
    admin: Officer, committing: Session
) -> None:
    form = {"name": "OT  de Lectoure", "kind": "tourist_office", "website": "https://ot.example"}
    done = admin.post("/bureau/organisations/nouvelle", **form)
    listed = admin.get(done.location).text
    assert "L’organisation est ajoutée." in listed
    assert "OT de Lectoure" in listed
    added = committing.scalars(select(Organisation).where(Organisation.key == "ot-de-lectoure"))
    number = added.one().id
    admin.post(f"/bureau/organisations/{number}", name="Gascogne Lomagne", kind="petr")
    committing.expire_all()
    changed = committing.get_one(Organisation, number)
    assert (changed.key, changed.name, changed.kind, changed.website) == (
        "ot-de-lectoure",
        "Gascogne Lomagne",
        "petr",
        "",
    )


def test_names_alike_get_keys_apart(admin: Officer, committing: Session) -> None:
    for name in ("OT Éauze", "OT d'Eauze !", "OT-Eauze"):
        admin.post("/bureau/organisations/nouvelle", name=name, kind="tourist_office")
    keys = committing.scalars(select(Organisation.key).order_by(Organisation.key)).all()
    assert keys == ["cdt", "ot-d-eauze", "ot-eauze", "ot-eauze-2"]


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"name": ""}, 422, "Il faut un nom"),
        ({"name": "cdt"}, 422, "Il y a déjà une organisation de ce nom"),
        ({"website": "javascript:alert(1)"}, 422, "commence par https://"),
        ({"website": "https://"}, 422, "commence par https://"),
        ({"website": "https://a b.fr"}, 422, "commence par https://"),
        ({"website": "http://[::1"}, 422, "commence par https://"),
        ({"kind": "empire"}, 400, ""),
    ],
)
def test_what_cannot_be_an_organisation_is_refused(
    admin: Officer, committing: Session, change: dict[str, str], status: int, sentence: str
) -> None:
    form = {"name": "OT", "kind": "tourist_office", "website": "", **change}
    refused = admin.post("/bureau/organisations/nouvelle", **form)
    assert refused.status_code == status
    assert sentence in refused.text
    assert committing.scalars(select(Organisation.key)).all() == ["cdt"]


def test_the_rooms_show_themselves_to_those_who_may_enter(
    admin: Officer, signed_in: SignedIn
) -> None:
    officers = signed_in(Role.OFFICER).get("/bureau/itineraires").text
    assert "/bureau/personnes" in admin.get("/bureau/itineraires").text
    assert "/bureau/personnes" not in officers
    assert "/bureau/organisations" not in officers
