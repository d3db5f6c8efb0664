"""Theme: an ordered set of routes and places."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.registry import Base


class Theme(Base):
    """`texts` is {language: {"name": …, "description": …}} with French always there."""

    __tablename__ = "theme"
    __table_args__ = (CheckConstraint("texts -> 'fr' ->> 'name' <> ''", name="french_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    texts: Mapped[dict[str, Any]]
    is_demo: Mapped[bool] = mapped_column(default=False)

    items: Mapped[list["ThemeItem"]] = relationship(
        order_by="ThemeItem.position", cascade="all, delete-orphan"
    )


class ThemeItem(Base):
    """A route or a place of a theme, numbered from 1."""

    __tablename__ = "theme_item"
    __table_args__ = (
        UniqueConstraint("theme_id", "position", deferrable=True, initially="DEFERRED"),
        CheckConstraint("num_nonnulls(route_id, place_id) = 1", name="one_thing"),
        Index("ix_theme_item_route_id", "route_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    position: Mapped[int]
    route_id: Mapped[int | None] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"))
