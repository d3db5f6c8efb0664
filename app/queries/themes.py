"""Themes: which ones a route belongs to."""

from app.queries.sheets import Reader
from gis.sheets import ThemeSheet


def themes_of(session: Reader, route_id: int) -> tuple[ThemeSheet, ...]:
    """The themes of a route, in their order."""
    return ()
