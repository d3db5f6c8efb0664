"""System packages: which are missing, and their installation with apt."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.steps import ROOT, CannotPrepareError, as_root, run, step

OLDEST_POSTGRESQL = 15
LEVELS = ("run", "test")
"""What cannot be done without."""
EXTENSIONS = Path("/usr/share/postgresql")
CLUSTER_SETTINGS = "/etc/postgresql-common/createcluster.conf"
APT = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]


@dataclass(frozen=True)
class Package:
    """A line of system-packages.txt."""

    name: str
    proof: str
    needed_for: str
    why: str

    def is_there(self) -> bool:
        """Whether its proof is found on this machine."""
        if self.proof == "postgis":
            return bool(_postgis_versions())
        if self.proof == "pgrouting":
            return _has_pgrouting()
        if self.proof.startswith("module:"):
            return importlib.util.find_spec(self.proof.removeprefix("module:")) is not None
        return any(
            Path(proof).exists() if proof.startswith("/") else _has_command(proof)
            for proof in self.proof.split()
        )


def install(level: str) -> None:
    """Install what a level (run or test) lacks, or raise the sentence that says what to type."""
    missing = _missing(level)
    if not missing:
        return
    required = [package for package in missing if package.needed_for in LEVELS]
    prefix = as_root()
    if prefix is None or not shutil.which("apt-get"):
        if required:
            raise CannotPrepareError(_what_to_type(required, level))
        return
    if required:
        _install(required, prefix)
    if wanted := [package for package in missing if package not in required]:
        try:
            _install(wanted, prefix)
        except CannotPrepareError as error:
            print(f"{error}\nBalise goes on without: {', '.join(one.why for one in wanted)}.")


def _install(missing: list[Package], prefix: list[str]) -> None:
    with step("Reading the lists of system packages"):
        run([*prefix, *APT, "update"], "apt-get update")
    names = {package: _newest(package.name) for package in missing}
    print("System packages to install with apt-get, as root:")
    for package, name in names.items():
        print(f"    {name:26} {package.why}")
    if any(package.proof == "postgis" for package in missing):
        _prevent_system_cluster(prefix)
    with step(f"Installing {len(names)} system packages"):
        run(
            [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *APT, "install",
             "--no-install-recommends", "-o", "Dpkg::Options::=--force-confdef",
             "-o", "Dpkg::Options::=--force-confold", *names.values()],
            "apt-get install",
        )  # fmt: skip


def has_chromium() -> bool:
    """Whether a Chromium or Chrome of the system is there for the browser tests."""
    return any(package.name == "chromium" and package.is_there() for package in _listed())


def _listed() -> list[Package]:
    lines = (ROOT / "tools" / "system-packages.txt").read_text("utf-8").splitlines()
    return [
        Package(*(cell.strip() for cell in line.split("|")))
        for line in lines
        if line and not line.startswith("#")
    ]


def _missing(level: str) -> list[Package]:
    levels = {"run", "wanted"} if level == "run" else {*LEVELS, "wanted", "optional"}
    has_own_database = bool(os.environ.get("BALISE_DATABASE_URL"))
    return [
        package
        for package in _listed()
        if package.needed_for in levels
        and not (has_own_database and package.proof in ("postgis", "pgrouting"))
        and not (package.name == "chromium" and _is_ubuntu())
        and not package.is_there()
    ]


def _what_to_type(missing: list[Package], level: str) -> str:
    named = ", ".join(f"{_newest(package.name)} ({package.why})" for package in missing)
    if not shutil.which("apt-get"):
        return (
            f"Balise lacks {named}, and there is no apt-get here: install the like of them with "
            "your system's own tool, or for the database set BALISE_DATABASE_URL to a PostGIS."
        )
    command = f"tools/prepare packages {level}"
    typed = f"sudo {command}" if shutil.which("sudo") else f"su -c '{command}'"
    return f"Balise lacks {named}, which only root can install: type `{typed}`, then try again."


def _newest(name: str) -> str:
    """The package of a pattern such as `postgresql-*-postgis-3` with the highest number.

    Where a server with PostGIS is here, what is added to it has its number.
    """
    if "*" not in name:
        return name
    if versions := _postgis_versions():
        return name.replace("*", str(max(versions)))
    pattern = "^" + name.replace("*", "([0-9]+)") + "$"
    known = ""
    if shutil.which("apt-cache"):
        search = ["apt-cache", "search", "--names-only", pattern]
        known = subprocess.run(search, capture_output=True, text=True, check=False).stdout
    names = [line.split()[0] for line in known.splitlines()]
    numbers = [int(found[1]) for each in names if (found := re.match(pattern, each))]
    if max(numbers, default=OLDEST_POSTGRESQL) < OLDEST_POSTGRESQL:
        numbers = []
    return name.replace("*", str(max(numbers))) if numbers else name


def _postgis_versions() -> list[int]:
    """The versions of PostgreSQL that are here with PostGIS and new enough."""
    found = []
    for control in EXTENSIONS.glob("[0-9]*/extension/postgis.control"):
        version = control.parent.parent.name
        server = Path("/usr/lib/postgresql") / version / "bin" / "initdb"
        if version.isdigit() and int(version) >= OLDEST_POSTGRESQL and server.exists():
            found.append(int(version))
    return found


def _has_pgrouting() -> bool:
    version = max(_postgis_versions(), default=0)
    return (EXTENSIONS / str(version) / "extension" / "pgrouting.control").exists()


def _has_command(name: str) -> bool:
    """A command that is not the stub with which Ubuntu points to a snap."""
    found = shutil.which(name)
    return found is not None and not (_is_ubuntu() and "/snap/" in str(Path(found).resolve()))


def _is_ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "\nID=ubuntu\n" in "\n" + release.read_text()


def _prevent_system_cluster(prefix: list[str]) -> None:
    """Debian's PostgreSQL would create and start a cluster of its own, which nobody asked for."""
    folder = os.path.dirname(CLUSTER_SETTINGS)
    script = (
        f"test -e {CLUSTER_SETTINGS} || "
        f"{{ mkdir -p {folder} && echo 'create_main_cluster = false' > {CLUSTER_SETTINGS}; }}"
    )
    run([*prefix, "sh", "-c", script], f"writing {CLUSTER_SETTINGS}")
