"""The text of a description that a program wrote as HTML."""

import re
from html import unescape
from typing import Final

_TAG: Final = re.compile(r"<(/?[A-Za-z][^<>]*|!--[^<>]*)>")
_UNSEEN: Final = ("script", "style")
_INLINE: Final = frozenset(["a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "u"])
_BLANKS: Final = re.compile(r"[ \t]+")


def plain_text(text: str) -> str:
    """What HTML shows, line by line; a text without tags as it is.

    >>> plain_text("<p>Belle <b>boucle</b></p><p>12&nbsp;km</p>")
    'Belle boucle\\n12\\xa0km'
    >>> plain_text("D+ < 300 m")
    'D+ < 300 m'
    """
    shown, *rest = _TAG.split(text)
    if not rest:
        return text
    parts, unseen = [shown], ""
    for tag, after in zip(rest[::2], rest[1::2], strict=True):
        name = re.split(r"[\s/]", tag.lower().lstrip("/"), maxsplit=1)[0]
        if name in _UNSEEN:
            unseen = "" if tag.startswith("/") else name
        if not unseen:
            parts += ["" if name in _INLINE else "\n", after]
    lines = (_BLANKS.sub(" ", line).strip() for line in unescape("".join(parts)).splitlines())
    return "\n".join(line for line in lines if line)
