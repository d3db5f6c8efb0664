"""Closures: what is disturbed on a line, today."""

from datetime import date

from app.queries.sheets import Reader
from gis.sheets import ClosureSheet


def closures_on(session: Reader, line_id: int, today: date) -> tuple[ClosureSheet, ...]:
    """The public disturbances in force on a line, in order along it."""
    return ()
