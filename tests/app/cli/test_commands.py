"""The other commands, as a terminal uses them."""

import json
from collections.abc import Callable

import gpxpy
import pytest
from click.testing import Result
from flask import Flask
from lxml import etree

from app.queries.sheets import Unknown
from gis.errors import LineError

Run = Callable[..., Result]
V82 = "v82-veloroute-vallee-de-la-baise"


def test_export_writes_the_file_that_the_site_serves(run: Run, demo_app: Flask) -> None:
    result = run("export", V82, "gpx")
    assert result.exit_code == 0
    served = demo_app.test_client().get(f"/itineraires/{V82}.gpx").data
    assert result.stdout_bytes == served


def test_export_speaks_the_language_asked(run: Run) -> None:
    english = gpxpy.parse(run("export", V82, "gpx", "--lang", "en").stdout)
    assert english.description != gpxpy.parse(run("export", V82, "gpx").stdout).description


def test_feed_writes_the_feed(run: Run) -> None:
    tree = etree.fromstring(run("feed", "cirkwi/circuits.xml").stdout_bytes)
    assert len(tree) == 11


def test_stages_in_so_many_days_add_up_to_the_route(run: Run) -> None:
    days = json.loads(run("stages", V82, "--days", "4", "--json").stdout)
    assert [day["number"] for day in days] == [1, 2, 3, 4]
    assert sum(day["length_m"] for day in days) == pytest.approx(165_000, rel=0.1)
    assert (days[0]["start"], days[-1]["end"]) == ("Vianne", "Lannemezan")


def test_stages_within_a_limit_keep_it(run: Run) -> None:
    days = json.loads(run("stages", V82, "--max-km", "60", "--json").stdout)
    assert max(day["length_m"] for day in days) <= 60_000
    assert "Vianne – " in run("stages", V82, "--max-km", "60").stdout


def test_stages_say_where_no_plan_is_possible(run: Run) -> None:
    result = run("stages", V82, "--max-km", "2")
    assert isinstance(result.exception, LineError)
    assert result.exception.key == "plan.too_far"


def test_stages_want_days_or_kilometres_and_not_both(run: Run) -> None:
    assert run("stages", V82).exit_code == 2
    assert run("stages", V82, "--days", "2", "--max-km", "30").exit_code == 2


def test_check_finds_the_declared_gap_of_the_voie_verte_and_nothing_else(run: Run) -> None:
    found = [json.loads(line) for line in run("check", "--json").stdout.splitlines()]
    keys = {row["route"]: [finding["key"] for finding in row["findings"]] for row in found}
    assert len(keys) == 11
    assert {slug: names for slug, names in keys.items() if names} == {
        "voie-verte-de-l-armagnac": ["line.gap"]
    }


def test_check_of_one_route_says_it_in_words(run: Run) -> None:
    assert "La ligne est interrompue" in run("check", "voie-verte-de-l-armagnac").stdout


def test_a_route_that_is_not_there_is_named(run: Run) -> None:
    for arguments in (("export", "nulle-part", "gpx"), ("check", "nulle-part")):
        assert isinstance(run(*arguments).exception, Unknown)


def test_doctor_finds_all_well(run: Run) -> None:
    result = run("doctor", "--json")
    looked_at = {row["what"]: row for row in json.loads(result.stdout)}
    assert looked_at.keys() >= {"PostgreSQL", "PostGIS", "schema", "free disk"}
    assert [row for row in looked_at.values() if row["remedy"]] == []
    assert result.exit_code == 0


def test_doctor_says_what_to_do_about_an_old_schema(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.schema.head", lambda: "9999")
    result = run("doctor")
    assert result.exit_code == 1
    assert "balise migrate" in result.stdout


def test_the_demo_is_not_loaded_twice(run: Run) -> None:
    assert run("demo", "--once").exit_code == 0
    assert run("demo").exit_code == 1
