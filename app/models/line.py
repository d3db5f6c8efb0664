"""RouteLine: one immutable version of a route's line, with its measures."""

from datetime import datetime
from typing import Any

from geoalchemy2 import Geometry
from shapely import MultiLineString
from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import Line, Point
from app.models.registry import Base


def _simplified(tolerance_m: float) -> Computed:
    return Computed(
        f"ST_Simplify(ST_Transform(ST_Force2D(geom), 3857), {tolerance_m}, true)", persisted=True
    )


def _end(vertex: str) -> Computed:
    return Computed(f"ST_Force2D({vertex})", persisted=True)


def _mercator() -> Geometry:
    return Geometry(geometry_type="MULTILINESTRING", srid=3857, spatial_index=False)


class RouteLine(Base):
    """A line is never changed: an edit adds a version, and the route points at one.

    Lengths and heights are metres; climbs and heights are NULL where heights are unknown.
    `findings` is what reading and checking it said, as plain documents.
    """

    __tablename__ = "route_line"
    __table_args__ = (
        UniqueConstraint("route_id", "version"),
        CheckConstraint(
            "GeometryType(geom) = 'MULTILINESTRING' AND ST_SRID(geom) = 4326"
            " AND NOT ST_IsEmpty(geom)",
            name="geom",
        ),
        CheckConstraint("length_m > 0", name="length"),
        Index("ix_route_line_far", "far", postgresql_using="gist"),
        Index("ix_route_line_middle", "middle", postgresql_using="gist"),
        Index("ix_route_line_near", "near", postgresql_using="gist"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"))
    version: Mapped[int]
    geom: Mapped[MultiLineString] = mapped_column(Line(), deferred=True)
    far: Mapped[Any] = mapped_column(_mercator(), _simplified(150), deferred=True)
    middle: Mapped[Any] = mapped_column(_mercator(), _simplified(20), deferred=True)
    near: Mapped[Any] = mapped_column(_mercator(), _simplified(2.5), deferred=True)
    start_point: Mapped[Any] = mapped_column(
        Point(), _end("ST_StartPoint(ST_GeometryN(geom, 1))"), deferred=True
    )
    end_point: Mapped[Any] = mapped_column(
        Point(), _end("ST_EndPoint(ST_GeometryN(geom, ST_NumGeometries(geom)))"), deferred=True
    )
    length_m: Mapped[float]
    ascent_m: Mapped[float | None]
    descent_m: Mapped[float | None]
    lowest_m: Mapped[float | None]
    highest_m: Mapped[float | None]
    findings: Mapped[list[Any]]
    source: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
