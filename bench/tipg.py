"""tipg, the tile server that ours is measured against, in an environment of its own."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL

from bench.server import Server, wait

PYTHON = Path(".venv-bench/bin/python")


@contextmanager
def tipg(url: URL) -> Iterator[Server]:
    """tipg under uvicorn, with uvloop and one process, on the database at `url`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = subprocess.Popen(
        [PYTHON, "-m", "uvicorn", "tipg.main:app", "--port", str(port), "--log-level", "error",
         "--no-access-log"],
        env=os.environ
        | {
            "DATABASE_URL": _address(url),
            "TIPG_MAX_FEATURES_PER_TILE": "100000",
            "TIPG_TILE_BUFFER": "64",
            "TIPG_CATALOG_TTL": "0",
            "TIPG_DB_SPATIAL_EXTENT": "FALSE",
            "TIPG_DB_DATETIME_EXTENT": "FALSE",
        },
    )  # fmt: skip
    try:
        wait(port, program)
        yield Server(port, program.pid)
    finally:
        program.terminate()
        program.wait()


def _address(url: URL) -> str:
    """With the socket's folder as the host: tipg refuses an address without one."""
    if "host" not in url.query:
        return url.set(drivername="postgresql").render_as_string(hide_password=False)
    host, port = quote(str(url.query["host"]), safe=""), url.query.get("port", 5432)
    return f"postgresql://{url.username}@{host}:{port}/{url.database}"
