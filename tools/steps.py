"""What every step of the preparation shares: where, how to say it, how to run a program."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class CannotPrepareError(Exception):
    """One sentence that says what is missing and which command to type."""


@contextmanager
def step(said: str) -> Iterator[None]:
    """Say a long step before it starts, and its seconds when it is done."""
    print(f"· {said} …", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - started:.0f} s", flush=True)


def run(command: Sequence[str | Path], purpose: str, **environment: str) -> None:
    """Run a program quietly; raises CannotPrepareError with the end of what it printed."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        tail = "\n".join(f"    {line}" for line in done.stdout.strip().splitlines()[-12:])
        words = " ".join(map(str, command))
        raise CannotPrepareError(f"{purpose} failed; its last words:\n{tail}\n    ({words})")


def as_root() -> list[str] | None:
    """What to put before a command to run it as root without a password; None if we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        silent = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if silent.returncode == 0:
            return ["sudo", "-n"]
    return None
