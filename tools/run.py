"""What `make run` does once all is installed: database, migrations, demo, server.

    tools/run.py [--host HOST] [--port PORT]
    tools/run.py --stop       ends every run of this checkout, and the private PostGIS

Every program it starts gets a process group, so that ending one ends what that started. Each run
holds a lock on `var/run/<process id>.lock`: a file without a holder is a run that has ended.
"""

import argparse
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from app.localdb import LocalDatabaseError, running
from app.localdb import stop as stop_database

ROOT = Path(__file__).resolve().parent.parent
RUNS = ROOT / "var" / "run"
BALISE = ROOT / ".venv" / "bin" / "balise"
PATIENCE_S = 15


def main() -> int:
    """Obey the command line; gives the exit status."""
    parser = argparse.ArgumentParser(prog="tools/run.py")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--stop", action="store_true")
    asked = parser.parse_args()
    has_own_database = bool(os.environ.get("BALISE_DATABASE_URL"))
    try:
        if asked.stop:
            return stop(has_own_database)
        refuse_taken_port(asked.host, asked.port)
        with registered(), nullcontext() if has_own_database else running():
            return run(asked.host, asked.port)
    except LocalDatabaseError as error:
        print(error, file=sys.stderr)
        return 1


def run(host: str, port: int) -> int:
    """Migrate, load the demo once, serve until told to end; gives the exit status."""
    os.environ.setdefault("BALISE_PUBLIC_URL", address(host, port))
    for words in (["migrate"], ["demo", "--once"]):
        with started(*words) as program:
            if status := program.wait():
                return status
    with started("serve", "--host", host, "--port", str(port)) as server:
        while not answers(host, port):
            if server.poll() is not None:
                return server.returncode or 1
            time.sleep(0.1)
        print(f"Balise answers at {address(host, port)} (Ctrl-C stops it).", flush=True)
        try:
            return server.wait()
        except SystemExit:  # told to end, which is no failure once it serves
            return 0


def stop(has_own_database: bool) -> int:
    """End the runs of this checkout and, if nothing else uses it, the private PostGIS."""
    runs = [int(lock.stem) for lock in RUNS.glob("*.lock") if _is_held(lock)]
    for pid in runs:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + 2 * PATIENCE_S
    while any(_is_held(lock) for lock in RUNS.glob("*.lock")):
        if time.monotonic() > deadline:
            print(f"Process {runs} does not end.", file=sys.stderr)
            return 1
        time.sleep(0.1)
    print("Stopped." if runs else "Nothing was running.")
    if not has_own_database and not stop_database():
        print("The private PostGIS keeps running: another command uses it.")
    return 0


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A `balise` command, ended with all its children when the `with` is left."""
    program = subprocess.Popen([BALISE, *words], stdin=subprocess.DEVNULL, process_group=0)
    try:
        yield program
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                program.wait(PATIENCE_S)
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()


@contextmanager
def registered() -> Iterator[None]:
    """Be found by `--stop`, and end properly when told to by a signal or a closed terminal."""
    RUNS.mkdir(parents=True, exist_ok=True)
    mine = RUNS / f"{os.getpid()}.lock"
    with mine.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _end)
        try:
            yield
        finally:
            mine.unlink(missing_ok=True)


def _end(number: int, _frame: object) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    print("\nStopping …", flush=True)
    raise SystemExit(128 + number)


def _is_held(lock: Path) -> bool:
    try:
        with lock.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    lock.unlink(missing_ok=True)
    return False


def refuse_taken_port(host: str, port: int) -> None:
    """Exit with one sentence if the server could not listen there."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        why = error.strerror.partition(" (")[0] if error.strerror else error
        sys.exit(
            f"Balise cannot listen on {host} port {port} ({why}): "
            f"choose another port, for instance `make run PORT={port + 1}`."
        )


def answers(host: str, port: int) -> bool:
    """Whether the server gives a sound answer."""
    connection = http.client.HTTPConnection(_reachable(host), port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    name = _reachable(host)
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"


def _reachable(host: str) -> str:
    return {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


if __name__ == "__main__":
    sys.exit(main())
