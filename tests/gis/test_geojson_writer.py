"""GeoJSON out: RFC 7946, and the same points for GDAL."""

import json
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from gis.formats import FORMATS
from gis.formats.geojson_writer import write_geojson
from gis.formats.route_file import RouteFile
from tests.builders import a_line, a_route_file, a_waypoint

TWO_PIECES = a_line(
    [(0.3712345678, 43.9012345678, 101.26), (0.38, 43.91, 102)],
    [(0.40, 43.92, 200), (-0.0000001, 43.93, 210)],
)


def written(file: RouteFile) -> dict[str, Any]:
    return dict(json.loads(write_geojson(file)))


def test_the_route_is_one_multilinestring_and_waypoints_are_points() -> None:
    collection = written(a_route_file(line=TWO_PIECES))
    assert collection["type"] == "FeatureCollection"
    kinds = [feature["geometry"]["type"] for feature in collection["features"]]
    assert kinds == ["MultiLineString", "Point", "Point"]
    assert [f["properties"]["kind"] for f in collection["features"]] == [
        "route", "waypoint", "waypoint",
    ]  # fmt: skip
    assert "crs" not in collection


def test_positions_are_longitude_latitude_height_rounded() -> None:
    pieces = written(a_route_file(line=TWO_PIECES))["features"][0]["geometry"]["coordinates"]
    assert pieces == [
        [[0.371235, 43.901235, 101.3], [0.38, 43.91, 102.0]],
        [[0.4, 43.92, 200.0], [0.0, 43.93, 210.0]],
    ]


def test_without_heights_positions_have_two_numbers() -> None:
    features = written(
        a_route_file(line=a_line(heights=False), waypoints=(a_waypoint(height_m=None),))
    )["features"]
    assert {len(position) for position in features[0]["geometry"]["coordinates"][0]} == {2}
    assert features[1]["geometry"]["coordinates"] == [0.4, 43.901]


def test_properties_say_who_what_and_under_which_terms() -> None:
    properties = written(a_route_file())["features"][0]["properties"]
    assert properties["name"] == "Autour de Condom"
    assert properties["author"] == "CDT Destination Gers"
    assert properties["licence"] == "Licence Ouverte 2.0"
    assert properties["licence_url"].startswith("https://")
    assert properties["link"] == a_route_file().link
    assert properties["notice"].startswith("Tracé de démonstration")
    assert properties["modified_at"] == "2026-05-12T14:30:00+00:00"


@pytest.mark.parametrize("line", [a_line(), TWO_PIECES, a_line(heights=False)])
def test_gdal_reads_the_same_points_back(line: shapely.MultiLineString) -> None:
    content = write_geojson(a_route_file(line=line, waypoints=()))
    _, _, (wkb,), _ = pyogrio.raw.read(content)
    read = shapely.from_wkb(wkb)
    assert read.has_z == line.has_z
    assert len(read.geoms) == len(line.geoms)
    assert shapely.get_coordinates(read) == pytest.approx(shapely.get_coordinates(line), abs=1e-6)


def test_it_is_utf_8_whatever_the_texts() -> None:
    content = write_geojson(a_route_file(name="Éauze \ud800\x00 😀"))
    assert json.loads(content.decode())["features"][0]["properties"]["name"].startswith("Éauze")
    assert "Éauze".encode() in content


def test_it_never_writes_a_number_that_json_does_not_know() -> None:
    line = a_line([(0.37, 43.9, 100), (0.38, 43.9, np.nan)])
    assert b"NaN" not in write_geojson(a_route_file(line=line))


def test_geojson_is_served_as_geojson() -> None:
    assert FORMATS["geojson"].media_type == "application/geo+json"
    assert FORMATS["geojson"].write is write_geojson
