"""Reading GPX at 10 000 and 200 000 points: against gpxpy without lxml, and a bare expat walk."""

import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from xml.parsers import expat

from bench.tables import Row, show

ROUNDS = {10_000: 25, 200_000: 5}

READERS = {
    "balise": "from gis.formats.gpx_reader import read_gpx as read",
    "expat": "from bench.reading import bare_walk as read",
    "gpxpy": """
sys.modules["lxml"] = None  # gpxpy's faster way: the standard library's parser
import gpxpy

def read(content):
    gpxpy.parse(content.decode())
""",
}
_WORKER = """
import sys, time
{reader}
content = open(sys.argv[1], "rb").read()
for line in sys.stdin:
    start = time.perf_counter()
    read(content)
    print(time.perf_counter() - start, flush=True)
"""


def a_gpx(points: int) -> bytes:
    """A track with heights, as recorders write it."""
    rows = [
        f'<trkpt lat="{43.9 + 0.05 * math.sin(i / 300):.6f}" lon="{0.1 + i * 2e-5:.6f}">'
        f"<ele>{150 + 40 * math.sin(i / 500):.1f}</ele><time>2026-05-12T08:00:00Z</time></trkpt>"
        for i in range(points)
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="bench" xmlns="http://www.topografix.com/GPX/1/1">'
        "<trk><name>Banc</name><trkseg>\n" + "\n".join(rows) + "\n</trkseg></trk></gpx>"
    ).encode()


def bare_walk(content: bytes) -> None:
    """The floor: expat with handlers that do nothing."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: None
    parser.EndElementHandler = lambda name: None
    parser.CharacterDataHandler = lambda text: None
    parser.buffer_text = True
    parser.Parse(content, True)


@contextmanager
def _reader(name: str, path: Path) -> Iterator[Callable[[], float]]:
    """One reader in a process of its own: call it for the seconds that one reading takes."""
    code = _WORKER.format(reader=READERS[name])
    worker = subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdin and worker.stdout
    stdin, stdout = worker.stdin, worker.stdout

    def read() -> float:
        stdin.write("again\n")
        stdin.flush()
        return float(stdout.readline())

    yield read
    stdin.close()
    worker.wait()


def _medians(content: bytes, rounds: int) -> dict[str, float]:
    """Median seconds of each reader, in turn, after one warm-up."""
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.NamedTemporaryFile(suffix=".gpx"))
        file.write(content)
        file.flush()
        path = Path(file.name)
        readers = {name: stack.enter_context(_reader(name, path)) for name in READERS}
        times = [{name: read() for name, read in readers.items()} for _ in range(rounds + 1)]
    return {name: median(turn[name] for turn in times[1:]) for name in READERS}


def run() -> None:
    """Prints the table."""
    rows = []
    for points, rounds in ROUNDS.items():
        times = _medians(a_gpx(points), rounds)
        ours = times["balise"]
        name = f"read_gpx, {points} points"
        rows += [
            Row(name, ours, "gpxpy without lxml", times["gpxpy"] / ours, "≥ 4 × faster"),
            Row("", times["expat"], "bare expat walk", ours / times["expat"], "time of it"),
        ]
    show("Reading GPX", rows)
