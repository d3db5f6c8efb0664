"""Territories: what a line crosses, in the order in which it enters."""

from app.queries.sheets import Reader
from gis.sheets import TerritoryCrossed


def territories_crossed(session: Reader, line_id: int) -> tuple[TerritoryCrossed, ...]:
    """Every territory that a line crosses, by kind and then by where it is entered."""
    return ()
