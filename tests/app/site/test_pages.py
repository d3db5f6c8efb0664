"""The public pages, on the demonstration, without a browser."""

import re

import pytest
from flask.testing import FlaskClient

V82 = "v82-veloroute-vallee-de-la-baise"


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == status
    return answer.text


@pytest.mark.parametrize(
    ("header", "language"), [("es-ES,es;q=0.9", "es"), ("de", "fr"), ("en-GB", "en")]
)
def test_the_front_door_leads_to_the_browsers_language(
    demo_client: FlaskClient, header: str, language: str
) -> None:
    answer = demo_client.get("/", headers={"Accept-Language": header})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_home_page_lists_every_route_and_their_total(demo_client: FlaskClient) -> None:
    html = page(demo_client, "/fr/")
    assert html.count('<li class="card"') == 11
    assert "11 itinéraires" in html


def test_the_filter_of_the_address_is_the_filter_of_the_form(demo_client: FlaskClient) -> None:
    html = page(demo_client, "/fr/?practice=walking&length=100-&q=lourdes")
    assert html.count('<li class="card"') == 1
    assert re.search(r'value="walking" checked', html)
    assert re.search(r'value="100-" selected', html)
    assert 'value="lourdes"' in html


def test_an_empty_list_shows_a_way_out(demo_client: FlaskClient) -> None:
    html = page(demo_client, "/fr/?q=nulle+part")
    assert "Aucun itinéraire" in html
    assert "Voir tous les itinéraires" in html


def test_what_a_visitor_types_is_never_markup(demo_client: FlaskClient) -> None:
    html = page(demo_client, "/fr/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in html


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_the_route_page_says_which_language_it_is_in_and_names_the_others(
    demo_client: FlaskClient, language: str
) -> None:
    html = page(demo_client, f"/{language}/itineraires/{V82}")
    assert f'<html lang="{language}">' in html
    for other in ("fr", "en", "es"):
        assert re.search(rf'hreflang="{other}" href="http[^"]+/{other}/itineraires/{V82}"', html)


def test_the_stages_of_a_route_stand_above_their_sum(demo_client: FlaskClient) -> None:
    html = page(demo_client, f"/fr/itineraires/{V82}")
    table = html[html.index("<table>") : html.index("</table>")]
    assert table.count('class="gpx"') == 5
    assert table.index("<tfoot>") > table.index("Lannemezan")


def test_the_profile_is_drawn_by_the_server(demo_client: FlaskClient) -> None:
    html = page(demo_client, f"/fr/itineraires/{V82}")
    assert 'id="profile"' in html
    assert 'class="ink-skyline"' in html


def test_demonstration_lines_say_so(demo_client: FlaskClient) -> None:
    assert "démonstration" in page(demo_client, "/fr/")
    assert "ne le suivez pas" in page(demo_client, f"/fr/itineraires/{V82}")


def test_an_unknown_route_offers_a_search(demo_client: FlaskClient) -> None:
    html = page(demo_client, "/fr/itineraires/nulle-part", status=404)
    assert 'type="search"' in html
    assert "noindex" in html


@pytest.mark.parametrize("address", ["/fr/", f"/fr/itineraires/{V82}", "/feeds/", "/fr/rien"])
def test_pages_need_no_inline_script_or_style(demo_client: FlaskClient, address: str) -> None:
    html = demo_client.get(address, headers={"Accept": "text/html"}).text
    assert not re.search(r"\sstyle=|\son\w+=|<style", html)
    assert not re.search(r"<script(?! type=\"(module\" src|application/json))", html)


@pytest.mark.parametrize("address", ["/fr/", f"/fr/itineraires/{V82}", "/feeds/"])
def test_pages_name_nothing_of_another_site_but_links(
    demo_client: FlaskClient, address: str
) -> None:
    html = demo_client.get(address, headers={"Accept": "text/html"}).text
    assert not re.search(r"<(script|img|iframe|source)[^>]*(src|srcset)=\"(https?:)?//", html)
    assert not re.search(r"<link[^>]*rel=\"(stylesheet|preload|icon)\"[^>]*href=\"https?:", html)
    assert "Set-Cookie" not in demo_client.get(address).headers
