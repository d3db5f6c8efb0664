"""balise import-gtfs: coaches and trains, from a file or from an address."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any, BinaryIO
from urllib.request import HTTPRedirectHandler, build_opener

import click
import psycopg
from flask_babel import gettext as _
from sqlalchemy.exc import DataError

from app.actions.transit import ImportedFeed, import_gtfs
from app.cli.progress import progress
from app.database import db
from app.figures import long_date, number
from gis.errors import ReadError
from gis.sources.gtfs_calls import TripCalls

MAX_DOWNLOAD_BYTES = 500_000_000
TIMEOUT_S = 60
_CHUNK_BYTES = 1 << 20
_SCHEMES = ("http", "https")


@click.command("import-gtfs")
@click.argument("source", metavar="FILE|URL")
@click.option("--key", default="", help="What it replaces; by default the name of the file.")
@click.option("--name", default="", help="What pages call it; by default its publisher.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for programs.")
def import_gtfs_(source: str, *, key: str, name: str, as_json: bool) -> None:
    """Import a GTFS timetable, instead of the one that bears the same key.

    It is stored whole or, when something in it is wrong, not at all.
    """
    _refuse_odd_bytes(key=key, name=name)
    key = key or _key(source)
    try:
        with _opened(source) as archive, db.session.begin():
            feed = import_gtfs(db.session, archive, key, name or None, watch=_watched)
    except (DataError, psycopg.DataError):
        raise ReadError("file.not_storable") from None
    if as_json:
        document = {"key": key, **asdict(feed)}
        click.echo(json.dumps(document, ensure_ascii=False, default=str))
    else:
        click.echo(_told(feed))


def _key(source: str) -> str:
    """A file's name, or an address without its user and query, which may hold secrets."""
    if not _is_address(source):
        return os.fsencode(Path(source).stem).decode("utf-8", "replace")
    host, slash, path = source.partition("://")[2].partition("?")[0].partition("/")
    return host.rpartition("@")[2] + slash + path


def _refuse_odd_bytes(**options: str) -> None:
    """Raises ReadError for what the terminal gave as bytes that are no text."""
    for option, text in options.items():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise ReadError("option.not_utf8", option=option) from None


def _is_address(source: str) -> bool:
    return "://" in source


def _watched(trips: Iterable[TripCalls], total: int) -> Iterator[TripCalls]:
    return progress(trips, total, _("Horaires"))


def _told(feed: ImportedFeed) -> str:
    lines = [
        "✓ "
        + _(
            "%(name)s : %(stops)s arrêts, %(lines)s lignes, %(trips)s courses, "
            "du %(first)s au %(last)s",
            name=feed.name,
            stops=number(feed.stops),
            lines=number(feed.lines),
            trips=number(feed.trips),
            first=long_date(feed.starts_on),
            last=long_date(feed.ends_on),
        )
    ]
    if feed.left_out:
        lines.append(
            "    • " + _("Courses sans horaire utilisable : %(count)s", count=feed.left_out)
        )
    if feed.other_lines:
        lines.append(
            "    • "
            + _(
                "Lignes d’un autre mode (avion, location…), laissées de côté : %(lines)s, "
                "et leurs courses : %(trips)s",
                lines=number(feed.other_lines),
                trips=number(feed.other_trips),
            )
        )
    return "\n".join(lines)


@contextmanager
def _opened(source: str) -> Iterator[Path | BinaryIO]:
    """The bytes of a file, or of what an address answers. Raises ReadError."""
    if _is_address(source):
        with tempfile.TemporaryFile() as kept:
            _download(source, kept)
            kept.seek(0)
            yield kept
        return
    try:
        Path(source).open("rb").close()
    except FileNotFoundError:
        raise ReadError("file.not_found") from None
    except IsADirectoryError:
        raise ReadError("file.is_folder") from None
    except (OSError, ValueError):
        raise ReadError("file.unreadable") from None
    yield Path(source)


def _refuse_other_schemes(address: str) -> None:
    scheme = address.partition("://")[0].lower()
    if scheme not in _SCHEMES:
        raise ReadError("download.bad_scheme", scheme=scheme[:40])


class _SameSchemes(HTTPRedirectHandler):
    """Follows redirections over HTTP alone: urllib would go to FTP as well."""

    def redirect_request(
        self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: str
    ) -> Any:
        """The request to follow. Raises ReadError."""
        _refuse_other_schemes(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _download(address: str, kept: BinaryIO) -> None:
    """Copies what an address answers, up to a limit. Raises ReadError."""
    _refuse_other_schemes(address)
    try:
        with build_opener(_SameSchemes).open(address, timeout=TIMEOUT_S) as answer:
            _copy(answer, kept)
    except (OSError, HTTPException, ValueError) as error:
        raise ReadError("download.failed", value=str(error)[:200]) from None


def _copy(answer: HTTPResponse, kept: BinaryIO) -> None:
    length = answer.headers.get("Content-Length", "")
    total = int(length) if length.isdecimal() else None
    chunks = iter(lambda: answer.read(_CHUNK_BYTES), b"")
    steps = None if total is None else -(-total // _CHUNK_BYTES)
    for chunk in progress(chunks, steps, _("Téléchargement")):
        if kept.tell() + len(chunk) > MAX_DOWNLOAD_BYTES:
            raise ReadError("download.too_big", limit=MAX_DOWNLOAD_BYTES // 1_000_000)
        kept.write(chunk)
    if total is not None and kept.tell() < total:
        raise ReadError("download.cut")


COMMANDS = (import_gtfs_,)
