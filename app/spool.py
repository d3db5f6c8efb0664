"""The spool: bytes rendered once for each version, kept with their hash and a gzip twin."""

import fcntl
import gzip
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

GZIP_LEVEL = 6
KEPT_S = 600
"""How long an older version stays, for those who are just about to read it."""


@dataclass(frozen=True)
class Rendition:
    """One rendered file: the folder that holds its bytes, and their SHA-256 in hexadecimal."""

    folder: Path
    sha256: str

    @property
    def path(self) -> Path:
        """The bytes."""
        return self.folder / "bytes"

    @property
    def gzip_path(self) -> Path:
        """The same bytes, compressed."""
        return self.folder / "bytes.gz"


def rendition(
    spool: Path, name: str, version: str, render: Callable[[], Iterable[bytes]]
) -> Rendition:
    """The rendition of `name` at `version`: the one kept, or a new one, and then older ones go.

    `version` must change whenever the bytes would. Two that ask at once render once: the
    second waits for the first, in whichever process it runs.
    """
    home = spool / name
    folder = home / hashlib.sha256(version.encode()).hexdigest()[:32]
    try:
        return _kept(folder)
    except FileNotFoundError:
        home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            return _kept(folder)
        except FileNotFoundError:
            _write(home, folder, render())
        _sweep(home, folder)
    return _kept(folder)


def _kept(folder: Path) -> Rendition:
    return Rendition(folder, (folder / "sha256").read_text())


def _sweep(home: Path, newest: Path) -> None:
    for older in home.iterdir():
        if older.is_dir() and older != newest and older.stat().st_mtime < time.time() - KEPT_S:
            shutil.rmtree(older, ignore_errors=True)


def _write(home: Path, folder: Path, pieces: Iterable[bytes]) -> None:
    """Fills a folder aside and moves it into place whole."""
    aside = Path(tempfile.mkdtemp(dir=home))
    try:
        digest = hashlib.sha256()
        with (
            (aside / "bytes").open("wb") as plain,
            gzip.GzipFile(aside / "bytes.gz", "wb", GZIP_LEVEL, mtime=0) as packed,
        ):
            for piece in pieces:
                digest.update(piece)
                plain.write(piece)
                packed.write(piece)
        (aside / "sha256").write_text(digest.hexdigest())
        os.replace(aside, folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
