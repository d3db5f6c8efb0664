"""Tiles and the list at 1 000 and 20 000 routes: against their bare SQL, and tipg."""

import math
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, create_engine, text
from sqlalchemy.orm import Session

from app.queries.route_filter import RouteFilter
from app.queries.tiles import route_tile_sql
from bench.register import a_published_route, database, multiply, scatter
from bench.server import Server, served
from bench.tables import Row, in_turn, show
from bench.tipg import tipg

SIZES = (1_000, 20_000)
POINTS = 500
LON, LAT = 0.45, 43.7
"""The middle of the territory."""
LINES = {8: "far", 11: "middle", 14: "near"}
SECONDS_A_ROUND = 0.4
ROUNDS = 9
ROWS = """
    SELECT snapshot.route_id AS id, slug, title, number, kind,
        practices[1] AS practice, lane, round(snapshot.length_m) AS length_m, {geom} AS geom
    FROM snapshot JOIN route_line ON route_line.id = snapshot.line_id
    WHERE current AND redistributable
"""
CARDS = """
    SELECT route_id, slug, kind, practices, length_m, number, shape,
        texts #>> '{fr,title}', texts #>> '{fr,summary}', ascent_m, duration_min,
        stage_count, is_demo, sketch
    FROM snapshot, jsonb_to_record(sheet) AS published(shape text, texts jsonb,
        ascent_m float, duration_min integer, is_demo boolean, sketch text)
    WHERE current ORDER BY sort_key, snapshot.id LIMIT 50
"""
TOTAL = "SELECT count(*), sum(length_m) FROM snapshot WHERE current"


def run() -> None:
    """Prints two tables for each size."""
    for routes in SIZES:
        with database() as url, tempfile.TemporaryDirectory() as folder:
            _fill(url, routes)
            with (
                served(url, Path(folder), Path(folder) / "none") as ours,
                tipg(url) as theirs,
                psycopg.connect(_address(url), autocommit=True) as bare,
            ):
                _show_tiles(routes, bare, ours, theirs)
                _show_list(routes, bare, ours)


def _fill(url: URL, routes: int) -> None:
    """A register, and for tipg a view of each of its simplified lines."""
    engine = create_engine(url)
    with Session(engine) as session:
        multiply(session, a_published_route(session, POINTS), routes)
        scatter(session)
        for line in LINES.values():
            session.execute(text(f"CREATE VIEW tipg_{line} AS {ROWS.format(geom=line)}"))
        session.commit()
    engine.dispose()


def _show_tiles(routes: int, bare: psycopg.Connection, ours: Server, theirs: Server) -> None:
    rows = []
    for z, line in LINES.items():
        x, y = _tile(z)
        sql, asked = route_tile_sql(RouteFilter(), line)
        asked = {**asked, "z": z, "x": x, "y": y}
        path = f"/tiles/routes/{z}/{x}/{y}.mvt"
        tipg_path = f"/collections/public.tipg_{line}/tiles/WebMercatorQuad/{z}/{x}/{y}"
        tile = _fetched(bare, sql, asked)
        floor = f"/bench/bytes?{len(tile)}"
        # Lines come in any order, and the bytes differ a little by it.
        for body in (ours.get(path), theirs.get(tipg_path)):
            assert 0.9 < len(body) / len(tile) < 1.1, "not the same lines"
        times = _each(
            {
                "bare": lambda n, s=sql, a=asked: [_fetched(bare, s, a) for _ in range(n)],
                "ours": lambda n, p=path: ours.get(p, n),
                "anew": lambda n, p=path: ours.get(p, n, anew=True),
                "tipg": lambda n, p=tipg_path: theirs.get(p, n),
                "floor": lambda n, p=floor: ours.get(p, n),
            }
        )
        rows += _rows(f"z{z}, {len(tile) / 1000:.1f} kB", times)
    show(f"Tiles, {routes} routes", rows)


def _show_list(routes: int, bare: psycopg.Connection, ours: Server) -> None:
    size = len(ours.get("/fr/?page=1"))
    times = _each(
        {
            "bare": lambda n: [(_all(bare, TOTAL), _all(bare, CARDS)) for _ in range(n)],
            "ours": lambda n: ours.get("/fr/?page=1", n),
            "anew": lambda n: ours.get("/fr/?page=1", n, anew=True),
            "floor": lambda n: ours.get(f"/bench/bytes?{size}", n),
        }
    )
    show(f"List of 50 cards, {routes} routes", _rows(f"{size / 1000:.0f} kB", times))


def _rows(name: str, times: dict[str, float]) -> list[Row]:
    """Ours as it is while nothing is written, and the first time after something was."""
    ours, anew, bare, floor = times["ours"], times["anew"], times["bare"], times["floor"]
    rows = [
        Row(name, ours, "bare SQL", ours / bare, "≤ 1.3 × of it"),
        Row("  the first time", anew, "bare SQL + bare HTTP", anew / (bare + floor)),
        Row("  bare SQL", bare),
        Row("  bare HTTP, as many bytes", floor),
    ]
    if "tipg" in times:
        tipg_s = times["tipg"]
        rows.append(Row("  tipg", tipg_s, "ours the first time", tipg_s / anew, "> 1 × of it"))
    return rows


def _each(contenders: dict[str, Callable[[int], object]]) -> dict[str, float]:
    """Median seconds of one call of each; a round makes as many as the slowest has time for."""
    slowest = max(
        in_turn({name: lambda c=call: c(3) for name, call in contenders.items()}, 1).values()
    )
    times = max(3, round(3 * SECONDS_A_ROUND / slowest))
    whole = in_turn({name: lambda c=call: c(times) for name, call in contenders.items()}, ROUNDS)
    return {name: seconds / times for name, seconds in whole.items()}


def _tile(z: int) -> tuple[int, int]:
    """The tile that holds the middle."""
    north = math.asinh(math.tan(math.radians(LAT))) / math.pi
    return int((LON / 360 + 0.5) * 2**z), int((1 - north) / 2 * 2**z)


def _fetched(bare: psycopg.Connection, sql: str, asked: dict[str, Any]) -> bytes:
    row = bare.execute(sql, asked, prepare=True, binary=True).fetchone()
    assert row is not None
    return bytes(row[0])


def _all(bare: psycopg.Connection, sql: str) -> list[tuple[object, ...]]:
    return bare.execute(sql, prepare=True).fetchall()


def _address(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
