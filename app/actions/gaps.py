"""Gaps: an officer knows the cuts of a line, and stands by them."""

from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, revised
from app.models import Part, Route


def declare_gaps(
    session: Session, route: Route, is_declared: bool, signed: Signed = UNSIGNED
) -> None:
    """Says that a line's gaps are known, or no longer; its geometry stays.

    Raises Clash when the line has changed since it was seen.
    """
    with revised(session, route, Part.LINE, signed):
        route.declared_gaps = is_declared
