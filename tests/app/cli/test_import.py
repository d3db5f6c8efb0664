"""balise import: every file is stored whole or refused with a sentence, and nothing else."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from pyproj import Geod, Transformer
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Route, RouteLine, RouteState
from app.queries.sheets import current_edition, route_sheet
from gis.vocabulary import Language
from tests.app.cli.conftest import Run
from tests.layer_files import zipped
from tests.realdata import realdata
from tests.stored import a_stored_town
from tools.outcomes import FOLDERS

GEOD = Geod(ellps="WGS84")
BOUCLE = "data/gpx/piste-cyclable-auch-aubiet.gpx"


def reports(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def length_m(line: Any) -> float:
    return sum(GEOD.line_length(*zip(*[p[:2] for p in g.coords], strict=True)) for g in line.geoms)


def test_every_route_of_every_real_file_is_stored_or_refused_with_a_sentence(
    balise_import: Run, committing: Session
) -> None:
    files = sorted(path for folder in FOLDERS for path in realdata(folder).iterdir())
    result = balise_import("--json", *files)
    assert not isinstance(result.exception, Exception)
    found = reports(result)
    assert list(dict.fromkeys(report["file"] for report in found)) == [str(path) for path in files]
    for report in found:
        assert bool(report["slug"]) != bool(report["refused"])
        assert not report["refused"] or report["refused"].endswith(".")
    lines = {route.slug: route.line for route in committing.scalars(select(Route))}
    stored = [report for report in found if report["slug"]]
    assert len(lines) == len(stored) > 90
    for report in stored:
        line = lines[report["slug"]]
        assert line and line.source.startswith(Path(report["file"]).name)
        assert report["length_m"] > 0
        assert report["length_m"] == pytest.approx(length_m(line.geom), rel=0.001)
        assert report["pieces"] == len(line.geom.geoms)


def a_geojson(tmp_path: Path, *lines: list[tuple[float, ...]], name: str = "lines") -> Path:
    path = tmp_path / f"{name}.json"
    features = [
        {
            "type": "Feature",
            "properties": {"nom": f"Boucle {number}"},
            "geometry": {"type": "LineString", "coordinates": line},
        }
        for number, line in enumerate(lines, start=1)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


EAST = [(0.5 + step / 1000, 43.6) for step in range(20)]
FURTHER_EAST = [(0.519 + step / 1000, 43.6) for step in range(20)]
NORTH = [(0.9, 43.7 + step / 1000) for step in range(20)]
IN_METRES = [(500_000.0 + step * 50, 6_280_000.0) for step in range(20)]


def test_tracks_that_follow_on_are_one_route_and_others_are_a_route_each(
    balise_import: Run, tmp_path: Path
) -> None:
    (one,) = reports(balise_import("--json", a_geojson(tmp_path, EAST, FURTHER_EAST)))
    assert one["pieces"] == 2
    assert "tracks.one_route" in [finding["key"] for finding in one["findings"]]
    two = reports(balise_import("--json", a_geojson(tmp_path, EAST, NORTH)))
    assert [report["part"] for report in two] == ["Boucle 1", "Boucle 2"]
    assert [report["slug"] for report in two] == ["boucle-1", "boucle-2"]
    told = balise_import(a_geojson(tmp_path, EAST, NORTH)).stdout
    assert "lines.json (Boucle 1) → boucle-1" in told


def test_an_officer_who_knows_better_makes_one_route_of_them(
    balise_import: Run, tmp_path: Path
) -> None:
    (one,) = reports(balise_import("--json", "--as-one", a_geojson(tmp_path, EAST, NORTH)))
    assert one["pieces"] == 2


def test_an_officer_who_knows_better_keeps_routes_that_meet_apart(
    balise_import: Run, tmp_path: Path
) -> None:
    two = reports(balise_import("--json", "--apart", a_geojson(tmp_path, EAST, FURTHER_EAST)))
    assert [report["slug"] for report in two] == ["boucle-1", "boucle-2"]


def test_a_kmz_without_a_name_gives_its_own(balise_import: Run, tmp_path: Path) -> None:
    points = " ".join(f"{lon},{lat}" for lon, lat in EAST)
    line = f"<Placemark><LineString><coordinates>{points}</coordinates></LineString></Placemark>"
    kmz = zipped({"doc.kml": f"<kml>{line}</kml>".encode()})
    (tmp_path / "Le_tour.kmz").write_bytes(kmz)
    (tmp_path / "tous.zip").write_bytes(zipped({"Le lac.kmz": kmz}))
    found = reports(balise_import("--json", tmp_path / "Le_tour.kmz", tmp_path / "tous.zip"))
    assert [report["slug"] for report in found] == ["le-tour", "le-lac"]


def test_a_program_is_told_the_key_of_a_refusal(balise_import: Run, tmp_path: Path) -> None:
    (tmp_path / "vide.gpx").write_bytes(b"")
    (report,) = reports(balise_import("--json", tmp_path / "vide.gpx"))
    assert report["refused_key"] == "file.empty"


def test_one_title_is_not_given_to_several_routes(balise_import: Run, tmp_path: Path) -> None:
    result = balise_import("--title", "Tout", a_geojson(tmp_path, EAST, NORTH))
    assert result.exit_code == 1
    assert "contient 2 itinéraires" in result.stdout


def test_metres_are_refused_with_the_option_that_turns_them_into_degrees(
    balise_import: Run, committing: Session, tmp_path: Path
) -> None:
    file = a_geojson(tmp_path, IN_METRES)
    refused = balise_import(file)
    assert refused.exit_code == 1
    assert refused.stdout.rstrip().endswith("→ --repair")
    assert committing.query(Route).count() == 0
    (report,) = reports(balise_import("--json", "--repair", file))
    assert [finding["key"] for finding in report["mended"]] == ["line.in_metres"]
    stored = committing.scalars(select(RouteLine)).one().geom
    lambert93 = Transformer.from_crs(2154, 4326, always_xy=True)
    assert stored.geoms[0].coords[0][:2] == pytest.approx(lambert93.transform(*IN_METRES[0]))


def test_repairs_are_made_only_when_asked_for_and_told(balise_import: Run, tmp_path: Path) -> None:
    thrown = [*EAST[:10], (0.5095, 43.62), *EAST[10:]]
    file = a_geojson(tmp_path, thrown)
    told = balise_import(file).stdout
    assert "Réparable : balise line repair boucle-1" in told
    told = balise_import("--repair", file).stdout
    assert "Réparé :" in told
    assert "Réparable" not in told


def test_a_bad_member_of_an_archive_is_named_and_the_others_are_kept(
    balise_import: Run, committing: Session
) -> None:
    result = balise_import(realdata("zip-upload/FitTrackee__gpx_test_incorrect.zip"))
    assert result.exit_code == 1
    good, *_, bad = result.stdout.splitlines()
    assert good.startswith("✓ ")
    assert "(test_4.gpx) : " in bad
    assert committing.query(Route).count() == 1


def test_a_line_far_from_the_departement_is_told_so(balise_import: Run, tmp_path: Path) -> None:
    alps = [(6.0 + step / 1000, 45.0) for step in range(20)]
    (report,) = reports(balise_import("--json", a_geojson(tmp_path, alps)))
    assert "line.far_from_home" in [finding["key"] for finding in report["findings"]]


def test_the_good_files_are_kept_and_the_bad_one_is_named(
    balise_import: Run, committing: Session, tmp_path: Path
) -> None:
    bad = tmp_path / "photo.gpx"
    bad.write_bytes(b"\xff\xd8\xff\xe0 not a track")
    result = balise_import(BOUCLE, bad)
    assert result.exit_code == 1
    good, refusal = result.stdout.splitlines()
    assert good.startswith(f"✓ {BOUCLE} → ")
    assert refusal == f"✗ {bad} : Ce fichier est une photo (JPEG), pas un tracé."
    assert committing.query(Route).count() == 1


def test_a_published_import_is_on_the_map_at_once(balise_import: Run, committing: Session) -> None:
    a_stored_town(committing, "Auch", 0.5969, 43.6476)
    a_stored_town(committing, "Aubiet", 0.7893, 43.65)
    committing.commit()
    result = balise_import(BOUCLE, "--practice", "touring_cycling", "--publish", "--json")
    assert result.exit_code == 0, result.stdout
    (report,) = reports(result)
    sheet = route_sheet(committing, current_edition(committing, report["slug"]))
    assert sheet.text(Language.FR).departure == "Auch"
    assert sheet.text(Language.FR).arrival == "Aubiet"
    assert sheet.ascent_m


def test_what_keeps_it_from_being_published_is_said_and_the_draft_stays(
    balise_import: Run, committing: Session
) -> None:
    result = balise_import(BOUCLE, "--publish")
    assert result.exit_code == 1
    assert "Il manque une pratique" in result.stdout
    assert "Il manque le lieu de départ" in result.stdout
    assert committing.scalars(select(Route.state)).all() == [RouteState.DRAFT]


def test_a_file_that_is_not_there_is_a_sentence(balise_import: Run) -> None:
    result = balise_import("nulle-part.gpx")
    assert result.exit_code == 1
    assert "Il n’y a pas de fichier" in result.stdout
    assert "C’est un dossier" in balise_import("data").stdout


def test_a_gr_is_not_passed_on_unless_somebody_says_so(
    balise_import: Run, committing: Session
) -> None:
    balise_import(BOUCLE, "--kind", "gr")
    balise_import(BOUCLE, "--kind", "gr", "--redistribution")
    balise_import(BOUCLE, "--kind", "pr", "--no-redistribution")
    routes = committing.scalars(select(Route).order_by(Route.id))
    assert [route.redistributable for route in routes] == [False, True, False]


def test_a_file_whose_name_is_not_utf8_is_taken_as_any_other(
    balise_import: Run, tmp_path: Path
) -> None:
    odd = tmp_path / os.fsdecode(b"Ba\xefse.gpx")
    odd.write_bytes(Path(BOUCLE).read_bytes())
    result = balise_import(odd)
    assert result.exit_code == 0, result.stdout
    assert "Ba\ufffdse.gpx" in result.stdout


def test_a_name_without_end_is_cut_and_the_files_after_it_are_taken(
    balise_import: Run, tmp_path: Path
) -> None:
    endless = tmp_path / "long.gpx"
    content = Path(BOUCLE).read_text("utf-8")
    endless.write_text(re.sub("<name>.*?</name>", f"<name>{'œ' * 9000}</name>", content))
    result = balise_import(
        endless, BOUCLE, "--practice", "gravel", "--departure", "A", "--arrival", "B", "--publish"
    )
    assert result.exit_code == 0, result.stdout
    assert result.stdout.count("publié") == 2


def test_one_title_is_not_given_to_several_files(balise_import: Run) -> None:
    assert balise_import(BOUCLE, BOUCLE, "--title", "Deux").exit_code == 2
