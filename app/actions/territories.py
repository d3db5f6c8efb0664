"""Territories: stored, and compared with every line that crosses them."""

from sqlalchemy.orm import Session

from gis.along import Along


def store_crossings(session: Session, line_id: int, measured: Along) -> None:
    """Stores which territories a line crosses, instead of what was stored of it before."""
