"""Dumps of the database: one before each migration, and the way back."""

import os
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.localdb.cluster import LocalDatabaseError, installed
from app.localdb.place import cluster, dumps_of
from app.localdb.server import FOLDER, database_url, gate, refuse_if_used, start

KEPT = 5


def dump_before_migration(folder: Path = FOLDER, url: str | None = None) -> Path:
    """Dump a database into `dumps` beside the folder; keeps the newest five.

    `url` is a SQLAlchemy or libpq address, by default the private server's, which must be running.
    Raises LocalDatabaseError, and then leaves no half dump.
    """
    dumps = dumps_of(folder)
    dumps.mkdir(parents=True, exist_ok=True)
    dump = dumps / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S.%fZ}.dump"
    unfinished = dump.with_suffix(".unfinished")
    try:
        _run("pg_dump", url or database_url(folder), "--format=custom", "--file", unfinished)
        unfinished.rename(dump)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in sorted(dumps.glob("*.dump"))[:-KEPT]:
        old.unlink()
    return dump


def restore(dump: Path, folder: Path = FOLDER) -> Path | None:
    """Load a dump into a new cluster; gives the folder that keeps the old one, if there was one.

    Raises LocalDatabaseError, and then everything is as before.
    """
    if not dump.is_file():
        raise LocalDatabaseError(f"There is no dump {dump}.")
    with gate(folder):
        refuse_if_used(folder)
        here = cluster(folder)
        here.stop()
        aside = None
        if here.data.exists():
            aside = Path(tempfile.mkdtemp(prefix="before-restore-", dir=here.data.parent))
            here.data.rename(aside / "data")
        try:
            start(folder)
            _run("pg_restore", database_url(folder), "--exit-on-error", "--no-owner", dump)
            cluster(folder).stop()
        except BaseException:
            cluster(folder).stop()
            shutil.rmtree(here.data, ignore_errors=True)
            if aside:
                (aside / "data").rename(here.data)
                aside.rmdir()
            raise
        return aside


def _run(program: str, url: str, *arguments: str | Path) -> None:
    versions = installed()
    path = versions[max(versions)] / program if versions else shutil.which(program)
    if not path:
        raise LocalDatabaseError(f"{program} is missing: install the package postgresql-client.")
    address = conninfo_to_dict(url.replace("+psycopg", "", 1))
    password = address.pop("password", None)
    done = subprocess.run(
        [path, "--dbname", make_conninfo("", **address), *arguments],
        env=os.environ | ({"PGPASSWORD": str(password)} if password else {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise LocalDatabaseError(f"{program} failed: {done.stderr.strip()}")
