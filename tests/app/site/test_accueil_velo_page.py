"""The page of the label Accueil Vélo, on the demonstration, without a browser."""

import re
from dataclasses import replace
from datetime import date
from inspect import unwrap
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.queries.labels import NamedRoute
from app.queries.providers import LabelledProvider
from app.site import accueil_velo
from app.site.accueil_velo import RouteGaps, gaps_of
from gis.vocabulary import Language

ADDRESS = "/fr/accueil-velo"


@pytest.fixture(autouse=True)
def in_june_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    """The labels of the demonstration are held then, whenever the test runs."""
    real = accueil_velo.public_providers

    def then(session: Any, scheme: str, lang: Any, _today: date) -> tuple[LabelledProvider, ...]:
        return real(session, scheme, lang, date(2026, 6, 1))

    monkeypatch.setattr(accueil_velo, "public_providers", then)


def items(html: str) -> list[str]:
    return html.split('<li class="place is-plain"')[1:]


def test_a_labelled_provider_is_shown_with_all_that_one_needs(demo_client: FlaskClient) -> None:
    inn = next(one for one in items(demo_client.get(ADDRESS).text) if "Gîte du Moulin" in one)
    assert 'href="tel:0536490137"' in inn
    assert 'href="https://gite-du-moulin.example"' in inn
    assert "Chemin du Moulin, 47230 Barbaste" in inn
    assert "Accueil Vélo jusqu’au 3 mai 2028" in inn
    assert "47-0001" in inn
    assert re.search(
        r'href="/fr/itineraires/v82-[^"]+">V82[^<]+</a>\s*<span class="soft">km\xa05,1', inn
    )


@pytest.mark.parametrize(
    "name", ["Gîte des Deux Baïses", "Chambres d’hôtes de l’Armagnac", "Chai du Château",
             "Cycles de la Gare", "Relais de la Baïse"]
)  # fmt: skip
def test_who_holds_no_label_now_is_not_there(demo_client: FlaskClient, name: str) -> None:
    assert name not in demo_client.get(ADDRESS).text


def test_a_chip_keeps_one_kind_and_says_how_many_there_are(demo_client: FlaskClient) -> None:
    whole = items(demo_client.get(ADDRESS).text)
    html = demo_client.get(f"{ADDRESS}?kind=rental").text
    assert 0 < len(items(html)) < len(whole)
    current = re.search(r'kind=rental" aria-current="true"><span>[^<]+<b>(\d+)</b>', html)
    assert current
    assert int(current[1]) == len(items(html))


@pytest.mark.parametrize("kind", ["town", "water", "nothing"])
def test_a_kind_that_is_never_labelled_is_refused(demo_client: FlaskClient, kind: str) -> None:
    assert demo_client.get(f"{ADDRESS}?kind={kind}").status_code == 400


@pytest.mark.parametrize(
    ("language", "promise"),
    [("fr", "Kit de réparation"), ("en", "A repair kit"), ("es", "Kit de reparación")],
)
def test_the_promise_is_told_in_each_language(
    demo_client: FlaskClient, language: str, promise: str
) -> None:
    assert promise in demo_client.get(f"/{language}/accueil-velo").text


def test_the_stretches_without_a_bed_are_named(demo_client: FlaskClient) -> None:
    html = demo_client.get(ADDRESS).text
    missing = html.split('id="sans-lit"')[1]
    assert "du km\xa086 au km\xa0109" in missing


def test_a_route_that_no_lodging_is_near_is_a_gap_from_end_to_end(demo_session: Session) -> None:
    long = NamedRoute("long", "Long", Language.FR, 1, 50_000)
    short = NamedRoute("short", "Court", Language.FR, 2, 5_000)
    assert gaps_of(demo_session, [long, short], []) == (RouteGaps(long, ((0, 50_000),)),)


def test_without_providers_the_page_says_so(app: Any) -> None:
    assert "Aucun prestataire labellisé" in app.test_client().get(ADDRESS).text


def test_a_title_that_stands_in_french_on_an_english_page_says_so(
    demo_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_routes, real_providers = accueil_velo.veloroutes, accueil_velo.public_providers

    def in_french(*asked: Any) -> list[NamedRoute]:
        return [replace(one, language=Language.FR) for one in real_routes(*asked)]

    def passing_in_french(*asked: Any) -> list[LabelledProvider]:
        return [
            replace(one, routes=tuple(replace(near, language=Language.FR) for near in one.routes))
            for one in real_providers(*asked)
        ]

    monkeypatch.setattr(accueil_velo, "veloroutes", in_french)
    monkeypatch.setattr(accueil_velo, "public_providers", passing_in_french)
    for lang, marked in ((Language.EN, True), (Language.FR, False)):
        with demo_app.test_request_context(f"/{lang}/accueil-velo"):
            html = unwrap(accueil_velo.accueil_velo)(lang)
        for part in html.split('id="sans-lit"'):
            links = re.findall(rf'<a href="/{lang}/itineraires/[^>]+>', part)
            assert {'lang="fr"' in link for link in links} == {marked}
