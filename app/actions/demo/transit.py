"""The demonstration's coaches and trains."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.actions.transit import import_gtfs


def load_transit(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Imports the timetable of `data/demo`; yields its name."""
    feed = import_gtfs(session, data / "demo" / "timetable.zip", "demo", is_demo=True)
    yield feed.name
