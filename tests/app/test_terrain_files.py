"""Terrain models on disk: imported, replaced, asked, removed; the demonstration's; doctor."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from flask import Flask
from flask_babel import force_locale

from app.cli.doctor import doctor
from app.config import ROOT, Settings
from app.height_sources import height_sources
from app.terrain_files import (
    import_tile,
    models,
    remove_model,
    terrain,
    terrain_folder,
    tile_paths,
    write_demo_terrain,
)
from gis.errors import ReadError
from gis.terrain.heights import heights_at
from tests.altimetry import a_service, height_at
from tests.dem import a_tif, an_asc, an_hgt

LOW, HIGH = np.full((4, 4), 100.0), np.full((4, 4), 300.0)
IGN = "RGEALTI_FXX_0500_6300_MNT_LAMB93_IGN69"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path / "var")


def imported(settings: Settings, file: Path, model: str = "") -> str:
    """The model that a file became a tile of."""
    return import_tile(settings, file, model, lambda strips, _total: strips).tile.model


def height_at_middle(settings: Settings) -> float:
    """The height between the first centres of the grids of these tests."""
    found = heights_at(height_sources(settings), np.array([0.35]), np.array([43.95]))
    return float(found.metres[0])


def a_grid(folder: Path, values: np.ndarray, name: str = "grid.tif") -> Path:
    folder.mkdir(exist_ok=True)
    return a_tif(folder / name, values, 0.25, 44.05, 0.1)


def test_tiles_of_a_campaign_are_one_model_and_others_stand_alone(
    settings: Settings, tmp_path: Path
) -> None:
    five = an_asc(tmp_path / f"{IGN}.asc", LOW, 499_997.5, 6_299_982.5, 5)
    assert imported(settings, five) == "RGEALTI 5 m"
    coarse = tmp_path / "BDALTIV2_25M_FXX_0475_6225_MNT_LAMB93_IGN69.asc"
    assert imported(settings, an_asc(coarse, LOW, 474_987.5, 6_200_012.5, 25)) == "BDALTIV2 25 m"
    assert imported(settings, an_hgt(tmp_path, "N43E000")) == "SRTM 90 m"
    assert imported(settings, a_grid(tmp_path, LOW)) == "grid"
    assert imported(settings, a_grid(tmp_path, LOW), "Lidar 2025") == "Lidar 2025"
    assert [model.name for model in models(settings)] == [
        "BDALTIV2 25 m",
        "Lidar 2025",
        "RGEALTI 5 m",
        "SRTM 90 m",
        "grid",
    ]


def test_the_same_tile_at_another_resolution_is_another(settings: Settings, tmp_path: Path) -> None:
    for cell, folder in ((5, "five"), (1, "one")):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / f"{IGN}.asc"
        imported(settings, an_asc(file, LOW, 500_000 - cell / 2, 6_299_982.5, cell))
    assert [model.name for model in models(settings)] == ["RGEALTI 1 m", "RGEALTI 5 m"]
    assert [round(one.cell_m) for one in terrain(settings)] == [1, 5]


def test_a_file_that_is_imported_again_replaces_what_it_gave(
    settings: Settings, tmp_path: Path
) -> None:
    imported(settings, a_grid(tmp_path / "old", LOW))
    assert height_at_middle(settings) == 100
    imported(settings, a_grid(tmp_path / "new", HIGH))
    assert height_at_middle(settings) == 300
    assert len(tile_paths(settings)) == 1


def test_a_bad_file_leaves_what_was_there(settings: Settings, tmp_path: Path) -> None:
    imported(settings, a_grid(tmp_path, LOW))
    bad = a_grid(tmp_path / "bad", LOW)
    bad.write_bytes(bad.read_bytes()[:-20])
    with pytest.raises(ReadError):
        imported(settings, bad)
    assert height_at_middle(settings) == 100
    assert [path.name for path in terrain_folder(settings).rglob("*.*")] == ["grid.tif"]


@pytest.mark.parametrize("name", ["a/b", "..", ".hidden", "x" * 81, "a\0b", "two\nlines"])
def test_a_name_that_no_folder_can_have_is_refused(
    settings: Settings, tmp_path: Path, name: str
) -> None:
    with pytest.raises(ReadError, match="bad_name"):
        imported(settings, a_grid(tmp_path, LOW), name)
    assert not terrain_folder(settings).exists()


def test_a_model_is_removed_with_all_its_tiles(settings: Settings, tmp_path: Path) -> None:
    imported(settings, a_grid(tmp_path, LOW), "low")
    imported(settings, a_grid(tmp_path, LOW, "second.tif"), "low")
    imported(settings, a_grid(tmp_path, HIGH), "high")
    assert remove_model(settings, "low") == 2
    assert height_at_middle(settings) == 300
    for name in ("low", "", ".", "..", "high/", "../terrain/high"):
        with pytest.raises(ReadError, match="no_model"):
            remove_model(settings, name)
    assert [model.name for model in models(settings)] == ["high"]


def test_the_service_is_asked_only_for_what_no_model_knows(
    settings: Settings, tmp_path: Path
) -> None:
    imported(settings, a_grid(tmp_path, LOW), "low")
    with a_service() as service:
        both = Settings(var=settings.var, altimetry_url=service.url)
        lon, lat = np.array([0.35, 1.5, 0.4]), np.array([43.95, 43.9, 43.9])
        found = heights_at(height_sources(both), lon, lat)
        heights_at(height_sources(both), lon[:1], lat[:1])
    assert found.metres == pytest.approx([100, round(height_at(1.5, 43.9), 1), 100])
    assert found.models == ("low", "IGN RGE ALTI")
    assert service.calls == [1]


def test_without_models_and_without_a_service_there_is_no_source(settings: Settings) -> None:
    assert height_sources(settings) == ()


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="altimetry_url"):
        Settings(altimetry_url="file:///etc/passwd")


def test_the_demonstrations_model_covers_the_departement_and_knows_its_towns(
    settings: Settings,
) -> None:
    write_demo_terrain(settings, ROOT / "data")
    (model,) = models(settings)
    assert model.name == "demonstration"
    assert model.bounds == pytest.approx(settings.departement.bounds, abs=1e-6)
    facts = json.loads((ROOT / "data/demo/gers.json").read_text("utf-8"))
    west, south, east, north = model.bounds
    towns = [
        (town["lon"], town["lat"], town["height_m"])
        for town in facts["towns"].values()
        if west < town["lon"] < east and south < town["lat"] < north
    ]
    lon, lat, known = np.array(towns).T
    assert len(towns) > 10
    assert heights_at(terrain(settings), lon, lat).metres == pytest.approx(known, abs=60)


def test_the_same_model_comes_out_again_and_one_that_is_there_is_kept(tmp_path: Path) -> None:
    written = [write_demo_terrain(Settings(var=tmp_path / one), ROOT / "data") for one in "ab"]
    assert written[0].read_bytes() == written[1].read_bytes()
    written[0].write_text("mine")
    write_demo_terrain(Settings(var=tmp_path / "a"), ROOT / "data")
    assert written[0].read_text() == "mine"
    assert [path.name for path in written[0].parent.iterdir()] == ["demonstration.tif"]


def test_doctor_says_which_models_there_are_and_which_is_broken(app: Flask) -> None:
    settings = app.extensions["settings"]
    path = write_demo_terrain(settings, ROOT / "data")
    broken = path.with_name("broken.tif")
    broken.write_bytes(b"not a grid")
    old = terrain_folder(settings) / "old.asc"
    old.write_text("ncols 2")
    left = path.with_name("tmp123.new")
    left.touch()
    with app.app_context(), force_locale("fr"):
        found = json.loads(CliRunner().invoke(doctor, ["--json"]).stdout)
    for file in (broken, old, left):
        file.unlink()
    said = {one["what"]: one for one in found}
    assert said["terrain demonstration"]["ok"]
    assert "-0.290 43.300 to 1.210 44.090" in said["terrain demonstration"]["state"]
    assert "a height every 946 m" in said["terrain demonstration"]["state"]
    assert not said["terrain broken"]["ok"]
    assert "«\N{NO-BREAK SPACE}broken\N{NO-BREAK SPACE}»" in said["terrain broken"]["state"]
    assert str(broken) in said["terrain broken"]["remedy"]
    assert f"balise import-dem {old}" in said["terrain old"]["remedy"]
    assert str(left) in said["terrain tmp123.new"]["remedy"]


def test_a_broken_tile_does_not_keep_others_from_answering(
    settings: Settings, tmp_path: Path
) -> None:
    imported(settings, a_grid(tmp_path, LOW))
    tile_paths(settings)[0].with_name("broken.tif").write_bytes(b"II*\0 nothing")
    assert height_at_middle(settings) == 100
