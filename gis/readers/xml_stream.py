"""An XML document as a stream of expat events: bounded, without DTD, in whatever encoding."""

import re
from collections.abc import Callable
from typing import NoReturn, Protocol, TypeVar
from xml.parsers import expat

from gis.errors import ReadError
from gis.readers.limits import MAX_BYTES
from gis.readers.sniff import refuse_other_than_xml
from gis.readers.text_encoding import as_utf8

MAX_DEPTH = 200
# A million points have two million attributes, and four million tags with their heights.
MAX_TAGS, MAX_ATTRIBUTES = 6_000_000, 3_000_000
# Large: old expats read a token again from its start with each piece.
_CHUNK_BYTES = 1 << 20
_LONGEST_TAG_BYTES = 2 << 20
# Blanks above an XML declaration are an error to expat, and to nobody else.
_LATE_DECLARATION = re.compile(rb"\A\s+<\?xml[^>]*\?>")
_TRUNCATION_ERRORS = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)

_ROOT_WITHIN_BYTES = 1 << 16
# Possessive, so that a long row of comments is not tried in every combination.
_ROOT = re.compile(rb"(?:<\?.*?\?>|<!--.*?-->|\s)*+<(?:!doctype\s+)?([^\s<>/!?]+)", re.I | re.S)


class Listener(Protocol):
    """What hears the events of a parse."""

    def check_limits(self) -> None:
        """Raise ReadError when what was heard so far is too much; called now and then."""


L = TypeVar("L", bound=Listener)


def local_name(tag: str) -> str:
    """A tag without its prefix.

    >>> local_name("ns2:trkpt")
    'trkpt'
    """
    return tag.rpartition(":")[2]


def root_of(content: bytes) -> str:
    """The local name of a document's first element, whatever its encoding; "" if none is near.

    Nothing is parsed: what stands within the first 64 kB is looked at, and no more.
    """
    opening, _ = as_utf8(content[:_ROOT_WITHIN_BYTES])
    match = _ROOT.match(opening)
    return local_name(match[1].decode("utf-8", "replace")) if match else ""


def read_xml(content: bytes, listen: Callable[[expat.XMLParserType], L]) -> tuple[L, str]:
    """Parse `content`: the listener that heard it, and the wrongly declared encoding or "".

    `listen` sets the handlers of a parser that has no namespaces, joins texts and gives
    attributes as a flat list. Raises ReadError: `file.…` for what is not XML or too much of it,
    `xml.doctype`, `xml.too_long`, `xml.truncated` and `xml.broken` with their `line`, and what
    the listener raises.
    """
    if len(content) > MAX_BYTES:
        sizes = {"megabytes": len(content) // 1_000_000, "limit": MAX_BYTES // 1_000_000}
        raise ReadError("file.too_big", **sizes)
    refuse_other_than_xml(content)
    text, wrong_encoding = as_utf8(content)
    text = _LATE_DECLARATION.sub(_only_its_lines, text, count=1)
    refuse_other_than_xml(text)
    _refuse_too_many_marks(text)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.ordered_attributes = True

    def refuse_doctype(*_: object) -> NoReturn:
        raise ReadError("xml.doctype", line=parser.CurrentLineNumber)

    parser.StartDoctypeDeclHandler = refuse_doctype
    listener = listen(parser)
    begun = 0
    try:
        for start in range(0, len(text), _CHUNK_BYTES):
            parser.Parse(text[start : start + _CHUNK_BYTES], False)
            listener.check_limits()
            begun = max(begun, parser.CurrentByteIndex)
            if start - begun > _LONGEST_TAG_BYTES:
                raise ReadError("xml.too_long", line=parser.CurrentLineNumber)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        key = "xml.truncated" if error.code in _TRUNCATION_ERRORS else "xml.broken"
        raise ReadError(key, line=error.lineno) from None
    return listener, wrong_encoding


def _refuse_too_many_marks(text: bytes) -> None:
    """Millions of tiny elements or attributes take a parser longer than any line does."""
    if text.count(b"<") > MAX_TAGS or text.count(b"=") > MAX_ATTRIBUTES:
        raise ReadError("file.too_many_elements", limit=MAX_TAGS // 2)


def _only_its_lines(blanks_and_declaration: re.Match[bytes]) -> bytes:
    return b"\n" * blanks_and_declaration[0].count(b"\n")
