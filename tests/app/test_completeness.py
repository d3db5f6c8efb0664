"""Completeness: what the database counts of a route is what is there."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.actions.texts import save_text
from app.models import Organisation, Photo, Route, RoutePhoto, RouteText, Step
from app.queries.completeness import contents_of
from app.sentences import MESSAGES
from gis.completeness import SHORTEST_DESCRIPTION, SHORTEST_SUMMARY, Content, score
from gis.sheets import RouteText as Words
from gis.vocabulary import Language
from tests.builders import a_line
from tests.stored import a_stored_committee, a_stored_route

TODAY = date(2026, 5, 12)


@pytest.fixture
def office(session: Session) -> Organisation:
    return a_stored_committee(session)


@pytest.mark.parametrize(
    ("key", "shortest"),
    [("complete.summary", SHORTEST_SUMMARY), ("complete.description", SHORTEST_DESCRIPTION)],
)
def test_advice_says_how_many_signs_are_enough(app: Flask, key: str, shortest: int) -> None:
    with app.test_request_context("/bureau/"):
        assert f" {shortest} signes" in str(MESSAGES[key])


def test_a_route_without_anything_has_nothing(session: Session, office: Organisation) -> None:
    route = Route(
        kind="pr", practices=[], shape="loop", owner=office,
        licence=" ", licence_url="", redistributable=False,
    )  # fmt: skip
    session.add(route)
    session.flush()
    assert contents_of(session, [route.id]) == {route.id: Content()}
    assert contents_of(session, []) == {}


def test_everything_that_is_there_counts(session: Session, office: Organisation) -> None:
    route = a_stored_route(session, owner=office, title="Tour")
    words = Words(title=" Tour ", summary="é" * 80, description="x" * 300, parking="Place.")
    save_text(session, route, Language.FR, words)
    route.texts += [
        RouteText(language=Language.EN, title="Tour"),
        RouteText(language=Language.ES, title=" "),
    ]
    route.steps.append(Step(number=1, at_m=0, texts={"fr": "Partez."}))
    for position, credit in enumerate(["CDT", ""], start=1):
        photo = Photo(key=f"k{position}", width=10, height=10)
        route.photos.append(RoutePhoto(photo=photo, position=position, texts={}, credit=credit))
    route.difficulty, route.verified_on, route.waymarking = 2, TODAY, "jaune"
    session.flush()
    assert route.line is not None
    found = contents_of(session, [route.id])[route.id]
    assert found == Content(
        title_length=4,
        summary_length=80,
        description_length=300,
        says_how_to_come=True,
        languages=frozenset({Language.FR, Language.EN}),
        has_practice=True,
        has_line=True,
        line_errors=0,
        has_heights=route.line.ascent_m is not None,
        step_count=1,
        has_waymarking=True,
        credited_photos=1,
        has_difficulty=True,
        has_licence=True,
        verified_on=TODAY,
    )


def test_an_error_counts_unless_it_is_a_declared_gap(
    session: Session, office: Organisation
) -> None:
    route = a_stored_route(session, owner=office, line=a_line())
    assert route.line is not None
    route.line.findings = [
        {"key": "line.gap", "severity": "error"},
        {"key": "line.spike", "severity": "error"},
        {"key": "line.turns", "severity": "warning"},
    ]
    session.flush()
    assert contents_of(session, [route.id])[route.id].line_errors == 2
    route.declared_gaps = True
    session.flush()
    content = contents_of(session, [route.id])[route.id]
    assert content.line_errors == 1
    assert "complete.line_sound" in score(content, TODAY).missing
