"""Territories: what a line crosses, in the order in which it enters."""

from sqlalchemy import select

from app.models import Crossing, Territory
from app.queries.sheets import Reader
from gis.sheets import TerritoryCrossed
from gis.vocabulary import TerritoryKind


def territories_crossed(session: Reader, line_id: int) -> tuple[TerritoryCrossed, ...]:
    """Every territory that a line crosses, by kind and then by where it is entered."""
    rows = session.execute(
        select(
            Territory.kind,
            Territory.code,
            Territory.name,
            Crossing.from_m,
            Crossing.length_m,
            Territory.is_demo,
        )
        .join(Crossing)
        .where(Crossing.line_id == line_id)
        .order_by(Crossing.from_m, Territory.code)
    )
    found = [TerritoryCrossed(*row) for row in rows]
    return tuple(sorted(found, key=lambda crossed: list(TerritoryKind).index(crossed.kind)))
