"""What the tables of a GeoPackage are, asked of SQLite in memory before GDAL opens the file.

GDAL runs whatever program stands where it expects a table, for as long as that takes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count

from gis.errors import ReadError
from gis.readers.limits import MAX_BYTES, MAX_FEATURES

_TABLES = """
SELECT name, type, CASE type WHEN 'table' THEN EXISTS (
    SELECT 1 FROM pragma_table_xinfo(listed.name) WHERE hidden
) END FROM pragma_table_list AS listed WHERE schema = 'main'
"""
_STEPS_AT_ONCE = 1000
_MAX_TURNS = 100_000


@contextmanager
def opened(content: bytes) -> Iterator[sqlite3.Connection]:
    """The database in memory; what takes too many steps or is damaged raises sqlite3.Error."""
    # A header that promises a journal beside the file: in memory there is none.
    alone = content[:18] + b"\1\1" + content[20:]
    turns = count()
    with closing(sqlite3.connect(":memory:")) as database:
        database.set_progress_handler(lambda: next(turns) > _MAX_TURNS, _STEPS_AT_ONCE)
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 2 * MAX_BYTES)
        database.text_factory = lambda text: text.decode("utf-8", "replace")
        database.deserialize(alone)
        database.execute("PRAGMA trusted_schema = OFF")
        yield database


def sound_tables(database: sqlite3.Connection) -> frozenset[str]:
    """The tables that hold all that is read of them: no view, no computed column.

    Raises ReadError `layers.broken` where one that GDAL reads of its own accord is not such.
    """
    sound = set()
    for name, kind, is_computed in database.execute(_TABLES).fetchall():
        is_sound = kind == "table" and not is_computed
        is_standard = name.lower().startswith("gpkg")
        is_index = name.lower().startswith("rtree_")
        if (is_standard and not is_sound) or (is_index and kind == "view"):
            raise ReadError("layers.broken")
        if is_standard:
            refuse_swollen(database, name)
        if is_sound:
            sound.add(name)
    return frozenset(sound)


def refuse_swollen(database: sqlite3.Connection, table: str) -> None:
    """Raise ReadError `layers.broken` where rows hold more bytes than any file that is read.

    A hostile file has many rows say the same ones.
    """
    quoted = table.replace('"', '""')
    held = 0
    for row in database.execute(f'SELECT * FROM "{quoted}" LIMIT {MAX_FEATURES + 1}'):
        held += sum(len(value) for value in row if isinstance(value, bytes | str))
        if held > MAX_BYTES:
            raise ReadError("layers.broken")
