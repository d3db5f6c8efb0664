"""The committed demonstration territories: drawn by the generator, without gaps or overlaps."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely import Geometry, Point

from gis.sources.territories import read_territories
from gis.vocabulary import TerritoryKind
from tests.realdata import realdata

PROJECT = Path(__file__).parents[2]
DEMO = PROJECT / "data" / "demo"
FACTS: dict[str, Any] = json.loads((DEMO / "gers.json").read_text("utf-8"))
NAMED: dict[str, Any] = json.loads((DEMO / "communes.json").read_text("utf-8"))
COMMUNES = {one["code"]: one for epci in NAMED["epci"] for one in epci["communes"]}
FEATURES: list[dict[str, Any]] = json.loads((DEMO / "territories.geojson").read_text("utf-8"))[
    "features"
]


def areas(kind: TerritoryKind) -> dict[str, Geometry]:
    return {
        feature["properties"]["code"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in FEATURES
        if feature["properties"]["kind"] == kind
    }


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    out = tmp_path / "territories.geojson"
    command = [sys.executable, "-m", "tools.draw_demo_territories", "--out", str(out)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    assert out.read_bytes() == (DEMO / "territories.geojson").read_bytes()


@pytest.mark.parametrize("kind", [TerritoryKind.COMMUNE, TerritoryKind.EPCI])
def test_they_tile_the_departement(kind: TerritoryKind) -> None:
    tiles = [*areas(kind).values()]
    (gers,) = areas(TerritoryKind.DEPARTEMENT).values()
    assert shapely.coverage_is_valid(tiles)
    assert shapely.equals(shapely.union_all(tiles), gers)
    assert sum(tile.area for tile in tiles) == pytest.approx(gers.area, abs=1e-12)


def test_the_departement_is_the_outline_of_the_backdrop() -> None:
    backdrop = json.loads((DEMO / "backdrop.geojson").read_text("utf-8"))["features"][0]
    outline = shapely.from_geojson(json.dumps(backdrop["geometry"]))
    (gers,) = areas(TerritoryKind.DEPARTEMENT).values()
    assert shapely.hausdorff_distance(gers.boundary, outline.boundary) < 1.5e-4


def test_a_town_lies_in_the_commune_it_is_listed_for() -> None:
    cells = areas(TerritoryKind.COMMUNE)
    for code, commune in COMMUNES.items():
        for key in commune["towns"]:
            town = FACTS["towns"][key]
            assert cells[code].contains(Point(town["lon"], town["lat"])), key


def test_every_town_inside_the_outline_has_a_commune() -> None:
    (gers,) = areas(TerritoryKind.DEPARTEMENT).values()
    inside = {
        key
        for key, town in FACTS["towns"].items()
        if gers.contains(Point(town["lon"], town["lat"]))
    }
    listed = [key for commune in COMMUNES.values() for key in commune["towns"]]
    assert sorted(listed) == sorted(inside)


def test_codes_and_names_are_those_of_true_communes() -> None:
    real = read_territories(realdata("admin/france-geojson__communes-32-gers.geojson").read_bytes())
    names = {record.code: record.name for record in real}
    for code, commune in COMMUNES.items():
        plain = commune["name"].replace("’", "'").removeprefix("L'").removeprefix("La ")
        assert names[code] == plain


def test_each_says_that_it_is_approximate_and_keeps_four_decimals() -> None:
    assert all(feature["properties"]["approximate"] is True for feature in FEATURES)
    coordinates = json.dumps([feature["geometry"]["coordinates"] for feature in FEATURES])
    assert all(len(word.split(".")[-1].strip("] ,")) <= 4 for word in coordinates.split(", "))
