"""Feeds from the register: rendered once for each version, for the address and the terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.config import Settings
from app.models import ChangeSubject
from app.queries.changes import BEGINNING, last_change, state_of
from app.queries.places import public_viewpoints
from app.queries.sheets import redistributable_sheets
from app.spool import Rendition, rendition
from gis.feeds import Feed
from gis.feeds.links import Links

SUBJECTS = {"routes": ChangeSubject.ROUTE, "places": ChangeSubject.PLACE}
"""What each kind of feed is made of."""


@dataclass(frozen=True)
class KeptFeed:
    """A feed's bytes, and when what it tells of last changed."""

    rendition: Rendition
    modified_at: datetime


def kept_feed(session: Session, settings: Settings, feed: Feed) -> KeptFeed:
    """The feed as it is now, from the spool when nothing has changed since.

    The session must not have begun a transaction: version and content are read in one
    snapshot of the database, which is let go before a byte is sent.
    """
    session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    subject = SUBJECTS[feed.of]
    version = f"{feed.version} {state_of(session, subject)} {settings.public_url}"
    kept = rendition(
        settings.spool, f"feeds/{feed.name}", version, lambda: rendered(session, settings, feed)
    )
    modified_at = last_change(session, subject) or BEGINNING
    session.rollback()
    return KeptFeed(kept, modified_at)


def rendered(session: Session, settings: Settings, feed: Feed) -> Iterator[bytes]:
    """The feed's bytes in pieces, straight from the database."""
    links = Links(settings.public_url)
    read = redistributable_sheets if feed.of == "routes" else public_viewpoints
    return feed.render(read(session), links)
