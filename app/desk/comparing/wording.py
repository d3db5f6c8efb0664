"""Two versions of a text, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

Marked = tuple[str, str]
"""`same`, `old` or `new`, and the words that are."""
LONGEST = 6_000
"""Words: more than this are not compared one by one, which would take seconds."""


def marked(before: str, after: str) -> Iterator[Marked]:
    """What stays, what goes and what comes between two texts, in reading order.

    The space after a word is no part of what is compared.

    >>> list(marked("le vieux pont", "le pont neuf"))
    [('same', 'le '), ('old', 'vieux '), ('same', 'pont '), ('new', 'neuf')]
    """
    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    if len(old) + len(new) > LONGEST:
        yield from (("old", before), ("new", after))
        return
    bare_old, bare_new = ([word.rstrip() for word in words] for words in (old, new))
    compared = SequenceMatcher(None, bare_old, bare_new, autojunk=False)
    for tag, start, end, new_start, new_end in compared.get_opcodes():
        if tag == "equal":
            pairs = zip(old[start:end], new[new_start:new_end], strict=True)
            yield "same", "".join(max(is_now, was, key=len) for was, is_now in pairs)
            continue
        gone, come = "".join(old[start:end]), "".join(new[new_start:new_end])
        if gone:
            yield "old", gone
        if come:
            yield "new", come
