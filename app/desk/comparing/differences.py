"""Differences: which fields of two versions say something else, row by row, word by word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.desk.comparing.wording import Marked, marked

Said = Mapping[str, tuple[str, ...]]
"""What something says: rows of words, by the name of the field."""
Row = tuple[Marked, ...]


@dataclass(frozen=True)
class Difference:
    """A field that says something else: its rows that differ, in order."""

    field: str
    rows: tuple[Row, ...]


def differences(before: Said, after: Said) -> tuple[Difference, ...]:
    """The fields that differ, in the order of `after`, those that are gone last."""
    fields = dict.fromkeys([*after, *before])
    found = ((name, changed_rows(before.get(name, ()), after.get(name, ()))) for name in fields)
    return tuple(Difference(name, rows) for name, rows in found if rows)


def changed_rows(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Row, ...]:
    """The rows that differ; where as many stand in the place of others, word by word."""
    return tuple(_changed_rows(before, after))


def _changed_rows(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Row]:
    matched = SequenceMatcher(None, before, after, autojunk=False)
    for tag, from_was, to_was, from_is, to_is in matched.get_opcodes():
        were, are = before[from_was:to_was], after[from_is:to_is]
        if tag == "equal":
            continue
        if len(were) == len(are):
            yield from (tuple(marked(*pair)) for pair in zip(were, are, strict=True))
            continue
        yield from ((("old", was),) for was in were)
        yield from ((("new", now),) for now in are)
