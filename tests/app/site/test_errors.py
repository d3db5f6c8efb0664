"""Errors leave as a sentence in the reader's language, whatever failed."""

from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import make_url

from app import create_app
from app.access import Access, allow
from app.config import Settings
from app.errors import Refusal
from tests.conftest import an_app

SENTENCES = {
    "fr": "Le registre ne répond pas pour l’instant",
    "en": "The register does not answer just now",
    "es": "El registro no responde por el momento",
}


@pytest.fixture(scope="module")
def without_database(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A visitor of a site whose database has gone."""
    nowhere = make_url("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    return an_app(nowhere, tmp_path_factory.mktemp("nowhere")).test_client()


@pytest.mark.parametrize("language", SENTENCES)
def test_a_page_without_its_database_asks_to_come_back(
    without_database: FlaskClient, language: str
) -> None:
    answer = without_database.get(f"/{language}/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert SENTENCES[language] in answer.text
    assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize("path", ["/healthz", "/tiles/routes/8/128/93.mvt", "/itineraires/x.gpx"])
def test_machines_hear_it_as_a_problem(without_database: FlaskClient, path: str) -> None:
    answer = without_database.get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert answer.mimetype == "application/problem+json"
    assert answer.json["detail"].startswith(SENTENCES["fr"])


@pytest.fixture
def faulty(tmp_path: Path) -> Flask:
    """An application with a view that fails and one that refuses."""
    app = create_app(Settings(database_url="postgresql://nobody@127.0.0.1:1/x", var=tmp_path))

    @app.get("/fails")
    @allow(Access.PUBLIC)
    def fails() -> str:
        raise ZeroDivisionError

    @app.get("/refuses")
    @allow(Access.PUBLIC)
    def refuses() -> str:
        raise Refusal(HTTPStatus.CONFLICT, "Pas deux fois.")

    return app


def test_a_fault_of_ours_shows_a_page_and_no_trace(faulty: Flask) -> None:
    answer = faulty.test_client().get("/fails", headers={"Accept-Language": "en"})
    assert answer.status_code == 500
    assert "nothing was lost" in answer.text
    assert "ZeroDivision" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("path", "status"), [("/fails", 500), ("/nowhere", 404)])
def test_where_no_template_works_the_sentence_is_left(
    faulty: Flask, path: str, status: int
) -> None:
    faulty.jinja_env.globals.clear()
    answer = faulty.test_client().get(path)
    assert answer.status_code == status
    assert answer.mimetype == "text/plain"
    assert answer.text.startswith(f"{status} – ")


def test_a_refusal_keeps_its_status_and_sentence(faulty: Flask) -> None:
    answer = faulty.test_client().get("/refuses")
    assert answer.status_code == 409
    assert "Pas deux fois." in answer.text


def test_a_refusal_passes_through_a_with_statement() -> None:
    from contextlib import contextmanager

    @contextmanager
    def room():
        yield

    with pytest.raises(Refusal, match="Non"), room():
        raise Refusal(HTTPStatus.FORBIDDEN, "Non.")


@pytest.mark.parametrize("path", ["/rien", "/fr/rien", "/fr/itineraires/rien"])
def test_caches_keep_an_error_page_for_each_language(demo_client: FlaskClient, path: str) -> None:
    answer = demo_client.get(path)
    assert answer.status_code == 404
    assert "Accept-Language" in answer.headers["Vary"]


def test_caches_keep_a_machines_error_apart_from_a_page(demo_client: FlaskClient) -> None:
    vary = demo_client.get("/feeds/rien").headers["Vary"]
    assert "Accept" in vary.replace(",", " ").split()
    assert "Accept-Language" in vary
