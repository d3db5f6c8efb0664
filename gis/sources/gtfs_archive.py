"""A GTFS archive: its tables found safely, and their rows one after the other."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from gis.errors import GisError, ReadError
from gis.readers.archive import BROKEN, by_path

MAX_BYTES = 2_000_000_000
"""The tables that are read may take this much when expanded: twice the greatest of France."""
MAX_TABLE_BYTES = 200_000_000
"""Any table but `stop_times`, which alone is never held whole, may take this much."""
LONGEST_TEXT = 1000
TABLES = (
    "agency",
    "stops",
    "routes",
    "trips",
    "stop_times",
    "calendar",
    "calendar_dates",
    "frequencies",
    "feed_info",
)
Value = TypeVar("Value")


def file_of(table: str) -> str:
    """The name of the file that holds a table."""
    return f"{table}.txt"


class GtfsError(GisError):
    """A timetable cannot be used: `file`, `line` and `value` say where, as far as it is known."""


@dataclass(slots=True)
class Row:
    """One row of a table: its cells by column, and where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """A cell without blanks around it, "" where it is empty or absent. Raises GtfsError."""
        value = self.cells.get(column, "")
        if len(value) > LONGEST_TEXT or "\0" in value:
            raise self.bad(column)
        return value

    def required(self, column: str) -> str:
        """A cell that must say something. Raises GtfsError."""
        value = self.text(column)
        if not value:
            raise GtfsError("gtfs.value_missing", file=self.file, line=self.line, column=column)
        return value

    def read(self, column: str, read: Callable[[str], Value]) -> Value:
        """A cell as `read` takes it, whose ValueError or KeyError becomes a GtfsError."""
        try:
            return read(self.required(column))
        except (ValueError, KeyError):
            raise self.bad(column) from None

    def bad(self, column: str) -> GtfsError:
        """What to raise where a cell makes no sense."""
        return self.wrong("gtfs.bad_value", column, self.cells.get(column, ""))

    def wrong(self, key: str, column: str, value: str) -> GtfsError:
        """The error of a cell, its value cut short."""
        return GtfsError(key, file=self.file, line=self.line, column=column, value=value[:60])


class Archive:
    """The tables of an archive whose members have been looked at."""

    def __init__(self, zipped: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> None:
        self._zipped = zipped
        self._members = members

    def has(self, table: str) -> bool:
        """Whether the archive holds a table."""
        return table in self._members

    def rows(self, table: str, columns: tuple[str, ...]) -> Iterator[Row]:
        """Every row that is not blank; `columns` must be there. Raises GtfsError."""
        file = file_of(table)
        with self._lines(table, columns) as (header, lines):
            for line in lines:
                cells = [cell.strip() for cell in line]
                if any(cells):
                    yield Row(file, lines.line_num, dict(zip(header, cells, strict=False)))

    def column(self, table: str, column: str) -> Iterator[str]:
        """The cells of one column, "" where a row is too short. Raises GtfsError."""
        with self._lines(table, (column,)) as (header, lines):
            number = header.index(column)
            for cells in lines:
                yield cells[number].strip() if number < len(cells) else ""

    @contextmanager
    def _lines(self, table: str, columns: tuple[str, ...]) -> Iterator[tuple[list[str], Any]]:
        """The header of a table, and a reader of the lines below it."""
        if table not in self._members:
            raise GtfsError("gtfs.file_missing", file=file_of(table))
        with _damage(table), self._zipped.open(self._members[table]) as content:
            lines = csv.reader(io.TextIOWrapper(content, "utf-8-sig", newline=""), strict=True)
            try:
                header = [name.strip() for name in next(lines, [])]
                for column in columns:
                    if column not in header:
                        raise GtfsError("gtfs.column_missing", file=file_of(table), column=column)
                    if header.count(column) > 1:
                        raise GtfsError(
                            "gtfs.twice", file=file_of(table), line=1, column=column, value=column
                        )
                yield header, lines
            except csv.Error:
                raise GtfsError("gtfs.not_csv", file=file_of(table), line=lines.line_num) from None


@contextmanager
def open_archive(source: Path | BinaryIO) -> Iterator[Archive]:
    """A GTFS archive, its tables at the root or in one folder.

    Raises GtfsError: `gtfs.not_a_zip`, `gtfs.bad_member` where a name climbs out of the archive
    or comes twice, `gtfs.too_big`, `gtfs.file_missing`, `gtfs.damaged`.
    """
    try:
        zipped = zipfile.ZipFile(source)
    except FileNotFoundError:
        raise
    except BROKEN:
        raise GtfsError("gtfs.not_a_zip") from None
    with zipped:
        yield Archive(zipped, _tables(zipped.infolist()))


def _tables(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The members that are tables, by name; zipfile itself reads no more than they declare."""
    try:
        found = by_path(members)
    except ReadError as bad:
        raise GtfsError("gtfs.bad_member", value=bad.values["name"]) from None
    folders = sorted({path.parent for path in found if path.name == file_of("stop_times")})
    if not folders:
        raise GtfsError("gtfs.file_missing", file=file_of("stop_times"))
    paths = {table: folders[0] / file_of(table) for table in TABLES}
    tables = {table: found[path] for table, path in paths.items() if path in found}
    for table, member in tables.items():
        limit = MAX_BYTES if table == "stop_times" else MAX_TABLE_BYTES
        if member.file_size > limit:
            raise GtfsError("gtfs.too_big", file=file_of(table), limit=limit // 1_000_000)
    return tables


@contextmanager
def _damage(table: str) -> Iterator[None]:
    """Says of what cannot be unpacked or decoded which table it is."""
    try:
        yield
    except UnicodeDecodeError:
        raise GtfsError("gtfs.not_utf8", file=file_of(table)) from None
    except BROKEN:
        raise GtfsError("gtfs.damaged", file=file_of(table)) from None
