"""Reading a track of 200 000 points in each format: against the best library for it."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from xml.parsers import expat

from bench import samples
from bench.tables import Row, show

POINTS = 200_000
ROUNDS = 3
OURS = "from gis.readers.reading import read_file as read"
GDAL = """
import warnings
import pyogrio, shapely

warnings.simplefilter("ignore")  # it says that bytes have no file extension

def read(content):
    shapely.get_coordinates(shapely.from_wkb(pyogrio.raw.read(content)[2]), include_z=True)
"""


@dataclass(frozen=True)
class Contest:
    """A format: how to make a file of it, and other readers, each as code that defines `read`."""

    what: str
    make: Callable[[int], bytes]
    peers: dict[str, str]
    aim: str


CONTESTS = (
    Contest(
        "GPX",
        samples.a_gpx,
        {
            "gpxpy without lxml": """
sys.modules["lxml"] = None  # gpxpy's faster way: the standard library's parser
import gpxpy

def read(content):
    gpxpy.parse(content.decode())
""",
            "a bare expat walk": "from bench.reading import bare_walk as read",
        },
        "≥ 4 × gpxpy",
    ),
    Contest("KML", samples.a_kml, {"GDAL (pyogrio)": GDAL}, "≥ 1 ×"),
    Contest(
        "TCX",
        samples.a_tcx,
        {
            "lxml": """
from lxml import etree

NS = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"

def read(content):
    for point in etree.fromstring(content, etree.XMLParser(huge_tree=True)).iter(NS + "Trackpoint"):
        where = point.find(NS + "Position")
        [float(where[0].text), float(where[1].text), float(point.findtext(NS + "AltitudeMeters"))]
""",
        },
        "≥ 1 ×",
    ),
    Contest(
        "FIT",
        samples.a_fit,
        {
            "fitdecode": """
import fitdecode

def read(content):
    with fitdecode.FitReader(content) as messages:
        for message in messages:
            if isinstance(message, fitdecode.FitDataMessage) and message.name == "record":
                message.get_value("position_lat")
""",
        },
        "≥ 10 ×",
    ),
    Contest("GeoJSON", samples.a_geojson, {"GDAL (pyogrio)": GDAL}, "≥ 1 ×"),
    Contest("GeoPackage", samples.a_geopackage, {"GDAL (pyogrio)": GDAL}, "about 1 ×: it is GDAL"),
    Contest("zipped Shapefile", samples.a_shapefile, {"GDAL (pyogrio)": GDAL}, "about 1 ×"),
)

_WORKER = """
import sys, time
{reader}
content = open(sys.argv[1], "rb").read()
for line in sys.stdin:
    start = time.perf_counter()
    read(content)
    print(time.perf_counter() - start, flush=True)
"""


def bare_walk(content: bytes) -> None:
    """The floor: expat with handlers that do nothing."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: None
    parser.EndElementHandler = lambda name: None
    parser.CharacterDataHandler = lambda text: None
    parser.buffer_text = True
    parser.Parse(content, True)


@contextmanager
def _reader(code: str, path: Path) -> Iterator[Callable[[], float]]:
    """One reader in a process of its own: call it for the seconds that one reading takes."""
    worker = subprocess.Popen(
        [sys.executable, "-c", _WORKER.format(reader=code), path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
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


def _medians(content: bytes, readers: dict[str, str]) -> dict[str, float]:
    """Median seconds of each reader, in turn, after one warm-up."""
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.NamedTemporaryFile())
        file.write(content)
        file.flush()
        started = {
            name: stack.enter_context(_reader(code, Path(file.name)))
            for name, code in readers.items()
        }
        times = [{name: read() for name, read in started.items()} for _ in range(ROUNDS + 1)]
    return {name: median(turn[name] for turn in times[1:]) for name in readers}


def run() -> None:
    """Prints the table."""
    rows = []
    for contest in CONTESTS:
        times = _medians(contest.make(POINTS), {"balise": OURS, **contest.peers})
        what = f"{contest.what}, {POINTS} points"
        for name in contest.peers:
            rows.append(
                Row(what, times["balise"], name, times[name] / times["balise"], contest.aim)
            )
            what = ""
    show("Reading a file (ratio: how many times faster than the other)", rows)
