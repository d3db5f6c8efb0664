"""Place: a named point; a viewpoint is a place that looks at something."""

from datetime import datetime
from typing import Any

import shapely
from sqlalchemy import CheckConstraint, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import Point
from app.models.registry import Base, words
from gis.vocabulary import PlaceKind, ViewpointState


class Place(Base):
    """A town, a viewpoint, a service.

    `texts` is {language: {"name": …, "description": …}} with French always there; `size` is
    1 for a main town, 2 for a small one, 3 for a village.
    """

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("texts -> 'fr' ->> 'name' <> ''", name="french_name"),
        CheckConstraint("size BETWEEN 1 AND 3", name="size"),
        Index("ix_place_geom", "geom", postgresql_using="gist"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[PlaceKind] = mapped_column(words(PlaceKind))
    geom: Mapped[shapely.Point] = mapped_column(Point())
    texts: Mapped[dict[str, Any]]
    size: Mapped[int] = mapped_column(default=3)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    modified_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class Viewpoint(Base):
    """What a place of kind viewpoint looks at: bearings clockwise from north, in degrees."""

    __tablename__ = "viewpoint"
    __table_args__ = (
        CheckConstraint(
            "bearing_deg BETWEEN 0 AND 360 AND from_deg BETWEEN 0 AND 360"
            " AND to_deg BETWEEN 0 AND 360",
            name="bearings",
        ),
    )

    place_id: Mapped[int] = mapped_column(
        ForeignKey("place.id", ondelete="CASCADE"), primary_key=True
    )
    bearing_deg: Mapped[int]
    from_deg: Mapped[int]
    to_deg: Mapped[int]
    orientation_table: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ViewpointState] = mapped_column(words(ViewpointState))
