"""Feeds from the register: rendered once for each version, for the address and the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.config import Settings
from app.models import ChangeSubject
from app.queries.changes import state_of
from app.queries.places import public_viewpoints
from app.queries.sheets import redistributable_sheets
from app.spool import Rendition, rendition
from gis.feeds import Feed
from gis.feeds.links import Links

SUBJECTS = {"routes": ChangeSubject.ROUTE, "places": ChangeSubject.PLACE}
"""What each kind of feed is made of."""


def kept_feed(session: Session, settings: Settings, feed: Feed) -> Rendition:
    """The feed as it is now, from the spool when nothing has changed since.

    The state is read first and the content after it, so what is kept for a state is that
    state's or newer, never older. No transaction is open while another renders, nor while
    bytes are sent.
    """
    with _one_snapshot(session):
        version = f"{feed.version} {state_of(session, SUBJECTS[feed.of])} {settings.public_url}"
    return rendition(
        settings.spool, f"feeds/{feed.name}", version, lambda: rendered(session, settings, feed)
    )


def rendered(session: Session, settings: Settings, feed: Feed) -> Iterator[bytes]:
    """The feed's bytes in pieces, straight from one snapshot of the database."""
    read = redistributable_sheets if feed.of == "routes" else public_viewpoints
    with _one_snapshot(session):
        yield from feed.render(read(session), Links(settings.public_url))


@contextmanager
def _one_snapshot(session: Session) -> Iterator[None]:
    """Every statement inside sees the database as the first one saw it."""
    session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield
    finally:
        session.rollback()
