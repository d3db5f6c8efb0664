"""Closures: a disturbance declared."""

from sqlalchemy.orm import Session

from app.models import Closure
from gis.errors import GisError


def add_closure(session: Session, closure: Closure) -> Closure:
    """Stores a disturbance; the routes that it touches are found from its geometry.

    Raises GisError where it ends before it starts, has no French text or no line.
    """
    if closure.ends_on is not None and closure.ends_on < closure.starts_on:
        raise GisError("closure.ends_before_it_starts")
    if not closure.texts.get("fr", "").strip():
        raise GisError("closure.no_french")
    if closure.geom.is_empty:
        raise GisError("line.empty")
    session.add(closure)
    session.flush()
    return closure
