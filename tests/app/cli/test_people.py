"""balise user: accounts from the terminal, with a link instead of a password."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli import balise
from app.models import Organisation, Person
from gis.errors import GisError
from tests.stored import a_stored_committee

Run = Callable[..., Result]
ADD = ("user", "add", "Anne@CDT.example", "--name", "Anne Daurat")


@pytest.fixture
def run(app: Flask, committing: Session) -> Run:
    """Runs a command in French on an empty register."""

    def command(*arguments: str) -> Result:
        with app.app_context(), force_locale("fr"):
            return CliRunner().invoke(balise, arguments)

    return command


def link_of(result: Result) -> str:
    assert result.exit_code == 0, result.exception
    address = result.stdout.splitlines()[-1]
    assert address.startswith("http://127.0.0.1:8000/bureau/mot-de-passe/")
    return address.removeprefix("http://127.0.0.1:8000")


def test_the_first_administrator_of_an_empty_register_comes_in(
    run: Run, app: Flask, committing: Session
) -> None:
    added = run(*ADD, "--role", "administrator")
    assert "Compte ajouté pour Anne Daurat." in added.stdout
    browser = app.test_client()
    chosen = browser.post(link_of(added), data={"password": "quatre mots sans rapport"})
    form = {"email": "anne@cdt.example", "password": "quatre mots sans rapport"}
    entered = browser.post(chosen.location, data=form)
    browser.get(entered.location)
    assert browser.get("/bureau/personnes").status_code == 200
    committee = committing.scalars(select(Organisation)).one()
    assert committee.name == "Comité départemental du tourisme du Gers"


@pytest.mark.parametrize("word", ["ot", "Office de tourisme d’Éauze", "office de tourisme D’éauze"])
def test_an_organisation_is_named_by_its_key_or_its_name(
    run: Run, committing: Session, word: str
) -> None:
    a_stored_committee(committing, key="ot", name="Office de tourisme d’Éauze")
    committing.commit()
    run(*ADD, "--organisation", word, "--role", "officer", "--role", "validator")
    anne = committing.scalars(select(Person)).one()
    assert anne.organisation.key == "ot"
    assert anne.roles == ["officer", "validator"]


@pytest.mark.parametrize("is_demo", [False, True])
def test_the_only_committee_is_taken_and_gets_no_twin(
    run: Run, committing: Session, is_demo: bool
) -> None:
    a_stored_committee(committing, key="cdt", is_demo=is_demo)
    committing.commit()
    assert run(*ADD, "--role", "reader").stdout.endswith("\n")
    assert committing.scalars(select(Person)).one().organisation.key == "cdt"
    assert len(committing.scalars(select(Organisation)).all()) == 1


def test_a_link_replaces_a_lost_password(run: Run, app: Flask) -> None:
    first = link_of(run(*ADD, "--role", "reader"))
    second = link_of(run("user", "password", "anne@cdt.EXAMPLE"))
    assert app.test_client().get(first).status_code == 410
    assert app.test_client().get(second).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        ((*ADD, "--role", "reader", "--organisation", "nowhere"), "organisation.unknown"),
        (("user", "add", "anne", "--name", "Anne", "--role", "reader"), "people.bad_email"),
        (("user", "password", "nobody@cdt.example"), "people.unknown"),
    ],
)
def test_a_refusal_leaves_nothing_behind(
    run: Run, committing: Session, arguments: tuple[str, ...], key: str
) -> None:
    result = run(*arguments)
    assert isinstance(result.exception, GisError)
    assert result.exception.key == key
    assert committing.scalars(select(Person)).all() == []
    assert committing.scalars(select(Organisation)).all() == []


def test_a_role_is_wanted_and_known(run: Run) -> None:
    assert run(*ADD).exit_code == 2
    assert run(*ADD, "--role", "king").exit_code == 2


def test_the_accounts_are_listed(run: Run, committing: Session) -> None:
    run(*ADD, "--role", "officer", "--role", "validator")
    committing.scalars(select(Person)).one().is_active = False
    committing.commit()
    line = run("user", "list").stdout
    assert "anne@cdt.example  Anne Daurat  Comité" in line
    assert "rédaction, validation  (compte fermé)" in line
    (listed,) = json.loads(run("user", "list", "--json").stdout)
    assert listed == {
        "email": "anne@cdt.example",
        "name": "Anne Daurat",
        "organisation": "committee",
        "roles": ["officer", "validator"],
        "is_active": False,
    }
