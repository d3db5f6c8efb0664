"""A demonstration line as GPX 1.1, one line a point, with the words that say what it is."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np

from tools.demo_paths import Array

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
WARNING = "Tracé de démonstration simplifié : ne pas suivre sur le terrain."


@dataclass(frozen=True)
class DrawnRoute:
    """A finished line: pieces of lon, lat (degrees, 6 decimals), height (m); each (n, 3)."""

    name: str
    file: str
    pieces: list[Array]


def gpx(route: DrawnRoute) -> str:
    """The whole file; a piece is a track segment."""
    name, warning = escape(route.name), escape(WARNING)
    segments = "\n".join(segment(piece) for piece in route.pieces)
    everything = np.vstack(route.pieces)
    (west, south), (east, north) = everything[:, :2].min(axis=0), everything[:, :2].max(axis=0)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Balise" xmlns="http://www.topografix.com/GPX/1/1" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">
<metadata>
<name>{name}</name>
<desc>{warning}</desc>
<copyright author="Balise (démonstration)"><license>{LICENCE}</license></copyright>
<keywords>démonstration, Gers, itinéraire</keywords>
<bounds minlat="{south:.6f}" minlon="{west:.6f}" maxlat="{north:.6f}" maxlon="{east:.6f}"/>
</metadata>
<trk>
<name>{name}</name>
<desc>{warning}</desc>
{segments}
</trk>
</gpx>
"""


def segment(piece: Array) -> str:
    points = "\n".join(
        f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>{height:.1f}</ele></trkpt>'
        for lon, lat, height in piece
    )
    return f"<trkseg>\n{points}\n</trkseg>"
