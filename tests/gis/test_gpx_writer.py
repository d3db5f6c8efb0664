"""GPX out: valid for the schema, and the same points for other programs that read it."""

from datetime import datetime
from pathlib import Path

import gpxpy
import numpy as np
import pyogrio
import pytest
import shapely
from lxml import etree

from gis.formats import FORMATS
from gis.formats.gpx_writer import write_gpx
from gis.formats.route_file import RouteFile
from gis.sheets import LicenceSheet
from tests.builders import a_line, a_route_file, a_waypoint
from tests.realdata import realdata

GOLDEN = Path(__file__).parents[1] / "golden" / "route.gpx"
NS = {"g": "http://www.topografix.com/GPX/1/1"}
TWO_PIECES = a_line(
    [(0.3712345678, 43.9012345678, 101.26), (0.38, 43.91, 102)],
    [(0.40, 43.92, 200), (0.0000001, 43.93, 210.04), (-0.000002, 43.94, -0.04)],
)
FILES = {
    "everything": a_route_file(),
    "two pieces": a_route_file(line=TWO_PIECES),
    "no heights": a_route_file(line=a_line(heights=False)),
    "bare": a_route_file(
        description="", notice="", keywords=(), waypoints=(), modified_at=None, author_link="",
        link="", licence=LicenceSheet("Tous droits réservés", ""),
    ),
    "markup": a_route_file(name="A & B <x> ]]> \"y\" 'z'", waypoints=(a_waypoint(name="<&>"),)),
    "control characters": a_route_file(
        name="a\x00b\x0b\ud800c", description="d\x1f", waypoints=(a_waypoint(name="\x02"),)
    ),
    "antimeridian": a_route_file(line=a_line([(179.9, -17.5), (180.0, -17.4)])),
    "time without a zone": a_route_file(modified_at=datetime(2026, 5, 12, 8, 0, 0, 123456)),
}  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(realdata("xsd/gpsbabel__gpx11.xsd")))


def written(file: RouteFile) -> etree._Element:
    return etree.fromstring(write_gpx(file))


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_valid_against_the_schema(schema: etree.XMLSchema, name: str) -> None:
    schema.assertValid(etree.ElementTree(written(FILES[name])))


def test_the_file_is_the_golden_one() -> None:
    short = a_line(
        [(0.37, 43.96, 80), (0.375, 43.962, 96.3)], [(0.38, 43.965, 110), (0.39, 43.96, 104)]
    )
    assert write_gpx(a_route_file(line=short)) == GOLDEN.read_bytes()


def test_it_declares_utf_8() -> None:
    assert write_gpx(a_route_file()).startswith(b'<?xml version="1.0" encoding="UTF-8"?>')


@pytest.mark.parametrize("name", ["everything", "two pieces", "no heights"])
def test_gpxpy_reads_the_same_points_back(name: str) -> None:
    line = FILES[name].line
    read = gpxpy.parse(write_gpx(FILES[name]).decode())
    (track,) = read.tracks
    assert len(track.segments) == len(line.geoms)
    for segment, piece in zip(track.segments, line.geoms, strict=True):
        points = [(p.longitude, p.latitude) for p in segment.points]
        assert np.array(points) == pytest.approx(shapely.get_coordinates(piece), abs=1e-6)
        heights = [p.elevation for p in segment.points]
        if piece.has_z:
            exact = shapely.get_coordinates(piece, include_z=True)[:, 2]
            assert heights == pytest.approx(exact.tolist(), abs=0.051)
        else:
            assert set(heights) == {None}


@pytest.mark.parametrize("name", ["everything", "two pieces", "no heights"])
def test_gdal_reads_the_same_points_back(name: str) -> None:
    content = write_gpx(FILES[name])
    _, _, (wkb,), _ = pyogrio.raw.read(content, layer="tracks")
    assert shapely.get_coordinates(shapely.from_wkb(wkb)) == pytest.approx(
        shapely.get_coordinates(FILES[name].line), abs=1e-6
    )
    _, _, waypoints, _ = pyogrio.raw.read(content, layer="waypoints")
    assert len(waypoints) == 2


def test_the_line_is_one_track_with_a_segment_per_piece_and_no_rte() -> None:
    root = written(FILES["two pieces"])
    assert len(root.findall("g:trk", NS)) == 1
    assert len(root.findall("g:trk/g:trkseg", NS)) == 2
    assert root.find("g:rte", NS) is None


def test_coordinates_have_six_decimals_and_heights_one_and_none_an_exponent() -> None:
    root = written(FILES["two pieces"])
    points = root.findall(".//g:trkpt", NS)
    assert (points[0].get("lon"), points[0].get("lat")) == ("0.371235", "43.901235")
    assert float(points[3].get("lon", "")) == 0
    assert points[4].get("lon") == "-0.000002"
    assert points[0].findtext("g:ele", None, NS) == "101.3"
    assert points[4].findtext("g:ele", None, NS) == "0.0"


def test_metadata_says_who_what_and_under_which_terms() -> None:
    metadata = written(a_route_file()).find("g:metadata", NS)
    assert metadata is not None
    assert metadata.findtext("g:name", None, NS) == "Autour de Condom"
    assert metadata.findtext("g:author/g:name", None, NS) == "CDT Destination Gers"
    assert metadata.find("g:author/g:link", NS).get("href") == "https://www.tourisme-gers.com"
    assert metadata.find("g:copyright", NS).get("author") == "CDT Destination Gers"
    assert metadata.findtext("g:copyright/g:year", None, NS) == "2026"
    assert metadata.findtext("g:copyright/g:license", None, NS) == a_route_file().licence.url
    assert metadata.find("g:link", NS).get("href") == a_route_file().link
    assert metadata.findtext("g:time", None, NS) == "2026-05-12T14:30:00Z"
    assert metadata.findtext("g:keywords", None, NS) == "vélo, Gers"


def test_bounds_hold_the_line_and_its_waypoints() -> None:
    file = a_route_file(waypoints=(a_waypoint(lon=0.2, lat=44.1),))
    bounds = written(file).find("g:metadata/g:bounds", NS)
    assert bounds is not None
    assert {name: float(value) for name, value in bounds.attrib.items()} == {
        "minlat": 43.9, "maxlat": 44.1, "minlon": 0.2, "maxlon": 0.5194,
    }  # fmt: skip


def test_the_notice_opens_the_description_of_file_and_track() -> None:
    root = written(a_route_file())
    for path in ("g:metadata/g:desc", "g:trk/g:desc"):
        assert root.findtext(path, "", NS).startswith("Tracé de démonstration")
        assert root.findtext(path, "", NS).endswith("d'un village à l'autre.")


def test_waypoints_keep_their_order_height_and_symbol() -> None:
    first, second = written(a_route_file()).findall("g:wpt", NS)
    assert first.findtext("g:name", None, NS) == "Larressingle"
    assert first.findtext("g:ele", None, NS) == "131.0"
    assert first.find("g:sym", NS) is None
    assert second.findtext("g:sym", None, NS) == "Scenic Area"


def test_gpx_is_served_as_gpx() -> None:
    assert FORMATS["gpx"].media_type == "application/gpx+xml"
    assert FORMATS["gpx"].write is write_gpx
