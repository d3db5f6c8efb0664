"""Snapshot: what was published of a route, and when; the public reads the current one."""

from datetime import datetime
from typing import Any

from sqlalchemy import Computed, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.line import RouteLine
from app.models.registry import Base, words
from gis.vocabulary import RouteKind


class Snapshot(Base):
    """A `RouteSheet` as a document, with its line's version.

    The columns beside `sheet` repeat what lists, filters, tiles and file names look for:
    `title` is the French one, `durations_min` is by practice; `sort_key` and `search_text`
    are without accents and in lower case; `lane` is on which side of routes that share its
    way it is drawn (see `gis/lanes.py`).
    """

    __tablename__ = "snapshot"
    __table_args__ = (
        Index("uq_snapshot_current", "route_id", unique=True, postgresql_where="current"),
        Index("ix_snapshot_line_id", "line_id", postgresql_where="current"),
        Index(
            "ix_snapshot_photo_keys",
            "photo_keys",
            postgresql_using="gin",
            postgresql_where="current",
        ),
        Index("ix_snapshot_list", "sort_key", "id", postgresql_where="current"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"))
    line_id: Mapped[int] = mapped_column(ForeignKey("route_line.id"))
    current: Mapped[bool] = mapped_column(default=True)
    slug: Mapped[str]
    title: Mapped[str]
    sort_key: Mapped[str]
    search_text: Mapped[str]
    kind: Mapped[RouteKind] = mapped_column(words(RouteKind))
    practices: Mapped[list[str]] = mapped_column(ARRAY(String))
    length_m: Mapped[float]
    stage_count: Mapped[int]
    durations_min: Mapped[dict[str, Any]]
    redistributable: Mapped[bool]
    sheet: Mapped[dict[str, Any]]
    number: Mapped[str] = mapped_column(Computed("sheet ->> 'number'", persisted=True))
    published_at: Mapped[datetime]
    photo_keys: Mapped[list[str]] = mapped_column(
        ARRAY(String), server_default=text("'{}'"), default=list
    )
    lane: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    line: Mapped[RouteLine] = relationship()
