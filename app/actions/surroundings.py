"""Surroundings: what keeps lines apart from the places and the territories stored meanwhile."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def lock_surroundings(session: Session) -> None:
    """Lets one transaction at a time compare lines with places and territories.

    A line and a place that are stored at once would miss each other. All take this one lock,
    whole: a transaction that stores first a line and then a place has nothing left to ask for.
    """
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext("surroundings"))))
