"""The private PostGIS, on a real server in a temporary folder."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from app.localdb import (
    LocalDatabaseError,
    database_url,
    dump_before_migration,
    place,
    reset,
    restore,
    running,
    stop,
)
from app.localdb.cluster import installed
from app.localdb.place import cluster

pytestmark = pytest.mark.skipif(
    not installed(), reason="no PostgreSQL server with PostGIS is installed on this machine"
)
ROOT = Path(__file__).resolve().parents[2]
OTHER_COMMAND = """
import sys
from pathlib import Path
from app.localdb import running
with running(Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.read()
"""
COMMAND_THAT_FORKS = """
import os
import sys
from pathlib import Path
from app.localdb import running
from app.localdb.place import cluster
folder = Path(sys.argv[1])
with running(folder):
    child = os.fork()
    if child == 0:
        sys.exit()
    os.waitpid(child, 0)
    print("up" if cluster(folder).answers() else "stopped")
"""


@pytest.fixture(scope="module")
def shared_var() -> Iterator[Path]:
    """A `var` folder that the account of the server may enter, unlike pytest's own."""
    var = Path(tempfile.mkdtemp(prefix="balise-test-", dir="/tmp"))
    var.chmod(0o755)
    yield var
    shutil.rmtree(var)


@pytest.fixture
def folder(shared_var: Path) -> Iterator[Path]:
    folder = shared_var / "postgres"
    yield folder
    assert stop(folder)
    shutil.rmtree(shared_var / "dumps", ignore_errors=True)


def ask(folder: Path, question: str, *, name: str = "balise") -> object:
    address = database_url(folder, name).replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        answer = connection.execute(question)
        return answer.fetchone()[0] if answer.description else None


def is_up(folder: Path) -> bool:
    return cluster(folder).answers()


def postmaster(folder: Path) -> int:
    return int((cluster(folder).data / "postmaster.pid").read_text().split()[0])


def another_command(folder: Path) -> subprocess.Popen[str]:
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER_COMMAND, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "in\n"
    return other


def kill(other: subprocess.Popen[str]) -> None:
    other.kill()
    other.communicate()


def listening_tcp_sockets(pid: int) -> set[str]:
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
    ]
    listening = {f"socket:[{row[9]}]" for row in rows if row[3] == "0A"}
    opened = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            opened.add(os.readlink(descriptor))
    return opened & listening


def test_a_server_with_postgis_is_there_while_somebody_needs_it(folder: Path) -> None:
    with running(folder) as url:
        assert url == database_url(folder)
        assert ask(folder, "SELECT ST_AsText(ST_Point(0.58, 43.64))") == "POINT(0.58 43.64)"
    assert not is_up(folder)


def test_it_is_reached_through_its_socket_alone(folder: Path) -> None:
    with running(folder):
        assert ask(folder, "SHOW listen_addresses") == ""
        assert listening_tcp_sockets(postmaster(folder)) == set()
        socket = cluster(folder).socket
        assert socket.stat().st_mode & 0o077 == 0
        assert (socket / ".s.PGSQL.5432").stat().st_mode & 0o077 == 0


def test_what_was_written_is_there_the_next_time(folder: Path) -> None:
    with running(folder):
        ask(folder, "CREATE TABLE kept AS SELECT 'Condom' AS town")
    with running(folder):
        assert ask(folder, "SELECT town FROM kept") == "Condom"
        ask(folder, "DROP TABLE kept")


def test_the_first_to_leave_does_not_stop_it_for_the_other(folder: Path) -> None:
    other = another_command(folder)
    with running(folder):
        first = postmaster(folder)
        other.communicate()
        assert ask(folder, "SELECT 1") == 1
    assert not is_up(folder)
    with running(folder):
        assert postmaster(folder) != first


def test_the_starter_may_leave_before_the_other(folder: Path) -> None:
    with running(folder):
        other = another_command(folder)
    assert ask(folder, "SELECT 1") == 1
    other.communicate()
    assert not is_up(folder)


def test_a_killed_command_takes_nothing_from_the_others_and_locks_nobody_out(folder: Path) -> None:
    other = another_command(folder)
    with running(folder):
        kill(other)
        assert ask(folder, "SELECT 1") == 1
    assert not is_up(folder)


def test_the_next_to_leave_stops_what_a_killed_command_left_running(folder: Path) -> None:
    kill(another_command(folder))
    assert is_up(folder)
    with running(folder):
        pass
    assert not is_up(folder)


