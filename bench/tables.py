"""Timing and the tables that come of it: medians, and ratios of runs made in turn."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

console = Console(width=110)


@dataclass(frozen=True)
class Row:
    """One line of a table: how long it takes, against whom, and what is aimed at."""

    what: str
    seconds: float
    against: str = ""
    ratio: float | None = None
    aim: str = ""


def in_turn(contenders: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each, run one after the other in every round after one warm-up."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, run in contenders.items():
            start = time.perf_counter()
            run()
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def show(title: str, rows: list[Row]) -> None:
    """Prints a table."""
    table = Table(title=title, title_justify="left")
    for column in ("what", "median"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for column in ("against", "ratio", "aim"):
        table.add_column(column)
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
        table.add_row(row.what, _duration(row.seconds), row.against, ratio, row.aim)
    console.print(table)


def _duration(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} µs"
