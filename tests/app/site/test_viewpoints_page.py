"""The page of viewpoints, on the demonstration, without a browser."""

import json
import re
from math import cos, radians, sin

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.queries.places import public_viewpoints
from app.site.viewpoints import sector
from gis.vocabulary import Language

ADDRESS = "/fr/points-de-vue"


def names_in(html: str) -> list[str]:
    return re.findall(r'<h2[^>]*><a href="#point-\d+">([^<]+)</a></h2>', html)


def test_every_public_viewpoint_is_listed_and_no_other(
    demo_client: FlaskClient, demo_session: Session
) -> None:
    expected = [place.texts[Language.FR].name for place in public_viewpoints(demo_session)]
    names = names_in(demo_client.get(ADDRESS).text)
    assert names == expected
    assert "Cadiran d’en Haut" not in names


def test_a_filter_keeps_those_with_an_orientation_table(demo_client: FlaskClient) -> None:
    html = demo_client.get(f"{ADDRESS}?table=1").text
    assert 0 < len(names_in(html)) < len(names_in(demo_client.get(ADDRESS).text))
    items = html.split('<li class="place"')[1:]
    assert all("table d’orientation" in item for item in items)


def test_a_viewpoint_names_the_routes_that_pass_it(demo_client: FlaskClient) -> None:
    html = demo_client.get("/en/points-de-vue").text
    items = html.split('<li class="place"')[1:]
    keep = next(item for item in items if "Keep of Bassoues" in item)
    assert 'href="/en/itineraires/tour-du-gers-a-velo"' in keep
    assert re.search(r"km\xa0104", keep)


def test_the_page_gives_its_script_the_points_that_it_lists(demo_client: FlaskClient) -> None:
    html = demo_client.get(ADDRESS).text
    found = re.search(r'<script type="application/json" id="places-points">(.+?)</script>', html)
    assert found
    points = json.loads(found[1])
    assert [point["name"] for point in points] == names_in(html)
    assert set(re.findall(r'id="point-(\d+)"', html)) == {str(point["id"]) for point in points}


@pytest.mark.parametrize("query", ["table=2", "table=yes"])
def test_a_filter_that_means_nothing_is_refused(demo_client: FlaskClient, query: str) -> None:
    assert demo_client.get(f"{ADDRESS}?{query}").status_code == 400


def test_without_viewpoints_the_page_says_so(app: object) -> None:
    html = app.test_client().get(ADDRESS).text  # type: ignore[attr-defined]
    assert "Aucun point de vue" in html


@given(st.integers(0, 359), st.integers(1, 359))
def test_a_sector_is_drawn_clockwise_from_its_first_bearing_to_its_last(
    from_deg: int, span: int
) -> None:
    path = sector(from_deg, (from_deg + span) % 360, 20)
    _, start, large, end = re.fullmatch(  # type: ignore[union-attr]
        r"(M0 0)L(\S+ \S+)A20 20 0 ([01]) 1 (\S+ \S+)Z", path
    ).groups()
    for drawn, bearing in ((start, from_deg), (end, from_deg + span)):
        x, y = map(float, drawn.split())
        expected = 20 * sin(radians(bearing)), -20 * cos(radians(bearing))
        assert (x, y) == pytest.approx(expected, abs=0.06)
    assert (large == "1") == (span > 180)
