"""What browser tests share: a server on the demonstration, Chromium, and a watched page."""

import shutil
from collections.abc import Iterator
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import URL
from werkzeug.serving import make_server

from app import create_app
from app.config import Settings
from tests.browser.watch import Watch

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

PATIENCE_MS = 20_000
"""Several test processes share the machine: what is right may take its time."""
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, or the one that Playwright installed where there is none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    found = {"executable_path": chromium} if chromium else {}
    return {**browser_type_launch_args, **found, "args": [*ARGUMENTS]}


@pytest.fixture(scope="session")
def live_server(demo_url: URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that shows the demonstration."""
    server = make_server("127.0.0.1", 0, lambda _environ, _start: [], threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    server.app = create_app(
        Settings(
            database_url=demo_url.render_as_string(hide_password=False),
            public_url=address,
            var=tmp_path_factory.mktemp("live-var"),
        )
    )
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    thread.join()


@pytest.fixture
def watch(page: Page, live_server: str) -> Watch:
    """A watch over the test's page, from before its first request."""
    watching = Watch(urlsplit(live_server).netloc)
    watching.over(page)
    return watching


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A page of a browser whose JavaScript is off."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
