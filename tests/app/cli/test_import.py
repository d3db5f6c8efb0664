"""balise import: every file is stored whole or refused with a sentence, and nothing else."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale
from pyproj import Geod
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli.importing import import_
from app.models import Route, RouteLine, RouteState
from app.queries.sheets import current_edition, route_sheet
from gis.vocabulary import Language
from tests.realdata import realdata
from tests.stored import a_stored_town

Import = Callable[..., Result]
GEOD = Geod(ellps="WGS84")
BOUCLE = "data/gpx/piste-cyclable-auch-aubiet.gpx"


@pytest.fixture
def balise_import(app: Flask, committing: Session) -> Import:
    """Runs the command in French on the empty database."""

    def run(*arguments: str | Path) -> Result:
        with app.app_context(), force_locale("fr"):
            return CliRunner().invoke(import_, [str(one) for one in arguments])

    return run


def reports(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def length_m(line: Any) -> float:
    return sum(GEOD.line_length(*zip(*[p[:2] for p in g.coords], strict=True)) for g in line.geoms)


def test_every_real_file_is_stored_with_its_length_or_refused_with_a_sentence(
    balise_import: Import, committing: Session
) -> None:
    folders = [realdata("gpx-formats"), realdata("gpx-france")]
    files = sorted(path for folder in folders for path in folder.iterdir())
    result = balise_import("--json", *files)
    assert len(files) == 73
    assert not isinstance(result.exception, Exception)
    found = reports(result)
    assert [report["file"] for report in found] == [str(path) for path in files]
    stored = [report for report in found if report["slug"]]
    for report in found:
        assert bool(report["slug"]) != bool(report["refused"])
        assert not report["refused"] or report["refused"].endswith(".")
    lines = {line.source: line.geom for line in committing.scalars(select(RouteLine))}
    assert len(lines) == len(stored) == committing.query(Route).count() > 45
    for report in stored:
        line = lines[Path(report["file"]).name]
        assert report["length_m"] > 0
        assert report["length_m"] == pytest.approx(length_m(line), rel=0.001)
        assert report["pieces"] == len(line.geoms)


def test_the_good_files_are_kept_and_the_bad_one_is_named(
    balise_import: Import, committing: Session, tmp_path: Path
) -> None:
    bad = tmp_path / "photo.gpx"
    bad.write_bytes(b"\xff\xd8\xff\xe0 not a track")
    result = balise_import(BOUCLE, bad)
    assert result.exit_code == 1
    good, refusal = result.stdout.splitlines()
    assert good.startswith(f"✓ {BOUCLE} → ")
    assert refusal == f"✗ {bad} : Ce fichier est une photo (JPEG), pas un tracé. Déposez un GPX."
    assert committing.query(Route).count() == 1


def test_a_published_import_is_on_the_map_at_once(
    balise_import: Import, committing: Session
) -> None:
    a_stored_town(committing, "Auch", 0.5969, 43.6476)
    a_stored_town(committing, "Aubiet", 0.7893, 43.65)
    committing.commit()
    result = balise_import(BOUCLE, "--practice", "touring_cycling", "--publish", "--json")
    assert result.exit_code == 0, result.stdout
    (report,) = reports(result)
    sheet = route_sheet(committing, current_edition(committing, report["slug"]))
    assert sheet.text(Language.FR).departure == "Auch"
    assert sheet.text(Language.FR).arrival == "Aubiet"
    assert sheet.ascent_m


def test_what_keeps_it_from_being_published_is_said_and_the_draft_stays(
    balise_import: Import, committing: Session
) -> None:
    result = balise_import(BOUCLE, "--publish")
    assert result.exit_code == 1
    assert "Il manque une pratique" in result.stdout
    assert "Il manque le lieu de départ" in result.stdout
    assert committing.scalars(select(Route.state)).all() == [RouteState.DRAFT]


def test_a_file_that_is_not_there_is_a_sentence(balise_import: Import) -> None:
    result = balise_import("nulle-part.gpx")
    assert result.exit_code == 1
    assert "Il n’y a pas de fichier" in result.stdout
    assert "C’est un dossier" in balise_import("data").stdout


def test_a_gr_is_not_passed_on_unless_somebody_says_so(
    balise_import: Import, committing: Session
) -> None:
    balise_import(BOUCLE, "--kind", "gr")
    balise_import(BOUCLE, "--kind", "gr", "--redistribution")
    balise_import(BOUCLE, "--kind", "pr", "--no-redistribution")
    routes = committing.scalars(select(Route).order_by(Route.id))
    assert [route.redistributable for route in routes] == [False, True, False]


def test_a_file_whose_name_is_not_utf8_is_taken_as_any_other(
    balise_import: Import, tmp_path: Path
) -> None:
    odd = tmp_path / os.fsdecode(b"Ba\xefse.gpx")
    odd.write_bytes(Path(BOUCLE).read_bytes())
    result = balise_import(odd)
    assert result.exit_code == 0, result.stdout
    assert "Ba\ufffdse.gpx" in result.stdout


def test_a_name_without_end_is_cut_and_the_files_after_it_are_taken(
    balise_import: Import, tmp_path: Path
) -> None:
    endless = tmp_path / "long.gpx"
    content = Path(BOUCLE).read_text("utf-8")
    endless.write_text(re.sub("<name>.*?</name>", f"<name>{'œ' * 9000}</name>", content))
    result = balise_import(
        endless, BOUCLE, "--practice", "gravel", "--departure", "A", "--arrival", "B", "--publish"
    )
    assert result.exit_code == 0, result.stdout
    assert result.stdout.count("publié") == 2


def test_one_title_is_not_given_to_several_files(balise_import: Import) -> None:
    assert balise_import(BOUCLE, BOUCLE, "--title", "Deux").exit_code == 2
