"""Beside: which places lie within reach of which lines."""

from sqlalchemy.orm import Session

from gis.along import Along


def store_places_beside(session: Session, line_id: int, measured: Along) -> None:
    """Stores which places a line passes, instead of what was stored of it before."""
