"""GeoPackage -> Contents: a track per feature of its line layers."""

from pyogrio import raw

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Contents
from gis.readers.features import Gathered
from gis.readers.layers import asked, line_layers, take_layer
from gis.vocabulary import Severity

_NAMES_SAID = 5
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def read_geopackage(content: bytes) -> Contents:
    """What the line layers of a GeoPackage hold, in WGS 84.

    Raises ReadError: `layers.broken`, `file.…` past a limit, `features.no_line`.
    """
    gathered = Gathered()
    try:
        lines, others = line_layers(content)
        # A view is a program of its own, which may never end.
        tables = _tables(content) if lines else frozenset()
        for layer in lines:
            if layer in tables:
                take_layer(content, layer, gathered)
    except UnicodeDecodeError:
        raise ReadError("layers.broken") from None
    aside = [*others, *(layer for layer in lines if layer not in tables)]
    values = {"count": len(aside), "names": ", ".join(aside[:_NAMES_SAID])}
    if not tables.intersection(lines):
        raise ReadError("layers.no_line", **values)
    if aside:
        gathered.findings.append(Finding("layers.set_aside", Severity.NOTE, values=values))
    return gathered.contents()


def _tables(content: bytes) -> frozenset[str]:
    _, _, _, (names,) = asked(raw.read, content, sql=_TABLES, read_geometry=False)
    return frozenset(names.tolist())
