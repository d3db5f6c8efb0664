"""What browser tests share: a server on the demonstration, Chromium, and a watched page."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import URL, create_engine
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from app import create_app
from app.actions.sign_in import open_session
from app.config import Settings
from app.models import Organisation
from app.signed_in import COOKIE, COOKIE_PATH
from gis.vocabulary import Role
from tests.browser.watch import Watch
from tests.people import somebody
from tests.stored import a_stored_committee

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


@contextmanager
def _serving(url: URL, var: Path) -> Iterator[str]:
    """The address of a server on a database."""
    server = make_server("127.0.0.1", 0, lambda _environ, _start: [], threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    server.app = create_app(
        Settings(
            database_url=url.render_as_string(hide_password=False), public_url=address, var=var
        )
    )
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def live_server(demo_url: URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that shows the demonstration."""
    with _serving(demo_url, tmp_path_factory.mktemp("live-var")) as address:
        yield address


@pytest.fixture(scope="session")
def desk_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the desk keeps files."""
    return tmp_path_factory.mktemp("desk-var")


@pytest.fixture(scope="session")
def desk_server(desk_url: URL, desk_var: Path) -> Iterator[str]:
    """The address of a server whose desk people work at."""
    with _serving(desk_url, desk_var) as address:
        yield address


@pytest.fixture
def desk_session(desk_url: URL) -> Iterator[Session]:
    """A session that commits to the desk's database, which is not emptied between tests."""
    engine = create_engine(desk_url)
    with Session(engine) as writing:
        yield writing
    engine.dispose()


@pytest.fixture
def owner(desk_session: Session, request: pytest.FixtureRequest) -> Organisation:
    """A committee of this test's own."""
    return a_stored_committee(desk_session, key=request.node.name)


@pytest.fixture
def at_the_desk(
    browser: Browser, desk_server: str, desk_session: Session
) -> Iterator[Callable[..., Page]]:
    """Signs somebody with these roles in, in a browser of their own; gives its page."""
    contexts = []

    def open_desk(
        *roles: Role, name: str = "", organisation: Organisation | None = None, **options: Any
    ) -> Page:
        person = somebody(desk_session, organisation, *roles, name=name)
        opened = open_session(desk_session, person, datetime.now(UTC))
        desk_session.commit()
        context = browser.new_context(base_url=desk_server, locale="fr-FR", **options)
        context.add_cookies(
            [{"name": COOKIE, "value": opened.secret, "url": f"{desk_server}{COOKIE_PATH}/"}]
        )
        contexts.append(context)
        return context.new_page()

    yield open_desk
    for context in contexts:
        context.close()


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
