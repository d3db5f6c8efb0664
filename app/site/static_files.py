"""Static files: under addresses that change with their content, so that browsers keep them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from app.config import ROOT

FOLDER = ROOT / "app" / "static"
OWN = ("css", "img", "js")
"""Served below `/static/<version>/`; `vendor` holds folders that bear a version themselves."""


class _StaticFiles(WhiteNoise):
    """Every file for ever; a `.gz` beside one is served unless the file is newer."""

    def update_files_dictionary(self, root: str, prefix: str) -> None:
        found = {str(path): path.stat() for path in Path(root).rglob("*") if path.is_file()}
        for path, stat in found.items():
            if path.removesuffix(".gz") in found.keys() - {path}:
                continue
            twin = found.get(f"{path}.gz")
            packed = {f"{path}.gz": twin} if twin and twin.st_mtime >= stat.st_mtime else {}
            url = prefix + path.removeprefix(root)
            self.add_file_to_dictionary(url, path, stat_cache={path: stat, **packed})

    def immutable_file_test(self, path: str, url: str) -> bool:
        return True


def init_static_files(app: Flask, always: Mapping[str, str]) -> None:
    """Serves them before Flask is asked, with the headers that `always` stand on answers."""
    version = version_of(FOLDER)

    def add_headers(headers: Headers, _path: str, _url: str) -> None:
        headers["ETag"] = f'W/"{version}"'
        for name, value in always.items():
            headers[name] = value

    files = _StaticFiles(app.wsgi_app, allow_all_origins=False, add_headers_function=add_headers)
    for name in OWN:
        files.add_files(str(FOLDER / name), prefix=f"static/{version}/{name}/")
    files.add_files(str(FOLDER / "vendor"), prefix="static/vendor/")
    app.wsgi_app = files  # type: ignore[method-assign]
    app.jinja_env.globals["static"] = lambda name: f"/static/{version}/{name}"


def version_of(folder: Path) -> str:
    """A short hash of our own files below `folder`, names and contents."""
    found = hashlib.sha256()
    for path in sorted(path for name in OWN for path in (folder / name).rglob("*.*")):
        if path.suffix != ".gz":
            found.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    return found.hexdigest()[:12]
