"""The committed demonstration lines: whole, smooth, plausible, and drawn by the generator."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lxml import etree
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry import LineString, shape

from gis.along import along
from gis.line import line_from
from gis.profile import profile
from gis.readers.gpx import read_gpx

PROJECT = Path(__file__).parents[2]
FACTS: dict[str, Any] = json.loads((PROJECT / "data/demo/gers.json").read_text("utf-8"))
TOWNS = FACTS["towns"]
ROUTES = {route["file"]: route for route in FACTS["routes"]}
GPX_XSD = PROJECT / "../shared/realdata/xsd/gpsbabel__gpx11.xsd"
NAMESPACE = {"g": "http://www.topografix.com/GPX/1/1"}
GEOD = Geod(ellps="WGS84")

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Piece:
    """One track segment: lon, lat, height of its points, and the towns it should pass."""

    points: Array
    towns: list[str]

    @property
    def steps_m(self) -> Array:
        return np.array(GEOD.line_lengths(self.points[:, 0], self.points[:, 1]))

    @property
    def at_m(self) -> Array:
        return np.concatenate(([0.0], np.cumsum(self.steps_m)))


def read_pieces(file: str) -> list[Piece]:
    """Read with lxml alone, so that the project's own reader is not what is trusted."""
    tree = etree.parse(PROJECT / "data/gpx" / f"{file}.gpx")
    segments = tree.findall(".//g:trkseg", NAMESPACE)
    return [
        Piece(
            np.array(
                [
                    [float(p.get("lon")), float(p.get("lat")), float(p[0].text)]
                    for p in segment.findall("g:trkpt", NAMESPACE)
                ]
            ),
            towns,
        )
        for segment, towns in zip(segments, ROUTES[file]["pieces"], strict=True)
    ]


PIECES = {file: read_pieces(file) for file in ROUTES}


def vertices_at_towns(piece: Piece) -> list[int]:
    """The vertex nearest to each town, looked for in order along the piece."""
    found: list[int] = []
    for number, key in enumerate(piece.towns):
        town, start = TOWNS[key], found[-1] + 1 if found else 0
        last = number == len(piece.towns) - 1
        lon, lat = piece.points[start:, 0], piece.points[start:, 1]
        apart = np.hypot((lon - town["lon"]) * np.cos(np.radians(lat)), lat - town["lat"])
        near = np.flatnonzero(apart < apart.min() + 1e-7)
        found.append(start + int(near[-1] if last else near[0]))
    return found


each_route = pytest.mark.parametrize("file", ROUTES)


def test_there_is_one_gpx_for_each_route_and_no_other() -> None:
    assert {path.stem for path in (PROJECT / "data/gpx").glob("*.gpx")} == set(ROUTES)


@each_route
def test_the_file_is_valid_gpx_1_1(file: str) -> None:
    if not GPX_XSD.exists():
        pytest.skip("the independent GPX 1.1 schema is not beside the project")
    schema = etree.XMLSchema(etree.parse(GPX_XSD))
    schema.assertValid(etree.parse(PROJECT / "data/gpx" / f"{file}.gpx"))


@each_route
def test_the_file_says_that_it_is_not_to_be_followed_and_under_which_licence(file: str) -> None:
    tree = etree.parse(PROJECT / "data/gpx" / f"{file}.gpx")
    said = [tree.findtext(f"g:{where}/g:desc", None, NAMESPACE) for where in ("metadata", "trk")]
    assert all("ne pas suivre sur le terrain" in (text or "") for text in said)
    licence = tree.findtext("g:metadata/g:copyright/g:license", None, NAMESPACE)
    assert licence == "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
    assert tree.find(".//g:time", NAMESPACE) is None


@each_route
def test_the_line_passes_within_150_m_of_each_of_its_towns_in_order(file: str) -> None:
    for piece in PIECES[file]:
        for key, vertex in zip(piece.towns, vertices_at_towns(piece), strict=True):
            lon, lat, _ = piece.points[vertex]
            _, _, apart_m = GEOD.inv(lon, lat, TOWNS[key]["lon"], TOWNS[key]["lat"])
            assert apart_m <= 150, key


@each_route
def test_points_are_close_together_and_never_doubled(file: str) -> None:
    for piece in PIECES[file]:
        assert piece.steps_m.max() <= 60
        assert piece.steps_m.min() > 5


@each_route
def test_the_line_turns_sharply_nowhere(file: str) -> None:
    for piece in PIECES[file]:
        lon, lat = piece.points[:, 0], piece.points[:, 1]
        east, north = np.diff(lon) * np.cos(np.radians(lat[:-1])), np.diff(lat)
        turn_deg = np.degrees(np.abs(np.angle(np.exp(1j * np.diff(np.arctan2(north, east))))))
        assert turn_deg.max() < 100


@each_route
def test_the_line_never_crosses_itself(file: str) -> None:
    assert all(LineString(piece.points[:, :2]).is_simple for piece in PIECES[file])


@each_route
def test_no_climb_is_steeper_than_15_percent_over_100_m(file: str) -> None:
    for piece in PIECES[file]:
        at_m = np.arange(0, piece.at_m[-1], 10.0)
        height_m = np.interp(at_m, piece.at_m, piece.points[:, 2])
        assert np.abs(height_m[10:] - height_m[:-10]).max() < 15


