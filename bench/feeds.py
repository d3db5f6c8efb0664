"""The Cirkwi feed of 20 000 routes: first rendering against COPY, then from its spool; memory."""

import tempfile
import time
from pathlib import Path

import psycopg
from sqlalchemy import URL, create_engine
from sqlalchemy.orm import Session

from bench.register import a_published_route, database, multiply
from bench.server import served
from bench.tables import Row, console, in_turn, show

FEED = "/feeds/cirkwi/circuits.xml"
COPY = "COPY (SELECT sheet FROM snapshot WHERE current AND redistributable) TO STDOUT"


def run() -> None:
    """Prints the table, and the server's peak memory at both sizes."""
    peaks = {}
    for routes in (2_000, 20_000):
        with database() as url, tempfile.TemporaryDirectory() as folder:
            engine = create_engine(url)
            with Session(engine) as session, session.begin():
                multiply(session, a_published_route(session, 500), routes)
            engine.dispose()
            with served(url, Path(folder), Path(folder) / "none") as server:
                server.get("/healthz")
                before = server.peak_mb()
                start = time.perf_counter()
                size = len(server.get(FEED))
                first = time.perf_counter() - start
                peaks[routes] = (before, server.peak_mb())
                times = in_turn(
                    {"kept": lambda s=server: s.get(FEED), "copy": lambda u=url: _copy(u)},
                    rounds=5,
                )
    show(
        f"Cirkwi circuits of 20 000 routes ({size / 1e6:.0f} MB)",
        [
            Row(
                "first rendering",
                first,
                "COPY of the same rows",
                first / times["copy"],
                "time of it",
            ),
            Row(
                "from the spool", times["kept"], "first rendering", first / times["kept"], "faster"
            ),
        ],
    )
    for routes, (before, peak) in peaks.items():
        console.print(
            f"peak memory of the server, {routes:,} routes: {peak:.0f} MB"
            f" ({before:.0f} MB before)".replace(",", " ")
        )


def _copy(url: URL) -> int:
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection, connection.cursor().copy(COPY) as rows:
        return sum(len(row) for row in rows)
