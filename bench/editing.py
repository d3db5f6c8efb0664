"""The editor: a vertex dragged among 5 000 routes, opening, saving: against Leaflet-Geoman."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page
from shapely import MultiLineString
from sqlalchemy import URL, create_engine
from sqlalchemy.orm import Session

from app.actions.routes import set_line
from app.actions.sign_in import open_session
from app.models import Person, Route
from app.signed_in import COOKIE, COOKIE_PATH
from bench.dragging import Drag, chromium, drag, opened
from bench.geoman import fetch_geoman
from bench.register import a_line, a_published_route, database, multiply, scatter
from bench.server import served
from bench.tables import Row, console, show
from gis.vocabulary import Role

ROUTES = 5_000
SIZES = (1_000, 10_000)
ROUNDS = 3
FRAME_S = 1 / 60
VERTEX = 10
SCREEN = {"width": 1280, "height": 800}


@dataclass(frozen=True)
class Edit:
    """One opening of a route, a drag of one of its vertices and a save, of ours only."""

    opening_s: float
    drag: Drag
    saving_s: float = 0


def run() -> None:
    """Prints a table for each size."""
    has_peer = fetch_geoman()
    if not has_peer:
        console.print("Leaflet-Geoman could not be fetched from npm: nothing to compare with.")
    with database() as url, tempfile.TemporaryDirectory() as folder:
        route_id, secret = _fill(url)
        file = Path(folder) / "line.json"
        with served(url, Path(folder), file) as server, chromium() as browser:
            base = f"http://127.0.0.1:{server.port}"
            contenders: dict[str, Callable[[Page], Edit]] = {
                "ours": lambda page: _ours(page, base, route_id, secret)
            }
            if has_peer:
                contenders["geoman"] = lambda page: _geoman(page, base)
            for points in SIZES:
                file.write_text(json.dumps(_draw(url, route_id, points)))
                _show(points, _in_turn(browser, contenders))


def _fill(url: URL) -> tuple[int, str]:
    """A register of many routes; which of them is edited, and the secret of who may."""
    engine = create_engine(url)
    with Session(engine) as session:
        route = a_published_route(session, 500)
        multiply(session, route, ROUTES)
        scatter(session)
        officer = Person(
            email="bench@bench.example",
            name="Banc d’essai",
            organisation=route.owner,
            roles=[Role.OFFICER],
            password_hash="none",
        )
        session.add(officer)
        session.flush()
        secret = open_session(session, officer, datetime.now(UTC)).secret
        route_id = route.id
        session.commit()
    engine.dispose()
    return route_id, secret


def _draw(url: URL, route_id: int, points: int) -> list[list[tuple[float, ...]]]:
    """Gives the edited route a line of so many vertices; its coordinates."""
    line: MultiLineString = a_line(points)
    engine = create_engine(url)
    with Session(engine) as session, session.begin():
        set_line(session, session.get_one(Route, route_id), line)
    engine.dispose()
    return [list(piece.coords) for piece in line.geoms]


def _in_turn(
    browser: Browser, contenders: dict[str, Callable[[Page], Edit]]
) -> dict[str, list[Edit]]:
    """What each did in every round, in a browser that knows nothing yet."""
    done: dict[str, list[Edit]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, edit in contenders.items():
            with browser.new_context(viewport=SCREEN, reduced_motion="reduce") as context:
                done[name].append(edit(context.new_page()))
    return done


def _ours(page: Page, base: str, route_id: int, secret: str) -> Edit:
    page.context.add_cookies([{"name": COOKIE, "value": secret, "url": f"{base}{COOKIE_PATH}/"}])
    opening_s = opened(page, f"{base}/bureau/itineraires/{route_id}/trace")
    _come_near(page)
    dragged = drag(page)
    page.locator("#map[data-state=changed]").wait_for()
    start = time.perf_counter()
    page.locator("#save").click()
    page.locator("#map[data-state=saved]").wait_for(timeout=60_000)
    return Edit(opening_s, dragged, time.perf_counter() - start)


def _come_near(page: Page) -> None:
    """Chooses a vertex by keys, at which the map comes close, and waits until it is drawn."""
    shown, canvas = page.locator("#map"), page.locator("#map .maplibregl-canvas")
    canvas.focus()
    canvas.press("Home")
    for _ in range(VERTEX - 1):
        canvas.press("PageDown")
    shown.evaluate("map => delete map.dataset.drawn")
    canvas.press("PageDown")
    page.locator("#map[data-drawn]").wait_for(timeout=60_000)


def _geoman(page: Page, base: str) -> Edit:
    opening_s = opened(page, f"{base}/bench/geoman")
    page.locator("#map[data-vertex-x]").wait_for(timeout=60_000)
    return Edit(opening_s, drag(page))


def _show(points: int, done: dict[str, list[Edit]]) -> None:
    frame = "one frame at 60 Hz"
    rows = []
    for what, seconds, aim in (
        ("script for a pointer event, p95 of a drag", lambda edit: edit.drag.p95, frame),
        ("from one event to the next", lambda edit: statistics.median(edit.drag.pace), ""),
        ("opening", lambda edit: edit.opening_s, ""),
    ):
        times = {name: statistics.median(map(seconds, edits)) for name, edits in done.items()}
        ours = times["ours"]
        if aim:
            rows.append(Row(what, ours, aim, ours / FRAME_S, "≤ 1 × of it"))
        if "geoman" in times:
            theirs = times["geoman"]
            rows.append(Row("" if aim else what, ours, "Leaflet-Geoman", theirs / ours, "≥ 1 ×"))
        elif not aim:
            rows.append(Row(what, ours))
    rows.append(Row("saving", statistics.median(edit.saving_s for edit in done["ours"])))
    show(f"Editing {points} vertices among {ROUTES} routes", rows)
