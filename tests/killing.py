"""A site to kill: a PostgreSQL of its own, a real server, and somebody who keeps editing."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

from app import localdb
from app.localdb.place import cluster
from app.localdb.server import gate, start
from app.models import Part

ROOT = Path(__file__).parents[1]
PATIENCE_S = 60
FACTS_OF_A_PR = {"kind": "pr", "practices": ["walking"]}


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

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        if not self.port:
            with socket.create_server(("127.0.0.1", 0)) as free:
                self.port = free.getsockname()[1]
        said = {
            "BALISE_DATABASE_URL": localdb.database_url(self.folder),
            "BALISE_VAR": str(self.folder.parent / "server-var"),
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
        self, method: str, address: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, Any, str]:
        """Status, body and ETag of an answer, over a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, address, body or None, headers or {})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read()), answer.headers.get("ETag", "")
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


@dataclass(frozen=True)
class Kept:
    """What the server said it had stored: a part's version, and what had been sent."""

    route_id: int
    part: Part
    version: int
    sent: dict[str, Any]


class Editor(Thread):
    """Somebody who edits without a pause, and remembers what was acknowledged."""

    def __init__(self, server: Server, token: str, seed: int) -> None:
        super().__init__(daemon=True)
        self.server = server
        self.token = token
        self.chance = Random(seed)
        self.done = Event()
        self.routes: list[int] = []
        self.kept: list[Kept] = []
        self.touched: set[int] = set()
        self.interrupted = 0
        self.refused: list[str] = []

    def run(self) -> None:
        """One gesture after the other, until told to end."""
        gestures: tuple[Callable[[], None], ...] = (
            self.import_route, self.save_text, self.save_facts, self.set_line, self.publish,
        )  # fmt: skip
        while not self.done.is_set():
            gesture = self.chance.choice(gestures) if self.routes else self.import_route
            try:
                gesture()
            except (OSError, HTTPException, ValueError):
                self.interrupted += 1
                time.sleep(0.05)

    def import_route(self) -> None:
        """A new route, its line with it."""
        body = {"title": self._words(), **FACTS_OF_A_PR, "line": self._line()}
        found = self._send("POST", "/api/routes", body)
        if found is not None:
            self.routes = [*self.routes[-3:], found[0]["id"]]
            self.touched.add(found[0]["id"])
            self.kept.append(Kept(found[0]["id"], Part.LINE, 1, body["line"]))

    def save_text(self) -> None:
        """The French words, all of them."""
        self._change(
            Part.TEXT_FR,
            "texts/fr",
            lambda before: {
                **before,
                "title": self._words(),
                "description": "\n\n".join(self._words() for _ in range(50)),
                "departure": "Condom",
                "arrival": "Éauze",
            },
        )

    def save_facts(self) -> None:
        """Number, difficulty and stated climb."""
        self._change(
            Part.FACTS,
            "facts",
            lambda before: {
                **before,
                "number": self.chance.choice(["V82", "GR65", "12"]),
                "difficulty": self.chance.randint(1, 5),
                "stated": {"ascent_m": self.chance.randint(0, 900)},
            },
        )

    def set_line(self) -> None:
        """Another line."""
        self._change(Part.LINE, "line", lambda _before: self._line())

    def publish(self) -> None:
        """French, for all to see."""
        route_id = self.chance.choice(self.routes)
        self.touched.add(route_id)
        address = f"/api/routes/{route_id}/publication"
        _, version = self._read(address)
        body = {"languages": ["fr"]}
        if found := self._send("POST", address, body, version):
            self.kept.append(Kept(route_id, Part.PUBLICATION, found[1], {}))

    def _change(self, part: Part, name: str, change: Callable[[Any], dict[str, Any]]) -> None:
        route_id = self.chance.choice(self.routes)
        self.touched.add(route_id)
        address = f"/api/routes/{route_id}/{name}"
        before, version = self._read(address)
        sent = change(before)
        if found := self._send("PUT", address, sent, version):
            self.kept.append(Kept(route_id, part, found[1], sent))

    def _read(self, address: str) -> tuple[Any, int]:
        status, found, etag = self._ask("GET", address)
        if status != 200:
            raise OSError(status)
        return found, _version(etag)

    def _send(
        self, method: str, address: str, body: Any, version: int | None = None
    ) -> tuple[Any, int] | None:
        """What was acknowledged and its version; None for what was refused."""
        seen = {} if version is None else {"If-Match": f'"{version}"'}
        status, found, etag = self._ask(method, address, body, seen)
        if status >= 500:
            raise OSError(status)
        if status >= 400:
            self.refused.append(found.get("key", str(status)))
            return None
        return found, _version(etag)

    def _ask(
        self, method: str, address: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any, str]:
        return self.server.ask(
            method,
            address,
            json.dumps(body).encode() if body is not None else b"",
            {
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                **(headers or {}),
            },
        )

    def _words(self) -> str:
        return " ".join(self.chance.choices(["chemin", "pont", "église", "bois", "gué"], k=6))

    def _line(self) -> dict[str, Any]:
        lon, lat = self.chance.uniform(0, 1), self.chance.uniform(43.4, 44)
        piece = [[round(lon + n / 1000, 6), round(lat, 6), 100.0 + n % 7] for n in range(60)]
        return {"type": "MultiLineString", "coordinates": [piece]}


def wait_for_more(editors: list[Editor], more: int) -> None:
    """Waits until that many more gestures were acknowledged."""
    enough, deadline = _acknowledged(editors) + more, time.monotonic() + PATIENCE_S
    while _acknowledged(editors) < enough:
        if time.monotonic() > deadline:
            raise TimeoutError("nothing is acknowledged any more")
        time.sleep(0.01)


def _acknowledged(editors: list[Editor]) -> int:
    return sum(len(editor.kept) for editor in editors)


def _version(etag: str) -> int:
    return int(etag.removeprefix("W/").strip('"') or 0)
