"""The demonstration's places, providers and labels."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session


def load_places(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Stores the places and providers of `data/demo`; yields what they are."""
    yield from ()
