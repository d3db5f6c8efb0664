"""The spool: rendered once for each version, whole or not at all."""

import gzip
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.spool import KEPT_S, Rendition, rendition


def pieces() -> Iterator[bytes]:
    yield b"one "
    yield b"two"


def never() -> Iterator[bytes]:
    raise AssertionError("rendered again")


ASK = """
import sys, time
from pathlib import Path
from app.spool import rendition

folder = Path(sys.argv[1])

def render():
    with (folder / "rendered").open("a") as count:
        count.write("x")
    time.sleep(1)
    yield b"once"

print(rendition(folder / "spool", "a", "1", render).sha256)
"""


def grow_old(kept: Rendition, seconds: float) -> None:
    written = kept.folder.stat().st_mtime - seconds
    os.utime(kept.folder, (written, written))


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
    grow_old(first, KEPT_S * 10)
    second = rendition(tmp_path, "a", "2", lambda: [b"new"])
    assert second.path.read_bytes() == b"new"
    assert first.path.exists()


def test_a_version_goes_once_it_was_replaced_long_enough_ago(tmp_path: Path) -> None:
    first = rendition(tmp_path, "a", "1", pieces)
    grow_old(first, KEPT_S * 10)
    second = rendition(tmp_path, "a", "2", pieces)
    grow_old(second, KEPT_S + 1)
    rendition(tmp_path, "a", "3", pieces)
    assert not first.folder.exists()
    assert second.folder.exists()


def test_a_folder_that_a_crash_left_without_its_hash_is_written_anew(tmp_path: Path) -> None:
    kept = rendition(tmp_path, "a", "1", pieces)
    (kept.folder / "sha256").write_text("")
    assert rendition(tmp_path, "a", "1", pieces) == kept
    assert kept.path.read_bytes() == b"one two"


def test_several_processes_that_ask_at_once_render_once(tmp_path: Path) -> None:
    asking = [
        subprocess.Popen([sys.executable, "-c", ASK, tmp_path], stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    hashes = {process.communicate(timeout=60)[0] for process in asking}
    assert len(hashes) == 1
    assert (tmp_path / "rendered").read_text() == "x"


def test_a_rendering_that_fails_leaves_nothing_half_written(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        rendition(tmp_path, "a", "1", broken)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["lock"]
    assert rendition(tmp_path, "a", "1", pieces).path.read_bytes() == b"one two"
