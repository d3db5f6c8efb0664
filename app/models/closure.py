"""Closure: a dated disturbance of a stretch, with its detour."""

from datetime import date, datetime
from typing import Any

from shapely import MultiLineString
from sqlalchemy import CheckConstraint, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import Line
from app.models.registry import Base, words
from gis.vocabulary import ClosureEffect, ClosureReason


class Closure(Base):
    """What is disturbed is found from geometry, and heals by itself after `ends_on`.

    Both days are included; no last day means until further notice. `texts` is
    {language: sentence} with French always there.
    """

    __tablename__ = "closure"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="days"),
        CheckConstraint("texts ->> 'fr' <> ''", name="french_text"),
        CheckConstraint(
            "GeometryType(geom) = 'MULTILINESTRING' AND ST_SRID(geom) = 4326"
            " AND NOT ST_IsEmpty(geom)",
            name="geom",
        ),
        Index("ix_closure_geom", "geom", postgresql_using="gist"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    geom: Mapped[MultiLineString] = mapped_column(Line())
    detour: Mapped[MultiLineString | None] = mapped_column(Line())
    reason: Mapped[ClosureReason] = mapped_column(words(ClosureReason))
    effect: Mapped[ClosureEffect] = mapped_column(words(ClosureEffect))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    texts: Mapped[dict[str, Any]]
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    is_public: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
