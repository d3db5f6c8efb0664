"""The demonstration's territories: approximate communes and EPCI."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session


def load_territories(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Stores the territories of `data/demo`; yields what they are."""
    yield from ()
