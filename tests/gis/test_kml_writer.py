"""KML out: valid for the OGC's schema, and the same points for GDAL."""

from pathlib import Path

import pyogrio
import pytest
import shapely
from lxml import etree

from gis.formats import FORMATS
from gis.formats.kml_writer import write_kml
from gis.formats.route_file import RouteFile
from gis.sheets import LicenceSheet
from tests.builders import a_line, a_route_file, a_waypoint
from tests.realdata import realdata

NS = {"k": "http://www.opengis.net/kml/2.2", "a": "http://www.w3.org/2005/Atom"}
TWO_PIECES = a_line(
    [(0.3712345678, 43.9012345678, 101.26), (0.38, 43.91, 102)],
    [(0.40, 43.92, 200), (-0.000002, 43.93, 210)],
)
FILES = {
    "everything": a_route_file(),
    "two pieces": a_route_file(line=TWO_PIECES),
    "no heights": a_route_file(
        line=a_line(heights=False), waypoints=(a_waypoint(height_m=None, description="Ici"),)
    ),
    "bare": a_route_file(
        description="", notice="", keywords=(), waypoints=(), modified_at=None, author_link="",
        link="", licence=LicenceSheet("Tous droits réservés", ""),
    ),
    "markup and control characters": a_route_file(
        name="A & B <x> ]]>\x00\ud800", waypoints=(a_waypoint(name="<\x0b>"),)
    ),
}  # fmt: skip


class Beside(etree.Resolver):
    """Finds the schemas that the OGC's imports, under the names they have here."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(self, url: str, public_id: str, context: object) -> object:
        name = Path(url).name
        if name.startswith("gpsbabel__"):
            return None
        return self.resolve_filename(str(self.folder / f"gpsbabel__{name}"), context)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    path = realdata("xsd/gpsbabel__ogckml22.xsd")
    parser = etree.XMLParser()
    parser.resolvers.add(Beside(path.parent))
    return etree.XMLSchema(etree.parse(path, parser))


def written(file: RouteFile) -> etree._Element:
    return etree.fromstring(write_kml(file))


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_valid_against_the_schema(schema: etree.XMLSchema, name: str) -> None:
    schema.assertValid(etree.ElementTree(written(FILES[name])))


def test_the_schema_refuses_what_is_out_of_order(schema: etree.XMLSchema) -> None:
    root = written(a_route_file())
    document = root[0]
    document.append(document[0])
    assert not schema.validate(etree.ElementTree(root))


def test_the_line_is_one_placemark_with_a_linestring_per_piece_on_the_ground() -> None:
    root = written(FILES["two pieces"])
    lines = root.findall("k:Document/k:Placemark/k:MultiGeometry/k:LineString", NS)
    assert [line.findtext("k:tessellate", None, NS) for line in lines] == ["1", "1"]
    assert lines[0].findtext("k:coordinates", None, NS) == "0.371235,43.901235,101.3 0.38,43.91,102"
    assert lines[1].findtext("k:coordinates", "", NS).endswith("-0.000002,43.93,210")


def test_waypoints_are_placemarks_in_order() -> None:
    root = written(a_route_file())
    names = root.xpath("//k:Placemark[k:Point]/k:name/text()", namespaces=NS)
    assert names == ["Larressingle", "Belvédère"]


def test_it_says_who_what_and_under_which_terms() -> None:
    document = written(a_route_file())[0]
    assert document.findtext("a:author/a:name", None, NS) == "CDT Destination Gers"
    assert document.find("a:link", NS).get("href") == a_route_file().link
    facts = {
        entry.get("name"): entry.findtext("k:value", None, NS)
        for entry in document.findall("k:ExtendedData/k:Data", NS)
    }
    assert facts["licence"] == "Licence Ouverte 2.0"
    assert facts["year"] == "2026"
    assert document.findtext("k:description", "", NS).startswith("Tracé de démonstration")


@pytest.mark.parametrize("line", [a_line(), TWO_PIECES, a_line(heights=False)])
def test_gdal_reads_the_same_points_back(line: shapely.MultiLineString) -> None:
    content = write_kml(a_route_file(line=line, waypoints=()))
    _, _, (wkb,), _ = pyogrio.raw.read(content)
    read = shapely.from_wkb(wkb)
    assert len(read.geoms) == len(line.geoms)
    assert shapely.get_coordinates(read) == pytest.approx(shapely.get_coordinates(line), abs=1e-6)


def test_kml_is_served_as_kml() -> None:
    assert FORMATS["kml"].media_type == "application/vnd.google-earth.kml+xml"
    assert FORMATS["kml"].write is write_kml
