"""The files of photos: in a folder that their key names, written whole or not at all."""

import os
import re
import tempfile
from http import HTTPStatus
from pathlib import Path

from flask import Response, send_file

from app import here
from app.errors import Refusal
from app.messages import sentence
from app.pictures import WIDTHS, Picture
from app.queries.photos import UnknownPhoto


def photo_path(var: Path, key: str, width: int) -> Path:
    """Where the file of a photo is; `key` is a SHA-256 in hexadecimal, `width` one of WIDTHS."""
    return var / "photos" / key[:2] / f"{key}-{width}.jpg"


def keep_files(var: Path, picture: Picture) -> None:
    """Writes the files of a picture to disk; those that are there already are the same."""
    for width, content in picture.files.items():
        path = photo_path(var, picture.key, width)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)
            _settle(path.parent)


def send_photo(key: str, width: int) -> Response:
    """The file that an address names. Raises Refusal where there is none."""
    path = photo_path(here.settings().var, key, width)
    if not re.fullmatch("[0-9a-f]{64}", key) or width not in WIDTHS or not path.exists():
        raise Refusal(HTTPStatus.NOT_FOUND, sentence(UnknownPhoto()))
    return send_file(path, mimetype="image/jpeg", conditional=True, etag=f"{key}-{width}")


def _write(path: Path, content: bytes) -> None:
    number, aside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _settle(folder: Path) -> None:
    """What a folder lists outlives a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
