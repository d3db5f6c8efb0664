"""The map to take away over HTTP: a download that could do nothing here if it were opened here."""

import json
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy.orm import Session

from app.queries.sheets import current_edition, route_sheet
from tests.stored import a_published_route

V82 = "/itineraires/v82-veloroute-vallee-de-la-baise"


def test_it_is_a_download_in_a_sandbox(demo_client: FlaskClient) -> None:
    answer = demo_client.get(f"{V82}.html")
    assert (answer.status_code, answer.mimetype) == (HTTPStatus.OK, "text/html")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="V82 - ')
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-scripts; default-src 'none';")
    assert "'self'" not in policy
    again = demo_client.get(f"{V82}.html", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == HTTPStatus.NOT_MODIFIED


def test_other_formats_keep_the_policy_of_the_site(demo_client: FlaskClient) -> None:
    assert "sandbox" not in demo_client.get(f"{V82}.gpx").headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fr", ("Départ", "Arrivée", "Tracé de démonstration")), ("en", ("Start", "Finish"))],
)
def test_it_speaks_the_language_asked(
    demo_client: FlaskClient, lang: str, words: tuple[str, ...]
) -> None:
    page = demo_client.get(f"{V82}.html?lang={lang}").text
    tree = html.fromstring(page)
    assert tree.get("lang") == lang
    assert f"/{lang}/itineraires/v82" in tree.xpath("string(//p[@class='online']/a/@href)")
    for word in words:
        assert word in page


def test_it_shows_the_figures_of_the_route_and_of_each_stage(
    demo_client: FlaskClient, demo_session: Session
) -> None:
    sheet = route_sheet(demo_session, current_edition(demo_session, V82.rsplit("/", 1)[1]))
    lengths = []
    for stage in sheet.stages:
        tree = html.fromstring(demo_client.get(f"{V82}/etapes/{stage.number}.html").text)
        length, climb, time = tree.xpath("//ul[@class='figures']/li/text()")
        assert climb == f"↗ {round(stage.ascent_m or 0)}\u00a0m"
        assert time[0].isdigit()
        assert stage.end.name in tree.findtext(".//h1")
        lengths.append(float(length.split("\u00a0")[0].replace(",", ".")))
    assert sum(lengths) == pytest.approx(sheet.length_m / 1000, abs=0.3)


def test_the_names_on_the_map_are_the_stage_ends_and_the_territory_is_there(
    demo_client: FlaskClient, demo_session: Session
) -> None:
    sheet = route_sheet(demo_session, current_edition(demo_session, V82.rsplit("/", 1)[1]))
    page = demo_client.get(f"{V82}.html").text
    for name in {sheet.stages[0].start.name, *(stage.end.name for stage in sheet.stages)}:
        written = json.dumps(name)[1:-1].replace("'", "\\u0027")
        assert page.count(f'"html": "\\u003cspan\\u003e{written}\\u003c') == 1, name
    assert '"className": "outline"' in page
    assert page.count('"className": "river"') > 5


def test_its_colours_are_those_of_the_site_and_name_no_file(demo_client: FlaskClient) -> None:
    page = demo_client.get(f"{V82}.html").text
    assert "--touring_cycling: #0c61a6" in page
    assert "prefers-color-scheme: dark" in page
    assert 'data-practice="touring_cycling"' in page
    assert "@font-face" not in page
    assert "url(" not in page.split("</style>")[0]


def test_equal_requests_of_two_servers_give_equal_bytes(committing: Session, app: Flask) -> None:
    a_published_route(committing)
    committing.commit()
    address = "/itineraires/autour-de-condom.html"
    first = app.test_client().get(address)
    spool = app.extensions["settings"].spool
    for kept in (spool / "routes").rglob("sha256"):
        kept.unlink()
    second = app.test_client().get(address)
    assert first.status_code == HTTPStatus.OK
    assert first.headers["ETag"] == second.headers["ETag"]
