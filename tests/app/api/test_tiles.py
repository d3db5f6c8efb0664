"""Vector tiles: what they show is what the list lists."""

from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from tempfile import NamedTemporaryFile
from typing import Any

import pyogrio
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.queries.route_filter import LENGTHS_KM, RouteFilter
from app.queries.search import filter_choices, route_cards
from gis.vocabulary import Language

TODAY = datetime.now(UTC).date()
WHOLE = "/tiles/routes/5/16/11.mvt"


def features(tile: bytes, layer: str) -> list[dict[str, Any]]:
    """The properties of a layer's features, as GDAL reads them."""
    if not tile:
        return []
    with NamedTemporaryFile(suffix=".mvt") as file:
        file.write(tile)
        file.flush()
        meta, _, _, columns = pyogrio.raw.read(file.name, layer=layer, X="0", Y="0", Z="0")
    rows = zip(*columns, strict=True)
    return [dict(zip(meta["fields"], row, strict=True)) for row in rows]


def slugs_on_the_map(client: FlaskClient, query: dict[str, str]) -> set[str]:
    return {
        feature["slug"]
        for x in (15, 16)
        for y in (11, 12)
        for feature in features(
            client.get(f"/tiles/routes/5/{x}/{y}.mvt", query_string=query).data, "routes"
        )
    }


def every_filter(session: Session) -> list[dict[str, str]]:
    choices = filter_choices(session, Language.FR)
    return [
        {
            name: value
            for name, value in (("practice", practice), ("kind", kind), ("length", length))
            if value
        }
        for practice in ("", *choices.practices)
        for kind in ("", *choices.kinds)
        for length in ("", *LENGTHS_KM)
    ]


def test_the_list_equals_the_map_for_every_combination_of_filters(
    demo_client: FlaskClient, demo_session: Session
) -> None:
    empty = 0
    for query in every_filter(demo_session):
        page = route_cards(demo_session, RouteFilter.from_query(query, TODAY), Language.FR)
        assert slugs_on_the_map(demo_client, query) == {card.slug for card in page.cards}, query
        empty += page.total == 0
    assert empty


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=st.data())
def test_the_list_equals_the_map_whatever_is_asked_together(
    demo_client: FlaskClient, demo_session: Session, drawn: st.DataObject
) -> None:
    choices = filter_choices(demo_session, Language.FR)
    offered: dict[str, Sequence[str]] = {
        "practice": choices.practices,
        "kind": choices.kinds,
        "length": LENGTHS_KM,
        "territory": [code for code, _name in choices.territories],
        "theme": [slug for slug, _name in choices.themes],
        "stop_within": ["300", "1000", "5000"],
        "q": ["baise", "lectoure", "gr"],
    }
    assert all(offered.values())
    query = {
        name: value
        for name, values in offered.items()
        if (value := drawn.draw(st.sampled_from(["", "", *values]), label=name))
    }
    page = route_cards(demo_session, RouteFilter.from_query(query, TODAY), Language.FR)
    assert slugs_on_the_map(demo_client, query) == {card.slug for card in page.cards}


def test_each_filter_finds_what_it_names(demo_session: Session) -> None:
    def found(**query: str) -> set[str]:
        page = route_cards(demo_session, RouteFilter.from_query(query, TODAY), Language.FR)
        return {card.slug for card in page.cards}

    everything = found()
    codes = {name: code for code, name in filter_choices(demo_session, Language.FR).territories}
    tenareze = next(code for name, code in codes.items() if "Ténarèze" in name)
    assert {"gr65-via-podiensis", "v82-veloroute-vallee-de-la-baise"} <= found(territory=tenareze)
    assert "sentier-de-l-adour" not in found(territory=tenareze)
    assert found(theme="chemins-de-saint-jacques") == {"gr65-via-podiensis", "gr653-via-tolosana"}
    near, far = found(stop_within="1000"), found(stop_within="5000")
    assert near < far <= everything
    assert found(territory="99999") == found(theme="none") == set()


def test_words_filter_the_map_as_they_filter_the_list(demo_client: FlaskClient) -> None:
    found = slugs_on_the_map(demo_client, {"q": "baise"})
    assert "v82-veloroute-vallee-de-la-baise" in found
    assert "gr65-via-podiensis" not in found
    assert found == slugs_on_the_map(demo_client, {"q": "BAÏSE"})


def test_a_line_has_fewer_vertices_the_farther_the_view(demo_session: Session) -> None:
    copies = demo_session.execute(
        text(
            "SELECT ST_NPoints(geom), ST_NPoints(near), ST_NPoints(middle), ST_NPoints(far),"
            " ST_HausdorffDistance(ST_Transform(ST_Force2D(geom), 3857), far) FROM route_line"
        )
    )
    for whole, near, middle, far, aside_m in copies:
        assert whole >= near > middle > far
        assert aside_m <= 150


def test_small_towns_come_as_the_view_comes_nearer(demo_client: FlaskClient) -> None:
    def sizes(path: str) -> set[int]:
        places = features(demo_client.get(path).data, "places")
        return {place["size"] for place in places if place["kind"] == "town"}

    assert sizes("/tiles/places/6/32/23.mvt") == {1}
    assert sizes("/tiles/places/9/256/186.mvt") == {1, 2, 3}


def test_communes_have_their_limits_once_they_can_be_told_apart(demo_client: FlaskClient) -> None:
    def names(path: str) -> set[str]:
        return {one["name"] for one in features(demo_client.get(path).data, "communes")}

    assert "Condom" in names("/tiles/communes/9/256/186.mvt")
    assert names("/tiles/communes/8/128/93.mvt") == set()


@pytest.mark.parametrize("path", ["/tiles/routes/3/9/1.mvt", "/tiles/routes/17/1/1.mvt"])
def test_a_tile_outside_the_world_is_not_found(demo_client: FlaskClient, path: str) -> None:
    assert demo_client.get(path).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "query", ["practice=flying", "kind=x", "length=long", "length=1-2-3", "stop_within=near"]
)
def test_a_filter_that_means_nothing_is_refused_with_a_sentence(
    demo_client: FlaskClient, query: str
) -> None:
    answer = demo_client.get(f"{WHOLE}?{query}")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.get_json()["detail"].startswith("Ce filtre n’existe pas")


def test_who_has_the_tile_already_gets_304(demo_client: FlaskClient) -> None:
    etag = demo_client.get(WHOLE).headers["ETag"]
    again = demo_client.get(WHOLE, headers={"If-None-Match": etag})
    assert again.status_code == HTTPStatus.NOT_MODIFIED


def test_the_tilejson_names_the_tiles(demo_client: FlaskClient) -> None:
    found = demo_client.get("/tiles/routes.json").get_json()
    assert found["tiles"] == ["http://127.0.0.1:8000/tiles/routes/{z}/{x}/{y}.mvt"]
    assert "slug" in found["vector_layers"][0]["fields"]
    assert demo_client.get("/tiles/nothing.json").status_code == HTTPStatus.NOT_FOUND
