"""Mutations of real files: the quick form of what `python -m tools.fuzz` does at length."""

import os
import signal
import time
from random import Random

import pytest
from rich.console import Console
from rich.progress import Progress

from tools import fuzz, mutations

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


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b'<gpx><trkpt lat="43" lon="1"><ele>5</ele></trkpt></gpx>', b"<ele>5</ele>"),
        (b'{"features": [{"geometry": {"a": 1}}, 7]}', b'{"geometry": {"a": 1}},'),
        (b"no markup here", b"e"),
    ],
)
def test_some_mutations_have_thousands_of_parts(
    content: bytes, part: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutations, "_MULTIPLIED_SHARE", 1)
    made = [mutations.mutated([content], [1], Random(number)) for number in range(40)]
    assert max(one.count(part) for one in made) >= 1000
    assert max(map(len, made)) < 1_100_000


def test_a_reader_that_breaks_hangs_dies_or_prints_is_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fuzz, "LONGEST_S", 1)
    with Progress(console=Console(quiet=True)) as progress:
        result = fuzz.fuzz(_faulty, range(8), 2, progress)
    assert dict(result.failures) == {
        2: "ZeroDivisionError:  (test_fuzz.py:65)",
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
