"""What the demonstration says along its routes: steps, sections, closures, themes."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.models import Route


def add_details(session: Session, data: Path, route: Route, slug: str) -> None:
    """Gives a route the steps and sections that `data/demo` has for it."""


def load_themes(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Stores the themes of `data/demo`; yields their names."""
    yield from ()


def load_closures(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Stores the disturbances of `data/demo`, dated around `now`; yields what they are."""
    yield from ()
