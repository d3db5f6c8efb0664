"""Leaflet-Geoman over our map, which the editor is measured against, fetched from npm."""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from flask import Flask, Response, abort, render_template_string, send_from_directory

from app.access import Access, allow

HERE = Path(__file__).parent
FETCHED = Path(".venv-bench/geoman").absolute()
PACKAGES = {
    "leaflet@1.9.4": ("dist/leaflet.js", "dist/leaflet.css"),
    "@geoman-io/leaflet-geoman-free@2.20.2": (
        "dist/leaflet-geoman.min.js",
        "dist/leaflet-geoman.css",
    ),
    "@maplibre/maplibre-gl-leaflet@0.1.4": ("leaflet-maplibre-gl.js",),
}


def fetch_geoman() -> bool:
    """Whether what its page loads is there, fetched now if it was not."""
    names = [Path(file).name for files in PACKAGES.values() for file in files]
    if all((FETCHED / name).is_file() for name in names):
        return True
    if shutil.which("npm") is None:
        return False
    FETCHED.mkdir(parents=True, exist_ok=True)
    try:
        for package, files in PACKAGES.items():
            _fetch(package, files)
    except subprocess.CalledProcessError:
        return False
    return True


def _fetch(package: str, files: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            ["npm", "pack", "--silent", package],
            cwd=scratch,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        (archive,) = Path(scratch).glob("*.tgz")
        with tarfile.open(archive) as packed:
            for file in files:
                content = packed.extractfile(f"package/{file}")
                assert content is not None
                (FETCHED / Path(file).name).write_bytes(content.read())


def add_geoman(app: Flask) -> None:
    """`/bench/geoman`, where the line in `/bench/file` can be dragged, and what it loads."""

    @app.get("/bench/geoman")
    @allow(Access.PUBLIC)
    def geoman() -> str:
        return render_template_string((HERE / "page.html").read_text("utf-8"))

    @app.get("/bench/geoman/<name>")
    @allow(Access.PUBLIC)
    def geoman_file(name: str) -> Response:
        folder = next((one for one in (FETCHED, HERE) if (one / name).is_file()), None)
        return send_from_directory(folder or abort(404), name)
