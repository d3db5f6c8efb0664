"""Sharing the server between commands: each holds a lock while it uses it.

The lock `users` is shared, and the kernel drops it when its process dies, however it dies.
Starting and stopping happen one at a time, under the lock `gate`.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from app.localdb.cluster import OWNER, PORT, Cluster, LocalDatabaseError, installed
from app.localdb.place import cluster, dumps_of, home_of

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("BALISE_VAR") or ROOT / "var").resolve() / "postgres"


def database_url(folder: Path = FOLDER, name: str = "balise") -> str:
    """SQLAlchemy address of a database of the private server, running or not."""
    socket = cluster(folder).socket
    return f"postgresql+psycopg://{OWNER}@/{name}?host={quote(str(socket))}&port={PORT}"


@contextmanager
def running(folder: Path = FOLDER) -> Iterator[str]:
    """Keep the server up for the length of a `with`; gives the address of its database `balise`.

    The first time, creates the cluster and that database with PostGIS. Raises LocalDatabaseError.
    """
    with gate(folder):
        users = _open(home_of(folder) / "users.lock")
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            start(folder)
        except BaseException:
            _leave(folder, users)
            raise
    entered_by = os.getpid()
    try:
        yield database_url(folder)
    finally:
        # A forked child (a gunicorn worker) unwinds through here too: it must not leave for us.
        if os.getpid() == entered_by:
            with gate(folder):
                _leave(folder, users)


def stop(folder: Path = FOLDER) -> bool:
    """Stop the server unless a command uses it; gives whether it is stopped."""
    with gate(folder):
        if _used(folder):
            return False
        cluster(folder).stop()
        return True


def reset(folder: Path = FOLDER) -> None:
    """Erase the server and all its databases. Raises LocalDatabaseError if a command uses it."""
    with gate(folder):
        refuse_if_used(folder)
        here = cluster(folder)
        here.stop()
        if here.data.exists():
            shutil.rmtree(here.data)


def start(folder: Path) -> Cluster:
    """Have the server answer, with the database `balise` in it. Only under the gate."""
    here = cluster(folder)
    version = here.version()
    if version is None:
        here.create()
        here = cluster(folder)
    elif installed() and version not in installed():
        raise LocalDatabaseError(_other_version(folder, version))
    if not here.answers():
        here.start()
    with psycopg.connect(here.conninfo, dbname="postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [OWNER])
        if not known.fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(OWNER)))
    with psycopg.connect(here.conninfo, dbname=OWNER, autocommit=True) as connection:
        connection.execute("SET client_min_messages = warning")
        connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    return here


@contextmanager
def gate(folder: Path) -> Iterator[None]:
    """Hold the lock under which the server starts and stops."""
    lock = _open(home_of(folder) / "gate.lock")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def refuse_if_used(folder: Path) -> None:
    """Raise LocalDatabaseError if a command uses the server."""
    if _used(folder):
        raise LocalDatabaseError(
            "The private PostGIS is in use by make run, make test or a balise command: "
            "end that first."
        )


def _other_version(folder: Path, version: int) -> str:
    has = " and ".join(str(found) for found in sorted(installed()))
    said = (
        f"The database in {folder} was written by PostgreSQL {version}, but this machine has {has}."
        f" Install postgresql-{version}-postgis-3, or "
    )
    if dump := max(dumps_of(folder).glob("*.dump"), default=None):
        return said + (
            "load the latest dump, which keeps the old files aside: "
            f".venv/bin/python -m app.localdb restore {os.path.relpath(dump)}"
        )
    return said + "start from nothing with `make reset`: there is no dump yet."


def _leave(folder: Path, users: int) -> None:
    try:
        if _alone(users):
            cluster(folder).stop()
    finally:
        # Said aloud, because forked children share this lock and may outlive us.
        fcntl.flock(users, fcntl.LOCK_UN)
        os.close(users)


def _used(folder: Path) -> bool:
    users = _open(home_of(folder) / "users.lock")
    try:
        return not _alone(users)
    finally:
        os.close(users)


def _alone(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(lock: Path) -> int:
    """A lock file, opened for reading so that another account's can be shared."""
    return os.open(lock, os.O_RDONLY | os.O_CREAT, 0o644)
