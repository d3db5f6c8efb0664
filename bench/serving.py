"""Downloading the GPX of a 3 000-point route: against its bytes in a file, and against gpxpy."""

import tempfile
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from bench.register import a_published_route, database
from bench.server import served
from bench.tables import Row, in_turn, show

POINTS = 3000
REQUESTS = 200
FEW_REQUESTS = 5


def run() -> None:
    """Prints the table."""
    with database() as url, tempfile.TemporaryDirectory() as folder:
        engine = create_engine(url)
        with Session(engine) as session, session.begin():
            a_published_route(session, POINTS)
        engine.dispose()
        var, file = Path(folder) / "var", Path(folder) / "essai.gpx"
        with served(url, var, file) as server:
            file.write_bytes(server.get("/itineraires/essai.gpx"))
        with served(url, var, file) as server:
            assert server.get("/bench/file") == server.get("/itineraires/essai.gpx")
            times = in_turn(
                {
                    "balise": lambda: server.get("/itineraires/essai.gpx", REQUESTS),
                    "file": lambda: server.get("/bench/file", REQUESTS),
                    "gpxpy": lambda: server.get("/bench/gpxpy", FEW_REQUESTS),
                },
                rounds=7,
            )
    each = times["balise"] / REQUESTS
    file_each, gpxpy_each = times["file"] / REQUESTS, times["gpxpy"] / FEW_REQUESTS
    show(
        f"GPX download of a {POINTS}-point route, each request",
        [
            Row("balise", each, "the same bytes from a file", file_each / each, "≥ 0.5 of it"),
            Row("", each, "gpxpy serialising each time", gpxpy_each / each, "≥ 10 × faster"),
        ],
    )
