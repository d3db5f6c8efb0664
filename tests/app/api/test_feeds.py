"""The feeds over HTTP: rendered once, kept, and true to what is published."""

import gzip
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import etree
from sqlalchemy import URL, delete
from sqlalchemy.orm import Session

import app.feeds
from app.actions.publication import publish_route, withdraw_route
from app.models import Route
from app.queries.sheets import current_edition, route_sheet
from tests.conftest import an_app
from tests.stored import LATER, NOW, a_published_route, a_stored_committee

CIRCUITS = "/feeds/cirkwi/circuits.xml"
RELAXNG = etree.RelaxNG(etree.parse(Path("gis/feeds/schemas/cirkwi.rng")))


@pytest.fixture
def client(request: pytest.FixtureRequest) -> FlaskClient:
    return request.getfixturevalue("app").test_client()


def circuit_ids(client: FlaskClient) -> list[int]:
    tree = etree.fromstring(client.get(CIRCUITS).data)
    return [int(number) for number in tree.xpath("circuit/@id_circuit")]


@pytest.mark.parametrize("name", ["circuits", "pois"])
def test_what_is_served_is_valid(demo_client: FlaskClient, name: str) -> None:
    answer = demo_client.get(f"/feeds/cirkwi/{name}.xml")
    assert answer.mimetype == "application/xml"
    RELAXNG.assertValid(etree.fromstring(answer.data))


def test_every_demonstration_route_is_in_the_feed(demo_client: FlaskClient) -> None:
    assert len(circuit_ids(demo_client)) == 11


def test_a_second_call_gives_the_same_bytes_and_a_third_with_its_etag_none(
    demo_client: FlaskClient,
) -> None:
    first, second = demo_client.get(CIRCUITS), demo_client.get(CIRCUITS)
    assert first.data == second.data
    third = demo_client.get(CIRCUITS, headers={"If-None-Match": second.headers["ETag"]})
    assert (third.status_code, third.data) == (HTTPStatus.NOT_MODIFIED, b"")
    assert "Last-Modified" in first.headers


def test_the_feed_is_compressed_for_who_takes_it(demo_client: FlaskClient) -> None:
    packed = demo_client.get(CIRCUITS, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == demo_client.get(CIRCUITS).data
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_publishing_again_changes_the_feed_at_once(
    committing: Session, client: FlaskClient
) -> None:
    route = a_published_route(committing)
    committing.commit()
    before = client.get(CIRCUITS)
    assert "Autour de Condom" in before.text
    route.texts[0].title = "Le tour de Condom"
    publish_route(committing, route, LATER)
    committing.commit()
    after = client.get(CIRCUITS, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == HTTPStatus.OK
    assert "Le tour de Condom" in after.text


def test_a_route_that_may_not_be_passed_on_is_in_no_feed_tile_or_file(
    committing: Session, client: FlaskClient
) -> None:
    route = a_published_route(committing, redistributable=False)
    committing.commit()
    tile = "/tiles/routes/6/32/23.mvt"
    assert circuit_ids(client) == []
    assert client.get(tile).data == b""
    assert route_sheet(committing, current_edition(committing, route.slug)).sketch.pieces == ()
    answer = client.get(f"/itineraires/{route.slug}.gpx")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    route.redistributable = True
    publish_route(committing, route, LATER)
    committing.commit()
    assert client.get(tile).data
    assert "réserve" in answer.get_json()["detail"]


def test_a_withdrawn_route_leaves_the_feed_and_its_file_is_gone(
    committing: Session, client: FlaskClient
) -> None:
    route = a_published_route(committing)
    committing.commit()
    assert circuit_ids(client) == [route.id]
    withdraw_route(committing, route, NOW)
    committing.commit()
    assert circuit_ids(client) == []
    changes = client.get(f"{CIRCUITS}/changes.json").get_json()
    assert (changes["changed"], changes["deleted"]) == ([], [route.id])
    assert client.get(f"/itineraires/{route.slug}.gpx").status_code == HTTPStatus.GONE


def test_ids_never_return(committing: Session) -> None:
    owner = a_stored_committee(committing)
    gone = a_published_route(committing, owner=owner).id
    committing.execute(delete(Route).where(Route.id == gone))
    committing.commit()
    assert a_published_route(committing, title="Autre", owner=owner).id > gone


def test_ten_requests_at_once_render_once_and_hold_no_transaction(
    committing: Session, migrated_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_published_route(committing)
    committing.commit()
    other = an_app(migrated_url, tmp_path)
    rendered = []
    render = app.feeds.rendered

    def counted(*arguments: Any) -> Iterator[bytes]:
        rendered.append(arguments)
        time.sleep(0.5)
        yield from render(*arguments)

    monkeypatch.setattr(app.feeds, "rendered", counted)
    with ThreadPoolExecutor(10) as threads:
        asked = [threads.submit(lambda: other.test_client().get(CIRCUITS).data) for _ in range(10)]
        bodies = {answer.result() for answer in asked}
    assert len(bodies) == 1
    assert len(rendered) == 1


def test_the_schema_of_a_feed_can_be_fetched(demo_client: FlaskClient) -> None:
    feeds = demo_client.get("/feeds/", headers={"Accept": "application/json"}).get_json()["feeds"]
    for feed in feeds:
        path = feed["schema_url"].removeprefix("http://127.0.0.1:8000")
        schema = etree.RelaxNG(etree.fromstring(demo_client.get(path).data))
        schema.assertValid(etree.fromstring(demo_client.get(f"/feeds/{feed['name']}").data))
    assert demo_client.get("/feeds/schemas/nothing.rng").status_code == HTTPStatus.NOT_FOUND


def test_the_list_of_feeds_says_licence_and_last_change(demo_client: FlaskClient) -> None:
    page = demo_client.get("/feeds/", headers={"Accept": "text/html"})
    assert "Licence Ouverte 2.0" in page.text
    feeds = demo_client.get("/feeds/", headers={"Accept": "application/json"}).get_json()["feeds"]
    assert {feed["name"] for feed in feeds} == {"cirkwi/circuits.xml", "cirkwi/pois.xml"}
    assert all(datetime.fromisoformat(feed["modified_at"]).tzinfo for feed in feeds)


@pytest.mark.parametrize("since", ["hier", "2026-05-12", "2026-05-12T08:00:00"])
def test_a_since_without_its_zone_is_refused_with_a_sentence(
    demo_client: FlaskClient, since: str
) -> None:
    answer = demo_client.get(f"{CIRCUITS}/changes.json", query_string={"since": since})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "2026-05-12T08:00:00Z" in answer.get_json()["detail"]


def test_there_is_no_other_feed(demo_client: FlaskClient) -> None:
    assert demo_client.get("/feeds/autre.xml").status_code == HTTPStatus.NOT_FOUND
