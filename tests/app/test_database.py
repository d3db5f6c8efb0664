"""Sessions end with the request, and a server that went away is not met twice."""

import time

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import URL, create_engine, text
from sqlalchemy.exc import OperationalError

from app.database import db
from app.queries.sheets import current_edition

OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
PATHS = ("/itineraires/gr65-via-podiensis.gpx", "/fr/")


def cut_every_connection(url: URL) -> int:
    """Ends all other connections to a database, and waits until they are gone."""
    engine = create_engine(url)
    with engine.connect() as connection:
        cut = connection.execute(text(f"SELECT pg_terminate_backend(pid) {OTHERS}")).all()
        while connection.scalar(text(f"SELECT count(*) {OTHERS}")):
            time.sleep(0.01)
            connection.rollback()
    engine.dispose()
    return len(cut)


def statuses(client: FlaskClient) -> list[int]:
    return [client.get(path).status_code for path in PATHS]


def test_a_connection_cut_by_the_server_is_replaced_unseen(
    demo_client: FlaskClient, demo_url: URL
) -> None:
    assert statuses(demo_client) == [200, 200]
    assert cut_every_connection(demo_url) >= 2
    assert statuses(demo_client) == [200, 200]


def test_a_connection_that_broke_while_it_was_used_is_not_used_again(
    demo_app: Flask, demo_url: URL
) -> None:
    client = demo_app.test_client()
    assert statuses(client) == [200, 200]
    with demo_app.app_context():
        held = db.reading
        cut_every_connection(demo_url)
        with pytest.raises((psycopg.OperationalError, OperationalError)):
            current_edition(held, "gr65-via-podiensis")
    assert statuses(client) == [200, 200]


def test_a_session_serves_one_request_and_no_other(demo_app: Flask) -> None:
    with demo_app.app_context():
        first = db.session
        assert db.session is first
        first.execute(text("SELECT 1"))
        assert first.in_transaction()
    assert not first.in_transaction()
    with demo_app.app_context():
        assert db.session is not first


def test_a_reading_session_leaves_no_transaction_open_on_the_server(demo_app: Flask) -> None:
    with demo_app.app_context():
        db.reading.execute(text("SELECT 1"))
        state = db.session.scalar(
            text(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND state = 'idle in transaction'"
            )
        )
        assert state == 0
