"""Variant: a secondary line of a route, never part of its total."""

from datetime import datetime
from typing import Any

from shapely import MultiLineString
from sqlalchemy import CheckConstraint, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import Line
from app.models.registry import Base, words
from gis.vocabulary import VariantKind


class Variant(Base):
    """A variant, an access or a link; `texts` is {language: its name}, with French always there.

    Its line is never changed. Who removes it can put it back: the row stays.
    """

    __tablename__ = "variant"
    __table_args__ = (
        CheckConstraint(
            "GeometryType(geom) = 'MULTILINESTRING' AND ST_SRID(geom) = 4326"
            " AND NOT ST_IsEmpty(geom)",
            name="geom",
        ),
        CheckConstraint("texts ->> 'fr' <> ''", name="french_name"),
        Index("ix_variant_route_id", "route_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"))
    kind: Mapped[VariantKind] = mapped_column(words(VariantKind))
    texts: Mapped[dict[str, Any]]
    geom: Mapped[MultiLineString] = mapped_column(Line(), deferred=True)
    length_m: Mapped[float]
    ascent_m: Mapped[float | None]
    descent_m: Mapped[float | None]
    source: Mapped[str] = mapped_column(default="")
    is_removed: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
