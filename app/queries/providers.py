"""Providers and the labels that they hold."""

from datetime import date

from app.queries.sheets import Reader
from gis.sheets import ProviderAlong


def providers_along(session: Reader, line_id: int, today: date) -> tuple[ProviderAlong, ...]:
    """Who welcomes travellers within reach of a line, in order along it."""
    return ()
