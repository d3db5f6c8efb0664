"""What bytes are, told by their content and never by a file's name."""

import codecs
import re

from gis.errors import ReadError

# First bytes -> the end of the message key `file.…`.
_SIGNATURES = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"%PDF", "pdf"),
    (b"\x00\x05\x16\x07", "apple_double"),
    (b"\x00\x05\x16\x00", "apple_double"),
)
SNIFFED_BYTES = 4096
"""As much of a file as its kind is told by."""
_BLANK = b" \t\r\n"
_SQLITE = b"SQLite format 3\x00"
# What the GeoPackage standard writes at byte 68 of the database: today, and in 1.0 and 1.1.
_GEOPACKAGE_IDS = (b"GPKG", b"GP10", b"GP11")
_SHAPEFILE, _SHAPEFILE_VERSION = b"\x00\x00\x27\x0a", b"\xe8\x03\x00\x00"
_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF16_OPENINGS = (b"<\x00", b"\x00<")
_RTF = b"{\\rtf"
# Possessive, so that a long row of comments is not tried in every combination.
_HTML = re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*+<(?:!doctype\s+html|html[\s>])", re.I | re.S)
READ_ELSEWHERE = frozenset({"json", "geopackage", "fit", "zip"})
"""The kinds that are read and are no XML."""


def kind_of(content: bytes) -> str:
    """The kind of a file: "xml", one of READ_ELSEWHERE, or the end of the key that refuses it.

    Anything that opens with "<", blanks and a byte order mark aside, counts as XML until a
    parser says otherwise, and with "{" or "[" as JSON; an HTML page is told apart. "unknown"
    is everything else. The first SNIFFED_BYTES are enough, unless they are all blank.
    """
    if not content[:SNIFFED_BYTES].strip(_BLANK + b"\x00") and not content.strip(_BLANK + b"\x00"):
        return "empty"
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith(_SQLITE):
        return "geopackage" if content[68:72] in _GEOPACKAGE_IDS else "sqlite"
    if content.startswith(_SHAPEFILE) and content[28:32] == _SHAPEFILE_VERSION:
        return "shapefile"
    if content[257:262] == b"ustar":
        return "tar"
    if content[8:12] == b".FIT":
        return "fit"
    opening = content[:SNIFFED_BYTES]
    if content.startswith(_UTF16_BOMS + _UTF16_OPENINGS):
        opening = opening.replace(b"\x00", b"").lstrip(b"\xff\xfe")
        return "json" if opening.lstrip(_BLANK).startswith((b"{", b"[")) else "xml"
    text = opening.removeprefix(codecs.BOM_UTF8).lstrip(_BLANK)
    if text.startswith((b"{", b"[")) and not text.startswith(_RTF):
        return "json"
    if not text.startswith(b"<"):
        return "unknown"
    return "html" if _HTML.match(text) else "xml"


def refuse_other_than_xml(content: bytes) -> None:
    """Raise ReadError `file.<kind>` unless the content looks like XML."""
    kind = kind_of(content)
    if kind != "xml":
        raise ReadError("file.unknown" if kind in READ_ELSEWHERE else f"file.{kind}")
