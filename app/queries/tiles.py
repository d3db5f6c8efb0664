"""Vector tiles: published routes and places, cut by PostGIS from simplified copies."""

from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import ColumnElement, Select, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from app.models import Place, RouteLine, Snapshot, Viewpoint
from app.queries.search import RouteFilter
from app.queries.sheets import Reader
from gis.vocabulary import PlaceKind, ViewpointState

EXTENT = 4096
WORLD_M = 40_075_016.68557849
"""The side of the world's square in Web Mercator (EPSG:3857)."""
BUFFER = 64
"""Tile units drawn beyond the edge, so that wide lines meet across it."""


def route_tile(session: Reader, route_filter: RouteFilter, z: int, x: int, y: int) -> bytes:
    """The layer `routes` of a tile: the lines that may be passed on and answer the filter."""
    geom = _line_for(z)
    lines = (
        select(
            Snapshot.route_id.label("id"),
            Snapshot.slug,
            Snapshot.title,
            Snapshot.sheet["number"].astext.label("number"),
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
            geom.op("&&")(_envelope(z, x, y)),
        )
    )
    return _tile(session, lines, "routes")


def place_tile(session: Reader, z: int, x: int, y: int) -> bytes:
    """The layer `places` of a tile: towns by size as the zoom grows, and viewpoints."""
    mercator = func.ST_Transform(Place.geom, 3857)
    smallest = 1 if z < 7 else 2 if z < 9 else 3
    points = (
        select(
            Place.id,
            Place.kind,
            Place.texts["fr"]["name"].astext.label("name"),
            Place.size,
            Viewpoint.bearing_deg.label("bearing"),
            func.ST_AsMVTGeom(mercator, func.ST_TileEnvelope(z, x, y), EXTENT, BUFFER).label(
                "geom"
            ),
        )
        .outerjoin(Viewpoint)
        .where(
            Place.geom.op("&&")(func.ST_Transform(_envelope(z, x, y), 4326)),
            ((Place.kind == PlaceKind.TOWN) & (Place.size <= smallest))
            | ((Viewpoint.state != ViewpointState.IDENTIFIED) & (literal(z) >= 9)),
        )
    )
    return _tile(session, points, "places")


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


def _envelope(z: int, x: int, y: int) -> ColumnElement[Any]:
    tile = func.ST_Expand(func.ST_TileEnvelope(z, x, y), WORLD_M / 2**z * BUFFER / EXTENT)
    return func.ST_Intersection(tile, func.ST_TileEnvelope(0, 0, 0))


def _tile(session: Reader, rows: Select[Any], layer: str) -> bytes:
    found = rows.subquery("found")
    whole = select(func.ST_AsMVT(found.table_valued(), layer, EXTENT, "geom", "id"))
    return bytes(session.scalar(whole) or b"")