def test_a_forked_child_that_ends_does_not_leave_in_the_name_of_its_parent(folder: Path) -> None:
    parent = subprocess.run(
        [sys.executable, "-c", COMMAND_THAT_FORKS, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert parent.stdout == "up\n"
    assert not is_up(folder)


def test_it_starts_again_after_its_postmaster_was_killed(folder: Path) -> None:
    with running(folder):
        ask(folder, "CREATE TABLE committed AS SELECT 7 AS number")
        os.kill(postmaster(folder), signal.SIGKILL)
        with running(folder):
            assert ask(folder, "SELECT number FROM committed") == 7
            ask(folder, "DROP TABLE committed")


def test_a_stranger_who_got_the_process_id_of_a_dead_server_does_not_matter(folder: Path) -> None:
    with running(folder):
        here = cluster(folder)
        account = {"user": here.uid, "group": here.gid} if os.geteuid() == 0 else {}
        stranger = subprocess.Popen(["sleep", "60"], cwd="/", **account)
        os.kill(postmaster(folder), signal.SIGKILL)
        pid_file = here.data / "postmaster.pid"
        _, rest = pid_file.read_text().split("\n", 1)
        pid_file.write_text(f"{stranger.pid}\n{rest}")
        with running(folder):
            assert ask(folder, "SELECT 1") == 1
        assert stranger.poll() is None
        kill(stranger)


def test_a_cluster_whose_making_was_interrupted_is_made_anew(shared_var: Path) -> None:
    folder = shared_var / "interrupted"
    unfinished = cluster(folder).data.with_name("data.unfinished")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("15\n")
    with running(folder):
        assert ask(folder, "SELECT 1") == 1
    assert not unfinished.exists()


def test_a_path_too_long_for_a_socket_is_no_obstacle(shared_var: Path) -> None:
    folder = shared_var / ("très long chemin " * 8) / "postgres"
    with running(folder):
        assert ask(folder, "SELECT 1") == 1
    socket = cluster(folder).socket
    assert len(str(socket)) < 60
    socket.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_a_folder_that_the_server_cannot_enter_becomes_a_link_to_one_that_it_can(
    shared_var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(place, "ELSEWHERE", shared_var)
    private = shared_var / "private"
    private.mkdir(mode=0o700)
    with running(private / "var" / "postgres"):
        assert ask(private / "var" / "postgres", "SELECT 1") == 1
    assert (private / "var" / "postgres").readlink().parent == shared_var
    assert "cannot enter" in capsys.readouterr().err


def test_the_files_of_another_version_are_refused_with_the_command_that_helps(folder: Path) -> None:
    with running(folder):
        ask(folder, "CREATE TABLE dumped AS SELECT 'Lectoure' AS town")
        dump = dump_before_migration(folder)
        ask(folder, "DROP TABLE dumped")
    version = cluster(folder).data / "PG_VERSION"
    version.write_text("9\n")

    with pytest.raises(LocalDatabaseError, match="written by PostgreSQL 9") as refusal, \
            running(folder):  # fmt: skip
        pass
    assert f"app.localdb restore {os.path.relpath(dump)}" in str(refusal.value)

    kept = restore(dump, folder)
    assert (kept / "data" / "PG_VERSION").read_text() == "9\n"
    with running(folder):
        assert ask(folder, "SELECT town FROM dumped") == "Lectoure"
        assert ask(folder, "SELECT postgis_version()")
    shutil.rmtree(kept)


def test_a_dump_that_cannot_be_loaded_changes_nothing(folder: Path) -> None:
    with running(folder):
        ask(folder, "CREATE TABLE before AS SELECT 1 AS number")
    broken = folder.parent / "broken.dump"
    broken.write_bytes(b"PGDMP, or so it says")
    with pytest.raises(LocalDatabaseError, match="pg_restore"):
        restore(broken, folder)
    with running(folder):
        assert ask(folder, "SELECT number FROM before") == 1


def test_five_dumps_are_kept(folder: Path) -> None:
    with running(folder):
        dumps = [dump_before_migration(folder) for _ in range(7)]
    assert sorted((folder.parent / "dumps").iterdir()) == dumps[2:]


def test_what_is_in_use_is_neither_stopped_nor_erased(folder: Path) -> None:
    with running(folder):
        assert not stop(folder)
        with pytest.raises(LocalDatabaseError, match="in use"):
            reset(folder)
        assert ask(folder, "SELECT 1") == 1
    reset(folder)
    with running(folder):
        assert ask(folder, "SELECT count(*) FROM pg_database WHERE datname = 'balise'") == 1


def test_commands_that_start_together_share_one_server(folder: Path) -> None:
    others = [
        subprocess.Popen(
            [sys.executable, "-c", OTHER_COMMAND, str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    assert [other.stdout.readline() for other in others] == ["in\n"] * 4
    for other in others:
        other.communicate()
    assert [other.returncode for other in others] == [0] * 4
    assert not is_up(folder)
