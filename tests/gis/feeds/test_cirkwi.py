"""Cirkwi's feeds: golden files, the schema, and texts that try to break them."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from gis.effort import duration_min
from gis.feeds import FEEDS
from gis.feeds.cirkwi import CHUNK_CHARACTERS, render_circuits, render_pois
from gis.feeds.cirkwi_codes import (
    CATEGORIES,
    COMPLEMENTS,
    DEMO_NOTICE,
    LOCOMOTIONS,
    TAGS,
)
from gis.feeds.links import Links
from gis.sheets import PlaceAlong, PlaceSheet, PlaceText, RouteSheet, RouteText, StepSheet
from gis.vocabulary import Language, PlaceKind, Practice
from tests.builders import a_place_sheet, a_route_sheet
from tests.realdata import realdata

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden"
LINKS = Links("https://balise.example")
SCHEMA = etree.RelaxNG(etree.parse(ROOT / "gis" / "feeds" / "schemas" / "cirkwi.rng"))

BARE = a_route_sheet(
    id=13,
    slug="le-tour-du-lac",
    practices=(Practice.WALKING, Practice.TRAIL, Practice.RIDING),
    difficulty=None,
    texts={Language.FR: RouteText("Le tour du lac <nord> & l'île")},
    stages=(),
    viewpoints=(),
    length_m=6_349.6,
    ascent_m=None,
    descent_m=None,
    duration_min=95,
)
STEPS = (
    StepSheet(41, 1, 0.0, 0.37, 43.96, {
        Language.EN: "Leave by the quay.", Language.FR: "Quitter Condom par le quai & le pont.",
    }),
    StepSheet(57, 2, 12_000.0, 0.2, 43.95, {Language.FR: "À Montréal, prendre à gauche."}),
)  # fmt: skip
TOILETS = a_place_sheet(
    id=8, kind=PlaceKind.TOILETS, lon=-0.1, lat=43.5, viewpoint=None,
    texts={Language.FR: PlaceText("Toilettes", "Ouvertes de 8 h à 20 h & accessibles")},
)  # fmt: skip


def circuits(*routes: RouteSheet) -> bytes:
    return b"".join(render_circuits(routes, LINKS))


def pois(*places: PlaceSheet) -> bytes:
    return b"".join(render_pois(places, LINKS))


def circuit(**changes: object) -> etree._Element:
    """The only circuit of a feed, valid."""
    root = etree.fromstring(circuits(a_route_sheet(**changes)))
    SCHEMA.assertValid(root)
    return root[0]


def test_circuits_are_the_golden_ones() -> None:
    assert (
        circuits(a_route_sheet(steps=STEPS), BARE) == (GOLDEN / "cirkwi_circuits.xml").read_bytes()
    )


def test_pois_are_the_golden_ones() -> None:
    assert pois(a_place_sheet(), TOILETS) == (GOLDEN / "cirkwi_pois.xml").read_bytes()


@pytest.mark.parametrize("name", ["cirkwi_circuits.xml", "cirkwi_pois.xml"])
def test_golden_files_are_valid(name: str) -> None:
    SCHEMA.assertValid(etree.parse(GOLDEN / name))


def test_empty_feeds_are_valid() -> None:
    SCHEMA.assertValid(etree.fromstring(circuits()))
    SCHEMA.assertValid(etree.fromstring(pois()))


def test_the_schema_accepts_cirkwi_s_own_feed() -> None:
    SCHEMA.assertValid(etree.parse(realdata("cirkwi/Geotrek-admin__circuits.xml")))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (' id_circuit="12"', ""),
        (' id_circuit="12"', ' id_circuit="V82"'),
        (' date_modification="1778596200"', ""),
        (' version="2"', ' version="1"'),
        ("<distance>24812</distance>", "<distance>24812.4</distance>"),
        ("<distance>24812</distance>", "<distance>-3</distance>"),
        ("<lat>43.9012346</lat>", "<lat>143.9</lat>"),
        ("<lat>43.9012346</lat>", "<lat>43,9</lat>"),
        ("<lng>0.4123457</lng>", "<lng>NaN</lng>"),
        (' id_poi="7"', ""),
        (' difficulte="2"', ' difficulte="6"'),
        (' duree="7140"', ' duree="1h59"'),
        (' id_locomotion="3"', ""),
        ('url="https://balise.example/', 'url="/'),
        ("<titre>Around Condom</titre>", "<titre></titre>"),
        ('langue="en"', 'langue=""'),
    ],
)
def test_the_schema_refuses(good: str, bad: str) -> None:
    right = circuits(a_route_sheet()).decode()
    wrong = right.replace(good, bad, 1)
    assert wrong != right
    assert not SCHEMA.validate(etree.fromstring(wrong.encode()))


def test_steps_stand_in_order_at_their_points_in_each_language_they_have() -> None:
    found = circuit(steps=STEPS).findall("infos_parcours/info_parcours")
    assert [step.get("numero") for step in found] == ["1", "2"]
    assert len({step.get("id_info_parcours") for step in found}) == 2
    assert [
        (float(step.findtext(".//lng", "")), float(step.findtext(".//lat", ""))) for step in found
    ] == [(step.lon, step.lat) for step in STEPS]
    titles = [[title.text for title in step.iter("titre")] for step in found]
    assert titles == [["Étape 1", "Step 1"], ["Étape 2"]]
    assert circuit(steps=()).find("infos_parcours") is None


def test_the_schema_refuses_another_order() -> None:
    root = etree.fromstring(circuits(a_route_sheet()))
    for index, _ in pairwise(range(len(root[0]))):
        swapped = etree.fromstring(etree.tostring(root))
        swapped[0].insert(index, swapped[0][index + 1])
        assert not SCHEMA.validate(swapped), swapped[0][index].tag


def test_each_language_there_is_stands_french_first() -> None:
    texts = {
        Language.ES: RouteText("Vuelta"), Language.EN: RouteText("Around"),
        Language.FR: RouteText("Autour"),
    }  # fmt: skip
    found = circuit(texts=texts).findall("informations/information")
    assert [(i.get("langue"), i.findtext("titre")) for i in found] == [
        ("fr", "Autour"), ("en", "Around"), ("es", "Vuelta"),
    ]  # fmt: skip


def test_complements_are_the_filled_fields_in_order_and_in_their_language() -> None:
    text = RouteText("Titre", advice="Conseil", departure="Départ ici", access="Par la D 7")
    found = circuit(texts={Language.FR: text, Language.ES: text})
    titles = [
        [title.text for title in information.findall(".//information_complementaire/titre")]
        for information in found.findall("informations/information")
    ]
    assert titles == [
        ["Départ", "Accès routier", "Recommandations"],
        ["Salida", "Acceso por carretera", "Recomendaciones"],
    ]


def test_summary_and_description_are_one_text_of_paragraphs() -> None:
    french = circuit().find("informations/information")
    assert french is not None
    assert french.findtext("description", "").split("\n\n") == [
        "De la Baïse aux remparts.", "On quitte Condom par le quai.", "Puis les vignes.",
    ]  # fmt: skip


def test_an_invented_route_says_so_first_in_each_language() -> None:
    found = circuit(is_demo=True).findall("informations/information")
    for information in found:
        notice = DEMO_NOTICE[Language(information.get("langue", ""))]
        assert (information.findtext("description") or "").startswith(notice)
    assert len(found) == 2


def test_the_distance_is_whole_metres() -> None:
    assert circuit(length_m=24_812.6).findtext("distance") == "24813"


def test_practices_that_cirkwi_holds_for_one_become_one_locomotion() -> None:
    found = circuit(practices=(Practice.TOURING_CYCLING, Practice.GRAVEL, Practice.MOUNTAIN_BIKING))
    moves = found.findall("locomotions/locomotion")
    assert [(m.get("id_locomotion"), m.get("type")) for m in moves] == [
        ("3", "Velo_vtc"), ("4", "Vtt"),
    ]  # fmt: skip


def test_the_first_practice_takes_the_route_s_time_and_others_the_sum_of_its_stages() -> None:
    sheet = a_route_sheet(practices=(Practice.TOURING_CYCLING, Practice.WALKING))
    (cycling, walking) = circuit(practices=sheet.practices).findall("locomotions/locomotion")
    assert cycling.get("duree") == str(119 * 60)
    minutes = sum(
        duration_min(Practice.WALKING, stage.length_m, stage.ascent_m, stage.descent_m)
        for stage in sheet.stages
    )
    assert walking.get("duree") == str(minutes * 60)


def test_an_unknown_difficulty_is_left_out() -> None:
    move = circuit(difficulty=None).find("locomotions/locomotion")
    assert move is not None
    assert "difficulte" not in move.attrib


def test_the_track_is_the_absolute_address_of_the_gpx() -> None:
    track = circuit(slug="autour-de-condom").find("fichier_trace")
    assert track is not None
    assert track.attrib == {"url": "https://balise.example/itineraires/autour-de-condom.gpx"}


def test_viewpoints_are_pois_at_the_end_of_the_circuit() -> None:
    found = circuit()
    assert found[-1].tag == "pois"
    assert [poi.get("id_poi") for poi in found[-1]] == ["7"]
    assert found.findtext("pois/poi/categories/categorie") == "28"
    assert circuit(viewpoints=())[-1].tag == "fichier_trace"


def test_dates_are_unix_seconds_whatever_their_zone() -> None:
    moment = datetime(2026, 5, 12, 14, 30, 0, 900_000, tzinfo=UTC)
    found = circuit(created_at=moment, modified_at=moment.replace(tzinfo=None))
    assert found.get("date_creation") == "1778596200"
    assert found.get("date_modification") == "1778596200"


def test_cdata_stands_only_where_there_is_markup() -> None:
    written = circuits(a_route_sheet()).decode()
    assert re.findall(r"<!\[CDATA\[(.*?)\]\]>", written) == ["Lignes liO 936 & 940"]


TRICKY = st.text(alphabet=st.sampled_from("ab ]]]>>><<&&'\"\n\t\x00\x0b\x1f\ufffe\uffff\ud800é😀"))


@example("]\x0b]>", "]]\x0b>")
@given(TRICKY.map(lambda text: f"T{text}T"), TRICKY)
@settings(deadline=None)
def test_no_text_breaks_a_feed_or_loses_what_xml_allows(title: str, words: str) -> None:
    sheet = a_route_sheet(
        texts={Language.FR: RouteText(title, description=words, advice=words)},
        viewpoints=(PlaceAlong(a_place_sheet(texts={Language.FR: PlaceText(title, words)}), 0, 0),),
    )
    root = etree.fromstring(circuits(sheet))
    SCHEMA.assertValid(root)
    allowed = re.sub("[\x00\x0b\x1f\ufffe\uffff\ud800]", "", title)
    assert root.findtext("circuit/informations/information/titre") == allowed
    kept = re.sub("[\x00\x0b\x1f\ufffe\uffff\ud800]", "", words)
    assert root.findtext("circuit/informations/information/description", "") == kept
    assert root.findtext(".//information_complementaire/description", "") == kept
    assert root.findtext(".//poi//titre") == allowed


def test_feeds_come_in_pieces_while_routes_are_still_read() -> None:
    read = 0

    def many() -> Iterator[RouteSheet]:
        nonlocal read
        for number in range(1, 1_001):
            read += 1
            yield replace(BARE, id=number)

    pieces = render_circuits(many(), LINKS)
    first = next(pieces)
    assert CHUNK_CHARACTERS <= len(first) < 2 * CHUNK_CHARACTERS
    assert read < 200
    root = etree.fromstring(first + b"".join(pieces))
    assert [c.get("id_circuit") for c in root] == [str(number) for number in range(1, 1_001)]


def test_every_practice_kind_and_language_has_its_code() -> None:
    assert set(LOCOMOTIONS) == set(TAGS) == set(Practice)
    assert set(CATEGORIES) == set(PlaceKind)
    assert set(COMPLEMENTS) == set(Language)


def test_codes_are_those_of_the_lists_that_cirkwi_gave() -> None:

    known: dict[str, dict[int, str]] = {}
    for entry in json.loads(realdata("cirkwi/Geotrek-admin__cirkwi.json").read_bytes()):
        known.setdefault(entry["model"], {})[entry["fields"]["eid"]] = entry["fields"]["name"]
    for code in LOCOMOTIONS.values():
        assert known["cirkwi.cirkwilocomotion"][code.id] == code.name
    for code in CATEGORIES.values():
        assert known["cirkwi.cirkwipoicategory"][code.id].strip() == code.name
    for tags in TAGS.values():
        for tag in tags:
            assert known["cirkwi.cirkwitag"][tag.id] == tag.name


def test_both_feeds_are_listed_with_their_schema() -> None:
    assert FEEDS["cirkwi/circuits.xml"].of == "routes"
    assert FEEDS["cirkwi/pois.xml"].of == "places"
    for feed in FEEDS.values():
        assert (ROOT / "gis" / "feeds" / "schemas" / feed.schema).is_file()
