"""Sessions end with the request, and a server that went away is not met twice."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import URL, create_engine, text

from app.database import db


def test_a_connection_cut_by_the_server_is_replaced_unseen(
    demo_client: FlaskClient, demo_url: URL
) -> None:
    paths = ("/itineraires/gr65-via-podiensis.gpx", "/fr/")
    assert [demo_client.get(path).status_code for path in paths] == [200, 200]
    engine = create_engine(demo_url)
    with engine.connect() as connection:
        cut = connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        ).all()
    engine.dispose()
    assert len(cut) >= 2
    assert [demo_client.get(path).status_code for path in paths] == [200, 200]


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
