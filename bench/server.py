"""A server on a bench database, asked over one kept-alive connection."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import URL

_NEW = count()


@dataclass(frozen=True)
class Server:
    """A running server: its port, and the process of its one worker."""

    port: int
    worker: int

    def get(self, path: str, times: int = 1, *, anew: bool = False) -> bytes:
        """The last of `times` answers to `path`; each must be a 200.

        `anew` adds to each address what no answer depends on: none is remembered.
        """
        joint = "&" if "?" in path else "?"
        body = b""
        with (
            socket.create_connection(("127.0.0.1", self.port)) as link,
            link.makefile("rb") as said,
        ):
            for _ in range(times):
                asked = f"{path}{joint}anew={next(_NEW)}" if anew else path
                link.sendall(f"GET {asked} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
                body = _answer(said, path)
        return body

    def peak_mb(self) -> float:
        """The most memory that the worker has held until now."""
        status = Path(f"/proc/{self.worker}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _answer(said: BinaryIO, path: str) -> bytes:
    """The body of a 200 of known length; a client of ours, so that it is not what is measured."""
    status = said.readline()
    assert b" 200 " in status, f"{path}: {status!r}"
    length = 0
    while (line := said.readline()) != b"\r\n":
        if line[:15].lower() == b"content-length:":
            length = int(line[15:])
    return said.read(length)


@contextmanager
def served(url: URL, var: Path, file: Path) -> Iterator[Server]:
    """gunicorn with one worker of eight threads, as `balise serve` runs it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "bench.site:app", "--bind", f"127.0.0.1:{port}",
         "--workers", "1", "--worker-class", "gthread", "--threads", "8",
         "--log-level", "warning", "--no-control-socket"],
        env=os.environ
        | {
            "BALISE_DATABASE_URL": url.render_as_string(hide_password=False),
            "BALISE_VAR": str(var),
            "BENCH_FILE": str(file),
        },
    )  # fmt: skip
    try:
        wait(port, program)
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text()
        yield Server(port, int(children.split()[0]))
    finally:
        program.terminate()
        program.wait()


def wait(port: int, program: subprocess.Popen[bytes]) -> None:
    while program.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not start")
