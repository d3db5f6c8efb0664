"""Photo: a picture; RoutePhoto: a route shows it, with its credit and its rights."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.registry import Base


class Photo(Base):
    """A picture as it was re-encoded; `key` is the SHA-256 of its largest file, in hexadecimal."""

    __tablename__ = "photo"
    __table_args__ = (CheckConstraint("width > 0 AND height > 0", name="size"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    width: Mapped[int]
    height: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class RoutePhoto(Base):
    """A photo on a route, at a position from 1; what is said of it there.

    `texts` is {language: what is seen}; `ajaris_id` names it in the photo library.
    """

    __tablename__ = "route_photo"

    route_id: Mapped[int] = mapped_column(
        ForeignKey("route.id", ondelete="CASCADE"), primary_key=True
    )
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    position: Mapped[int]
    texts: Mapped[dict[str, Any]]
    credit: Mapped[str] = mapped_column(default="")
    rights_end: Mapped[date | None]
    ajaris_id: Mapped[str] = mapped_column(default="")

    photo: Mapped[Photo] = relationship(lazy="joined")
