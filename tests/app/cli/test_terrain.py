"""balise import-dem and terrain: what is kept, what is said, what is refused."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import numpy as np
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale

from app.cli.terrain import import_dem, terrain
from app.terrain_files import terrain_folder
from tests.dem import a_tif, an_asc

VALUES = np.array([[100.0, 110, 120], [np.nan, 130, 140]])
Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Iterator[Run]:
    """Runs a command in French; the models are removed afterwards."""

    def invoked(command: click.Command, *arguments: object) -> Result:
        with app.app_context(), force_locale("fr"):
            return CliRunner().invoke(command, [str(one) for one in arguments])

    folder = terrain_folder(app.extensions["settings"])
    shutil.rmtree(folder, ignore_errors=True)
    yield invoked
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def tile(tmp_path: Path) -> Path:
    path = tmp_path / "RGEALTI_FXX_0500_6300_MNT_LAMB93_IGN69.asc"
    return an_asc(path, VALUES, 499_997.5, 6_299_992.5, 5)


def test_each_file_is_summed_up_and_a_bad_one_does_not_stop_the_others(
    run: Run, tile: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.tif"
    bad.write_bytes(b"no")
    result = run(import_dem, bad, tile, tmp_path / "absent.asc")
    assert result.exit_code == 1
    first, second, third = result.stdout.splitlines()
    assert first.startswith(f"✗ {bad} : Ce fichier n’est pas un modèle de terrain lisible")
    assert second == (
        f"✓ {tile} → RGEALTI 5 m (une altitude tous les 5\N{NO-BREAK SPACE}m, "
        "0\N{NO-BREAK SPACE}km², inconnu\N{NO-BREAK SPACE}: 16,7\N{NO-BREAK SPACE}%)"
    )
    assert third == f"✗ {tmp_path / 'absent.asc'} : Il n’y a pas de fichier à cet endroit."


def test_all_is_well_when_every_file_is_taken(run: Run, tile: Path, tmp_path: Path) -> None:
    other = a_tif(tmp_path / "b.tif", VALUES, 0.25, 44.05, 0.1)
    assert run(import_dem, tile, other).exit_code == 0
    assert run(import_dem, tile).exit_code == 0


def test_programs_read_json(run: Run, tile: Path, tmp_path: Path) -> None:
    result = run(import_dem, "--json", "--name", "Gers", tile, tmp_path)
    kept, refused = (json.loads(line) for line in result.stdout.splitlines())
    assert kept["model"] == "Gers"
    assert kept["cell_m"] == pytest.approx(5, abs=0.01)
    assert kept["void"] == pytest.approx(1 / 6, abs=1e-6)
    assert kept["area_km2"] == pytest.approx(0.00015, abs=0.001)
    assert len(kept["bounds"]) == 4
    assert refused["refused_key"] == "file.is_folder"


def test_models_are_listed_and_removed(run: Run, tile: Path, tmp_path: Path) -> None:
    assert run(terrain, "list").stdout == "Aucun modèle de terrain.\n"
    run(import_dem, tile, a_tif(tmp_path / "b.tif", VALUES, 0.25, 44.05, 0.1))
    assert [line.split("  ")[:2] for line in run(terrain, "list").stdout.splitlines()] == [
        ["RGEALTI 5 m", "1 dalle"],
        ["b", "1 dalle"],
    ]
    assert [one["model"] for one in json.loads(run(terrain, "list", "--json").stdout)] == [
        "RGEALTI 5 m",
        "b",
    ]
    assert (
        run(terrain, "remove", "b").stdout
        == "Modèle «\N{NO-BREAK SPACE}b\N{NO-BREAK SPACE}» enlevé\N{NO-BREAK SPACE}: 1 dalle.\n"
    )
    assert run(terrain, "list").stdout.startswith("RGEALTI 5 m")
    assert run(terrain, "remove", "b").exception.key == "terrain.no_model"


def test_help_shows_examples(run: Run) -> None:
    assert "balise import-dem N43E000.hgt.zip" in run(import_dem, "--help").stdout
