"""Any file: its kind is told by its content, and anything is read or refused with a sentence."""

import bz2
import gzip
import io
import json
import tarfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString

from app.sentences import MESSAGES
from gis.errors import ReadError
from gis.readers import reading
from gis.readers.reading import read_file
from tests.fit_bytes import an_activity
from tests.gpx_texts import gpx, track
from tests.layer_files import a_geopackage, a_shapefile, zipped, zipped_shapefile

LINE = [(0.58, 43.64), (0.59, 43.65)]
GPX = gpx(track())
KML = (
    b'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><LineString><coordinates>'
    b"0.58,43.64 0.59,43.65</coordinates></LineString></Placemark></kml>"
)
TCX = (
    b"<TrainingCenterDatabase><Courses><Course><Track>"
    + b"".join(
        b"<Trackpoint><Position><LatitudeDegrees>%f</LatitudeDegrees>"
        b"<LongitudeDegrees>%f</LongitudeDegrees></Position></Trackpoint>" % (lat, lon)
        for lon, lat in LINE
    )
    + b"</Track></Course></Courses></TrainingCenterDatabase>"
)
GEOJSON = json.dumps({"type": "LineString", "coordinates": LINE}).encode()
FIT = an_activity(LINE)
GEOPACKAGE = a_geopackage({"traces": [LineString(LINE)]})
SHAPEFILE = a_shapefile([[LINE]], crs="")
KINDS = {
    "gpx": GPX,
    "kml": KML,
    "tcx": TCX,
    "geojson": GEOJSON,
    "geojson in utf-16": GEOJSON.decode().encode("utf-16"),
    "fit": FIT,
    "geopackage": GEOPACKAGE,
    "kmz": zipped({"doc.kml": KML}),
    "shapefile": zipped_shapefile(SHAPEFILE),
}

pytestmark = pytest.mark.filterwarnings("ignore:::pyogrio")


def tarred() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.gpx"))
    return held.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_by_its_content(kind: str) -> None:
    (read,) = read_file(KINDS[kind]).tracks
    assert np.allclose(read.pieces[0][:, :2], LINE, rtol=0, atol=1e-7)


def test_a_zip_of_every_kind_is_read_whatever_the_names() -> None:
    inside = {f"{rank}.bin": content for rank, content in enumerate(KINDS.values())}
    contents = read_file(zipped(inside))
    assert len(contents.tracks) == len(KINDS)
    assert (contents.findings, contents.refused) == ((), ())


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "file.empty"),
        (b" \r\n\x00", "file.empty"),
        (gzip.compress(GPX), "file.gzip"),
        (bz2.compress(GPX), "file.bzip2"),
        (tarred(), "file.tar"),
        (b"7z\xbc\xaf\x27\x1c", "file.archive"),
        (b"\xff\xd8\xff\xe0JFIF", "file.jpeg"),
        (b"\x89PNG\r\n\x1a\n", "file.png"),
        (b"%PDF-1.7", "file.pdf"),
        (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", "file.apple_double"),
        (b"<!DOCTYPE html><html><p>404</html>", "file.html"),
        (b"<svg/>", "file.other_xml"),
        (b"{\\rtf1 Bonjour}", "file.unknown"),
        (b"lat;lon\n43.6;0.5\n", "file.unknown"),
        (SHAPEFILE["shp"], "file.shapefile"),
        (b"SQLite format 3\x00" + bytes(84), "file.sqlite"),
        (zipped({}), "archive.nothing"),
    ],
)
def test_what_is_of_no_kind_is_refused_for_what_it_is(content: bytes, key: str) -> None:
    with pytest.raises(ReadError) as refusal:
        read_file(content)
    assert refusal.value.key == key


def test_a_file_past_the_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    for content in KINDS.values():
        with pytest.raises(ReadError) as refusal:
            read_file(content)
        assert refusal.value.key == "file.too_big"


def test_a_root_far_from_the_opening_is_found() -> None:
    far = b"<!--" + b"x" * 70_000 + b"-->"
    for kind in ("kml", "tcx"):
        assert read_file(far + KINDS[kind]).tracks
    with pytest.raises(ReadError) as refusal:
        read_file(far + b"<osm/>")
    assert refusal.value.key == "file.other_xml"


OPENINGS = st.sampled_from(
    [
        b"",
        b"<gpx>",
        b"<kml>",
        b"{",
        b"PK\x03\x04",
        b"SQLite format 3\x00",
        FIT[:30],
        GEOPACKAGE[:4096],
    ]
)


@given(OPENINGS, st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(opening: bytes, rest: bytes) -> None:
    try:
        assert read_file(opening + rest).tracks
    except ReadError as refusal:
        assert refusal.key in MESSAGES
