"""Reads mutations of real files and fails on anything but a GisError: crashes, hangs, printing.

Usage: python -m tools.fuzz --mutations 200000 [--seed N] [--only NUMBER]
"""

import argparse
import math
import os
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import Progress

from gis.errors import GisError
from gis.line import line_from
from gis.readers.grouping import as_one_route, routes_in
from gis.readers.reading import read_file
from gis.repairs import mended
from tools.mutations import all_seeds, mutated, weights_of

LONGEST_S = 10
MEMORY_BYTES = 4_000_000_000
_MOST_ROUTES = 5
_AT_A_TIME = 500
_LOOKED_AT_EVERY_S = 0.05
_KEPT = Path("var/fuzz")

Make = Callable[[int], bytes]


def outcome_of(content: bytes) -> str:
    """What becomes of a file: "read", or the key of what refuses it. Raises what is a defect.

    What is read is checked and mended, each of its first routes and all as one.
    """
    try:
        contents = read_file(content)
        for route in (*routes_in(contents)[:_MOST_ROUTES], as_one_route(contents)):
            mended(line_from(route)[0])
    except GisError as error:
        return error.key
    return "read"


def maker(seed: int) -> Make:
    """The mutations by their number: the same for the same seed and the same real files."""
    seeds = all_seeds()
    return partial(_make, seeds, weights_of(seeds), seed)


def _make(seeds: Sequence[bytes], weights: Sequence[float], seed: int, number: int) -> bytes:
    return mutated(seeds, weights, Random(f"{seed}:{number}"))


@dataclass
class Tally:
    """How many mutations had each outcome, and what is wrong with which."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Counts what another process read."""
        self.outcomes += other.outcomes
        self.failures += other.failures


def tally(make: Make, numbers: Sequence[int]) -> Tally:
    """Reads mutations one after the other, in this process."""
    result = Tally()
    for number in numbers:
        try:
            result.outcomes[outcome_of(make(number))] += 1
        except Exception as error:  # a defect is whatever else it raises
            result.failures.append((number, _where(error)))
    return result


def _where(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    ours = [one for one in traceback.extract_tb(error.__traceback__) if "/gis/" in one.filename]
    place = (ours or [last])[-1]
    return f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"[:300]


# Several processes


def fuzz(make: Make, numbers: Sequence[int], processes: int, progress: Progress) -> Tally:
    """Reads mutations in several processes; one that dies or takes too long is a failure."""
    bar = progress.add_task("Mutations", total=len(numbers))
    batches = [list(numbers[at : at + _AT_A_TIME]) for at in range(0, len(numbers), _AT_A_TIME)]
    batches.reverse()
    total = Tally()
    workers = [_Worker(make) for _ in range(processes)]
    while batches or any(worker.waiting for worker in workers):
        for rank, worker in enumerate(workers):
            if not worker.waiting and batches:
                worker.give(batches.pop())
            if wrong := worker.heard(total):
                total.failures.append((worker.waiting[0], wrong))
                worker.process.kill()
                batches.append(worker.waiting[1:])
                workers[rank] = _Worker(make)
        batches = [batch for batch in batches if batch]
        time.sleep(_LOOKED_AT_EVERY_S)
        progress.update(bar, completed=total.outcomes.total() + len(total.failures))
    for worker in workers:
        worker.pipe.send([])
        worker.process.join()
    return total


class _Worker:
    """A process that reads mutations, the first of `waiting` since `since_s`."""

    def __init__(self, make: Make) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(make, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.waiting: list[int] = []
        self.since_s = 0.0

    def give(self, numbers: list[int]) -> None:
        """More to read."""
        self.pipe.send(numbers)
        self.waiting, self.since_s = numbers, math.inf

    def heard(self, total: Tally) -> str:
        """Adds what was read since the last time; what is wrong with the process, or ""."""
        try:
            while self.waiting and self.pipe.poll():
                if read := self.pipe.recv():
                    total.add(read)
                    self.waiting = self.waiting[1:]
                self.since_s = time.monotonic()
        except (EOFError, ConnectionResetError):
            self.process.join()
            return f"the process died ({self.process.exitcode})"
        late = self.waiting and time.monotonic() - self.since_s > LONGEST_S
        return f"took over {LONGEST_S} s" if late else ""


def _work(make: Make, pipe: Connection) -> None:
    """Reads the numbers it is given, a tally for each; ends when it is given none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    with tempfile.TemporaryFile() as printed:
        os.dup2(printed.fileno(), 2)
        while numbers := pipe.recv():
            pipe.send(None)  # begun: a process takes its time to start
            for number in numbers:
                result = tally(make, [number])
                if printed.seek(0, os.SEEK_END):
                    printed.seek(0)
                    result.failures.append((number, f"printed {printed.read(200)!r}"))
                    printed.truncate(0)
                pipe.send(result)


def main() -> int:
    """The command; its status is 1 when there was a failure."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("--mutations", type=int, default=2000)
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--only", type=int, help="read this one in this process, and keep it")
    asked = words.parse_args()
    make = maker(asked.seed)
    if asked.only is not None:
        _KEPT.mkdir(parents=True, exist_ok=True)
        (_KEPT / f"{asked.seed}-{asked.only}").write_bytes(make(asked.only))
        print(outcome_of(make(asked.only)))
        return 0
    console = Console()
    started_s = time.monotonic()
    with Progress(console=console) as progress:
        total = fuzz(make, range(asked.mutations), os.cpu_count() or 1, progress)
    for number, wrong in sorted(total.failures):
        console.print(f"--seed {asked.seed} --only {number}: {wrong}", markup=False)
    counts = ", ".join(f"{count} {key}" for key, count in total.outcomes.most_common())
    console.print(
        f"{asked.mutations} mutations in {time.monotonic() - started_s:.0f} s, "
        f"{len(total.failures)} failures: {counts}",
        markup=False,
        highlight=False,
    )
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main())
