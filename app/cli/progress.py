"""A progress bar for long work, on a terminal only."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.progress import track

Item = TypeVar("Item")


def progress(items: Iterable[Item], total: int | None, title: str = "") -> Iterator[Item]:
    """The items, with a bar on standard error that grows as they pass."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console

    yield from track(items, total=total, description=title, console=Console(stderr=True))
