"""The demonstration's faulty track: four findings, and heights that a terrain model gives."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import shapely
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import ROOT
from app.models import RouteLine
from app.terrain_files import terrain, terrain_folder, write_demo_terrain
from gis.terrain.heights import heights_at
from tests.app.cli.conftest import Run

LOOP = Path("data/demo/boucle-faulty.gpx")


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


def test_an_import_finds_exactly_four_faults(balise_import: Run) -> None:
    findings = found(balise_import(LOOP, "--json"))
    assert set(findings) == {"line.gap", "line.spike", "line.duplicates", "heights.missing"}
    assert "404\u00a0m" in findings["line.gap"]["sentence"]
    assert "305\u00a0m" in findings["line.spike"]["sentence"]


def test_a_person_reads_four_remarks(balise_import: Run) -> None:
    lines = balise_import(LOOP).stdout.splitlines()
    assert lines[0].startswith("✓ data/demo/boucle-faulty.gpx → boucle-de-condom (8,1")
    assert len([line for line in lines if line.startswith("    • ")]) == 4 == len(lines) - 2
    assert lines[-1] == "    Réparable : balise line repair boucle-de-condom"


def test_a_terrain_model_gives_the_heights_and_leaves_three_faults(
    balise_import: Run, app: Flask, committing: Session
) -> None:
    settings = app.extensions["settings"]
    write_demo_terrain(settings, ROOT / "data")
    findings = found(balise_import(LOOP, "--fill-heights", "--json"))
    assert set(findings) == {"line.gap", "line.spike", "line.duplicates", "line.heights_filled"}
    assert "« demonstration »" in findings["line.heights_filled"]["sentence"]
    stored = committing.scalars(select(RouteLine)).one()
    xyz = shapely.get_coordinates(stored.geom, include_z=True)
    told = heights_at(terrain(settings), xyz[:, 0], xyz[:, 1])
    assert xyz[:, 2] == pytest.approx(told.metres, abs=0.001)
    assert stored.lowest_m and 60 < stored.lowest_m < 180


def test_without_a_model_that_covers_the_line_a_sentence_says_so(
    balise_import: Run, app: Flask
) -> None:
    shutil.rmtree(terrain_folder(app.extensions["settings"]), ignore_errors=True)
    findings = found(balise_import(LOOP, "--fill-heights", "--json"))
    assert {"heights.missing", "line.heights_not_covered"} < set(findings)
    assert len(findings) == 5


def test_heights_that_a_file_has_are_its_own(balise_import: Run, committing: Session) -> None:
    other = "data/gpx/piste-cyclable-auch-aubiet.gpx"
    balise_import(other)
    assert "line.heights_filled" not in found(balise_import(other, "--fill-heights", "--json"))
    first, second = committing.scalars(select(RouteLine.geom).order_by(RouteLine.id))
    assert shapely.equals_exact(first, second)


def test_all_that_keeps_it_from_being_published_is_said(balise_import: Run) -> None:
    told = balise_import(LOOP, "--practice", "walking", "--declare-gaps", "--publish").output
    reasons = told.split("Non publié :")[1]
    assert "La ligne part à" in reasons
