"""XML bytes as UTF-8, whatever encoding they are in and whichever they declare."""

import codecs
import re
from collections.abc import Iterator

_BLANK = b" \t\r\n"
_PADDING = b" \t\r\n\x00\x1a"
_DECLARED = re.compile(r"""<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""")
_EIGHT_BIT = re.compile(r"ascii|cp\d+|iso8859-\d+|koi8-\w|mac-\w+")
_UTF8 = "utf-8"
_LAST_RESORT = "cp1252"
_NO_ASCII = bytes(range(0x80, 0x100))


def as_utf8(content: bytes) -> tuple[bytes, str]:
    """The document in UTF-8 without its byte order mark, and what it wrongly declared or "".

    Accented text that is valid UTF-8 is UTF-8, whatever is declared: chance does not write
    so. Nor does it write more letters of it than break it: those are lost, not the others. Else
    the declared encoding is tried, if it is one that ASCII is part of, and Windows-1252 when it
    does not fit.
    """
    wide = _wide_encoding(content)
    if wide:
        text = content.decode(wide, "replace").lstrip("\ufeff")
        declared = _declared_in(text[:200])
        return _stripped(text.encode(_UTF8, "replace")), "" if _is_wide(declared) else declared
    content = _stripped(content.removeprefix(codecs.BOM_UTF8))
    if content.isascii():
        return content, ""
    declared = _declared_in(content[:200].decode("latin-1"))
    mostly = content.decode(_UTF8, "replace")
    broken = mostly.count("\ufffd")
    if 0 < broken < len(mostly) - len(content.translate(None, _NO_ASCII)) - broken:
        return mostly.encode(_UTF8), declared or _UTF8
    for encoding in _candidates(_codec_name(declared)):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        wrong = "" if encoding == _codec_name(declared) else declared or _UTF8
        if encoding == _UTF8:
            return content, wrong if declared else ""
        return text.encode(_UTF8), wrong
    return content.decode(_LAST_RESORT, "replace").encode(_UTF8), declared or _UTF8


def _wide_encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, b"<\x00")):
        return "utf-16-le"
    if content.startswith((codecs.BOM_UTF16_BE, b"\x00<")):
        return "utf-16-be"
    return ""


def _is_wide(declared: str) -> bool:
    return not declared or declared.lower().startswith(("utf-16", "utf16", "unicode", "ucs-2"))


def _declared_in(opening: str) -> str:
    match = _DECLARED.search(opening)
    return match[1] if match else ""


def _codec_name(declared: str) -> str:
    try:
        return codecs.lookup(declared).name
    except LookupError:
        return ""


def _candidates(declared_codec: str) -> Iterator[str]:
    yield _UTF8
    if _EIGHT_BIT.fullmatch(declared_codec) and b"<?".decode(declared_codec, "replace") == "<?":
        yield declared_codec
    yield _LAST_RESORT


def _stripped(content: bytes) -> bytes:
    return content.rstrip(_PADDING)
