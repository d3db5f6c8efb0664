"""Heights for a line that is being drawn."""

from pathlib import Path

import numpy as np
import pytest
from flask import Flask

from app.config import Settings
from app.terrain_files import import_tile
from gis.vocabulary import Role
from tests.altimetry import a_service, height_at
from tests.app.api.conftest import Script, Scripts
from tests.dem import a_tif

ADDRESS = "/api/drawing/heights"


@pytest.fixture
def officer(script: Scripts) -> Script:
    return script(Role.OFFICER)


@pytest.fixture(autouse=True)
def own_terrain(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for terrain models that no other test fills."""
    kept = app.extensions["settings"].model_dump()
    monkeypatch.setitem(app.extensions, "settings", Settings(**{**kept, "var": tmp_path / "var"}))


@pytest.fixture
def hills(app: Flask, tmp_path: Path) -> None:
    """A model of a slope between 0.3 and 0.5 east, 43.8 and 44.0 north, void at one corner."""
    values = np.array([[100.0, 110.04, 120]] * 3)
    values[2, 2] = np.nan
    path = a_tif(tmp_path / "slope.tif", values, 0.25, 44.05, 0.1)
    import_tile(app.extensions["settings"], path, "Les collines", lambda strips, _total: strips)


def test_what_is_known_is_told_to_the_decimetre_with_its_model(
    officer: Script, hills: None
) -> None:
    positions = [[0.3, 43.9], [0.35, 43.95], [0.5, 43.8], [2, 43.9]]
    answer = officer.send("POST", ADDRESS, {"positions": positions})
    assert answer.status_code == 200
    assert answer.json == {"heights": [100.0, 105.0, None, None], "models": ["Les collines"]}


def test_without_any_model_nothing_is_known(officer: Script) -> None:
    answer = officer.send("POST", ADDRESS, {"positions": [[0.3, 43.9]]})
    assert answer.json == {"heights": [None], "models": []}


@pytest.mark.parametrize(
    "positions",
    [[], [[0.3]], [[0.3, 43.9, 100]], [[190, 43.9]], [["0.3", "43.9"]], [[None, 43.9]], "0.3,43.9"],
)
def test_what_is_no_place_is_refused(officer: Script, positions: object) -> None:
    assert officer.send("POST", ADDRESS, {"positions": positions}).status_code == 422


def test_more_positions_than_a_line_has_are_refused(officer: Script) -> None:
    many = {"positions": [[0.3, 43.9]] * 200_001}
    assert officer.send("POST", ADDRESS, many).status_code == 422
    most = {"positions": many["positions"][:-1]}
    assert len(officer.send("POST", ADDRESS, most).json["heights"]) == 200_000


def test_who_only_reads_is_not_answered(script: Scripts) -> None:
    answer = script(Role.READER).send("POST", ADDRESS, {"positions": [[0.3, 43.9]]})
    assert answer.status_code == 403


def test_the_service_is_asked_for_the_rest_and_its_silence_is_told(
    officer: Script, hills: None, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = app.extensions["settings"]
    body = {"positions": [[0.3, 43.9], [2, 43.9]]}
    with a_service() as service:
        asking = Settings(**{**settings.model_dump(), "altimetry_url": service.url})
        monkeypatch.setitem(app.extensions, "settings", asking)
        told = officer.send("POST", ADDRESS, body)
    assert told.json == {
        "heights": [100.0, round(height_at(2, 43.9), 1)],
        "models": ["Les collines", "IGN RGE ALTI"],
    }
    silent = officer.send("POST", ADDRESS, {"positions": [[3, 43.9]]})
    assert silent.status_code == 503
    assert silent.json["key"] == "terrain.service_silent"
    assert silent.json["detail"] == "Le service altimétrique ne répond pas. Réessayez plus tard."
