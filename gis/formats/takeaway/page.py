"""The page around the map: folium without its ten addresses elsewhere, and with equal bytes."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import folium
from branca.element import Element, Figure
from folium.template import Template

from gis.formats.route_file import RouteFile
from gis.formats.takeaway.skyline import skyline
from gis.xmltext import printable

HERE = Path(__file__).parent
LEAFLET = HERE.parent / "vendor" / "leaflet-1.9.4"


class Map(folium.Map):
    """A folium map that shows `bounds`, [[south, west], [north, east]], and loads nothing."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map("map", {{ this.options|tojavascript }});
            {{ this.get_name() }}.fitBounds({{ this.bounds|tojson }}, {padding: [32, 32]});
        {% endmacro %}
        """
    )

    def __init__(self, bounds: list[list[float]]) -> None:
        super().__init__(tiles=None)
        self.default_js, self.default_css = [], []
        self.bounds = bounds
        self.options = {
            "zoomControl": False,
            "attributionControl": False,
            "zoomSnap": 0.25,
            "maxZoom": 18,
        }

    def add_name(self, lat_lon: list[float], html: str) -> None:
        """A name that stays on the map.

        The icon comes before its marker: folium's own way makes the marker first, with
        Leaflet's picture, and the page asks for that file.
        """
        icon = folium.DivIcon(html=f"<span>{html}</span>", class_name="name")
        marker = folium.Marker(lat_lon, interactive=False, keyboard=False)
        marker.options["icon"] = icon  # type: ignore[assignment]  # it is written by its name
        self.add_child(icon)
        self.add_child(marker)


class Page(Figure):
    """The map, and the sheet beside it."""

    _template = Template((HERE / "page.html").read_text("utf-8"), autoescape=True)

    def __init__(self, drawn: Map, file: RouteFile) -> None:
        super().__init__()
        self.drawn = drawn
        self.file = file
        self.add_child(drawn)

    def render(self, **kwargs: Any) -> str:
        """The whole page; by its own policy nothing runs in it but its own script."""
        # folium's names are random, and bytes must be equal for equal routes.
        for number, element in enumerate(_with_all_below(self)):
            element._id = str(number)
        for child in self._children.values():
            child.render(**kwargs)
        words = self.file.drawing.words
        furnished = (
            f"furnish({self.drawn.get_name()}, {_in_script([words.zoom_in, words.zoom_out])});"
        )
        script = "\n".join((_shipped("page.js"), self.script.render(), furnished))
        leaflet, style = _shipped("leaflet.js"), _style(self.file.drawing.colours)
        page = self._template.render(
            file=self.file,
            drawing=self.file.drawing,
            skyline=skyline(self.file.line),
            scripts=(leaflet, script),
            style=style,
            policy=f"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
            f"script-src {_hash(leaflet)} {_hash(script)}; style-src {_hash(style)}",
            leaflet_licence=_shipped("LICENSE"),
        )
        return printable(page)


def _with_all_below(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _with_all_below(child)


@cache
def _shipped(name: str) -> str:
    folder = HERE if name.startswith("page.") else LEAFLET
    return (folder / name).read_text("utf-8")


def _style(colours: str) -> str:
    """Leaflet's style without the pictures that it names, the colours given, and our own."""
    leaflet = re.sub(r"url\([^)]*\)", "none", _shipped("leaflet.css"))
    return "\n".join((leaflet, colours, _shipped("page.css")))


def _in_script(value: object) -> str:
    """JSON that cannot end the script it stands in."""
    return json.dumps(value).replace("<", "\\u003c")


def _hash(inline: str) -> str:
    """A script or style as a Content-Security-Policy names it."""
    digest = hashlib.sha256(inline.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
