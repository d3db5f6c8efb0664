"""The demonstration's four accounts."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session


def load_people(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Makes an account of each kind; yields each with its password, which is kept nowhere."""
    yield from ()
