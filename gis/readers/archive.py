"""A zip archive opened safely: its names, its members' sizes and their sum are all bounded."""

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

from gis.errors import ReadError
from gis.readers.limits import MAX_BYTES, MAX_POINTS
from gis.readers.sniff import SNIFFED_BYTES

MAX_MEMBERS = 2000
MAX_EXPANDED_BYTES = 200_000_000
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
"""What `zipfile` raises where an archive is damaged, encrypted or compressed in a rare way."""
# The others expand a piece of any size at once, whatever they are asked for.
_EXPANDED_BY_PIECES = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED, _NAMED_IN_UTF8 = 0x1, 0x800
_ENTRY = b"PK\x01\x02"
_DRIVE = re.compile(r"^[A-Za-z]:")
_LONGEST_SAID = 100


class TooMuch(ReadError):
    """An archive holds more than is read of one: no part of it is."""


@dataclass
class Budget:
    """What is left to read of an archive and of those within it."""

    members: int = MAX_MEMBERS
    expanded_bytes: int = MAX_EXPANDED_BYTES
    points: int = MAX_POINTS

    def take(self, size: int) -> None:
        """Counts expanded bytes. Raises TooMuch `archive.too_big`."""
        self.expanded_bytes -= size
        if self.expanded_bytes < 0:
            raise TooMuch("archive.too_big", limit=MAX_EXPANDED_BYTES // 1_000_000)

    def take_points(self, count: int) -> None:
        """Counts points that were read. Raises TooMuch `file.too_many_points`."""
        self.points -= count
        if self.points < 0:
            raise TooMuch("file.too_many_points", limit=MAX_POINTS)


@dataclass(frozen=True)
class Member:
    """A file of an archive; nothing of it is expanded before it is asked for."""

    path: PurePosixPath
    _zipped: zipfile.ZipFile
    _entry: zipfile.ZipInfo
    _budget: Budget

    def opening(self) -> bytes:
        """The first bytes, as many as a kind is told by. Raises ReadError, as `read` does."""
        return self._expanded(SNIFFED_BYTES)

    def read(self) -> bytes:
        """All of it. Raises ReadError: `archive.too_big`, `archive.damaged`, `file.too_big`."""
        content = self._expanded(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            megabytes = max(self._entry.file_size, len(content)) // 1_000_000
            raise ReadError("file.too_big", megabytes=megabytes, limit=MAX_BYTES // 1_000_000)
        return content

    def _expanded(self, limit: int) -> bytes:
        if self._entry.compress_type not in _EXPANDED_BY_PIECES:
            raise ReadError("archive.rare_compression")
        try:
            with self._zipped.open(self._entry) as member:
                content = member.read(min(limit, self._budget.expanded_bytes + 1))
        except BROKEN:
            raise ReadError("archive.damaged") from None
        self._budget.take(len(content))
        return content


def open_zip(content: bytes, budget: Budget) -> list[Member]:
    """The files of an archive in its order, without macOS's and other hidden ones.

    Raises ReadError: `archive.damaged`, `archive.too_many_members`, `archive.bad_name`,
    `archive.encrypted`, `archive.link`.
    """
    if content.count(_ENTRY) > budget.members:
        raise TooMuch("archive.too_many_members", limit=MAX_MEMBERS)
    try:
        zipped = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN:
        raise ReadError("archive.damaged") from None
    budget.members -= len(zipped.infolist())
    entries = by_path(zipped.infolist())
    for entry in entries.values():
        if entry.flag_bits & _ENCRYPTED:
            raise ReadError("archive.encrypted")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise ReadError("archive.link", name=_said(entry))
    return [
        Member(path, zipped, entry, budget)
        for path, entry in entries.items()
        if not entry.filename.endswith("/") and not _is_hidden(path)
    ]


def by_path(entries: Sequence[zipfile.ZipInfo]) -> dict[PurePosixPath, zipfile.ZipInfo]:
    """The entries of an archive by their path.

    Raises ReadError `archive.bad_name` for one that climbs out of the archive or comes twice.
    """
    found: dict[PurePosixPath, zipfile.ZipInfo] = {}
    for entry in entries:
        path = PurePosixPath(_name(entry))
        if not path.name:  # the archive's own root
            continue
        climbs = path.is_absolute() or ".." in path.parts or _DRIVE.match(str(path))
        if climbs or path in found:
            raise ReadError("archive.bad_name", name=_said(entry))
        found[path] = entry
    return found


def _name(entry: zipfile.ZipInfo) -> str:
    """The path of an entry with slashes, composed accents and no character that cannot be seen.

    macOS and many a program write UTF-8 without the flag that says so.
    """
    name = entry.filename
    if not entry.flag_bits & _NAMED_IN_UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))
    return "".join(letter for letter in name if not unicodedata.category(letter).startswith("C"))


def _said(entry: zipfile.ZipInfo) -> str:
    return _name(entry)[:_LONGEST_SAID]


def _is_hidden(path: PurePosixPath) -> bool:
    return "__MACOSX" in path.parts or path.name.startswith(".") or path.name == "Thumbs.db"
