"""The public pages, on the demonstration, without a browser."""

import re
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


PLAIN_PAGES = ("/fr/", f"/fr/itineraires/{V82}", "/feeds/", "/fr/rien")


@pytest.mark.parametrize("address", PLAIN_PAGES)
@pytest.mark.parametrize(
    "query",
    ["endpoint=x", "_method=POST", "_external=1", "_scheme=ftp", "_anchor=a", "lang=es", "slug=b"],
)
def test_no_name_in_a_query_means_anything_to_our_links(
    demo_client: FlaskClient, address: str, query: str
) -> None:
    answer = demo_client.get(f"{address}?{query}", base_url="http://elsewhere.example")
    assert answer.status_code in (200, 404)
    assert "elsewhere.example" not in answer.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    address=st.sampled_from(PLAIN_PAGES),
    query=st.dictionaries(st.text(max_size=12), st.text(max_size=12), max_size=3),
)
def test_pages_answer_whatever_names_a_query_holds(
    demo_client: FlaskClient, address: str, query: dict[str, str]
) -> None:
    known = {"practice", "kind", "length"}  # whose values may be refused
    free = {name: value for name, value in query.items() if name not in known}
    asked = urlencode(free, errors="replace")
    answer = demo_client.get(f"{address}?{asked}", headers={"Accept": "text/html"})
    assert answer.status_code == (404 if address.endswith("rien") else 200)


def test_the_language_switch_keeps_the_query_as_it_was_written(demo_client: FlaskClient) -> None:
    query = f"q={quote('Baïse & Cie')}&q=deux&endpoint=x"
    html = page(demo_client, f"/fr/?{query}")
    assert f'href="/en/?{query.replace("&", "&amp;")}"' in html
    html = page(demo_client, '/fr/?"><b>=é')
    assert "<b>" not in html.split("</header>")[0]


def test_each_feed_names_its_schema_where_it_has_one(demo_client: FlaskClient) -> None:
    feeds = demo_client.get("/feeds/", headers={"Accept": "application/json"}).json["feeds"]
    html = page(demo_client, "/feeds/")
    schemas = [feed["schema_url"] for feed in feeds if feed["schema_url"]]
    assert schemas
    assert all(f'href="{schema}"' in html for schema in schemas)


def test_a_length_of_ones_own_is_offered_in_words(demo_client: FlaskClient) -> None:
    assert re.search(r'value="-50" selected>moins de 50 km<', page(demo_client, "/fr/?length=-50"))


def test_a_browser_that_has_not_read_the_page_finds_its_icon(demo_client: FlaskClient) -> None:
    answer = demo_client.get("/favicon.ico", follow_redirects=True)
    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"


def test_a_declared_gap_is_said_and_drawn(demo_client: FlaskClient) -> None:
    html = page(demo_client, "/fr/itineraires/voie-verte-de-l-armagnac")
    assert "Interruption de 4,9" in html
    assert html.count('class="gap"') == 1
    assert "Interruption" not in page(demo_client, f"/fr/itineraires/{V82}")


def test_the_drawn_map_of_the_home_page_names_the_largest_towns(demo_client: FlaskClient) -> None:
    drawn = demo_client.get("/fr/").text.split('class="drawn"')[1].split("</svg>")[0]
    assert ">Auch</text>" in drawn
    assert 3 <= drawn.count("</text>") <= 20


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("fr", "Espace des chargés de mission"),
        ("en", "For the committee’s officers"),
        ("es", "Acceso para técnicos del comité"),
    ],
)
def test_the_foot_of_a_page_leads_quietly_to_the_desk(
    demo_client: FlaskClient, language: str, name: str
) -> None:
    html = page(demo_client, f"/{language}/")
    foot = html[html.index('<footer class="foot">') :]
    assert re.search(rf'<a href="/bureau/">{name}</a>', foot)
