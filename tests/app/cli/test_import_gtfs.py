"""balise import-gtfs: a file or an address, stored whole or refused with a sentence."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cli import transit
from app.cli.transit import import_gtfs_
from app.messages import sentence
from app.models import StopTime, TransitFeed
from gis.errors import GisError
from tests.gtfs import a_gtfs, with_row
from tests.realdata import realdata

Import = Callable[..., Result]


@pytest.fixture
def balise_import_gtfs(app: Flask, committing: Session) -> Import:
    """Runs the command in French on the empty database."""

    def run(*arguments: str | Path) -> Result:
        with app.app_context(), force_locale("fr"):
            return CliRunner().invoke(import_gtfs_, [str(one) for one in arguments])

    return run


@pytest.fixture
def said(app: Flask) -> Callable[[Result], str]:
    """What the terminal says of a refusal."""

    def words(result: Result) -> str:
        assert isinstance(result.exception, GisError)
        with app.app_context(), force_locale("fr"):
            return sentence(result.exception)

    return words


@pytest.fixture
def feed_file(tmp_path: Path) -> Path:
    path = tmp_path / "lio.zip"
    path.write_bytes(a_gtfs().getvalue())
    return path


@pytest.fixture
def served() -> Iterator[Callable[[type[BaseHTTPRequestHandler] | Callable[..., object]], str]]:
    """Serves on this machine with a handler; gives the address."""
    servers = []

    def serve(handler: type[BaseHTTPRequestHandler] | Callable[..., object]) -> str:
        server = HTTPServer(("127.0.0.1", 0), handler)  # type: ignore[arg-type]
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def feeds(session: Session) -> list[tuple[str, str]]:
    session.rollback()
    return [tuple(row) for row in session.execute(select(TransitFeed.key, TransitFeed.name))]


def test_a_file_is_stored_and_its_figures_told(
    balise_import_gtfs: Import, committing: Session, feed_file: Path
) -> None:
    result = balise_import_gtfs(feed_file, "--name", "liO 32")
    assert result.exit_code == 0, result.output
    told = result.stdout.replace("\u202f", " ").replace("\u00a0", " ")
    assert "liO 32 : 6 arrêts, 2 lignes, 3 courses, du 5 janvier 2026 au 2 janvier 2027" in told
    assert feeds(committing) == [("lio", "liO 32")]


def test_lines_that_were_left_out_are_told(balise_import_gtfs: Import, feed_file: Path) -> None:
    air = {**with_row("routes", "air,lio,1,Vol,1100"), **with_row("trips", "air,week,t9,,")}
    feed_file.write_bytes(a_gtfs(**air).getvalue())
    told = balise_import_gtfs(feed_file).stdout
    assert "Lignes d’un autre mode" in told
    assert "laissées de côté : 1, et leurs courses : 1" in told


def test_a_program_reads_the_same_figures(balise_import_gtfs: Import, feed_file: Path) -> None:
    result = balise_import_gtfs(feed_file, "--json", "--key", "occitanie")
    assert json.loads(result.stdout) == {
        "key": "occitanie",
        "name": "liO",
        "stops": 6,
        "lines": 2,
        "trips": 3,
        "calls": 8,
        "left_out": 0,
        "other_lines": 0,
        "other_trips": 0,
        "starts_on": "2026-01-05",
        "ends_on": "2027-01-02",
    }


@pytest.mark.parametrize(
    "name",
    [
        *("gtfs-miner__gtfs-20240704-090655", "gtfs_kit__sample_gtfs", "transitfeed__bad_eol"),
        *("gtfs_kit__cairns_gtfs", "gtfs-structure__subdirectory"),
    ],
)
def test_a_real_file_is_stored_whole_or_refused_with_a_sentence(
    balise_import_gtfs: Import, committing: Session, said: Callable[[Result], str], name: str
) -> None:
    result = balise_import_gtfs(realdata(f"gtfs/{name}.zip"), "--json")
    stored = committing.scalar(select(func.count()).select_from(StopTime))
    if result.exit_code == 0:
        assert json.loads(result.stdout)["calls"] == stored
    else:
        assert "stops.txt, ligne 4" in said(result)
        assert stored == 0


def test_an_address_is_downloaded_and_named_after_itself(
    balise_import_gtfs: Import,
    committing: Session,
    feed_file: Path,
    served: Callable[..., str],
) -> None:
    address = served(partial(Quiet, directory=feed_file.parent))
    for _ in range(2):
        result = balise_import_gtfs(f"{address}/lio.zip?cle=secret")
        assert result.exit_code == 0, result.exception
    assert feeds(committing) == [(f"{address.removeprefix('http://')}/lio.zip", "liO")]


def test_an_address_that_does_not_answer_is_said(
    balise_import_gtfs: Import,
    tmp_path: Path,
    served: Callable[..., str],
    said: Callable[[Result], str],
) -> None:
    address = served(partial(Quiet, directory=tmp_path))
    assert "404" in said(balise_import_gtfs(f"{address}/rien.zip"))
    assert "échoué" in said(balise_import_gtfs("http://127.0.0.1:1/lio.zip"))
    assert "échoué" in said(balise_import_gtfs("http://[/lio.zip"))


@pytest.mark.parametrize("address", ["ftp://example.org/lio.zip", "file:///etc/passwd"])
def test_only_the_web_is_asked(
    balise_import_gtfs: Import, said: Callable[[Result], str], address: str
) -> None:
    assert "http" in said(balise_import_gtfs(address))


def test_a_redirection_does_not_lead_elsewhere(
    balise_import_gtfs: Import, served: Callable[..., str], said: Callable[[Result], str]
) -> None:
    class Elsewhere(Quiet):
        def do_GET(self) -> None:
            """Sends away."""
            self.send_response(302)
            self.send_header("Location", "ftp://example.org/lio.zip")
            self.end_headers()

    assert "« ftp »" in said(balise_import_gtfs(f"{served(Elsewhere)}/lio.zip"))


def test_a_download_that_is_too_big_or_cut_is_refused(
    balise_import_gtfs: Import,
    feed_file: Path,
    served: Callable[..., str],
    said: Callable[[Result], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Cut(Quiet):
        def do_GET(self) -> None:
            """Promises more than it sends."""
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"PK")

    assert "Recommencez" in said(balise_import_gtfs(f"{served(Cut)}/lio.zip"))
    monkeypatch.setattr(transit, "MAX_DOWNLOAD_BYTES", 100)
    address = served(partial(Quiet, directory=feed_file.parent))
    assert "dépasse" in said(balise_import_gtfs(f"{address}/lio.zip"))


def test_a_file_that_is_not_there_is_said(
    balise_import_gtfs: Import, tmp_path: Path, said: Callable[[Result], str]
) -> None:
    assert "Il n’y a pas de fichier" in said(balise_import_gtfs(tmp_path / "rien.zip"))
    assert "dossier" in said(balise_import_gtfs(tmp_path))


def test_a_file_whose_name_is_not_utf8_is_taken_as_any_other(
    balise_import_gtfs: Import, committing: Session, feed_file: Path
) -> None:
    odd = feed_file.rename(feed_file.parent / os.fsdecode(b"horaires \xe9t\xe9.zip"))
    assert balise_import_gtfs(odd).exit_code == 0
    assert feeds(committing) == [("horaires \ufffdt\ufffd", "liO")]


@pytest.mark.parametrize("option", ["key", "name"])
def test_an_option_that_is_not_text_is_said(
    balise_import_gtfs: Import,
    committing: Session,
    feed_file: Path,
    said: Callable[[Result], str],
    option: str,
) -> None:
    result = balise_import_gtfs(feed_file, f"--{option}", os.fsdecode(b"\xff"))
    assert f"--{option} contient des octets" in said(result)
    assert feeds(committing) == []


def test_what_the_driver_cannot_store_is_said(
    balise_import_gtfs: Import,
    feed_file: Path,
    said: Callable[[Result], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "ne peut pas garder" in said(balise_import_gtfs(feed_file, "--name", "li\0O"))

    def copying(*_: object, **__: object) -> None:
        raise psycopg.DataError

    monkeypatch.setattr(transit, "import_gtfs", copying)
    assert "ne peut pas garder" in said(balise_import_gtfs(feed_file))


def test_a_refused_file_leaves_the_former_timetable(
    balise_import_gtfs: Import, committing: Session, feed_file: Path
) -> None:
    balise_import_gtfs(feed_file)
    feed_file.write_bytes(a_gtfs(stops=None).getvalue())
    assert balise_import_gtfs(feed_file).exit_code == 1
    assert feeds(committing) == [("lio", "liO")]
    assert committing.scalar(select(func.count()).select_from(StopTime)) == 8
