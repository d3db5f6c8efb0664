"""Python packages: .venv, what the lock files name, the project itself, its translations, and
its static files packed.

A stamp in .venv holds the hash of what was installed, so that nothing is done twice.
"""

import gzip
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from tools.steps import ROOT, CannotPrepareError, as_root, run, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
WITHOUT_WHEEL = ("--no-binary=json2html",)
"""Pure Python, published as source alone; gtfs-kit, which judges tests, asks for it."""
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-dev.lock"}
PACKED = {".css", ".js", ".mjs", ".svg"}
LEAST_PACKED_BYTES = 1000
PIP: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def install(level: str) -> None:
    """Have .venv hold what the lock file of a level (run or test) names, and the project; and
    static files packed."""
    _have_venv()
    lock = LOCKS[level]
    if not _is_stamped(level, lock):
        count = lock.read_text().count("==")
        with step(f"Installing {count} Python packages into .venv from {lock.name}"):
            run(
                [*PIP, "--require-hashes", "--only-binary=:all:", *WITHOUT_WHEEL, "-r", lock],
                "pip install",
            )
        # The lock for tests holds all of the other one, in the same versions.
        for done in LOCKS if level == "test" else [level]:
            _stamp(done, LOCKS[done])
    project = ROOT / "pyproject.toml"
    if not _is_stamped("project", project):
        with step("Installing the command `balise` into .venv"):
            run([*PIP, "--no-build-isolation", "--no-deps", "--editable", ROOT], "pip install")
        _stamp("project", project)
    _pack_static_files()


def compile_translations() -> None:
    """Compile the catalogues that changed since they were last compiled."""
    folder = ROOT / "app" / "translations"
    stale = [
        source
        for source in folder.glob("*/LC_MESSAGES/*.po")
        if not (compiled := source.with_suffix(".mo")).exists()
        or compiled.stat().st_mtime < source.stat().st_mtime
    ]
    for domain in sorted({source.stem for source in stale}):
        with step(f"Compiling the translations of {domain}"):
            run(
                [VENV / "bin" / "pybabel", "-q", "compile", "-d", folder, "-D", domain],
                "pybabel compile",
            )


def _pack_static_files() -> None:
    """Put a `.gz` beside each static file of text that changed since it was last packed."""
    folder = ROOT / "app" / "static"
    for source in folder.rglob("*"):
        if source.suffix not in PACKED or source.stat().st_size < LEAST_PACKED_BYTES:
            continue
        packed = source.with_name(f"{source.name}.gz")
        if not packed.exists() or packed.stat().st_mtime < source.stat().st_mtime:
            unfinished = packed.with_suffix(".part")
            unfinished.write_bytes(gzip.compress(source.read_bytes(), mtime=0))
            unfinished.replace(packed)


def install_chromium() -> None:
    """Playwright's own Chromium, where the system has none as a package (Ubuntu)."""
    lock = LOCKS["test"]
    if _is_stamped("chromium", lock):
        return
    playwright = VENV / "bin" / "playwright"
    prefix = as_root()
    try:
        if prefix is not None:
            with step("Installing the system libraries of Chromium, as root"):
                run([*prefix, playwright, "install-deps", "chromium"], "playwright install-deps")
        with step("Downloading Chromium for the browser tests"):
            run([playwright, "install", "chromium"], "playwright install")
    except CannotPrepareError as error:
        raise CannotPrepareError(
            f"{error}\nThe browser tests need Chromium, which this system has only as a snap: "
            "install Google Chrome, or type `sudo .venv/bin/playwright install-deps chromium && "
            ".venv/bin/playwright install chromium`, then try again."
        ) from error
    _stamp("chromium", lock)


def _have_venv() -> None:
    if _venv_works():
        return
    with step("Making .venv" if not VENV.exists() else "Making .venv anew: it was broken or moved"):
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", VENV], "python -m venv")


def _venv_works() -> bool:
    """Whether .venv was made here, for a Python that is still installed."""
    pip = VENV / "bin" / "pip"
    if not PYTHON.exists() or not pip.exists() or str(PYTHON) not in pip.read_text()[:400]:
        return False
    probe = subprocess.run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=False,
    )
    return probe.returncode == 0 and (Path(probe.stdout.strip()) / "pip").is_dir()


def _is_stamped(name: str, content: Path) -> bool:
    stamp = VENV / f".{name}-stamp"
    return stamp.exists() and stamp.read_text() == _hash(content)


def _stamp(name: str, content: Path) -> None:
    (VENV / f".{name}-stamp").write_text(_hash(content))


def _hash(content: Path) -> str:
    return hashlib.sha256(content.read_bytes()).hexdigest()
