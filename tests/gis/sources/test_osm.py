"""An extract of OpenStreetMap: its ways, cut where they meet."""

from pathlib import Path

import numpy as np
import osmium
import pytest
import shapely

from gis.errors import ReadError
from gis.measure import WGS84
from gis.sources.osm import read_ways
from gis.sources.osm_edges import Edges, edges
from gis.ways import factors
from tests.grid import points
from tests.networks import Ways, an_extract, named
from tests.realdata import realdata

PATH = {"highway": "path"}
EXTRACTS = (
    "graphhopper__andorra",
    "osm2pgsql__liechtenstein-2013-08-03",
    "osrm-backend__monaco",
)


def spelled(folder: Path, picture: str, ways: Ways, lacking: str = "") -> list[str]:
    """The edges as letters."""
    found = edges_of(an_extract(folder, picture, ways, lacking))
    where = points(picture)
    return [
        "".join(named(where, lon, lat) for lon, lat in shapely.get_coordinates(line))
        for line in found.line
    ]


def edges_of(path: Path) -> Edges:
    (only,) = edges(read_ways(path))
    return only


CROSSROADS = """\
    d
    |
a-b-c-e
    |
    f
"""


def test_ways_are_cut_where_they_meet(tmp_path: Path) -> None:
    assert spelled(tmp_path, CROSSROADS, [("abce", PATH), ("dcf", PATH)]) == [
        "abc", "ce", "dc", "cf",
    ]  # fmt: skip


def test_an_edge_knows_its_nodes_and_its_length(tmp_path: Path) -> None:
    found = edges_of(an_extract(tmp_path, CROSSROADS, [("abce", PATH)]))
    assert (found.source.tolist(), found.target.tolist()) == ([ord("a")], [ord("e")])
    first, last = points(CROSSROADS)["a"], points(CROSSROADS)["e"]
    assert found.length_m[0] == pytest.approx(WGS84.inv(*first, *last)[2], abs=0.02)


def test_a_way_that_only_ends_on_another_cuts_it(tmp_path: Path) -> None:
    assert spelled(tmp_path, CROSSROADS, [("abce", PATH), ("bf", PATH)]) == ["ab", "bce", "bf"]


def test_a_bridge_without_a_common_node_cuts_nothing(tmp_path: Path) -> None:
    assert spelled(tmp_path, CROSSROADS, [("abce", PATH), ("df", PATH)]) == ["abce", "df"]


def test_a_way_that_crosses_itself_is_cut_there(tmp_path: Path) -> None:
    assert spelled(tmp_path, CROSSROADS, [("acefcd", PATH)]) == ["ac", "cefc", "cd"]


def test_a_circle_is_one_edge_from_its_first_node(tmp_path: Path) -> None:
    assert spelled(tmp_path, CROSSROADS, [("adefa", PATH)]) == ["adefa"]


def test_what_nobody_may_follow_is_left_out_and_cuts_nothing(tmp_path: Path) -> None:
    ways: Ways = [
        ("abce", PATH),
        ("dcf", {"highway": "motorway"}),
        ("db", {"route": "ferry"}),
        ("bf", {"building": "yes"}),
    ]
    assert spelled(tmp_path, CROSSROADS, ways) == ["abce"]


def test_a_way_is_cut_where_the_extract_lacks_a_node(tmp_path: Path) -> None:
    assert spelled(tmp_path, CROSSROADS, [("abcefd", PATH)], lacking="c") == ["ab", "efd"]


def test_a_node_that_comes_twice_in_a_row_counts_once(tmp_path: Path) -> None:
    assert spelled(tmp_path, CROSSROADS, [("abbce", PATH)]) == ["abce"]


def test_edges_keep_what_their_way_counts(tmp_path: Path) -> None:
    road = {"highway": "residential", "oneway": "yes"}
    ways = read_ways(an_extract(tmp_path, CROSSROADS, [("abce", PATH), ("dcf", road)]))
    (found,) = edges(ways)
    assert [ways.kinds[kind] for kind in found.kind] == [factors(PATH)] * 2 + [factors(road)] * 2


def test_batches_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = an_extract(tmp_path, CROSSROADS, [("abce", PATH), ("dcf", PATH), ("ef", PATH)])
    whole = edges_of(path)
    monkeypatch.setattr("gis.sources.osm_edges.WAYS_AT_ONCE", 2)
    parts = list(edges(read_ways(path)))
    assert len(parts) == 2
    assert np.concatenate([one.source for one in parts]).tolist() == whole.source.tolist()
    lengths = np.concatenate([one.length_m for one in parts])
    assert lengths == pytest.approx(whole.length_m, abs=1e-6)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "osm.not_pbf"),
        (b"<?xml version='1.0'?><osm/>", "osm.not_pbf"),
        (b"\0\0\0\r\n\tOSMHeader", "osm.damaged"),
        (b"\0\0\0\r\n\tOSMHeader\x18\xff\xff\xff\xff\x0f", "osm.damaged"),
        (b"\xff\xff\xff\xff\n\tOSMHeader" + b"x" * 200, "osm.damaged"),
    ],
)
def test_a_file_that_is_no_extract_is_refused(tmp_path: Path, content: bytes, key: str) -> None:
    path = tmp_path / "odd.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(ReadError) as refused:
        read_ways(path)
    assert refused.value.key == key


def test_an_extract_without_ways_is_refused(tmp_path: Path) -> None:
    path = an_extract(tmp_path, CROSSROADS, [("abce", {"highway": "motorway"})])
    with pytest.raises(ReadError) as refused:
        read_ways(path)
    assert refused.value.key == "osm.no_ways"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_extract_is_refused(tmp_path: Path, part: float) -> None:
    content = realdata("osm/osrm-backend__monaco.osm.pbf").read_bytes()
    path = tmp_path / "cut.osm.pbf"
    path.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(ReadError) as refused:
        read_ways(path)
    assert refused.value.key == "osm.damaged"


@pytest.mark.parametrize("name", EXTRACTS)
def test_real_edges_are_as_long_as_the_ways_of_the_file(name: str) -> None:
    path = realdata(f"osm/{name}.osm.pbf")
    metres = 0.0
    for way in osmium.FileProcessor(path).with_locations():
        if way.is_way() and any(factors(dict(way.tags))):
            places = [(one.lon, one.lat) for one in way.nodes if one.location.valid()]
            metres += WGS84.line_length(*zip(*places, strict=True))
    found = list(edges(read_ways(path)))
    assert sum(one.length_m.sum() for one in found) == pytest.approx(metres, rel=1e-6)
    for one in found:
        ends = shapely.get_coordinates(shapely.get_point(one.line, 0))
        assert len(np.unique(np.column_stack((one.source, ends)), axis=0)) == len(
            np.unique(one.source)
        )
