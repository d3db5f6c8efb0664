"""balise steps, and the times and difficulties of balise stages."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli import balise
from app.models import Route, RouteSlug
from gis.errors import GisError
from tests.stored import a_published_route

Run = Callable[..., Result]
GR65 = "gr65-via-podiensis"
V82 = "v82-veloroute-vallee-de-la-baise"
ADOUR = "sentier-de-l-adour"


def step_count(session: Session, slug: str) -> int:
    found = select(Route).join(RouteSlug).where(RouteSlug.slug == slug)
    return len(session.scalars(found).one().steps)


def test_steps_are_numbered_with_their_kilometre(run: Run) -> None:
    first, *_others, last = run("steps", ADOUR).stdout.splitlines()
    assert first.split()[:4] == ["1", "km", "0,0", "Départ"]
    assert "Arrivée (Barcelonne-du-Gers)." in last


def test_steps_are_those_of_the_other_way_too(run: Run) -> None:
    first, *_others, last = run("steps", ADOUR, "--reverse").stdout.splitlines()
    assert "Départ (Barcelonne-du-Gers)" in first
    assert "Arrivée (Bazet)." in last


def test_steps_speak_to_programs_in_three_languages(run: Run) -> None:
    document = json.loads(run("steps", ADOUR, "--json").stdout)
    assert document["route"] == ADOUR
    numbers = [step["number"] for step in document["steps"]]
    assert numbers == list(range(1, len(numbers) + 1))
    places = [step["at_m"] for step in document["steps"]]
    assert places == sorted(places)
    assert all(set(step["texts"]) == {"fr", "en", "es"} for step in document["steps"])


def test_steps_that_are_there_are_not_overwritten(run: Run, demo_session: Session) -> None:
    before = step_count(demo_session, V82)
    result = run("steps", V82, "--keep")
    assert isinstance(result.exception, GisError)
    assert step_count(demo_session, V82) == before > 0


@pytest.mark.parametrize("options", [("--reverse", "--keep"), ("--replace",)])
def test_steps_refuse_what_makes_no_sense(run: Run, options: tuple[str, ...]) -> None:
    assert run("steps", ADOUR, *options).exit_code == 2


def minutes(result: Result) -> list[int]:
    return [day["duration_min"] for day in json.loads(result.stdout)]


def test_stages_are_walked_by_the_method_asked_for(run: Run) -> None:
    plan = ("stages", GR65, "--days", "7", "--json")
    din = minutes(run(*plan))
    assert minutes(run(*plan, "--walking-time", "din")) == din
    sac = minutes(run(*plan, "--walking-time", "sac"))
    tobler = minutes(run(*plan, "--walking-time", "tobler"))
    assert all(one > other for one, other in zip(sac, din, strict=True))
    assert all(one < other for one, other in zip(tobler, din, strict=True))


def test_stages_of_a_route_that_nobody_walks_have_no_walking_time(run: Run) -> None:
    result = run("stages", V82, "--days", "4", "--walking-time", "sac")
    assert result.exit_code == 2
    assert "pied" in result.stderr


def test_stages_say_how_hard_each_day_is_and_that_it_is_computed(run: Run) -> None:
    days = json.loads(run("stages", V82, "--days", "4", "--json").stdout)
    assert all(1 <= day["difficulty"] <= 5 for day in days)
    told = run("stages", V82, "--days", "4").stdout
    assert f"difficulté {days[0]['difficulty']}/5" in told
    assert "calculées" in told
    assert "donné pour 3 sur 5" in told


def test_steps_that_are_kept_are_stored_to_be_checked(app: Flask, committing: Session) -> None:
    route = a_published_route(committing)
    slug = route.slug
    committing.commit()
    with app.app_context(), force_locale("fr"):
        result = CliRunner().invoke(balise, ["steps", slug, "--keep"])
    assert result.exit_code == 0
    assert "à vérifier" in result.stdout
    committing.expire_all()
    assert [step.to_check for step in route.steps] == [True, True]
    assert route.steps[0].texts["fr"].startswith("Départ")
    with app.app_context(), force_locale("fr"):
        told = CliRunner().invoke(balise, ["check", slug]).stdout
    assert "à vérifier : n° 1–2." in told
