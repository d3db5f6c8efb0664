"""balise import-territories: real limits stored whole, or a sentence and nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from app.cli import balise
from app.models import Territory
from app.queries.territories import territories_crossed
from gis.errors import ReadError
from gis.vocabulary import TerritoryKind
from tests.realdata import realdata
from tests.stored import a_stored_route

Run = Callable[..., Result]
COMMUNES = "admin/france-geojson__communes-32-gers.geojson"
GERS = "admin/france-geojson__departement-32-gers.geojson"


@pytest.fixture
def run(app: Flask, committing: Session) -> Run:
    """Runs the command in French on the empty database."""

    def command(*arguments: str | Path) -> Result:
        with app.app_context(), force_locale("fr"):
            words = ["import-territories", *map(str, arguments)]
            return CliRunner().invoke(balise, words)

    return command


def test_the_real_communes_share_out_a_line_of_the_gers(run: Run, committing: Session) -> None:
    route = a_stored_route(committing)
    committing.commit()
    result = run(realdata(COMMUNES))
    assert result.exit_code == 0, result.output
    assert result.stdout == "✓ 462 communes\n1 tracé comparé à ces limites.\n"
    result = run(realdata(GERS), "--json")
    assert json.loads(result.stdout) == {"territories": {"departement": 1}, "lines": 1}
    assert route.line
    gers, *communes = territories_crossed(committing, route.line.id)
    assert gers.length_m == pytest.approx(route.line.length_m)
    assert all(one.kind == TerritoryKind.COMMUNE for one in communes)
    assert sum(one.length_m for one in communes) == pytest.approx(gers.length_m, abs=1)
    assert [one.from_m for one in communes] == sorted(one.from_m for one in communes)
    assert "Valence-sur-Baïse" in {one.name for one in communes}


def test_the_second_time_nothing_is_compared(run: Run, committing: Session) -> None:
    a_stored_route(committing)
    committing.commit()
    run(realdata(GERS))
    assert json.loads(run(realdata(GERS), "--json").stdout)["lines"] == 0
    assert committing.query(Territory).count() == 1


def test_a_bad_territory_is_named_and_nothing_is_stored(
    run: Run, committing: Session, tmp_path: Path
) -> None:
    document = json.loads(realdata(COMMUNES).read_text("utf-8"))
    document["features"][9]["properties"]["code"] = "?"
    bad = tmp_path / "communes.geojson"
    bad.write_text(json.dumps(document), "utf-8")
    result = run(bad)
    assert isinstance(result.exception, ReadError)
    assert result.exception.values == {"number": 10, "code": "?"}
    assert committing.query(Territory).count() == 0


def test_a_file_that_is_not_there_is_refused(run: Run) -> None:
    result = run("nulle-part.geojson")
    assert isinstance(result.exception, ReadError)
    assert result.exception.key == "file.not_found"
