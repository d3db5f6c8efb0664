"""The demonstration's faulty track: four findings, and heights that a terrain model gives."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli.importing import import_
from app.config import ROOT
from app.models import RouteLine
from app.terrain_files import terrain_folder, write_demo_terrain
from gis.terrain import read_asc

LOOP = Path("data/demo/boucle-faulty.gpx")
Import = Callable[..., Result]


@pytest.fixture
def balise_import(app: Flask, committing: Session) -> Import:
    """Runs the command in French on the empty database."""

    def run(*arguments: str | Path) -> Result:
        with app.app_context(), force_locale("fr"):
            return CliRunner().invoke(import_, [str(one) for one in arguments])

    return run


def found(result: Result) -> dict[str, dict[str, Any]]:
    (report,) = (json.loads(line) for line in result.stdout.splitlines())
    assert not report["refused"]
    keys = [finding["key"] for finding in report["findings"]]
    assert len(keys) == len(set(keys))
    return {finding["key"]: finding for finding in report["findings"]}


def test_the_tool_writes_the_same_bytes_again(tmp_path: Path) -> None:
    out = tmp_path / "loop.gpx"
    command = [sys.executable, "-m", "tools.draw_faulty_loop", "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    assert out.read_bytes() == LOOP.read_bytes()


def test_an_import_finds_exactly_four_faults(balise_import: Import) -> None:
    findings = found(balise_import(LOOP, "--json"))
    assert set(findings) == {"line.gap", "line.spike", "line.duplicates", "heights.missing"}
    assert "404\u00a0m" in findings["line.gap"]["sentence"]
    assert "305\u00a0m" in findings["line.spike"]["sentence"]


def test_a_person_reads_four_remarks(balise_import: Import) -> None:
    lines = balise_import(LOOP).stdout.splitlines()
    assert lines[0].startswith("✓ data/demo/boucle-faulty.gpx → boucle-de-condom (8,1")
    assert len([line for line in lines if line.startswith("    • ")]) == 4 == len(lines) - 2
    assert lines[-1] == "    Réparable : balise line repair boucle-de-condom"


def test_a_terrain_model_gives_the_heights_and_leaves_three_faults(
    balise_import: Import, app: Flask, committing: Session
) -> None:
    model = write_demo_terrain(app.extensions["settings"], ROOT / "data")
    findings = found(balise_import(LOOP, "--fill-heights", "--json"))
    assert set(findings) == {"line.gap", "line.spike", "line.duplicates", "line.heights_filled"}
    assert "« demonstration »" in findings["line.heights_filled"]["sentence"]
    stored = committing.scalars(select(RouteLine)).one()
    terrain = read_asc(model.read_bytes())
    xyz = shapely.get_coordinates(stored.geom, include_z=True)
    assert xyz[:, 2] == pytest.approx(terrain.heights(xyz[:, 0], xyz[:, 1]), abs=0.051)
    assert stored.lowest_m and 60 < stored.lowest_m < 180


def test_without_a_model_that_covers_the_line_a_sentence_says_so(
    balise_import: Import, app: Flask
) -> None:
    for model in terrain_folder(app.extensions["settings"]).glob("*.asc"):
        model.unlink()
    findings = found(balise_import(LOOP, "--fill-heights", "--json"))
    assert {"heights.missing", "line.heights_not_covered"} < set(findings)
    assert len(findings) == 5


def test_heights_that_a_file_has_are_its_own(balise_import: Import, committing: Session) -> None:
    other = "data/gpx/piste-cyclable-auch-aubiet.gpx"
    balise_import(other)
    assert "line.heights_filled" not in found(balise_import(other, "--fill-heights", "--json"))
    first, second = committing.scalars(select(RouteLine.geom).order_by(RouteLine.id))
    assert shapely.equals_exact(first, second)


def test_all_that_keeps_it_from_being_published_is_said(balise_import: Import) -> None:
    told = balise_import(LOOP, "--practice", "walking", "--declare-gaps", "--publish").output
    reasons = told.split("Non publié :")[1]
    assert "La ligne part à" in reasons
