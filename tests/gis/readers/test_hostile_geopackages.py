"""GeoPackages whose tables are programs: none is run, and nothing else is lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from shapely import LineString

from gis.errors import ReadError
from gis.readers import geopackage_tables
from gis.readers.reading import read_file
from tests.layer_files import a_geopackage

pytestmark = pytest.mark.filterwarnings("ignore:::pyogrio")

LINES = [LineString([(0.58, 43.64), (0.59, 43.65), (0.6, 43.65)])] * 3
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT "


@pytest.fixture(scope="module")
def content() -> bytes:
    return a_geopackage({"traces": LINES}, ["Chêne", "Orme", "Aulne"])


@pytest.fixture
def altered(content: bytes) -> Callable[..., bytes]:
    """The GeoPackage after some statements, its triggers removed."""

    def alter(*statements: str) -> bytes:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
            database.deserialize(content)
            triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in triggers.fetchall():
                database.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                database.execute(statement)
            return database.serialize()

    return alter


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("gpkg_contents", "i AS table_name, i AS data_type, i AS identifier, i AS srs_id"),
        ("gpkg_extensions", "i AS table_name, i AS column_name, i AS extension_name"),
        ("gpkg_ogr_contents", "i AS table_name, i AS feature_count"),
        ("GPKG_metadata", "i AS id"),
        ("rtree_traces_geom", "i AS id, i AS minx, i AS maxx, i AS miny, i AS maxy"),
    ],
)
def test_a_view_in_the_place_of_a_standard_table_is_refused_before_it_is_run(
    altered: Callable[..., bytes], table: str, columns: str
) -> None:
    view = f"CREATE VIEW {table} AS {NUMBERS} {columns} FROM n"
    with pytest.raises(ReadError, match=r"layers\.broken"):
        read_file(altered(f"DROP TABLE IF EXISTS {table}", view))


def test_a_standard_table_with_a_computed_column_is_refused(altered: Callable[..., bytes]) -> None:
    heavy = "ALTER TABLE gpkg_contents ADD COLUMN heavy TEXT AS (hex(zeroblob(20000000)))"
    with pytest.raises(ReadError, match=r"layers\.broken"):
        read_file(altered(heavy))


def test_a_layer_with_a_computed_column_is_left_out(content: bytes) -> None:
    other = a_geopackage({"calculs": LINES, "traces": LINES})
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(other)
        database.execute("ALTER TABLE calculs ADD COLUMN description TEXT AS (hex(zeroblob(9)))")
        database.commit()
        contents = read_file(database.serialize())
    assert len(contents.tracks) == 3
    (finding,) = contents.findings
    assert (finding.key, finding.values["names"]) == ("layers.set_aside", "calculs")


def test_rows_that_hold_more_than_their_file_are_refused(altered: Callable[..., bytes]) -> None:
    long = "x" * 500_000
    doubled = "INSERT INTO traces (geom, nom) SELECT geom, nom FROM traces"
    added = f"ALTER TABLE traces ADD COLUMN description TEXT DEFAULT '{long}'"
    with pytest.raises(ReadError, match=r"layers\.broken"):
        read_file(altered(*[doubled] * 6, added))


def test_what_takes_too_many_steps_to_read_is_refused(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geopackage_tables, "_STEPS_AT_ONCE", 10)
    monkeypatch.setattr(geopackage_tables, "_MAX_TURNS", 10)
    with pytest.raises(ReadError, match=r"layers\.broken"):
        read_file(content)


def test_a_file_left_in_the_middle_of_its_journal_is_read(content: bytes) -> None:
    journalled = content[:18] + b"\2\2" + content[20:]
    assert [track.name for track in read_file(journalled).tracks] == ["Chêne", "Orme", "Aulne"]


def test_no_trigger_is_run_and_none_is_in_the_way(altered: Callable[..., bytes]) -> None:
    trigger = f"CREATE TRIGGER t AFTER UPDATE ON traces BEGIN {NUMBERS} i FROM n; END"
    assert len(read_file(altered(trigger)).tracks) == 3
