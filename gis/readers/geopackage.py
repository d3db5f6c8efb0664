"""GeoPackage -> Contents: a track per feature of its line layers."""

import sqlite3

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Contents
from gis.readers.features import Gathered
from gis.readers.geopackage_tables import opened, refuse_swollen, sound_tables
from gis.readers.layers import line_layers, take_layer
from gis.vocabulary import Severity

_NAMES_SAID = 5


def read_geopackage(content: bytes) -> Contents:
    """What the line layers of a GeoPackage hold, in WGS 84.

    Raises ReadError: `layers.broken`, `file.…` past a limit, `features.no_line`.
    """
    gathered = Gathered()
    try:
        with opened(content) as database:
            tables = sound_tables(database)
            lines, others = line_layers(content)
            for layer in lines:
                if layer in tables:
                    refuse_swollen(database, layer)
                    take_layer(content, layer, gathered)
    except (UnicodeDecodeError, sqlite3.Error):
        raise ReadError("layers.broken") from None
    aside = [*others, *(layer for layer in lines if layer not in tables)]
    values = {"count": len(aside), "names": ", ".join(aside[:_NAMES_SAID])}
    if not tables.intersection(lines):
        raise ReadError("layers.no_line", **values)
    if aside:
        gathered.findings.append(Finding("layers.set_aside", Severity.NOTE, values=values))
    return gathered.contents()
