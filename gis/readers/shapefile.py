"""Shapefile -> Contents: a track per line of its four files."""

import codecs
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
_ENCODING_NAME = re.compile(rb"(?:ANSI |OEM )?([\w.-]{1,30})", re.I)
_LONGEST_SYSTEM = 20_000
# Windows writes it, whether it says nothing, "System" or Latin-1, of which it is a superset.
_WINDOWS = b"CP1252"
_SAID_BY_WINDOWS = b"\x00\x03\x57"
"""What byte 29 of a .dbf is where the texts are in Windows-1252, or nobody knows."""
_HALF_LETTER = re.compile("[\udc80-\udcff]")


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
    declared = _declared(given.pop("cpg", b""))
    given |= _encoded(given.get("dbf", b""), declared)
    if "prj" in given:
        given["prj"] = _system(given["prj"])
    findings = []
    if "dbf" not in given:
        findings.append(Finding("shapefile.no_names", Severity.WARNING))
    try:
        gathered = _gathered(given)
    except UnicodeDecodeError:
        values = {"declared": declared.decode("ascii") or "dBase"}
        findings.append(Finding("file.wrong_encoding", Severity.NOTE, values=values))
        try:
            gathered = _gathered(given | {"cpg": _WINDOWS})
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


def _declared(encoding: bytes) -> bytes:
    """The encoding that a .cpg names, b"" for none that is known."""
    named = _ENCODING_NAME.fullmatch(encoding.strip())
    try:
        known = codecs.lookup(named[1].decode("ascii")).name if named else ""
    except (LookupError, UnicodeDecodeError):
        return b""
    return _WINDOWS if known == "iso8859-1" else named[1] if named else b""


def _encoded(table: bytes, declared: bytes) -> dict[str, bytes]:
    """A .cpg for the texts of a table, and the table without letters cut by its columns' width.

    Nobody writes UTF-8 with accents by chance, and GDAL would take it for Latin-1. Where
    nothing is declared, the table itself may.
    """
    start = int.from_bytes(table[8:10], "little")
    is_utf8 = declared.upper() in (b"", b"UTF-8", b"UTF8")
    if is_utf8 and (texts := _whole_letters(table[start:])):
        return {"cpg": b"UTF-8", "dbf": table[:start] + texts}
    unknown = table[29:30] in _SAID_BY_WINDOWS
    return {"cpg": declared or (_WINDOWS if unknown else b"")}


def _whole_letters(text: bytes) -> bytes:
    """UTF-8 with blanks for the bytes that are half a letter; b"" for what is not UTF-8."""
    whole, halves = _HALF_LETTER.subn(" ", text.decode("utf-8", "surrogateescape"))
    accented = len(whole) - len(whole.encode("ascii", "ignore"))
    return whole.encode() if accented and accented >= halves else b""
