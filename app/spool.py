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
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

GZIP_LEVEL = 6
KEPT_S = 600
"""How long a version stays once another has replaced it: some are just reading it."""


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

    @property
    def rendered_at(self) -> datetime:
        """When they were written."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)


def rendition(
    spool: Path, name: str, version: str, render: Callable[[], Iterable[bytes]]
) -> Rendition:
    """The rendition of `name` at `version`: the one kept, or a new one.

    `version` must change whenever the bytes would. Two that ask at once render once: the
    second waits for the first, in whichever process it runs. What was replaced long enough
    ago goes.
    """
    home = spool / name
    folder = home / hashlib.sha256(version.encode()).hexdigest()[:32]
    if (found := _kept(folder)) is not None:
        return found
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (found := _kept(folder)) is not None:
            return found
        sha256 = _write(home, folder, render())
        _sweep(home, folder)
    return Rendition(folder, sha256)


def _kept(folder: Path) -> Rendition | None:
    """What a folder holds; None for a folder that a crash left without its hash."""
    try:
        sha256 = (folder / "sha256").read_text()
    except FileNotFoundError:
        return None
    return Rendition(folder, sha256) if sha256 else None


def _sweep(home: Path, newest: Path) -> None:
    """Removes the versions replaced more than KEPT_S ago."""
    written = sorted((path.stat().st_mtime, path) for path in home.iterdir() if path.is_dir())
    for (_, older), (replaced_at, _path) in pairwise(written):
        if older != newest and replaced_at < time.time() - KEPT_S:
            shutil.rmtree(older, ignore_errors=True)


def _write(home: Path, folder: Path, pieces: Iterable[bytes]) -> str:
    """Fills a folder aside and moves it into place whole; gives the hash."""
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
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(aside, folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return digest.hexdigest()