@each_route
def test_towns_lie_near_their_true_height(file: str) -> None:
    for piece in PIECES[file]:
        for key, vertex in zip(piece.towns, vertices_at_towns(piece), strict=True):
            assert abs(piece.points[vertex, 2] - TOWNS[key]["height_m"]) < 20, key


def test_loops_close_exactly() -> None:
    loops = [file for file, r in ROUTES.items() if r["pieces"][0][0] == r["pieces"][-1][-1]]
    assert len(loops) == 3
    for file in loops:
        assert (PIECES[file][0].points[0] == PIECES[file][-1].points[-1]).all(), file


def test_the_voie_verte_keeps_its_two_sections_and_the_gap_at_the_tunnel() -> None:
    first, second = PIECES["voie-verte-de-l-armagnac"]
    _, _, gap_m = GEOD.inv(*first.points[-1, :2], *second.points[0, :2])
    assert 4000 < gap_m < 6000
    assert second.towns[0] == "tunnel-de-pomiro"


def test_routes_of_one_family_share_the_same_line_between_two_towns() -> None:
    drawn: dict[tuple[str, str, str], tuple[str, Array]] = {}
    shared = set()
    for file, route in ROUTES.items():
        for piece in PIECES[file]:
            at = vertices_at_towns(piece)
            for (a, i), (b, j) in pairwise(zip(piece.towns, at, strict=True)):
                points = piece.points[i : j + 1] if a < b else piece.points[i : j + 1][::-1]
                key = (route["family"], *sorted((a, b)))
                other, line = drawn.setdefault(key, (file, points))
                assert np.array_equal(line, points), (key, file, other)
                if other != file:
                    shared.add(frozenset((file, other)))
    assert frozenset(("v82-veloroute-vallee-de-la-baise", "grand-tour-de-l-astarac")) in shared
    assert frozenset(("gr65-via-podiensis", "route-europeenne-d-artagnan")) in shared
    assert frozenset(("sentier-de-l-adour", "gr101-chemin-de-lourdes")) in shared


LONGER_THAN_PUBLISHED = {"piste-cyclable-auch-aubiet"}
PUBLISHED_WITH_THE_CLOSED_PART = {"voie-verte-de-l-armagnac"}


@pytest.mark.parametrize(
    "file", sorted(ROUTES.keys() - LONGER_THAN_PUBLISHED - PUBLISHED_WITH_THE_CLOSED_PART)
)
def test_the_length_is_within_10_percent_of_the_published_one(file: str) -> None:
    km = sum(piece.at_m[-1] for piece in PIECES[file]) / 1000
    assert km == pytest.approx(ROUTES[file]["published_km"], rel=0.1)


README_ROW = re.compile(r"\| \[(.+)\.gpx\].+\| (\d+) \| ([\d.]+) \| (\d+) \| (\d+) \|")


def test_the_readme_gives_each_line_its_true_figures() -> None:
    rows = README_ROW.findall((PROJECT / "data/gpx/README.md").read_text("utf-8"))
    assert {row[0] for row in rows} == set(ROUTES)
    for file, published_km, km, points, ascent_m in rows:
        line, _ = line_from(read_gpx((PROJECT / "data/gpx" / f"{file}.gpx").read_bytes()).tracks[0])
        measured = along(line)
        heights = profile(measured)
        assert heights is not None
        assert int(published_km) == ROUTES[file]["published_km"]
        assert float(km) == pytest.approx(measured.length_m / 1000, abs=0.06)
        assert int(points) == sum(len(piece.points) for piece in PIECES[file])
        assert int(ascent_m) == pytest.approx(heights.total.ascent_m, rel=0.05), file


@pytest.fixture(scope="module")
def drawn_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that the generators write, drawn afresh."""
    folder = tmp_path_factory.mktemp("demo")
    for tool, out in (("draw_demo_lines", folder), ("draw_backdrop", folder / "backdrop.geojson")):
        command = [sys.executable, "-m", f"tools.{tool}", "--out", str(out)]
        subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    return folder


def test_the_generator_reproduces_the_committed_lines(drawn_again: Path) -> None:
    for file in ROUTES:
        committed = (PROJECT / "data/gpx" / f"{file}.gpx").read_bytes()
        assert (drawn_again / f"{file}.gpx").read_bytes() == committed, file


def test_the_generator_reproduces_the_committed_backdrop(drawn_again: Path) -> None:
    committed = (PROJECT / "data/demo/backdrop.geojson").read_bytes()
    assert (drawn_again / "backdrop.geojson").read_bytes() == committed
    assert len(committed) < 120_000


def test_the_backdrop_is_an_outline_and_rivers_all_marked_approximate() -> None:
    features = json.loads((PROJECT / "data/demo/backdrop.geojson").read_text("utf-8"))["features"]
    assert [f["properties"]["kind"] for f in features].count("departement") == 1
    assert all(f["properties"]["approximate"] for f in features)
    assert all(f["properties"]["rank"] in (1, 2) for f in features)
    assert all(shape(f["geometry"]).is_valid for f in features)
    names = {f["properties"]["name"] for f in features}
    assert {"Adour", "Arros", "Gélise", "Osse", "Baïse", "Gers", "Arrats", "Gimone"} < names
