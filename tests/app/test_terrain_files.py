"""Terrain models on disk: the demonstration's, and what doctor says of them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from app.cli.doctor import doctor
from app.config import ROOT, Settings
from app.terrain_files import terrain_folder, terrains, write_demo_terrain


def test_the_demonstrations_model_covers_the_departement_and_knows_its_towns(
    tmp_path: Path,
) -> None:
    settings = Settings(var=tmp_path)
    write_demo_terrain(settings, ROOT / "data")
    ((name, terrain),) = terrains(settings)
    assert name == "demonstration"
    assert terrain.bounds == pytest.approx(settings.departement.bounds, abs=1e-6)
    facts = json.loads((ROOT / "data/demo/gers.json").read_text("utf-8"))
    west, south, east, north = terrain.bounds
    for town in facts["towns"].values():
        if west < town["lon"] < east and south < town["lat"] < north:
            height_m = float(terrain.heights(town["lon"], town["lat"]))
            assert height_m == pytest.approx(town["height_m"], abs=60), town["name"]


def test_the_same_model_comes_out_again_and_one_that_is_there_is_kept(tmp_path: Path) -> None:
    written = [write_demo_terrain(Settings(var=tmp_path / one), ROOT / "data") for one in "ab"]
    assert written[0].read_bytes() == written[1].read_bytes()
    written[0].write_text("mine")
    write_demo_terrain(Settings(var=tmp_path / "a"), ROOT / "data")
    assert written[0].read_text() == "mine"
    assert [path.name for path in written[0].parent.iterdir()] == ["demonstration.asc"]


def test_doctor_says_which_models_there_are_and_which_is_broken(app: Flask) -> None:
    settings = app.extensions["settings"]
    write_demo_terrain(settings, ROOT / "data")
    broken = terrain_folder(settings) / "broken.asc"
    broken.write_bytes(b"not a grid")
    with app.app_context():
        found = json.loads(CliRunner().invoke(doctor, ["--json"]).stdout)
    broken.unlink()
    said = {one["what"]: one for one in found}
    assert said["terrain demonstration"]["ok"]
    assert "-0.290 43.300 to 1.210 44.090" in said["terrain demonstration"]["state"]
    assert "0.01°" in said["terrain demonstration"]["state"]
    assert not said["terrain broken"]["ok"]
    assert str(broken) in said["terrain broken"]["remedy"]
