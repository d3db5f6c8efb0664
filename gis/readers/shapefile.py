"""Shapefile -> Contents: a track per line of its four files."""

import io
import re
import zipfile
from collections.abc import Mapping

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Contents
from gis.readers.features import Gathered
from gis.readers.layers import line_layers, take_layer
from gis.vocabulary import Severity

PARTS = ("shp", "shx", "dbf", "prj", "cpg")
_ENCODING_NAME = re.compile(rb"[\w.-]{1,30}")
_LONGEST_SYSTEM = 20_000
_FALLBACK = b"ISO-8859-1"


def read_shapefile(parts: Mapping[str, bytes]) -> Contents:
    """What the lines of a Shapefile hold, in WGS 84; `parts` are its files by extension.

    Without its .dbf the lines have no names, without its .prj they are taken for what they
    look like. Raises ReadError: `shapefile.incomplete`, `layers.broken`, `file.…` past a
    limit, `features.no_line`.
    """
    if "shx" not in parts or "shp" not in parts:
        missing = "shx" if "shp" in parts else "shp"
        raise ReadError("shapefile.incomplete", missing=f".{missing}")
    given = {part: parts[part] for part in PARTS if part in parts}
    given |= _encoding(given)
    if "prj" in given:
        given["prj"] = _system(given["prj"])
    findings = []
    if "dbf" not in given:
        findings.append(Finding("shapefile.no_names", Severity.WARNING))
    try:
        gathered = _gathered(given)
    except UnicodeDecodeError:
        declared = given.get("cpg", b"").decode("ascii") or "dBase"
        note = Finding("file.wrong_encoding", Severity.NOTE, values={"declared": declared})
        findings.append(note)
        try:
            gathered = _gathered(given | {"cpg": _FALLBACK})
        except UnicodeDecodeError:
            raise ReadError("layers.broken") from None
    gathered.findings[:0] = findings
    return gathered.contents()


def _gathered(parts: Mapping[str, bytes]) -> Gathered:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part, content in parts.items():
            if content or part != "cpg":
                archive.writestr(f"layer.{part}", content)
    content = packed.getvalue()
    gathered = Gathered()
    lines, others = line_layers(content)
    for layer in lines + others:
        take_layer(content, layer, gathered)
    return gathered


def _system(projection: bytes) -> bytes:
    """A .prj without accents, by which no system is known. Raises ReadError for a huge one."""
    text = projection.decode("ascii", "ignore")
    if len(text) > _LONGEST_SYSTEM:
        raise ReadError("file.unknown_system", value=text[:60])
    return text.encode()


def _encoding(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """What says in which encoding the texts are: a sound .cpg, or one for evident UTF-8.

    Nobody writes valid UTF-8 with accents by chance, and GDAL would take it for Latin-1.
    Without any, the .dbf itself says it.
    """
    declared = parts.get("cpg", b"").strip()
    if _ENCODING_NAME.fullmatch(declared):
        return {"cpg": declared}
    return {"cpg": b"UTF-8" if _is_accented_utf8(parts.get("dbf", b"")[32:]) else b""}


def _is_accented_utf8(text: bytes) -> bool:
    try:
        return not text.isascii() and bool(text.decode("utf-8"))
    except UnicodeDecodeError:
        return False
