"""The spool: rendered once for each version, whole or not at all."""

import gzip
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.spool import KEPT_S, rendition


def pieces() -> Iterator[bytes]:
    yield b"one "
    yield b"two"


def never() -> Iterator[bytes]:
    raise AssertionError("rendered again")


def test_the_bytes_their_hash_and_their_twin_agree(tmp_path: Path) -> None:
    kept = rendition(tmp_path, "feeds/a.xml", "1", pieces)
    assert kept.path.read_bytes() == b"one two"
    assert gzip.decompress(kept.gzip_path.read_bytes()) == b"one two"
    assert kept.sha256 == hashlib.sha256(b"one two").hexdigest()


def test_a_version_is_rendered_once(tmp_path: Path) -> None:
    first = rendition(tmp_path, "a", "1", pieces)
    assert rendition(tmp_path, "a", "1", never) == first


def test_another_version_is_another_file_and_the_last_one_stays_a_while(tmp_path: Path) -> None:
    first = rendition(tmp_path, "a", "1", pieces)
    second = rendition(tmp_path, "a", "2", lambda: [b"new"])
    assert second.path.read_bytes() == b"new"
    assert first.path.exists()
    long_ago = first.folder.stat().st_mtime - KEPT_S - 1
    os.utime(first.folder, (long_ago, long_ago))
    rendition(tmp_path, "a", "3", pieces)
    assert not first.folder.exists()
    assert second.folder.exists()


def test_a_rendering_that_fails_leaves_nothing_half_written(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        rendition(tmp_path, "a", "1", broken)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["lock"]
    assert rendition(tmp_path, "a", "1", pieces).path.read_bytes() == b"one two"
