"""Territories: stored, and compared with every line that crosses them."""

from collections.abc import Iterator, Sequence
from itertools import islice

import shapely
from shapely import MultiPolygon
from sqlalchemy import (
    Integer,
    Select,
    any_,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session, undefer

from app.actions.surroundings import lock_surroundings
from app.columns import Area
from app.models import Crossing, Route, RouteLine, Snapshot, Territory
from gis.along import Along, along
from gis.crossings import crossings
from gis.sources.territories import TerritoryRecord

BATCH = 200
"""So many territories, or lines, are held at once."""


def import_territories(
    session: Session, records: Sequence[TerritoryRecord], *, is_demo: bool = False
) -> tuple[int, Iterator[int]]:
    """Stores territories, the ones known by kind and code under the ids they have.

    Gives how many lines in use have to be compared anew, and an iterator that compares them
    as it is consumed and yields their ids; whoever commits before its end keeps crossings of
    old limits. True territories take the place of all the demonstration's of their kinds.
    """
    lock_surroundings(session)
    changed: list[int] = []
    remaining = iter(records)
    while batch := list(islice(remaining, BATCH)):
        changed += _store(session, batch, is_demo=is_demo)
    if not is_demo:
        kinds = {record.kind for record in records}
        session.execute(delete(Territory).where(Territory.is_demo, Territory.kind.in_(kinds)))
    lines = _lines_to_compare(changed)
    count = session.scalar(select(func.count()).select_from(lines.subquery())) or 0
    return count, _compare(session, lines)


def store_crossings(session: Session, line_id: int, measured: Along) -> None:
    """Stores which territories a line crosses, instead of what was stored of it before."""
    lock_surroundings(session)
    _store_crossings(session, line_id, measured, {})


def _store_crossings(
    session: Session, line_id: int, measured: Along, areas: dict[int, MultiPolygon]
) -> None:
    """The same; `areas`, by id of territory, are those that have been read already."""
    session.execute(delete(Crossing).where(Crossing.line_id == line_id))
    extent = shapely.box(
        measured.lon.min(), measured.lat.min(), measured.lon.max(), measured.lat.max()
    )
    meets = Territory.geom.op("&&")(literal(MultiPolygon([extent]), Area()))
    near = session.scalars(select(Territory.id).where(meets)).all()
    unread = Territory.id.in_(set(near) - areas.keys())
    read = session.execute(select(Territory.id, Territory.geom).where(unread))
    areas.update((territory_id, geom) for territory_id, geom in read)
    found = crossings(measured, [areas[territory_id] for territory_id in near])
    rows = [
        {
            "line_id": line_id,
            "territory_id": territory_id,
            "from_m": crossing.from_m,
            "length_m": crossing.length_m,
        }
        for territory_id, crossing in zip(near, found, strict=True)
        if crossing
    ]
    if rows:
        session.execute(insert(Crossing), rows)


def _store(session: Session, batch: list[TerritoryRecord], *, is_demo: bool) -> list[int]:
    """Stores some territories; gives the ids of those that are new or have other limits."""
    keys = [(record.kind, record.code) for record in batch]
    known = {
        (territory.kind, territory.code): territory
        for territory in session.scalars(
            select(Territory)
            .where(tuple_(Territory.kind, Territory.code).in_(keys))
            .options(undefer(Territory.geom))
        )
    }
    changed = []
    for record in batch:
        territory = known.get((record.kind, record.code))
        if territory is None:
            territory = Territory(kind=record.kind, code=record.code)
            session.add(territory)
        if territory.geom != record.geom:
            territory.geom = record.geom
            changed.append(territory)
        territory.name, territory.is_demo = record.name, is_demo
    session.flush()
    return [territory.id for territory in changed]


def _lines_to_compare(changed: list[int]) -> Select[int]:
    """Lines in use that crossed a changed territory, or that meet its present bounds."""
    any_changed = any_(literal(changed, ARRAY(Integer)))
    crossed = select(Crossing.line_id).where(Crossing.territory_id == any_changed)
    met = exists().where(Territory.id == any_changed, Territory.geom.op("&&")(RouteLine.geom))
    return select(RouteLine.id).where(
        or_(
            RouteLine.id.in_(select(Route.line_id)),
            RouteLine.id.in_(select(Snapshot.line_id).where(Snapshot.current)),
        ),
        or_(RouteLine.id.in_(crossed), met),
    )


def _compare(session: Session, lines: Select[int]) -> Iterator[int]:
    """Compares lines with all territories, a few at a time through a server-side cursor."""
    rows = session.execute(
        lines.add_columns(RouteLine.geom).execution_options(stream_results=True, yield_per=BATCH)
    )
    areas: dict[int, MultiPolygon] = {}
    for line_id, geom in rows:
        _store_crossings(session, line_id, along(geom), areas)
        yield line_id
