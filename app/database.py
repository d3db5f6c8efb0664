"""The database of one application: its engine, and the sessions of a request."""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app, g
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session

from app import localdb
from app.config import Settings


class Database:
    """Two engines for each application; sessions live as long as the request (or command)."""

    def init_app(self, app: Flask, url: URL) -> None:
        """Gives `app` its engines, and closes its sessions when a request ends."""
        app.extensions["engines"] = {
            "session": create_engine(url),
            "reading": create_engine(url, isolation_level="AUTOCOMMIT", pool_reset_on_return=None),
        }
        for engine in app.extensions["engines"].values():
            event.listen(engine, "checkout", _refuse_dead)
        app.teardown_appcontext(_close_sessions)

    @property
    def engine(self) -> Engine:
        """The engine of the application under way."""
        engine: Engine = current_app.extensions["engines"]["session"]
        return engine

    @property
    def session(self) -> Session:
        """The session of this request, in a transaction from its first statement on."""
        if "session" not in g:
            g.session = Session(self.engine)
        session: Session = g.session
        return session

    @property
    def reading(self) -> Connection:
        """For what the public asks most: every statement stands alone, so that no BEGIN and
        no ROLLBACK travel with it."""
        if "reading" not in g:
            g.reading = current_app.extensions["engines"]["reading"].connect()
        connection: Connection = g.reading
        return connection

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The session of this request, committed at the end of the block; all of it or nothing."""
        try:
            yield self.session
            self.session.commit()
        except BaseException:
            self.session.rollback()
            raise

    def dispose(self) -> None:
        """Closes every connection: before a server forks."""
        for engine in current_app.extensions["engines"].values():
            engine.dispose()


db = Database()


def database_url(settings: Settings) -> URL:
    """The PostGIS that `settings` name, or else the private one, through psycopg 3."""
    url = make_url(settings.database_url or localdb.database_url(settings.var / "postgres"))
    return url.set(drivername="postgresql+psycopg")


def _close_sessions(_error: BaseException | None) -> None:
    for name in ("session", "reading"):
        if (opened := g.pop(name, None)) is not None:
            opened.close()


def _refuse_dead(connection: Any, _record: object, _proxy: object) -> None:
    """A server that has gone leaves something to read on an idle connection: take another.

    This sees a restart as SQLAlchemy's pre-ping does, without a journey to the server.
    """
    if connection.closed:
        raise DisconnectionError
    poll = select.poll()
    poll.register(connection.pgconn.socket, select.POLLIN)
    if poll.poll(0):
        raise DisconnectionError
