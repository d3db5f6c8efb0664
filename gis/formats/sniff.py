"""What bytes are, told by their content and never by a file's name."""

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
_BLANK = b" \t\r\n"
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_UTF16_OPENINGS = (b"<\x00", b"\x00<")
# Possessive, so that a long row of comments is not tried in every combination.
_HTML = re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*+<(?:!doctype\s+html|html[\s>])", re.I | re.S)


def kind_of(content: bytes) -> str:
    """The kind of a file: "xml", or the end of the key that refuses it (`file.gzip`, …).

    Anything that opens with "<", blanks and a byte order mark aside, counts as XML until a
    parser says otherwise; an HTML page is told apart. "unknown" is everything else.
    """
    if not content.strip(_BLANK + b"\x00"):
        return "empty"
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content[257:262] == b"ustar":
        return "tar"
    if content[8:12] == b".FIT":
        return "fit"
    if content.startswith(_UTF16_BOMS + _UTF16_OPENINGS):
        return "xml"
    text = content[:4096].removeprefix(_UTF8_BOM).lstrip(_BLANK)
    if not text.startswith(b"<"):
        return "unknown"
    return "html" if _HTML.match(text) else "xml"


def refuse_other_than_xml(content: bytes) -> None:
    """Raise ReadError `file.<kind>` unless the content looks like XML."""
    kind = kind_of(content)
    if kind != "xml":
        raise ReadError(f"file.{kind}")
