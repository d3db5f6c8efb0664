"""What tests share: databases of their own on a real PostGIS, applications, sessions.

`session` writes to a migrated database and is rolled back after each test. `demo_app` and
`demo_client` read a database that holds the demonstration; nobody writes to it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.orm import Session

from app import create_app, localdb, schema
from app.actions.demo import load_demo
from app.config import ROOT, Settings

hypothesis_settings.register_profile("balise", deadline=None)
hypothesis_settings.load_profile("balise")

DEMO_PUBLISHED_AT = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def server_url() -> Iterator[URL]:
    """A PostGIS server: the one that BALISE_DATABASE_URL names, or the private one."""
    if named := os.environ.get("BALISE_DATABASE_URL"):
        yield make_url(named).set(drivername="postgresql+psycopg")
        return
    with localdb.running() as url:
        yield make_url(url)


@pytest.fixture(scope="session")
def pgrouting(server_url: URL) -> None:
    """For tests that follow ways: not run where the server could not be given pgRouting."""
    engine = create_engine(server_url)
    with engine.connect() as connection:
        known = text("SELECT 1 FROM pg_available_extensions WHERE name = 'pgrouting'")
        is_there = connection.scalar(known)
    engine.dispose()
    if not is_there:
        pytest.skip("needs pgRouting on the PostgreSQL server")


@pytest.fixture(scope="session")
def migrated_url(server_url: URL) -> Iterator[URL]:
    """An empty, migrated database of this test process."""
    name = f"balise_test_{os.getpid()}"
    with _database(server_url, name) as url:
        yield url


@pytest.fixture(scope="session")
def demo_url(server_url: URL) -> Iterator[URL]:
    """A database with the demonstration."""
    name = f"balise_demo_{os.getpid()}"
    with _database(server_url, name) as url:
        engine = create_engine(url)
        with Session(engine) as writing, writing.begin():
            for _title in load_demo(writing, ROOT / "data", DEMO_PUBLISHED_AT):
                pass
        engine.dispose()
        yield url


@pytest.fixture(scope="session")
def desk_url(server_url: URL) -> Iterator[URL]:
    """A migrated database that browsers write to."""
    with _database(server_url, f"balise_desk_{os.getpid()}") as url:
        yield url


@pytest.fixture(scope="session")
def app(migrated_url: URL, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application on the empty database."""
    return an_app(migrated_url, tmp_path_factory.mktemp("var"))


@pytest.fixture(scope="session")
def demo_app(demo_url: URL, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application on the demonstration."""
    return an_app(demo_url, tmp_path_factory.mktemp("demo-var"))


@pytest.fixture
def demo_client(demo_app: Flask) -> FlaskClient:
    """A visitor of the demonstration."""
    return demo_app.test_client()


@pytest.fixture
def demo_session(demo_url: URL) -> Iterator[Session]:
    """A session that reads the demonstration."""
    engine = create_engine(demo_url)
    with Session(engine) as reading:
        yield reading
    engine.dispose()


@pytest.fixture
def session(migrated_url: URL) -> Iterator[Session]:
    """A session whose commits are savepoints: all is rolled back after the test."""
    engine = create_engine(migrated_url)
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as writing:
            yield writing
        outer.rollback()
    engine.dispose()


@pytest.fixture
def committing(migrated_url: URL) -> Iterator[Session]:
    """A session on the empty database that commits for real; all is emptied afterwards."""
    engine = create_engine(migrated_url)
    with Session(engine) as writing:
        yield writing
    with engine.begin() as connection:
        connection.execute(
            text(
                "TRUNCATE organisation, place, route, change, territory, theme, person, photo,"
                " transit_feed, sign_in_failure CASCADE"
            )
        )
    engine.dispose()


@contextmanager
def _database(server: URL, name: str) -> Iterator[URL]:
    """A new, migrated database, dropped afterwards."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for left in _left_behind(connection):
            connection.execute(text(f"DROP DATABASE IF EXISTS {left} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = server.set(database=name)
    fresh = create_engine(url)
    with fresh.begin() as connection:
        connection.execute(text("CREATE EXTENSION postgis"))
        schema.migrate(connection)
    fresh.dispose()
    yield url
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def _left_behind(connection: Connection) -> list[str]:
    """Databases of test processes that were killed: their name ends with the process's number."""
    names = connection.scalars(
        text("SELECT datname FROM pg_database WHERE datname ~ '^balise_(test|demo|desk)_[0-9]+$'")
    )
    return [name for name in names if not Path(f"/proc/{name.rsplit('_', 1)[1]}").exists()]


def an_app(url: URL, var: Path) -> Flask:
    """An application on a database, which keeps its files in `var`."""
    return create_app(Settings(database_url=url.render_as_string(hide_password=False), var=var))
