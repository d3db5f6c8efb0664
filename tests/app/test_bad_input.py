"""Whatever is asked, the answer is a sentence and a 4xx, never a 5xx."""

from http import HTTPStatus
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

quick = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
words = st.text(max_size=40)
ADDRESSES = (
    "/fr/itineraires/{}",
    "/itineraires/{}.gpx",
    "/itineraires/gr65-via-podiensis.{}",
    "/itineraires/gr65-via-podiensis/etapes/{}.gpx",
    "/feeds/{}",
    "/feeds/{}/changes.json",
    "/feeds/cirkwi/circuits.xml/changes.json?since={}",
    "/tiles/routes/{}/1/1.mvt",
    "/tiles/{}.json",
    "/{}/",
    "/fr/?practice={}",
    "/fr/?kind={}",
    "/fr/?length={}",
    "/fr/?q={}",
    "/fr/?page={}",
    "/fr/?territory={}",
    "/fr/?theme={}",
    "/fr/?stop_within={}",
    "/fr/accueil-velo?kind={}",
    "/fr/points-de-vue?table={}",
    "/fr/sans-voiture?within={}",
    "/fr/sans-voiture?page={}",
    "/fr/itineraires/gr65-via-podiensis?day={}",
    "/itineraires/gr65-via-podiensis.gpx?lang={}",
)


@pytest.mark.parametrize("address", ADDRESSES)
@quick
@given(word=words)
def test_no_word_in_an_address_breaks_the_server(
    demo_client: FlaskClient, address: str, word: str
) -> None:
    answer = demo_client.get(address.format(quote(word, safe="")))
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("word", ["%00", "9" * 40, "-1", "%F0%9F%90%8C", "%ff", "' OR 1=1 --"])
def test_no_hostile_word_does_either(demo_client: FlaskClient, address: str, word: str) -> None:
    answer = demo_client.get(address.format(word))
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_what_only_reads_refuses_to_be_written_to(demo_client: FlaskClient, method: str) -> None:
    answer = demo_client.open("/itineraires/gr65-via-podiensis.gpx", method=method)
    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert answer.get_json()["detail"]
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(("language", "words"), [("fr", "rien"), ("en", "nothing"), ("es", "nada")])
def test_a_page_that_is_not_there_says_so_in_the_readers_language(
    demo_client: FlaskClient, language: str, words: str
) -> None:
    answer = demo_client.get(
        "/nulle/part", headers={"Accept-Language": language, "Accept": "text/html"}
    )
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert words in answer.text.lower()
