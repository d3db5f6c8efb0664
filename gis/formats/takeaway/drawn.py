"""What the map shows: paper, outline and rivers, the line, places and their names."""

import re
from collections.abc import Sequence

from folium import CircleMarker, Polygon, PolyLine, Tooltip
from shapely import MultiLineString, get_num_coordinates

from gis.formats.rounding import rounded_degrees, rounded_pieces
from gis.formats.route_file import Drawing, RouteFile
from gis.formats.takeaway.page import Map
from gis.line import simplify
from gis.xmltext import printable

MOST_VERTICES = 10_000
"""Of the line in the page, some 20 bytes each; the other formats hold all of a longer one."""
THINNED_M = 2.0
"""About the width of the line at the closest zoom."""
RADII_PX = {"start": 9, "end": 9, "halt": 5, "place": 5, "step": 3}


def drawn_map(file: RouteFile) -> Map:
    """The folium map: looks are in page.css, by class."""
    west, south, east, north = file.line.bounds
    drawn = Map([[south, west], [north, east]])
    _add_backdrop(drawn, file.drawing)
    is_long = int(get_num_coordinates(file.line)) > MOST_VERTICES
    _add_line(drawn, simplify(file.line, THINNED_M) if is_long else file.line)
    _add_ends(drawn, file)
    _add_places(drawn, file)
    return drawn


def _add_backdrop(drawn: Map, drawing: Drawing) -> None:
    for ring in drawing.backdrop.outline:
        Polygon(_lat_lon(ring), class_name="outline", fill=True).add_to(drawn)
    for river in drawing.backdrop.rivers:
        PolyLine(_lat_lon(river), class_name="river").add_to(drawn)


def _add_line(drawn: Map, line: MultiLineString) -> None:
    for piece in rounded_pieces(line):
        PolyLine(_lat_lon(piece), class_name="route").add_to(drawn)


def _add_ends(drawn: Map, file: RouteFile) -> None:
    """The start last: it lies over the end of a loop."""
    first, last = file.line.geoms[0].coords[0], file.line.geoms[-1].coords[-1]
    words = file.drawing.words
    for (lon, lat, *_), kind, word in ((last, "end", words.end), (first, "start", words.start)):
        _add_mark(drawn, (lon, lat), RADII_PX[kind], kind, as_html(word))


def _add_places(drawn: Map, file: RouteFile) -> None:
    """Small dots for steps, which have a symbol; the halts last, over what is beside them."""
    halts = set(file.drawing.halts)
    places = dict.fromkeys(file.waypoints)
    for place in sorted(places, key=lambda place: (place in halts, not place.symbol)):
        kind = "halt" if place in halts else "step" if place.symbol else "place"
        html = f"<b>{as_html(place.name)}</b>"
        if place.description not in place.name:
            html += f"<p>{as_html(place.description)}</p>"
        _add_mark(drawn, (place.lon, place.lat), RADII_PX[kind], kind, html)
    for halt in {halt.name: halt for halt in file.drawing.halts}.values():
        lon, lat = rounded_degrees(halt.lon, halt.lat)
        drawn.add_name([lat, lon], as_html(halt.name))


def _add_mark(
    drawn: Map, lon_lat: tuple[float, float], radius_px: int, kind: str, html: str
) -> None:
    lon, lat = rounded_degrees(*lon_lat)
    mark = CircleMarker([lat, lon], radius=radius_px, class_name=f"mark {kind}")
    mark.add_child(Tooltip(html, sticky=False)).add_to(drawn)


def as_html(text: str) -> str:
    """Text as HTML in which only letters, digits and commas stand for themselves.

    folium writes it between backticks of JavaScript, and reads the result as a Jinja template:
    quotes, backticks, `</script>`, `${` and `{{` must all mean nothing.
    """
    return re.sub(r"[^\w\s,.’–-]", lambda sign: f"&#{ord(sign[0])};", printable(text))


def _lat_lon(piece: Sequence[Sequence[float]]) -> list[list[float]]:
    return [[lat, lon] for lon, lat, *_height in piece]
