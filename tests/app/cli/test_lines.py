"""balise line: each edit from a terminal, what it says and what it stores."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale
from shapely import MultiLineString
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.sections import set_sections
from app.actions.steps import set_steps
from app.cli import balise
from app.messages import sentence
from app.models import Route, RouteLine
from app.queries.routes import route_by_slug
from app.queries.sheets import Unknown
from gis.along import along
from gis.errors import LineError
from gis.sheets import SectionSheet
from gis.vocabulary import Language
from tests.builders import a_line
from tests.stored import a_stored_route

Edit = Callable[..., Result]
SLUG = "autour-de-condom"
LENGTH_M = along(a_line()).length_m


@pytest.fixture
def edit(app: Flask, committing: Session) -> Edit:
    """Runs `balise line` in French on a database with one route."""
    route = a_stored_route(committing)
    set_steps(committing, route, [(0, {Language.FR: "Partir."}), (6_000, {Language.FR: "Boire."})])
    set_sections(committing, route, [SectionSheet(1_000, 2_000)])
    committing.commit()

    def run(*arguments: object) -> Result:
        with app.app_context(), force_locale("fr"):
            result = CliRunner().invoke(balise, ["line", *(str(one) for one in arguments)])
        committing.expire_all()
        return result

    return run


def length_m(session: Session, slug: str = SLUG) -> float:
    line = route_by_slug(session, slug).line
    assert line is not None
    return line.length_m


def test_a_route_is_turned_round_and_what_to_check_is_said(edit: Edit, committing: Session) -> None:
    result = edit("reverse", SLUG)
    assert result.exit_code == 0
    first, *said = result.stdout.splitlines()
    assert first.startswith(f"✓ {SLUG} : version 2 du tracé, 12")
    assert any("Récrivez-les" in line for line in said)
    assert [step.at_m for step in route_by_slug(committing, SLUG).steps] == pytest.approx(
        [LENGTH_M - 6_000, LENGTH_M]
    )


def test_a_part_is_kept(edit: Edit, committing: Session) -> None:
    result = edit("trim", SLUG, "--from-km", 0.5, "--to-km", 3)
    assert result.exit_code == 0
    assert length_m(committing) == pytest.approx(2_500, abs=0.01)
    section = route_by_slug(committing, SLUG).sections[0]
    assert (section.from_m, section.to_m) == pytest.approx((500, 1_500))
    assert "L’instruction n° 2 est à 3" in result.stdout.replace("\u00a0", " ")


def test_a_route_is_cut_in_two_and_the_second_is_named(edit: Edit, committing: Session) -> None:
    result = edit("split", SLUG, "--at-km", 5, "--title", "La suite")
    assert result.exit_code == 0
    assert "✓ la-suite : version 1 du tracé" in result.stdout
    assert length_m(committing) + length_m(committing, "la-suite") == pytest.approx(LENGTH_M)
    joined = edit("join", SLUG, "la-suite")
    assert joined.exit_code == 0
    assert length_m(committing) == pytest.approx(LENGTH_M)


def test_a_stretch_is_taken_from_a_file(edit: Edit, committing: Session, tmp_path: Path) -> None:
    file = tmp_path / "détour.gpx"
    file.write_text(
        '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="test"><trk><trkseg>'
        '<trkpt lat="43.91" lon="0.40"/><trkpt lat="43.91" lon="0.41"/></trkseg></trk></gpx>',
        encoding="utf-8",
    )
    result = edit("replace", SLUG, file, "--from-km", 2, "--to-km", 4)
    assert result.exit_code == 0
    assert length_m(committing) > LENGTH_M + 1_000
    assert "Altitudes manquantes" in result.stdout


def test_a_file_of_several_pieces_is_no_stretch(
    edit: Edit, committing: Session, tmp_path: Path
) -> None:
    piece = '<trkseg><trkpt lat="43.9" lon="0.4"/><trkpt lat="43.91" lon="0.4"/></trkseg>'
    file = tmp_path / "deux.gpx"
    file.write_text(
        '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="test"><trk>'
        f"{piece}{piece.replace('0.4', '0.5')}</trk></gpx>",
        encoding="utf-8",
    )
    result = edit("replace", SLUG, file, "--from-km", 2, "--to-km", 4)
    assert isinstance(result.exception, LineError)
    assert result.exception.key == "line.not_one_piece"
    assert length_m(committing) == pytest.approx(LENGTH_M)


def test_a_route_is_simplified_and_snapped(edit: Edit, committing: Session) -> None:
    north = [(lon, lat + 0.00005) for lon, lat, _ in a_line().geoms[0].coords][::7]
    a_stored_route(committing, title="Voisin", line=MultiLineString([north]))
    committing.commit()
    assert edit("simplify", SLUG, "--within-m", 10).exit_code == 0
    result = edit("snap", SLUG, "voisin", "--within-m", 15)
    assert result.exit_code == 0
    assert "version 3 du tracé" in result.stdout


def test_a_spike_is_mended_and_what_was_mended_is_said(edit: Edit, committing: Session) -> None:
    vertices = [list(vertex) for vertex in a_line().geoms[0].coords]
    vertices[100][1] += 0.01
    a_stored_route(committing, title="Pointe", line=MultiLineString([vertices]))
    committing.commit()
    result = edit("repair", "pointe")
    assert result.exit_code == 0
    assert "version 2 du tracé" in result.stdout
    mended = result.stdout.split("Réparé :")[1]
    assert "Pointe enlevée" in mended
    again = edit("repair", "pointe")
    assert "Rien à réparer." in again.stdout
    assert "version 2 du tracé" in again.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("trim", SLUG, "--from-km", 5, "--to-km", 5),
        ("trim", SLUG, "--from-km", 99),
        ("split", SLUG, "--at-km", 0, "--title", "Rien"),
        ("join", SLUG, "inconnu"),
        ("snap", "inconnu", SLUG),
        ("replace", SLUG, "/nulle/part.gpx", "--from-km", 1, "--to-km", 2),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_changes_nothing(
    edit: Edit, app: Flask, committing: Session, arguments: tuple[object, ...]
) -> None:
    before = committing.scalars(select(RouteLine.id)).all()
    result = edit(*arguments)
    assert result.exit_code != 0
    with app.app_context(), force_locale("fr"):
        assert sentence(result.exception).endswith(".")  # type: ignore[arg-type]
    assert committing.scalars(select(RouteLine.id)).all() == before
    assert committing.scalars(select(Route.id)).all()


def test_every_edit_explains_itself(edit: Edit) -> None:
    listed = edit("--help").stdout
    for name in ("reverse", "trim", "split", "join", "replace", "simplify", "snap", "repair"):
        assert name in listed
        assert edit(name, "--help").exit_code == 0


def test_options_that_are_not_numbers_of_this_world_are_refused(edit: Edit) -> None:
    assert edit("trim", SLUG, "--from-km", -1).exit_code == 2
    assert edit("split", SLUG, "--at-km", 3).exit_code == 2
    assert isinstance(edit("trim", SLUG, "--from-km", "nan").exception, LineError)
    assert isinstance(edit("reverse", "inconnu").exception, Unknown)
