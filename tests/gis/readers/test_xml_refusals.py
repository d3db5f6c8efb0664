"""Documents made to harm a reader of XML: each is refused, whatever its format, in bounded work."""

import gc
import sys
from collections.abc import Callable
from types import FrameType
from xml.parsers import expat

import pytest

from gis.errors import ReadError
from gis.formats.track import Contents
from gis.readers import limits, xml_outline, xml_stream
from gis.readers.gpx import read_gpx
from gis.readers.kml import read_kml
from gis.readers.raw_points import number, numbers
from gis.readers.tcx import read_tcx
from gis.readers.xml_stream import read_xml, root_of

Reader = Callable[[bytes], Contents]
READERS: dict[str, Reader] = {
    "gpx": read_gpx,
    "kml": read_kml,
    "TrainingCenterDatabase": read_tcx,
}
INTO_A_PIECE = {
    "gpx": "<trk><trkseg>",
    "kml": "<Placemark><Track>",
    "TrainingCenterDatabase": "<Courses><Course><Track>",
}
each_root = pytest.mark.parametrize("root", READERS)


def refusal(root: str, content: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        READERS[root](content)
    return caught.value.key


def billion_laughs(root: str) -> bytes:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return f"<!DOCTYPE {root} [{''.join(lines)}]><{root}><name>&a11;</name></{root}>".encode()


class Quiet:
    """Counts what a parse comes to."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.elements = self.pieces_parsed = 0
        parser.StartElementHandler = self.start

    def start(self, *_: object) -> None:
        self.elements += 1

    def check_limits(self) -> None:
        self.pieces_parsed += 1


def work(read: Callable[[bytes], object], content: bytes) -> int:
    """How many functions are called while a file is read or refused."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    gc.disable()  # whose callbacks would be counted
    sys.setprofile(count)
    try:
        read(content)
    except ReadError:
        pass
    finally:
        sys.setprofile(None)
        gc.enable()
    return calls


@each_root
@pytest.mark.parametrize(
    "bomb",
    [
        billion_laughs,
        lambda root: f'<!DOCTYPE {root} SYSTEM "file:///etc/passwd"><{root}/>'.encode(),
        lambda root: (
            f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<{root}>&x;</{root}>'
        ).encode(),
        lambda root: f"<!DOCTYPE {root} [".encode() + b'<!ENTITY a "b">' * 200_000,
    ],
    ids=["laughs", "external subset", "external entity", "endless subset"],
)
def test_a_document_type_is_refused_before_any_of_it_is_read(
    root: str, bomb: Callable[[str], bytes]
) -> None:
    content = bomb(root)
    assert refusal(root, content) == "xml.doctype"
    heard: list[Quiet] = []
    with pytest.raises(ReadError):
        read_xml(content, lambda parser: heard.append(Quiet(parser)) or heard[0])  # type: ignore[func-returns-value]
    assert (heard[0].elements, heard[0].pieces_parsed) == (0, 0)


@each_root
def test_a_document_nested_beyond_reason_is_refused(root: str) -> None:
    for inside in ("<a>" * 100_000, INTO_A_PIECE[root] + "<Trackpoint><trkpt>" * 100_000):
        content = f"<{root}>{inside}".encode()
        assert refusal(root, content) == "xml.too_deep"
        assert work(READERS[root], content) == work(READERS[root], content[: len(content) // 2])


@each_root
@pytest.mark.parametrize(
    "inside",
    [
        "<a " + " ".join(f"a{n}='1'" for n in range(20_000)) + "/>",
        "<name>" + "é<!-- -->" * 20_000 + "</name>",
        "<Placemark><LineString><coordinates>" + "1, 2 " * 20_000,
        "<Placemark><LineString><coordinates>" + " , " * 20_000,
        "<Placemark><LineString><coordinates>" + "1,2,3,4,5" * 20_000,
        "<Placemark><Point><coordinates>" + "1," * 20_000,
    ],
)
def test_the_work_grows_no_faster_than_the_document(root: str, inside: str) -> None:
    def document(times: int) -> bytes:
        elements = inside + "</coordinates>" * ("<coordinates>" in inside)
        return f"<{root}>{elements * times}</{root}>".encode()

    once, thrice = (work(READERS[root], document(times)) for times in (1, 3))
    assert thrice <= 3 * once


@each_root
def test_a_file_of_too_many_bytes_is_not_looked_into(root: str) -> None:
    content = f"<{root}>".encode() + b" " * limits.MAX_BYTES
    assert refusal(root, content) == "file.too_big"
    assert work(READERS[root], content) < 20


@pytest.mark.parametrize(
    "content",
    [
        b"<!---->" * 20_000 + b"<gpx/>",
        b" " * 3_000_000 + b"<gpx/>",
        b"<?xml " + b"?" * 3_000_000,
        b"<!--" * 1_000_000,
    ],
)
def test_the_root_is_looked_for_in_the_opening_only(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []

    def as_utf8(opening: bytes) -> tuple[bytes, str]:
        looked_at.append(len(opening))
        return opening, ""

    monkeypatch.setattr(xml_stream, "as_utf8", as_utf8)
    assert root_of(content) == ""
    assert looked_at == [65_536]


@pytest.mark.parametrize(
    ("content", "root"),
    [
        (b"<gpx/>", "gpx"),
        (b"\xef\xbb\xbf \n<?xml version='1.0'?><!-- <a> --><n:kml x='1'>", "kml"),
        ('<?xml version="1.0" encoding="UTF-16"?>\n<kml>'.encode("utf-16"), "kml"),
        (b"<!DOCTYPE gpx [<!ENTITY a 'b'>]><gpx/>", "gpx"),
        (b"<!doctype html><html>", "html"),
        (b"<", ""),
        (b"", ""),
        (b"lat;lon", ""),
    ],
)
def test_the_root_is_told_whatever_stands_above_it(content: bytes, root: str) -> None:
    assert root_of(content) == root


def test_a_number_longer_than_any_is_none() -> None:
    too_long = "1" * 101
    assert float(too_long) > 0
    assert number(too_long) != number(too_long)
    assert (numbers([too_long] * 3) != numbers([too_long] * 3)).all()


LINES = {
    "gpx": '<trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk>',
    "kml": "<Placemark><LineString><coordinates>1,2</coordinates></LineString></Placemark>",
    "TrainingCenterDatabase": "<Courses><Course><Track><Trackpoint/></Track></Course></Courses>",
}


@each_root
def test_a_file_of_too_many_lines_is_refused(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_outline, "MAX_FEATURES", 20)
    assert refusal(root, f"<{root}>{LINES[root] * 20}</{root}>".encode()).startswith("tracks.")
    assert refusal(root, f"<{root}>{LINES[root] * 21}</{root}>".encode()) == "file.too_many_lines"


@each_root
@pytest.mark.parametrize("prefix", ["a", "x{}:a"])
def test_a_file_of_too_many_kinds_of_elements_is_refused(root: str, prefix: str) -> None:
    point = {"gpx": "<trkpt>", "kml": "<coord>"}.get(root, "<Trackpoint>")
    names = "".join(f"<{prefix.format(n)}{n}/>" for n in range(xml_outline.MAX_NAMES + 9))
    for inside in (INTO_A_PIECE[root] + point, ""):
        closed = f"<{root}>{names}</{root}>" if not inside else f"<{root}>{inside}{names}"
        assert refusal(root, closed.encode()) == "file.too_many_names"


@each_root
def test_a_tag_without_end_is_not_read_to_its_end(root: str) -> None:
    assert (
        refusal(root, f"<{root}>\n<a b='{'x' * 5_000_000}'/></{root}>".encode()) == "xml.too_long"
    )
    assert (
        refusal(root, f"<{root}><name>{'x' * 5_000_000}</name></{root}>".encode()) == "tracks.none"
    )


@each_root
@pytest.mark.parametrize(("limit", "mark"), [("MAX_TAGS", "<a/>"), ("MAX_ATTRIBUTES", "<a b=''/>")])
def test_a_file_of_too_many_elements_is_refused_unparsed(
    root: str, limit: str, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml_stream, limit, 100)
    assert refusal(root, f"<{root}>{mark * 98}</{root}>".encode()) == "tracks.none"
    assert refusal(root, f"<{root}>{mark * 101}".encode()) == "file.too_many_elements"
