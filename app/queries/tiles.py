"""Vector tiles: published routes and places, cut by PostGIS from simplified copies."""

from contextlib import closing
from datetime import date
from functools import lru_cache
from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    bindparam,
    cast,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql.psycopg import dialect as psycopg_dialect
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import Label, Place, RouteLine, Snapshot, Territory, Viewpoint
from app.queries.providers import is_held
from app.queries.route_filter import RouteFilter
from app.queries.sheets import Reader
from gis.vocabulary import PlaceKind, TerritoryKind, ViewpointState

EXTENT = 4096
WORLD_M = 40_075_016.68557849
"""The side of the world's square in Web Mercator (EPSG:3857)."""
FIRST_COMMUNES = 9
"""The first zoom at which communes can be told from each other."""
BUFFER = 64
"""Tile units drawn beyond the edge, so that wide lines meet across it."""


def route_tile(session: Reader, route_filter: RouteFilter, z: int, x: int, y: int) -> bytes:
    """The layer `routes` of a tile: the lines that may be passed on and answer the filter."""
    sql, asked = route_tile_sql(route_filter, _line_for(z).key)
    connection = session.connection() if isinstance(session, Session) else session
    # The map asks for dozens at once: the driver alone, and its bytes as they are.
    with closing(connection.connection.cursor(binary=True)) as cursor:
        cursor.execute(sql, {**asked, "z": z, "x": x, "y": y})
        (tile,) = cursor.fetchone() or (b"",)
    return bytes(tile)


@lru_cache(maxsize=256)
def route_tile_sql(route_filter: RouteFilter, line: str) -> tuple[str, dict[str, Any]]:
    """The statement and what the filter asks in it; z, x, y are left open.

    Kept, since building it takes longer than PostGIS needs for a small tile.
    """
    geom = getattr(RouteLine, line)
    z, x, y = (bindparam(name, type_=Integer) for name in "zxy")
    lines = (
        select(
            Snapshot.route_id.label("id"),
            Snapshot.slug,
            Snapshot.title,
            Snapshot.number,
            Snapshot.kind,
            Snapshot.practices[1].label("practice"),
            Snapshot.lane,
            func.round(Snapshot.length_m).label("length_m"),
            func.ST_AsMVTGeom(geom, func.ST_TileEnvelope(z, x, y), EXTENT, BUFFER).label("geom"),
        )
        .join(RouteLine, RouteLine.id == Snapshot.line_id)
        .where(
            *route_filter.conditions(),
            Snapshot.redistributable,
            geom.op("&&")(_with_buffer(z, x, y)),
        )
    )
    compiled = _whole(lines, "routes").compile(
        dialect=psycopg_dialect(), compile_kwargs={"render_postcompile": True}
    )
    return str(compiled), compiled.params


def place_tile(session: Reader, today: date, z: int, x: int, y: int) -> bytes:
    """The layer `places` of a tile: towns by size as the zoom grows, viewpoints, and close up
    all that there is; `labelled` is true where a label is held `today`."""
    mercator = func.ST_Transform(Place.geom, 3857)
    smallest = 1 if z < 7 else 2 if z < 9 else 3
    # Beyond the edge of the world there are no degrees.
    within = func.ST_Intersection(_with_buffer(z, x, y), func.ST_TileEnvelope(0, 0, 0))
    holds_label = exists().where(Label.provider_id == Place.id, *is_held(today))
    points = (
        select(
            Place.id,
            Place.kind,
            Place.texts["fr"]["name"].astext.label("name"),
            Place.size,
            Viewpoint.bearing_deg.label("bearing"),
            func.nullif(holds_label, literal(False)).label("labelled"),
            func.ST_AsMVTGeom(mercator, func.ST_TileEnvelope(z, x, y), EXTENT, BUFFER).label(
                "geom"
            ),
        )
        .outerjoin(Viewpoint)
        .where(
            Place.geom.op("&&")(func.ST_Transform(within, 4326)),
            ((Place.kind == PlaceKind.TOWN) & (Place.size <= smallest))
            | ((Viewpoint.state != ViewpointState.IDENTIFIED) & (literal(z) >= 9))
            | (Place.kind.not_in((PlaceKind.TOWN, PlaceKind.VIEWPOINT)) & (literal(z) >= 12)),
        )
    )
    return bytes(session.scalar(_whole(points, "places")) or b"")


def commune_tile(session: Reader, z: int, x: int, y: int) -> bytes:
    """The layer `communes` of a tile: their limits, from afar none."""
    tile = func.ST_TileEnvelope(z, x, y)
    limits = func.ST_AsMVTGeom(
        func.ST_Transform(func.ST_Boundary(Territory.geom), 3857), tile, EXTENT, BUFFER
    )
    communes = select(Territory.id, Territory.code, Territory.name, limits.label("geom")).where(
        Territory.kind == TerritoryKind.COMMUNE,
        Territory.geom.op("&&")(func.ST_Transform(tile, 4326)),
        literal(z) >= FIRST_COMMUNES,
    )
    return bytes(session.scalar(_whole(communes, "communes")) or b"")


def route_bounds(session: Reader) -> tuple[float, float, float, float] | None:
    """West, south, east, north in degrees of all that the routes' tiles show."""
    shown = (
        select(func.ST_Extent(RouteLine.far).label("box"))
        .join(Snapshot, Snapshot.line_id == RouteLine.id)
        .where(Snapshot.current, Snapshot.redistributable)
        .subquery()
    )
    box = func.ST_Transform(func.ST_SetSRID(cast(shown.c.box, Geometry), 3857), 4326)
    row = session.execute(
        select(func.ST_XMin(box), func.ST_YMin(box), func.ST_XMax(box), func.ST_YMax(box))
    ).one()
    west, south, east, north = row
    return None if west is None else (west, south, east, north)


def _line_for(z: int) -> InstrumentedAttribute[Any]:
    if z <= 9:
        return RouteLine.far
    return RouteLine.middle if z <= 12 else RouteLine.near


def _with_buffer(z: Any, x: Any, y: Any) -> ColumnElement[Any]:
    tile = func.ST_TileEnvelope(z, x, y)
    return func.ST_Expand(tile, WORLD_M * BUFFER / EXTENT / func.pow(2, z))


def _whole(rows: Select[Any], layer: str) -> Select[tuple[bytes]]:
    found = rows.subquery("found")
    return select(func.ST_AsMVT(found.table_valued(), layer, EXTENT, "geom", "id"))
