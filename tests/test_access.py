"""Every endpoint declares who may use it, and the public ones leave the public alone."""

from http import HTTPStatus

import pytest
from flask import Flask

from app.access import Access, access_of, allow

PUBLIC_PAGES = [
    "/fr/",
    "/en/",
    "/es/",
    "/fr/itineraires/gr65-via-podiensis",
    "/fr/points-de-vue",
    "/fr/accueil-velo",
    "/fr/sans-voiture",
    "/feeds/",
    "/feeds/cirkwi/circuits.xml",
    "/itineraires/gr65-via-podiensis.gpx",
    "/tiles/routes/8/128/93.mvt",
    "/tiles/places/8/128/93.mvt",
    "/tiles/communes/9/256/186.mvt",
    "/tiles/routes.json",
    "/tiles/backdrop.geojson",
    "/healthz",
    "/robots.txt",
]


def test_every_endpoint_declares_its_access(demo_app: Flask) -> None:
    undeclared = [name for name in demo_app.view_functions if access_of(demo_app, name) is None]
    assert undeclared == []


def test_an_undeclared_endpoint_answers_nobody(demo_app: Flask) -> None:
    other = Flask("other")
    from app.access import init_access

    init_access(other)
    other.add_url_rule("/open", "open", allow(Access.PUBLIC)(lambda: "come in"))
    other.add_url_rule("/forgotten", "forgotten", lambda: "oops")
    client = other.test_client()
    assert client.get("/open").status_code == HTTPStatus.OK
    assert client.get("/forgotten").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_no_public_answer_sets_a_cookie_or_names_another_host(demo_app: Flask, path: str) -> None:
    answer = demo_app.test_client().get(path)
    assert answer.status_code == HTTPStatus.OK
    assert "Set-Cookie" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert "http" not in policy
    assert "unsafe" not in policy


def test_the_policy_names_the_configured_base_map_and_no_other(demo_app: Flask) -> None:
    from app.config import Settings
    from app.headers import content_security_policy

    tiles = "https://carte.example/{z}/{x}/{y}.png?cle=1"
    policy = content_security_policy(Settings(basemap_tiles=tiles))
    assert policy.count("https://") == 2
    assert "img-src 'self' data: https://carte.example;" in policy
