"""The address that joins points along ways."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.actions.network import import_network
from app.models import Network, NetworkWay
from gis.vocabulary import Role
from tests.app.api.conftest import Script, Scripts
from tests.grid import points
from tests.networks import an_extract

ADDRESS = "/api/drawing/ways"
PICTURE = """\
a-----b
|     |
d-----c
"""
WHERE = points(PICTURE)


@pytest.fixture
def officer(script: Scripts) -> Script:
    return script(Role.OFFICER)


@pytest.fixture
def network(committing: Session, tmp_path: Path, pgrouting: None) -> Iterator[None]:
    """Three sides of a square, where a river runs beside the fourth."""
    path = an_extract(tmp_path, PICTURE, [("adcb", {"highway": "path"})])
    import_network(committing, path, "dessin", datetime(2026, 5, 12, tzinfo=UTC))
    committing.commit()
    yield
    committing.rollback()
    committing.execute(delete(Network))
    committing.execute(delete(NetworkWay))
    committing.commit()


def asked(*letters: str, practice: str = "walking") -> dict[str, Any]:
    return {"points": [list(WHERE[letter]) for letter in letters], "practice": practice}


@pytest.mark.usefixtures("network")
def test_points_are_joined_along_ways(officer: Script) -> None:
    answer = officer.send("POST", ADDRESS, asked("a", "b"))
    assert answer.status_code == 200, answer.json
    assert answer.headers["Cache-Control"] == "no-store, private"
    found = [tuple(place) for place in answer.json["coordinates"]]
    assert found == [pytest.approx(WHERE[letter], abs=1e-6) for letter in "adcb"]
    assert answer.json["length_m"] == pytest.approx(400 + 600 + 400, abs=4)


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("body", "key"),
    [
        (asked("a", "b", practice="paddling"), "ways.too_far"),
        ({"points": [list(WHERE["a"]), [0.37, 60.0]], "practice": "walking"}, "ways.too_long"),
        ({"points": [list(WHERE["a"]), [0.47, 43.96]], "practice": "walking"}, "ways.too_far"),
    ],
)
def test_why_there_is_no_path_is_said(officer: Script, body: dict[str, Any], key: str) -> None:
    answer = officer.send("POST", ADDRESS, body)
    assert answer.status_code == 422
    assert answer.json["key"] == key
    assert answer.json["detail"].endswith(".")


def test_without_network_the_button_learns_it(officer: Script) -> None:
    answer = officer.send("POST", ADDRESS, asked("a", "b"))
    assert answer.status_code == 422
    assert answer.json["key"] == "ways.none"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (asked("a"), "points"),
        (asked(*"ab" * 26), "points"),
        (asked("a", "b", practice="flying"), "practice"),
        ({"points": [[0.3, 43.9], [0.3]], "practice": "walking"}, "points.1.1"),
        ({"points": [[0.3, 43.9], [0.3, 95.0]], "practice": "walking"}, "points.1.1"),
        ({"points": [[0.3, 43.9], [0.3, 43.9]]}, "practice"),
    ],
)
def test_what_is_not_as_promised_is_refused(
    officer: Script, body: dict[str, Any], field: str
) -> None:
    answer = officer.send("POST", ADDRESS, body)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json["fields"]] == [field]


def test_readers_do_not_draw(script: Scripts) -> None:
    assert script(Role.READER).send("POST", ADDRESS, asked("a", "b")).status_code == 403
