"""Network: the ways that a drawn line can follow, cut at their junctions."""

from datetime import datetime
from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import REAL, BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Base


class Network(Base):
    """Where the ways come from: one extract at a time, with metres in all and by traveller."""

    __tablename__ = "network"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    imported_at: Mapped[datetime]
    length_m: Mapped[float]
    lengths_m: Mapped[dict[str, Any]]
    west: Mapped[float]
    south: Mapped[float]
    east: Mapped[float]
    north: Mapped[float]


def _factor() -> Mapped[float | None]:
    return mapped_column(REAL)


class NetworkWay(Base):
    """A stretch of way between two junctions, which are nodes of OpenStreetMap.

    A metre of it counts as many as the factor of the traveller and the direction; NULL where
    that is shut.
    """

    __tablename__ = "network_way"
    __table_args__ = (Index("ix_network_way_geom", "geom", postgresql_using="gist"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    source: Mapped[int] = mapped_column(BigInteger)
    target: Mapped[int] = mapped_column(BigInteger)
    geom: Mapped[Any] = mapped_column(Geometry("LINESTRING", srid=4326, spatial_index=False))
    length_m: Mapped[float]
    foot_forward: Mapped[float | None] = _factor()
    foot_backward: Mapped[float | None] = _factor()
    road_bike_forward: Mapped[float | None] = _factor()
    road_bike_backward: Mapped[float | None] = _factor()
    touring_bike_forward: Mapped[float | None] = _factor()
    touring_bike_backward: Mapped[float | None] = _factor()
    gravel_bike_forward: Mapped[float | None] = _factor()
    gravel_bike_backward: Mapped[float | None] = _factor()
    mountain_bike_forward: Mapped[float | None] = _factor()
    mountain_bike_backward: Mapped[float | None] = _factor()
    horse_forward: Mapped[float | None] = _factor()
    horse_backward: Mapped[float | None] = _factor()
    boat_forward: Mapped[float | None] = _factor()
    boat_backward: Mapped[float | None] = _factor()
