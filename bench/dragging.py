"""A vertex dragged by a real mouse in Chromium, and the script time of each of its events."""

import json
import math
import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Browser, Page, sync_playwright

MOVES = 100
REACH_PX = 60
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "__metadata"]
SCRIPT = {
    "EventDispatch",
    "FireAnimationFrame",
    "FunctionCall",
    "HandlePostMessage",
    "RunMicrotasks",
    "TimerFire",
}
"""Tasks of Chromium's trace in which a page's script runs; one may run inside another."""


@dataclass(frozen=True)
class Drag:
    """Seconds of script for each pointer event, and seconds from one event to the next."""

    script: tuple[float, ...]
    pace: tuple[float, ...]

    @property
    def p95(self) -> float:
        """The script time that one event in twenty exceeds."""
        return statistics.quantiles(self.script, n=20)[-1]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or Playwright's, without a graphics card wherever it runs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=ARGUMENTS,
        )
        yield browser
        browser.close()


def opened(page: Page, address: str) -> float:
    """Seconds until the map of a page says that its line can be dragged."""
    start = time.perf_counter()
    page.goto(address)
    page.locator("#map[data-ready]").wait_for(timeout=120_000)
    return time.perf_counter() - start


def drag(page: Page) -> Drag:
    """Drags the vertex that the map says is chosen along a loop, and drops it."""
    shown = page.locator("#map")
    x, y = (float(shown.get_attribute(f"data-vertex-{axis}") or "nan") for axis in "xy")
    browser = page.context.browser
    assert browser
    page.mouse.move(x, y)
    page.mouse.down()
    browser.start_tracing(page=page, categories=CATEGORIES)
    for move in range(1, MOVES + 2):
        turn = 2 * math.pi * move / MOVES
        page.mouse.move(x + REACH_PX * (1 - math.cos(turn)), y + REACH_PX * math.sin(turn))
    trace = json.loads(browser.stop_tracing())["traceEvents"]
    page.mouse.move(x + REACH_PX, y)
    page.mouse.up()
    return _drag_in(trace)


def _drag_in(trace: list[dict]) -> Drag:
    """What the page's main thread did from each pointer event to the next."""
    threads = {
        (one["pid"], one["tid"])
        for one in trace
        if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"
    }
    tasks = [one for one in trace if one["ph"] == "X" and (one["pid"], one["tid"]) in threads]
    moves = sorted(one["ts"] for one in tasks if _is_move(one))
    spans = list(_outermost(tasks))
    script = [
        sum(end - begin for begin, end in spans if this <= begin < following)
        for this, following in pairwise(moves)
    ]
    pace = [following - this for this, following in pairwise(moves)]
    assert len(script) > MOVES / 2, "the page saw too few pointer events"
    return Drag(tuple(us / 1e6 for us in script), tuple(us / 1e6 for us in pace))


def _is_move(task: dict) -> bool:
    return task["name"] == "EventDispatch" and task["args"]["data"]["type"] == "pointermove"


def _outermost(tasks: list[dict]) -> Iterator[tuple[float, float]]:
    """Microseconds at which script began and ended, once where one task runs inside another."""
    until = -math.inf
    for begin, end in sorted(
        (one["ts"], one["ts"] + one.get("dur", 0)) for one in tasks if one["name"] in SCRIPT
    ):
        if begin >= until:
            yield begin, end
            until = end
