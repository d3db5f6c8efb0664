"""The network of ways: an extract of OpenStreetMap takes the place of the former one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from app.columns import WGS84
from app.models import Network, NetworkWay
from gis.errors import GisError
from gis.sources.osm import Watch, Ways, read_ways
from gis.sources.osm_edges import Edges, batches, edges
from gis.ways_rules import Traveller

EXTENSION = "pgrouting"
_COLUMNS = (
    *("source", "target", "geom", "length_m"),
    *(f"{traveller}_{way}" for traveller in Traveller for way in ("forward", "backward")),
)


@dataclass(frozen=True)
class ImportedNetwork:
    """A stored network: its stretches, and metres of ways in all and for each traveller."""

    name: str
    ways: int
    length_m: float
    lengths_m: dict[Traveller, float]


def _unseen(items: Any, total: int | None) -> Any:
    return items


def import_network(
    session: Session,
    path: Path,
    name: str,
    now: datetime,
    reading: Watch = _unseen,
    storing: Watch = _unseen,
) -> ImportedNetwork:
    """Stores an extract (.osm.pbf), in the place of the one before.

    Raises GisError without pgRouting, ReadError for the file; the former network then stays.
    """
    with session.begin_nested():
        add_pgrouting(session)
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(Network.__tablename__))))
        ways = read_ways(path, reading)
        session.execute(delete(Network))
        session.execute(delete(NetworkWay))
        copied = _Copied(ways)
        copied.copy(session, storing)
        west, east = float(ways.lon.min()), float(ways.lon.max())
        south, north = float(ways.lat.min()), float(ways.lat.max())
        session.add(
            Network(
                id=1,
                name=name,
                imported_at=now,
                length_m=copied.length_m,
                lengths_m=copied.lengths_m,
                west=west,
                south=south,
                east=east,
                north=north,
            )
        )
        session.flush()
        session.execute(text("ANALYZE network_way"))
    return ImportedNetwork(name, copied.ways, copied.length_m, copied.lengths_m)


def add_pgrouting(session: Session) -> None:
    """Adds the extension to the database. Raises GisError with what an administrator types."""
    available = text("SELECT installed_version FROM pg_available_extensions WHERE name = :name")
    found = session.execute(available, {"name": EXTENSION}).one_or_none()
    if found is None:
        number = int(session.scalar(text("SHOW server_version_num")) or 0)
        package = f"postgresql-{number // 10_000}-pgrouting"
        raise GisError("network.no_pgrouting", package=package)
    if found.installed_version is not None:
        return
    try:
        with session.begin_nested():
            session.execute(text(f"CREATE EXTENSION {EXTENSION}"))
    except ProgrammingError as error:
        if not isinstance(error.orig, InsufficientPrivilege):
            raise
        base = session.scalar(select(func.current_database()))
        raise GisError("network.may_not_add_pgrouting", database=base) from None


class _Copied:
    """What was handed to COPY, counted while it passes."""

    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self._open = np.array(
            [[any(kind[at : at + 2]) for at in range(0, len(kind), 2)] for kind in ways.kinds]
        )
        self._sums_m = np.zeros(len(Traveller))
        self.length_m = 0.0
        self.ways = 0

    @property
    def lengths_m(self) -> dict[Traveller, float]:
        """Metres that each traveller may follow."""
        return dict(zip(Traveller, self._sums_m.tolist(), strict=True))

    def copy(self, session: Session, storing: Watch) -> None:
        """Hands all edges to COPY, which takes a million in a minute."""
        connection: Any = session.connection().connection.driver_connection
        statement = f"COPY network_way ({', '.join(_COLUMNS)}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for batch in storing(edges(self._ways), batches(self._ways)):
                for row in self._rows(batch):
                    copy.write_row(row)

    def _rows(self, batch: Edges) -> Iterator[tuple[Any, ...]]:
        self.ways += len(batch.kind)
        self.length_m += float(batch.length_m.sum())
        self._sums_m += batch.length_m @ self._open[batch.kind]
        lines = shapely.to_wkb(shapely.set_srid(batch.line, WGS84), hex=True, include_srid=True)
        columns = (batch.source.tolist(), batch.target.tolist(), lines, batch.length_m.tolist())
        for kind, *row in zip(batch.kind.tolist(), *columns, strict=True):
            yield *row, *self._ways.kinds[kind]
