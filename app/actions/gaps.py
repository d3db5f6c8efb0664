"""Gaps: an officer knows the cuts of a line, and stands by them."""

from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, revised
from app.models import Part, Route
from gis.errors import LineError


def declare_gaps(
    session: Session, route: Route, is_declared: bool, signed: Signed = UNSIGNED
) -> None:
    """Says that a line's gaps are known, or no longer; its geometry stays.

    Raises LineError where there is no line, Clash when it has changed since it was seen.
    """
    with revised(session, route, Part.LINE, signed):
        if route.line_id is None:
            raise LineError("line.empty")
        route.declared_gaps = is_declared
