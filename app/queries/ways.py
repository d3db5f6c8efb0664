"""Paths along the network of ways: each point goes to its nearest way, pgRouting joins them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from time import monotonic
from typing import Any

import numpy as np
import shapely
from geoalchemy2 import Geography
from numpy.typing import NDArray
from psycopg.errors import QueryCanceled
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    bindparam,
    cast,
    column,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql.psycopg import dialect as psycopg_dialect
from sqlalchemy.exc import OperationalError

from app.columns import Point
from app.models import Network, NetworkWay
from app.queries.sheets import Reader
from gis.errors import GisError
from gis.measure import WGS84, Bounds, metres_per_degree
from gis.vocabulary import Practice
from gis.ways import TRAVELLER_OF
from gis.ways_feet import Foot, LonLat, Piece, Way, chained, foot, measured, pieces
from gis.ways_rules import Traveller

SNAP_M = 200
"""How far a point may be from the way that it goes to."""
LONGEST_M = 50_000
"""How far a point may be from the next."""
ASIDE_M = 2_000
"""Ways this far around two points are looked at, and half of their distance."""
WIDER = 4
"""How many times that, where no path was found."""
PATIENCE_S = 20.0
"""All legs of a path together take no longer."""
_START, _END = -(1 << 62), -(1 << 62) + 1
"""The feet of two points, as junctions: no node of OpenStreetMap has such a number."""

Vertices = NDArray[np.float64]


@dataclass(frozen=True)
class NetworkSummary:
    """The network that is there: metres of ways in all and for each traveller."""

    name: str
    imported_at: datetime
    length_m: float
    lengths_m: dict[Traveller, float]
    bounds: Bounds


def network_summary(session: Reader) -> NetworkSummary | None:
    """What was imported, None where there is no network."""
    one = Network
    row = session.execute(
        select(
            *(one.name, one.imported_at, one.length_m, one.lengths_m),
            *(one.west, one.south, one.east, one.north),
        )
    ).one_or_none()
    if row is None:
        return None
    lengths_m = {Traveller(name): metres for name, metres in row.lengths_m.items()}
    bounds = (row.west, row.south, row.east, row.north)
    return NetworkSummary(row.name, row.imported_at, row.length_m, lengths_m, bounds)


def path_along(session: Reader, practice: Practice, points: Sequence[LonLat]) -> Vertices:
    """The vertices (lon, lat) of the path that a practice takes through points in order.

    It begins and ends where the first and the last point meet a way. Raises GisError `ways.none`,
    `ways.too_long`, `ways.too_far`, `ways.no_path` or `ways.too_slow`, whose number counts points
    from 1; after the last the transaction is spent.
    """
    if network_summary(session) is None:
        raise GisError("ways.none")
    for number, (here, there) in enumerate(pairwise(points), start=1):
        _, _, distance_m = WGS84.inv(*here, *there)
        if not distance_m <= LONGEST_M:
            raise GisError(
                "ways.too_long", number=number, distance_m=distance_m, longest_m=LONGEST_M
            )
    traveller = TRAVELLER_OF[practice]
    feet = [_foot(session, traveller, number, *each) for number, each in enumerate(points, 1)]
    parts = [np.array([feet[0].lonlat])]
    until_s = monotonic() + PATIENCE_S
    for number, (start, end) in enumerate(pairwise(feet), start=1):
        if not start.is_at(end):
            with _in_time(session, number, until_s):
                parts.append(_leg(session, traveller, number, start, end))
    return chained(parts)


@contextmanager
def _in_time(session: Reader, number: int, until_s: float) -> Iterator[None]:
    """Has PostgreSQL give up what takes longer; `until_s` is by the monotonic clock."""
    left_ms = round(1000 * (until_s - monotonic()))
    if left_ms <= 0:
        raise GisError("ways.too_slow", number=number)
    session.execute(select(func.set_config("statement_timeout", str(left_ms), True)))
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.orig, QueryCanceled):
            raise
        raise GisError("ways.too_slow", number=number) from None


def _foot(session: Reader, traveller: Traveller, number: int, lon: float, lat: float) -> Foot:
    """The place of the nearest way that a traveller may use."""
    forward, backward = _factors(traveller)
    here = bindparam("here", shapely.Point(lon, lat), type_=Point())
    away_m = func.ST_Distance(cast(NetworkWay.geom, Geography), cast(here, Geography))
    row = session.execute(
        select(
            *(NetworkWay.id, NetworkWay.source, NetworkWay.target),
            func.ST_AsBinary(NetworkWay.geom).label("geom"),
            *(forward.label("forward"), backward.label("backward")),
        )
        .where(
            NetworkWay.geom.op("&&")(_box(_around([(lon, lat)], SNAP_M))),
            NetworkWay.length_m > 0,
            or_(forward.is_not(None), backward.is_not(None)),
            away_m <= SNAP_M,
        )
        .order_by(away_m, NetworkWay.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        raise GisError("ways.too_far", number=number, distance_m=SNAP_M)
    line = measured(_vertices(row.geom))
    return foot(Way(row.id, row.source, row.target, line, row.forward, row.backward), lon, lat)


def _leg(session: Reader, traveller: Traveller, number: int, start: Foot, end: Foot) -> Vertices:
    """The vertices from one foot to another; looks around them, and once more widely."""
    if start.way.id == end.way.id:
        own = pieces([(_START, start), (_END, end)])
    else:
        own = pieces([(_START, start)]) + pieces([(_END, end)])
    ends = [start.lonlat, end.lonlat]
    _, _, distance_m = WGS84.inv(*ends[0], *ends[1])
    for widening in (1, WIDER):
        box = _around(ends, (ASIDE_M + distance_m / 2) * widening)
        edges = _edges(traveller, box, own, {start.way.id, end.way.id})
        if parts := list(_walked(session, edges, own)):
            return chained(parts)
    raise GisError("ways.no_path", number=number)


def _edges(traveller: Traveller, box: Bounds, own: Sequence[Piece], cut: set[int]) -> str:
    """The SQL by which pgRouting reads its edges: the ways of a box, some of them cut.

    The pieces of those are numbered from -1 downwards.
    """
    forward, backward = _factors(traveller)
    ways = select(
        *(NetworkWay.id, NetworkWay.source, NetworkWay.target),
        func.coalesce(NetworkWay.length_m * forward, -1).label("cost"),
        func.coalesce(NetworkWay.length_m * backward, -1).label("reverse_cost"),
    ).where(
        NetworkWay.geom.op("&&")(_box(box)),
        or_(forward.is_not(None), backward.is_not(None)),
        NetworkWay.id.not_in(cut),
    )
    numbered = [
        select(
            *(literal(-number), literal(one.source), literal(one.target)),
            *(literal(one.cost), literal(one.reverse_cost)),
        )
        for number, one in enumerate(own, start=1)
    ]
    whole = union_all(ways, *numbered)
    return str(whole.compile(dialect=psycopg_dialect(), compile_kwargs={"literal_binds": True}))


def _walked(session: Reader, edges: str, own: Sequence[Piece]) -> Iterator[Vertices]:
    """The vertices of each edge of the best path, as it is walked; none where there is none."""
    path = func.pgr_dijkstra(
        edges, cast(_START, BigInteger), cast(_END, BigInteger), True
    ).table_valued(column("path_seq"), column("node"), column("edge"))
    rows = session.execute(
        select(path.c.node, path.c.edge, NetworkWay.source, func.ST_AsBinary(NetworkWay.geom))
        .select_from(path)
        .outerjoin(NetworkWay, NetworkWay.id == path.c.edge)
        .where(path.c.node != _END)
        .order_by(path.c.path_seq)
    )
    for node, edge, source, geom in rows:
        if edge < 0:
            piece = own[-edge - 1]
            begin, vertices = piece.source, piece.vertices
        else:
            begin, vertices = source, _vertices(geom)
        yield vertices if node == begin else vertices[::-1]


def _vertices(geom: Any) -> Vertices:
    return shapely.get_coordinates(shapely.from_wkb(bytes(geom)))


def _factors(traveller: Traveller) -> tuple[Any, Any]:
    """The columns of what a metre counts: as the way is drawn, and against it."""
    return getattr(NetworkWay, f"{traveller}_forward"), getattr(NetworkWay, f"{traveller}_backward")


def _around(points: Sequence[LonLat], aside_m: float) -> Bounds:
    """What lies within `aside_m` of points, and a little more."""
    lons, lats = zip(*points, strict=True)
    farthest = max(abs(lat) for lat in lats)
    east_m, north_m = metres_per_degree(np.array([farthest]))
    aside = aside_m * 1.01 / float(east_m[0])
    above = aside_m * 1.01 / float(north_m[0])
    return min(lons) - aside, min(lats) - above, max(lons) + aside, max(lats) + above


def _box(bounds: Bounds) -> ColumnElement[Any]:
    return func.ST_MakeEnvelope(*bounds, 4326)
