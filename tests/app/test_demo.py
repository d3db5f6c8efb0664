"""The demonstration: believable, marked, whole, loaded once."""

from itertools import pairwise
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.actions.demo import has_demo
from app.queries.route_filter import RouteFilter
from app.queries.search import route_cards
from app.queries.sheets import redistributable_sheets
from gis.sheets import RouteSheet
from gis.vocabulary import Language, Practice, RouteKind, ViewpointState

FILES = sorted(Path("data/gpx").glob("*.gpx"))


@pytest.fixture
def sheets(demo_session: Session) -> list[RouteSheet]:
    return list(redistributable_sheets(demo_session))


def test_each_file_is_a_route_and_says_that_it_is_a_demonstration(
    sheets: list[RouteSheet],
) -> None:
    assert len(FILES) == len(sheets) == 11
    assert all(sheet.is_demo for sheet in sheets)
    for file in FILES:
        assert "ne pas suivre sur le terrain" in file.read_text("utf-8")


def test_the_stages_of_every_route_add_up_to_it(sheets: list[RouteSheet]) -> None:
    for sheet in sheets:
        stages = sheet.stages
        assert stages
        assert (stages[0].from_m, stages[-1].to_m) == (0, pytest.approx(sheet.length_m, abs=0.01))
        assert all(a.to_m == b.from_m for a, b in pairwise(stages))
        assert sum(s.length_m for s in stages) == pytest.approx(sheet.length_m, abs=0.01)
        assert sum(s.ascent_m or 0 for s in stages) == pytest.approx(sheet.ascent_m, abs=0.01)
        assert sum(s.descent_m or 0 for s in stages) == pytest.approx(sheet.descent_m, abs=0.01)
        assert sum(s.duration_min for s in stages) == sheet.duration_min


def test_a_loop_returns_to_its_height(sheets: list[RouteSheet]) -> None:
    loops = [sheet for sheet in sheets if sheet.shape == "loop"]
    assert len(loops) == 3
    for sheet in loops:
        assert sheet.ascent_m == pytest.approx(sheet.descent_m, abs=5)
        assert sheet.stages[0].start.name == sheet.stages[-1].end.name


def test_lengths_and_climbs_are_those_of_the_gers(sheets: list[RouteSheet]) -> None:
    by_number = {sheet.number: sheet for sheet in sheets}
    assert by_number["V82"].length_m == pytest.approx(165_000, rel=0.1)
    assert by_number["GR®65"].length_m == pytest.approx(140_000, rel=0.1)
    for sheet in sheets:
        assert sheet.ascent_m is not None
        assert sheet.ascent_m / sheet.length_m < 0.03
        assert sheet.highest_m is not None
        assert sheet.highest_m < 700


def test_viewpoints_are_seen_from_the_routes_that_pass_them(sheets: list[RouteSheet]) -> None:
    seen = [along for sheet in sheets for along in sheet.viewpoints]
    assert seen
    assert all(along.aside_m <= 1000 for along in seen)
    states = {along.place.viewpoint.state for along in seen if along.place.viewpoint}
    assert ViewpointState.IDENTIFIED not in states


def test_a_text_that_is_not_translated_is_given_in_french(demo_session: Session) -> None:
    spanish = route_cards(demo_session, RouteFilter(text="Adour"), Language.ES)
    assert "Sentier de l’Adour" in " ".join(card.title for card in spanish.cards)


def test_the_filter_finds_what_it_names(demo_session: Session) -> None:
    def numbers(**wanted: object) -> set[str]:
        page = route_cards(demo_session, RouteFilter(**wanted), Language.FR)  # type: ignore[arg-type]
        return {card.number for card in page.cards}

    assert {"GR®65", "GR®653", "GR®101"} == numbers(kind=RouteKind.GR)
    assert "GR®65" in numbers(practice=Practice.WALKING)
    assert "V82" not in numbers(practice=Practice.WALKING)
    assert numbers(longest_km=20) == {""}


def test_it_is_loaded_once(demo_session: Session, session: Session) -> None:
    assert has_demo(demo_session)
    assert not has_demo(session)


def test_the_page_of_a_demonstration_route_says_so(demo_client: FlaskClient) -> None:
    assert "démonstration" in demo_client.get("/fr/itineraires/gr65-via-podiensis").text
