"""Reading GPX at 10 000 and 200 000 points: against gpxpy without lxml, and a bare expat walk."""

import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.parsers import expat

from bench.tables import Row, in_turn, show
from gis.formats.gpx_reader import read_gpx

ROUNDS = {10_000: 7, 200_000: 3}

_GPXPY = """
import json, sys, time
sys.modules["lxml"] = None  # gpxpy's faster way: the standard library's parser
import gpxpy
text = open(sys.argv[1], encoding="utf-8").read()
times = []
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    gpx = gpxpy.parse(text)
    times.append(time.perf_counter() - start)
assert sum(len(s.points) for t in gpx.tracks for s in t.segments) == int(sys.argv[3])
print(json.dumps(sorted(times)[len(times) // 2]))
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


def _bare_walk(content: bytes) -> None:
    """The floor: expat with handlers that do nothing."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: None
    parser.EndElementHandler = lambda name: None
    parser.CharacterDataHandler = lambda text: None
    parser.buffer_text = True
    parser.Parse(content, True)


def _gpxpy(path: Path, points: int, rounds: int) -> float:
    command = [sys.executable, "-c", _GPXPY, path, str(rounds), str(points)]
    return float(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))


def run() -> None:
    """Prints the table."""
    rows = []
    for points, rounds in ROUNDS.items():
        content = a_gpx(points)
        with tempfile.NamedTemporaryFile(suffix=".gpx") as file:
            file.write(content)
            file.flush()
            peer = _gpxpy(Path(file.name), points, rounds)
        ours = in_turn(
            {"balise": lambda c=content: read_gpx(c), "expat": lambda c=content: _bare_walk(c)},
            rounds,
        )
        name = f"read_gpx, {points:,} points".replace(",", " ")
        rows += [
            Row(name, ours["balise"], "gpxpy without lxml", peer / ours["balise"], "≥ 4 × faster"),
            Row("", ours["expat"], "bare expat walk", ours["balise"] / ours["expat"], "time of it"),
        ]
    show("Reading GPX", rows)
