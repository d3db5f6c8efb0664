"""Column types: PostGIS geometry as Shapely objects."""

from typing import Any

import shapely
from geoalchemy2 import Geometry
from shapely.geometry.base import BaseGeometry
from sqlalchemy import BindParameter, ColumnElement, Dialect
from sqlalchemy.sql.functions import Function
from sqlalchemy.types import TypeDecorator

WGS84 = 4326


class _Shape(TypeDecorator[BaseGeometry]):
    """A WGS 84 geometry, EWKB on the wire; GeoAlchemy2's spatial functions still apply."""

    impl = Geometry

    def bind_expression(self, bindvalue: BindParameter[BaseGeometry]) -> ColumnElement[Any]:
        """EWKB names its own SRID; GeoAlchemy2's function of that name would add it again."""
        return Function("ST_GeomFromEWKB", bindvalue, type_=self)

    def process_bind_param(self, value: BaseGeometry | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        return shapely.to_wkb(shapely.set_srid(value, WGS84), include_srid=True)

    def process_result_value(self, value: Any, dialect: Dialect) -> BaseGeometry | None:
        return None if value is None else shapely.from_wkb(bytes(value.data))


class Line(_Shape):
    """A MultiLineString of ordered pieces: 3-D where every height is known, else 2-D.

    A typed column would demand one or the other, so a CHECK of the table holds the rule.
    """

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(geometry_type=None, spatial_index=False)


class Point(_Shape):
    """A 2-D point: longitude, latitude."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(geometry_type="POINT", srid=WGS84, spatial_index=False)


class Area(_Shape):
    """A 2-D MultiPolygon."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(geometry_type="MULTIPOLYGON", srid=WGS84, spatial_index=False)
