"""The route page, complete without script: on the demonstration, and on a route of its own."""

import json
import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html as lxml_html
from lxml.html import HtmlElement
from sqlalchemy.orm import Session

from app.actions.closures import add_closure
from app.actions.publication import publish_route
from app.actions.steps import set_steps
from app.actions.texts import save_text
from app.models import Closure
from gis.along import cut
from gis.sheets import RouteText as Words
from gis.vocabulary import ClosureEffect, ClosureReason, Language
from tests.builders import a_line
from tests.stored import NOW, a_published_route, a_stored_route

V82 = "v82-veloroute-vallee-de-la-baise"


def page(client: FlaskClient, slug: str = V82, language: str = "fr") -> HtmlElement:
    answer = client.get(f"/{language}/itineraires/{slug}")
    assert answer.status_code == 200
    return lxml_html.document_fromstring(answer.text)


def by_class(root: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements of a class below one, in order."""
    return root.xpath(f'.//*[contains(concat(" ", normalize-space(@class), " "), " {name} ")]')


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def data_of(document: HtmlElement) -> dict[str, Any]:
    script = document.get_element_by_id("route-data")
    read: dict[str, Any] = json.loads(script.text_content())
    return read


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_every_link_of_the_contents_leads_to_a_heading(
    demo_client: FlaskClient, language: str
) -> None:
    document = page(demo_client, language=language)
    links = by_class(document, "contents")[0].xpath(".//a")
    assert len(links) >= 3
    for link in links:
        assert words(document.get_element_by_id(link.get("href", "").removeprefix("#")))


def test_the_contents_name_only_what_there_is(demo_client: FlaskClient) -> None:
    with_steps, without = (
        [words(link) for link in by_class(page(demo_client, slug), "contents")[0].xpath(".//a")]
        for slug in (V82, "sentier-de-l-adour")
    )
    assert "Pas à pas" in with_steps
    assert "Pas à pas" not in without


def test_steps_are_numbered_on_through_the_folded_ones(demo_client: FlaskClient) -> None:
    section = by_class(page(demo_client), "steps")[0]
    assert [int(one.text_content()) for one in by_class(section, "step-number")] == [*range(1, 15)]
    (folded,) = section.xpath("./details/ol")
    assert folded.get("start") == "7"
    assert words(section.xpath(".//li")[1]).endswith("km 5,3")


def test_steps_without_translation_say_so_once_and_are_marked_as_french(
    app: Flask, committing: Session
) -> None:
    route = a_stored_route(committing)
    fr, en = Language.FR, Language.EN
    save_text(committing, route, en, Words("Around Condom"))
    set_steps(committing, route, [(0, {fr: "Partir.", en: "Start."}), (9, {fr: "À gauche."})])
    publish_route(committing, route, NOW)
    committing.commit()
    (section,) = by_class(page(app.test_client(), route.slug, "en"), "steps")
    assert len(by_class(section, "note")) == 1
    assert [words(one) for one in section.xpath('.//*[@lang="fr"]')] == ["À gauche."]
    (french,) = by_class(page(app.test_client(), route.slug), "steps")
    assert by_class(french, "note") == []
    assert french.xpath(".//*[@lang]") == []


def test_way_types_are_a_ribbon_and_words_with_percents(demo_client: FlaskClient) -> None:
    document = page(demo_client)
    widths = [
        float(one.get("width", "").rstrip("%"))
        for one in by_class(by_class(document, "ribbon")[0], "way")
    ]
    assert sum(widths) == pytest.approx(100, abs=0.1)
    legend = [words(one) for one in by_class(document, "ways")[0].xpath("./li")]
    percents = [int(re.findall(r"\d+", one)[0]) for one in legend]
    assert sum(percents) == 100
    assert legend[0].endswith("route partagée")
    assert "est en projet" in words(by_class(document, "made-of")[0])


def test_viewpoints_and_towns_are_in_one_list_in_order(demo_client: FlaskClient) -> None:
    rows = by_class(page(demo_client, "sentier-de-l-adour"), "along")[0].xpath(".//*[@data-at]")
    kilometres = [float(row.get("data-at", "")) for row in rows]
    assert kilometres == sorted(kilometres)
    kinds = {row.get("class") for row in rows}
    assert "is-viewpoint" in kinds


def test_the_profile_says_in_words_where_stages_are(demo_client: FlaskClient) -> None:
    document = page(demo_client)
    (picture,) = by_class(document, "profile-picture")
    told = document.get_element_by_id(picture.get("aria-describedby", ""))
    assert words(told).startswith("Étape 1, de Vianne à Condom : du km 0 au km 37,2.")
    assert len(by_class(picture, "mark-town")) == 4


def test_themes_lead_to_the_routes_that_share_them(demo_client: FlaskClient) -> None:
    (theme, *_) = by_class(page(demo_client, "gr65-via-podiensis"), "themes")[0].xpath(".//a")
    assert words(theme) == "Chemins de Saint-Jacques"
    found = demo_client.get(theme.get("href", ""))
    assert found.status_code == 200
    assert "Via Tolosana" in found.text
    assert "Véloroute de la vallée de la Baïse" not in found.text


def test_each_figure_says_how_it_is_computed(demo_client: FlaskClient) -> None:
    how = words(by_class(page(demo_client), "how")[0])
    for figure in ("distance", "Montée", "durée", "revêtement", "vol d’oiseau", "« Vérifié »"):
        assert figure in how


def test_a_closure_stands_first_with_its_kilometres_and_its_days(
    app: Flask, committing: Session
) -> None:
    route = a_published_route(committing)
    closure = Closure(
        geom=cut(a_line(), 2_000, 2_400), reason=ClosureReason.FLOOD, effect=ClosureEffect.CLOSED,
        starts_on=date(2020, 2, 1), ends_on=date(2120, 2, 9), is_public=True,
        texts={"fr": "Passerelle emportée."}, owner_id=route.owner_id,
    )  # fmt: skip
    add_closure(committing, closure)
    committing.commit()
    document = page(app.test_client(), route.slug)
    first = by_class(document, "sheet")[0][0]
    assert first.tag == "aside"
    told = words(first)
    assert "Passage fermé · crue" in told
    assert "Du km 2 au km 2,4" in told
    assert "jusqu’au 9 février 2120" in told
    assert "Passerelle emportée." in told
    assert len(by_class(document, "closed")) == 1
    (drawn,) = data_of(document)["closed"]
    assert drawn["shut"]
    assert (drawn["from_m"], drawn["to_m"]) == pytest.approx((2_000, 2_400), abs=1)
    english = page(app.test_client(), route.slug, "en").xpath("//aside//*[@lang]")
    assert [(one.get("lang"), words(one)) for one in english] == [("fr", "Passerelle emportée.")]


def test_nothing_is_said_of_closures_where_there_is_none(demo_client: FlaskClient) -> None:
    document = page(demo_client, "piste-cyclable-auch-aubiet")
    assert by_class(document, "closure") + by_class(document, "closed") == []
    assert data_of(document)["closed"] == []


def test_steps_go_out_as_waypoints_with_short_names(demo_client: FlaskClient) -> None:
    gpx = demo_client.get(f"/itineraires/{V82}.gpx").text
    assert "<name>2. À Barbaste, passer devant le moulin…</name>" in gpx
    assert "par le pont roman" in gpx
    third = demo_client.get(f"/itineraires/{V82}/etapes/3.gpx").text
    assert "<name>11. À Saint-Jean-Poutge" in third
    assert "<name>2. " not in third
