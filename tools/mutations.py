"""Files to fuzz with: real ones and small made ones, and what a mutation makes of them."""

import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pyogrio
import shapely
from pyogrio import raw

from gis.readers.archive import BROKEN
from gis.readers.sniff import kind_of
from tools.tables import REAL_FILES

FOLDERS = (
    *("gpx-formats", "gpx-france", "kml", "tcx", "fit"),
    *("zip-upload", "hiking-lines", "schema_randonnee", "geotrek-api"),
)
_MADE = {"GPKG": "traces.gpkg", "ESRI Shapefile": "traces.shp"}
_A_DAY = "2026-01-01"
_OPTIONS: dict[str, dict[str, str]] = {
    "GPKG": {"layer": "traces"},
    "ESRI Shapefile": {"ENCODING": "UTF-8", "DBF_DATE_LAST_UPDATE": _A_DAY},
}
_METRES = ((500_000, 6_300_000, 120), (500_900, 6_300_100, 130), (501_500, 6_299_000, 0))
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
# An element without one of its own name in it, an object with others at the most, an array.
_ELEMENT = re.compile(
    rb"<([\w:]+)(?:\s[^<>]*+)?(?:/>|>.{0,2000}?</\1>)"
    rb"|\{(?:[^{}]++|\{[^{}]*+\})*+\}|\[[^\[\]{}]*+\]",
    re.S,
)
_MULTIPLIED_BYTES = 1_000_000
_MULTIPLIED_SHARE = 0.01
_NUMBERS = (
    *(b"nan", b"1e999", b"-99999", b"0", b"-0", b"181", b"-91", b"700000", b"6300000", b"1e-300"),
    *(
        b"",
        b"1,5",
        b"1_0",
        b"9" * 400,
        b"null",
        b"[]",
        b'"1"',
        b"--1",
        b"\xd9\xa1",
        b"0x10",
        b"4294967296",
    ),
)
_WORDS = (
    b"\x00",
    b"\xff" * 4,
    b"\x7f\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\x80\x00\x00\x00",
    b"\x01\x00\x00\x00",
)
_TEXTS = (
    b"<",
    b">",
    b"</",
    b"&",
    b"&#0;",
    b"]]>",
    b"<!--",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b'"',
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\n",
)
_ZIP = b"PK\x03\x04"
_SHARES = {"xml": 5, "json": 2, "fit": 2, "zip": 3, "geopackage": 2}
_SMALL_SHARE = 0.1
_NAMES = (
    "../a.gpx",
    "/a.gpx",
    "a\\b.gpx",
    "a/",
    "",
    ".",
    "\x00.gpx",
    "a.shp",
    "a.dbf",
    "é.gpx",
    "x" * 5000,
)


def all_seeds() -> tuple[bytes, ...]:
    """The real files beside the checkout, where there are any, and the made ones."""
    real = [path for name in FOLDERS for path in sorted((REAL_FILES / name).glob("*"))]
    return (*(path.read_bytes() for path in real), *_made_files())


def mutated(seeds: Sequence[bytes], weights: Sequence[float], dice: Random) -> bytes:
    """One of the seeds, changed in one to four ways; one in a hundred grows thousands of parts."""
    (content,) = dice.choices(seeds, weights)
    if dice.random() < _MULTIPLIED_SHARE:
        return _multiply(content, seeds, dice)
    for _ in range(dice.choice((1, 1, 1, 2, 2, 4))):
        if content.startswith(_ZIP) and dice.random() < 0.7:
            content = _in_a_member(content, seeds, dice)
        else:
            content = dice.choice(_MUTATIONS)(content, seeds, dice)
    return content


def weights_of(seeds: Sequence[bytes]) -> list[float]:
    """How often each seed is taken: every kind its share, small files more than large ones."""
    kinds = [kind_of(seed) for seed in seeds]
    sizes = [1 / (5_000 + len(seed)) for seed in seeds]
    of_kind: dict[str, float] = defaultdict(float)
    for kind, size in zip(kinds, sizes, strict=True):
        of_kind[kind] += size
    return [
        _SHARES.get(kind, _SMALL_SHARE) * size / of_kind[kind]
        for kind, size in zip(kinds, sizes, strict=True)
    ]


