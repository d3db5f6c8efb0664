"""balise import-network: an extract stored whole, or refused with a sentence."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.cli.network import import_network_
from app.messages import sentence
from app.models import Network, NetworkWay
from gis.errors import GisError
from tests.networks import an_extract

Import = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("pgrouting")


@pytest.fixture
def balise_import_network(app: Flask, committing: Session) -> Iterator[Import]:
    """Runs the command in French on the empty database."""

    def run(*arguments: str | Path) -> Result:
        with app.app_context(), force_locale("fr"):
            return CliRunner().invoke(import_network_, [str(one) for one in arguments])

    yield run
    committing.rollback()
    committing.execute(delete(Network))
    committing.execute(delete(NetworkWay))
    committing.commit()


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return an_extract(tmp_path, "a----b----c", [("abc", {"highway": "path", "bicycle": "no"})])


def test_an_import_tells_kilometres_by_practice(
    balise_import_network: Import, extract: Path, committing: Session
) -> None:
    result = balise_import_network(extract)
    assert result.exit_code == 0, result.output
    lines = result.output.replace("\u00a0", " ").splitlines()
    assert lines[:4] == [
        "✓ extract : 1,0 km de chemins (tronçons : 1)",
        "    • À pied, Trail : 1,0 km",
        "    • Vélo de route : 0 m",
        "    • Vélo : 0 m",
    ]
    assert committing.scalars(select(Network.name)).all() == ["extract"]


def test_programs_are_told_in_json(balise_import_network: Import, extract: Path) -> None:
    told = json.loads(balise_import_network(extract, "--json").output)
    assert (told["name"], told["ways"]) == ("extract", 1)
    assert told["lengths_m"]["foot"] == told["length_m"] == pytest.approx(1000, abs=3)


@pytest.mark.parametrize(
    ("content", "key"),
    [(None, "file.not_found"), (b"PK", "osm.not_pbf"), (b"\0\0\0\r\n\tOSMHeader", "osm.damaged")],
)
def test_a_file_that_cannot_be_read_is_said(
    app: Flask, balise_import_network: Import, tmp_path: Path, content: bytes | None, key: str
) -> None:
    path = tmp_path / "odd.osm.pbf"
    if content is not None:
        path.write_bytes(content)
    error = balise_import_network(path).exception
    assert isinstance(error, GisError)
    assert error.key == key
    with app.app_context(), force_locale("fr"):
        assert sentence(error).endswith(".")


def test_a_folder_is_no_extract(balise_import_network: Import, tmp_path: Path) -> None:
    error = balise_import_network(tmp_path).exception
    assert isinstance(error, GisError)
    assert error.key == "file.is_folder"
