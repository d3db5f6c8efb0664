"""One PostgreSQL cluster on disk: which programs run it, as whom, and whether it runs."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from psycopg import pq

PROGRAMS = Path("/usr/lib/postgresql")
EXTENSIONS = Path("/usr/share/postgresql")
OLDEST = 15
OWNER = "balise"
PORT = 5432
SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "jit": "off",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
LOG_LIMIT_BYTES = 5_000_000


class LocalDatabaseError(Exception):
    """The private PostGIS cannot be used; the message is for the person at the terminal."""


def installed() -> dict[int, Path]:
    """Major version -> folder of programs, for each PostgreSQL 15 or newer that has PostGIS."""
    found = {}
    for control in EXTENSIONS.glob("[0-9]*/extension/postgis.control"):
        version = control.parent.parent.name
        programs = PROGRAMS / version / "bin"
        if version.isdigit() and int(version) >= OLDEST and (programs / "initdb").exists():
            found[int(version)] = programs
    return found


@dataclass(frozen=True)
class Cluster:
    """A data folder, the folder of its socket, its log, and the account that runs it."""

    data: Path
    socket: Path
    log: Path
    uid: int
    gid: int

    @property
    def conninfo(self) -> str:
        return f"host={self.socket} port={PORT} user={OWNER}"

    def version(self) -> int | None:
        """Major version that wrote the data folder; None before `create`."""
        try:
            return int((self.data / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None
        except PermissionError:
            whose = pwd.getpwuid(self.data.stat().st_uid).pw_name
            raise LocalDatabaseError(
                f"{self.data} belongs to {whose}: run this as {whose} or as root, "
                f"or give it away with: sudo chown -R {os.geteuid()} {self.data.parent}"
            ) from None

    def programs(self) -> Path:
        """Folder of the programs that fit the data folder, the newest for a new one."""
        versions = installed()
        if not versions:
            raise LocalDatabaseError(
                f"PostgreSQL {OLDEST} or newer with PostGIS is not installed: "
                "`make run` installs it, or says how."
            )
        version = self.version() or max(versions)
        if version not in versions:
            raise LocalDatabaseError(f"postgresql-{version}-postgis-3 is no longer installed.")
        return versions[version]

    def answers(self) -> bool:
        """Whether the server accepts connections; waits while it is about to start or stop."""
        if not self.socket.is_dir() or self.socket.stat().st_uid != self.uid:
            return False
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            match pq.PGconn.ping(self.conninfo.encode()):
                case pq.Ping.OK:
                    return True
                case pq.Ping.REJECT:
                    time.sleep(0.1)
                case _:
                    return False
        raise LocalDatabaseError(f"PostgreSQL does not get ready; see {self.log}")

    def create(self) -> None:
        """Make the data folder, whole or not at all."""
        unfinished = self.data.with_name("data.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        self._own_folder(unfinished)
        self._run("initdb", "-D", unfinished, "-U", OWNER, "--auth=trust", "--encoding=UTF8",
                  "--locale=C.UTF-8", "--no-instructions")  # fmt: skip
        unfinished.rename(self.data)

    def start(self) -> None:
        """Start the server and wait until it answers; what a crash left behind is cleared first."""
        self.stop()
        self._own_folder(self.socket)
        self._own_log()
        settings = {**SETTINGS, "unix_socket_directories": str(self.socket)}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self._run("pg_ctl", "start", "-D", self.data, "-w", "-t", "120", "-s",
                  "-l", self.log, "-o", options)  # fmt: skip

    def stop(self) -> None:
        """Stop the server if it runs; else end and remove what a killed one left behind.

        Its lock files name a process, and would hold up the next start for ever once that number
        belongs to somebody else.
        """
        pid_file = self.data / "postmaster.pid"
        first_line = pid_file.read_text().partition("\n")[0] if pid_file.exists() else ""
        if first_line.isdigit() and int(first_line) in self._processes():
            self._run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-t", "120", "-s")
            return
        deadline = time.monotonic() + 15
        while orphans := self._processes():
            if time.monotonic() > deadline:
                raise LocalDatabaseError(f"Old PostgreSQL processes do not end: {sorted(orphans)}")
            for pid in orphans:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGQUIT)
            time.sleep(0.1)
        for left in (pid_file, *self.socket.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)

    def _processes(self) -> set[int]:
        """The PostgreSQL processes whose working folder is this data folder.

        Unlike the number in postmaster.pid, this cannot mistake a stranger who got a dead
        server's process id.
        """
        found = set()
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (process / "comm").read_text() == "postgres\n" and (process / "cwd").samefile(
                    self.data
                ):
                    found.add(int(process.name))
            except OSError:
                continue
        return found

    def _own_folder(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)
        if folder.is_symlink() or folder.stat().st_uid != self.uid:
            raise LocalDatabaseError(f"{folder} belongs to somebody else: remove it and try again.")
        folder.chmod(0o700)

    def _own_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".old.log"))
        self.log.touch(mode=0o600)
        if os.geteuid() == 0:
            os.chown(self.log, self.uid, self.gid)

    def _run(self, program: str, *arguments: str | Path) -> None:
        as_root = os.geteuid() == 0
        done = subprocess.run(
            [self.programs() / program, *arguments],
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            user=self.uid if as_root else None,
            group=self.gid if as_root else None,
            extra_groups=[] if as_root else None,
        )
        if done.returncode:
            log = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
            why = "\n".join([done.stderr.strip(), *log[-5:]])
            raise LocalDatabaseError(f"{program} failed; {self.log} may say more:\n{why}")