def _span(content: bytes, dice: Random, longest: int = 200) -> tuple[int, int]:
    start = dice.randrange(len(content) + 1)
    return start, min(start + dice.randrange(1, longest), len(content))


def _flip(content: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    changed = bytearray(content)
    for _bit in range(dice.randrange(1, 9) if content else 0):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut(content: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _remove(content: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    start, end = _span(content, dice, dice.choice((3, 30, 3000)))
    return content[:start] + content[end:]


def _repeat(content: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    start, end = _span(content, dice)
    return content[:end] + content[start:end] * dice.choice((1, 2, 20)) + content[end:]


def _multiply(content: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    """An element, an object or an array thousands of times, or some bytes where there is none."""
    found = _ELEMENT.search(content, dice.randrange(len(content) + 1))
    start, end = found.span() if found else _span(content, dice)
    part = content[start:end]
    between = b"," if found and part[:1] in b"{[" else b""
    times = min(dice.choice((1000, 5000, 20_000)), _MULTIPLIED_BYTES // max(len(part), 1))
    return content[:start] + between.join([part] * max(times, 1)) + content[end:]


def _insert(content: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    new = dice.choice((*_TEXTS, *_WORDS, dice.randbytes(dice.randrange(1, 20))))
    return content[:at] + new + content[at:]


def _overwrite(content: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    new = dice.choice(_WORDS)
    return content[:at] + new + content[at + len(new) :]


def _splice(content: bytes, seeds: Sequence[bytes], dice: Random) -> bytes:
    other = dice.choice(seeds)
    end = dice.randrange(len(other) + 1)
    return _cut(content, seeds, dice) + other[end : end + 50_000]


def _renumber(content: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    """Another number, or something that is none, in the place of one."""
    number = _NUMBER.search(content, dice.randrange(len(content) + 1))
    if not number:
        return content
    return content[: number.start()] + dice.choice(_NUMBERS) + content[number.end() :]


def _wrap(content: bytes, _: Sequence[bytes], dice: Random) -> bytes:
    """The file within a zip, under some name."""
    return _zipped([(dice.choice(("a.bin", "b/c.zip", *_NAMES)), content)])


_MUTATIONS: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    *(_flip, _cut, _remove, _repeat, _insert, _overwrite, _splice),
    *(_renumber,) * 8,
    _wrap,
)


def _in_a_member(content: bytes, seeds: Sequence[bytes], dice: Random) -> bytes:
    """A zip one of whose members is changed, renamed, lost or joined by another file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
        at = dice.randrange(len(members))
    except BROKEN:
        return _flip(content, seeds, dice)
    name, member = members[at]
    match dice.randrange(8):
        case 0:
            members[at] = (dice.choice(_NAMES), member)
        case 1:
            del members[at]
        case 2:
            members.append((dice.choice((name, *_NAMES)), dice.choice(seeds)))
        case _:
            members[at] = (name, dice.choice(_MUTATIONS)(member, seeds, dice))
    return _zipped(members)


def _zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name comes twice
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name or "\x00"), content)
    return held.getvalue()


def _made_files() -> tuple[bytes, ...]:
    """A GeoPackage and a zipped Shapefile in Lambert-93, a KMZ, and a zip of these."""
    lines = np.array([shapely.LineString(_METRES), shapely.MultiLineString([_METRES, _METRES[:2]])])
    columns = [np.array(["Tour du lac", "Chêne"], object), np.array([1.5, np.nan])]
    kml = b"".join(path.read_bytes() for path in sorted((REAL_FILES / "kml").glob("*bad*.kml"))[:1])
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{_A_DAY}T00:00:00Z"})
    with TemporaryDirectory() as folder:
        for driver, name in _MADE.items():
            raw.write(
                Path(folder) / name,
                shapely.to_wkb(lines, output_dimension=3),
                columns,
                ["nom", "km"],
                driver=driver,
                geometry_type="MultiLineString Z",
                promote_to_multi=True,
                crs="EPSG:2154",
                **_OPTIONS[driver],
            )
        files = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    geopackage = files.pop("traces.gpkg")
    shapefile = _zipped(list(files.items()))
    kmz = _zipped([("doc.kml", kml)])
    return geopackage, shapefile, kmz, _zipped([("a.kmz", kmz), ("b.zip", shapefile)])
