"""A site to kill: a PostgreSQL of its own and a real server."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from app import localdb
from app.localdb.place import cluster
from app.localdb.server import gate, start

ROOT = Path(__file__).parents[1]
PATIENCE_S = 60
NO_HEADERS: Mapping[str, str] = {}


def make_it_quick(folder: Path) -> None:
    """From its next start on, PostgreSQL does not wait for the disk.

    What a killed process wrote is the system's by then, and is not lost with it.
    """
    with (cluster(folder).data / "postgresql.conf").open("a") as conf:
        conf.write("fsync = off\n")


def kill_postgres(folder: Path) -> None:
    """SIGKILL to PostgreSQL and to each of its processes, the first of them first."""
    here = cluster(folder)
    with suppress(FileNotFoundError):
        first = int((here.data / "postmaster.pid").read_text().split()[0])
        os.kill(first, signal.SIGKILL)
    while left := here._processes():
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def restart_postgres(folder: Path) -> None:
    """Has PostgreSQL recover from its log, as the next command would."""
    with gate(folder):
        start(folder)


@dataclass
class Server:
    """`balise serve` on a database: a process that forks, and one that answers."""

    folder: Path
    port: int = field(default=0)
    process: subprocess.Popen[bytes] | None = None

    @property
    def var(self) -> Path:
        """Where it keeps its files."""
        return self.folder.parent / "server-var"

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        if not self.port:
            with socket.create_server(("127.0.0.1", 0)) as free:
                self.port = free.getsockname()[1]
        said = {
            "BALISE_DATABASE_URL": localdb.database_url(self.folder),
            "BALISE_VAR": str(self.var),
        }
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from app.cli import main; main()",
                "serve",
                "--workers",
                "1",
                "--port",
                str(self.port),
            ],
            cwd=ROOT,
            env={**os.environ, **said},
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        self.wait()

    def wait(self) -> None:
        """Waits until it answers."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            with suppress(OSError, HTTPException):
                if self.ask("GET", "/healthz")[0] == 200:
                    return
            time.sleep(0.02)
        raise TimeoutError("the server does not answer")

    def ask(
        self, method: str, address: str, body: bytes = b"", headers: Mapping[str, str] = NO_HEADERS
    ) -> tuple[int, Any, Mapping[str, str]]:
        """Status, body and headers of an answer, over a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, address, body or None, dict(headers))
            answer = connection.getresponse()
            content = answer.read()
            is_json = answer.headers.get_content_type().endswith("json")
            return answer.status, json.loads(content) if is_json else content, answer.headers
        finally:
            connection.close()

    def kill_workers(self) -> None:
        """SIGKILL to the process that answers; the one that forks makes another."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        for worker in children.read_text().split():
            with suppress(ProcessLookupError):
                os.kill(int(worker), signal.SIGKILL)

    def kill(self) -> None:
        """SIGKILL to all of its processes."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
