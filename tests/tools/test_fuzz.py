"""Mutations of real files: the quick form of what `python -m tools.fuzz` does at length."""

import os
import signal
import time

import pytest
from rich.console import Console
from rich.progress import Progress

from tools import fuzz

pytestmark = pytest.mark.filterwarnings("ignore:::pyogrio")


def test_mutated_files_are_read_or_refused(capfd: pytest.CaptureFixture[str]) -> None:
    result = fuzz.tally(fuzz.maker(seed=4), range(2000))
    assert result.failures == []
    assert result.outcomes.total() == 2000
    assert result.outcomes["read"] > 100
    assert capfd.readouterr() == ("", "")


def test_the_same_number_is_the_same_mutation() -> None:
    one, same = fuzz.maker(seed=4), fuzz.maker(seed=4)
    assert [one(number) for number in range(20)] == [same(number) for number in range(20)]


def test_a_reader_that_breaks_hangs_dies_or_prints_is_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fuzz, "LONGEST_S", 1)
    with Progress(console=Console(quiet=True)) as progress:
        result = fuzz.fuzz(_faulty, range(8), 2, progress)
    assert dict(result.failures) == {
        2: "ZeroDivisionError:  (test_fuzz.py:47)",
        3: "took over 1 s",
        5: "the process died (-9)",
        6: "printed b'oops'",
    }
    assert result.outcomes == {"file.empty": 5}


def _faulty(number: int) -> bytes:
    """Stands for a reader, which runs in the same process as what makes its files."""
    if number == 2:
        raise ZeroDivisionError
    if number == 3:
        time.sleep(60)
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 6:
        os.write(2, b"oops")
    return b""
