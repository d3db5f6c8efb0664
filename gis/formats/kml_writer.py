"""KML 2.2 out: the line as one Placemark that hugs the ground, waypoints as others."""

from collections.abc import Iterable
from typing import Any

from lxml import etree

from gis.formats.rounding import rounded_degrees, rounded_height, rounded_pieces
from gis.formats.route_file import RouteFile
from gis.formats.track import Waypoint
from gis.xmltext import printable

KML = "{http://www.opengis.net/kml/2.2}"
ATOM = "{http://www.w3.org/2005/Atom}"
# Any: the stubs of lxml know no default namespace.
PREFIXES: dict[Any, str] = {None: KML[1:-1], "atom": ATOM[1:-1]}
LINE_COLOUR = "ff2a49d6"
"""Alpha, blue, green, red: a red that stands out on maps and on photographs."""
LINE_WIDTH_PX = "4"

Element = etree._Element


def write_kml(file: RouteFile) -> bytes:
    """The file as KML 2.2 in UTF-8, valid against the OGC's schema."""
    root = etree.Element(KML + "kml", nsmap=PREFIXES)
    document = _inside(root, KML + "Document")
    _inside(document, KML + "name", file.name)
    author = _inside(document, ATOM + "author")
    _inside(author, ATOM + "name", file.author)
    if file.author_link:
        _inside(author, ATOM + "uri", file.author_link)
    if file.link:
        _inside(document, ATOM + "link").set("href", file.link)
    _inside(document, KML + "description", file.description_with_notice)
    _add_style(document)
    _add_facts(document, file)
    _add_route(document, file)
    for waypoint in file.waypoints:
        _add_waypoint(document, waypoint)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add_style(document: Element) -> None:
    style = _inside(document, KML + "Style")
    style.set("id", "route")
    line = _inside(style, KML + "LineStyle")
    _inside(line, KML + "color", LINE_COLOUR)
    _inside(line, KML + "width", LINE_WIDTH_PX)


def _add_facts(document: Element, file: RouteFile) -> None:
    facts = {
        "licence": file.licence.name,
        "licence_url": file.licence.url,
        "year": str(file.year),
        "keywords": ", ".join(file.keywords),
        "notice": file.notice,
        "modified_at": file.modified_at.isoformat() if file.modified_at else "",
    }
    extended = _inside(document, KML + "ExtendedData")
    for name, fact in facts.items():
        if fact:
            entry = _inside(extended, KML + "Data")
            entry.set("name", name)
            _inside(entry, KML + "value", fact)


def _add_route(document: Element, file: RouteFile) -> None:
    placemark = _inside(document, KML + "Placemark")
    _inside(placemark, KML + "name", file.name)
    _inside(placemark, KML + "styleUrl", "#route")
    lines = _inside(placemark, KML + "MultiGeometry")
    for piece in rounded_pieces(file.line):
        line = _inside(lines, KML + "LineString")
        _inside(line, KML + "tessellate", "1")
        _inside(line, KML + "coordinates", " ".join(map(_tuple, piece)))


def _add_waypoint(document: Element, waypoint: Waypoint) -> None:
    placemark = _inside(document, KML + "Placemark")
    _inside(placemark, KML + "name", waypoint.name)
    if waypoint.description:
        _inside(placemark, KML + "description", waypoint.description)
    height = rounded_height(waypoint.height_m)
    position = rounded_degrees(waypoint.lon, waypoint.lat)
    point = _inside(placemark, KML + "Point")
    _inside(point, KML + "coordinates", _tuple(position if height is None else (*position, height)))


def _inside(parent: Element, tag: str, text: str = "") -> Element:
    """A new last child of `parent`."""
    child = etree.SubElement(parent, tag)
    if text:
        child.text = printable(text)
    return child


def _tuple(position: Iterable[float]) -> str:
    """lon,lat[,height], never in scientific notation."""
    return ",".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in position)
