"""What a route crosses, on its page: nothing, or kilometres that are those of the register."""

import re
from dataclasses import replace

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient
from flask_babel import force_locale
from lxml import html

from gis.sheets import TerritoryCrossed
from gis.vocabulary import Language, TerritoryKind
from tests.builders import a_route_sheet

V82 = "/itineraires/v82-veloroute-vallee-de-la-baise"
SHEET = a_route_sheet()


def a_crossing(number: int, kind: TerritoryKind = TerritoryKind.COMMUNE) -> TerritoryCrossed:
    return TerritoryCrossed(kind, f"32{number:03}", f"Lieu {number}", number * 1000.0, 1000.0)


def section(
    app: Flask, *territories: TerritoryCrossed, language: str = "fr", **changes: object
) -> str:
    sheet = replace(SHEET, **changes)  # type: ignore[arg-type]
    with app.test_request_context(f"/{language}/"), force_locale(language):
        page = render_template(
            "site/route_territories.html",
            territories=territories,
            sheet=sheet,
            current_language=lambda: Language(language),
        )
    return " ".join(re.sub(r"[\s\u00a0\u202f]+", " ", page).split())


def gers(length_m: float) -> TerritoryCrossed:
    return TerritoryCrossed(TerritoryKind.DEPARTEMENT, "32", "Gers", 0.0, length_m)


def test_without_territories_there_is_no_section(app: Flask) -> None:
    assert section(app) == ""


def test_the_kilometres_in_the_departement_are_said(app: Flask) -> None:
    text = section(app, gers(12_400.0))
    assert "12,4 km dans le département du Gers, sur 24,8 km." in text
    english = section(app, gers(12_400.0), language="en")
    assert "12.4 km" in english and "24.8 km" in english


def test_a_route_that_stays_in_the_departement_is_said_to(app: Flask) -> None:
    text = section(app, gers(SHEET.length_m))
    assert "d’un bout à l’autre" in text
    assert "sur 24,8 km" not in text


def test_another_departement_is_not_taken_for_ours(app: Flask) -> None:
    landes = TerritoryCrossed(TerritoryKind.DEPARTEMENT, "40", "Landes", 0.0, 500.0)
    assert "dans le département" not in section(app, landes)


@pytest.mark.parametrize(("count", "hidden"), [(8, 0), (9, 1), (20, 12)])
def test_eight_communes_are_shown_and_the_rest_unfolds(app: Flask, count: int, hidden: int) -> None:
    tree = html.fromstring(section(app, *(a_crossing(number) for number in range(count))))
    names = [item.text.strip() for item in tree.iterfind(".//li")]
    assert names == [f"Lieu {number}" for number in range(count)]
    assert len(tree.findall(".//details//li")) == hidden
    assert tree.findtext(".//h3") == f"{count} communes"


def test_limits_are_said_to_be_approximate_where_they_are_whatever_the_route(app: Flask) -> None:
    approximate = replace(gers(5000.0), is_demo=True)
    assert "approximatives" in section(app, a_crossing(1), approximate, is_demo=False)
    assert "approximatives" not in section(app, gers(5000.0), is_demo=True)


def test_offices_stand_beside_unions_of_communes(app: Flask) -> None:
    tree = html.fromstring(
        section(app, a_crossing(1, TerritoryKind.EPCI), a_crossing(2, TerritoryKind.OFFICE))
    )
    titles = [title.text for title in tree.iterfind(".//h3")]
    assert titles == ["Intercommunalités", "Offices de tourisme"]


def test_the_communes_of_a_demonstration_route_add_up_to_its_way_in_the_gers(
    demo_client: FlaskClient,
) -> None:
    tree = html.fromstring(demo_client.get(f"/fr{V82}").text)
    found = tree.xpath("//section[@aria-labelledby='communes']")[0]
    inside = float(re.search(r"(\d+)\s*km dans", found.text_content())[1])  # type: ignore[index]
    lists = found.xpath(".//h3[contains(., 'communes')]/following::ol[1] | .//details/ol")
    words = [word for one in lists for word in one.xpath("./li/span/text()")]
    lengths = [float(word.split()[0].replace(",", ".")) for word in words]
    assert len(lengths) > 8
    assert sum(lengths) == pytest.approx(inside, abs=1.5)
