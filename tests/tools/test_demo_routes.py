"""The demonstration's words and stages fit its lines and the register's vocabulary."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gis.vocabulary import Language, PlaceKind, Practice, RouteKind, Shape, ViewpointState

PROJECT = Path(__file__).parents[2]
FACTS: dict[str, Any] = json.loads((PROJECT / "data/demo/gers.json").read_text("utf-8"))
DEMO: dict[str, Any] = json.loads((PROJECT / "data/demo/routes.json").read_text("utf-8"))
ROUTES = {route["slug"]: route for route in DEMO["routes"]}
FIELDS = {
    "title",
    "summary",
    "description",
    "departure",
    "arrival",
    "access",
    "public_transport",
    "advice",
}

each_route = pytest.mark.parametrize("slug", ROUTES)


def towns_of(slug: str) -> list[str]:
    pieces = next(route["pieces"] for route in FACTS["routes"] if route["file"] == slug)
    return [town for piece in pieces for town in piece]


@each_route
def test_the_route_speaks_the_registers_vocabulary(slug: str) -> None:
    route = ROUTES[slug]
    assert RouteKind(route["kind"])
    assert Shape(route["shape"])
    assert [Practice(practice) for practice in route["practices"]]
    assert 1 <= route["difficulty"] <= 5
    assert date.fromisoformat(route["verified_on"]).year == 2026
    assert route["owner"] in {one["key"] for one in DEMO["organisations"]}
    assert (PROJECT / "data/gpx" / route["file"]).is_file()


@each_route
def test_every_stage_ends_in_a_town_of_the_route_in_order(slug: str) -> None:
    towns, ends = towns_of(slug), [stage["place"] for stage in ROUTES[slug]["stages"]]
    assert (ends[0], ends[-1]) == (towns[0], towns[-1])
    ahead = iter(towns)
    assert all(end in ahead for end in ends)


@each_route
def test_every_text_is_whole_and_its_summary_short(slug: str) -> None:
    texts = ROUTES[slug]["texts"]
    assert Language.FR in texts
    for language, words in texts.items():
        assert Language(language)
        assert set(words) == FIELDS
        assert all(words.values())
        assert 25 <= len(words["summary"].split()) <= 45
        assert 2 <= len(words["description"].split("\n\n")) <= 3


def test_three_translations_are_missing_on_purpose() -> None:
    missing = {
        (slug, language)
        for slug, route in ROUTES.items()
        for language in Language
        if language not in route["texts"]
    }
    assert missing == {
        ("tour-du-gers-a-velo", "es"),
        ("sentier-de-l-adour", "es"),
        ("piste-cyclable-auch-aubiet", "en"),
    }


def test_only_the_voie_verte_declares_its_gap() -> None:
    declared = [slug for slug, route in ROUTES.items() if route["declared_gaps"]]
    assert declared == ["voie-verte-de-l-armagnac"]


def test_places_are_the_towns_of_the_lines_once_each() -> None:
    places = {place["key"]: place for place in DEMO["places"]}
    assert len(places) == len(DEMO["places"])
    assert set(places) == set(FACTS["towns"])
    for key, place in places.items():
        town = FACTS["towns"][key]
        assert (place["name"], place["lon"], place["lat"], place["size"]) == (
            town["name"],
            town["lon"],
            town["lat"],
            town["size"],
        )
        assert PlaceKind(place["kind"])


def test_twelve_viewpoints_look_somewhere_and_most_are_promoted() -> None:
    viewpoints = DEMO["viewpoints"]
    assert len({viewpoint["key"] for viewpoint in viewpoints}) == 12
    for viewpoint in viewpoints:
        assert set(viewpoint["names"]) == set(viewpoint["descriptions"]) == set(Language)
        assert all(0 <= viewpoint[angle] <= 360 for angle in ("bearing_deg", "from_deg", "to_deg"))
    states = [ViewpointState(viewpoint["state"]) for viewpoint in viewpoints]
    assert set(states) == set(ViewpointState)
    assert states.count(ViewpointState.PROMOTED) > 6
