"""Beside: the places within reach of each line."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Base


class Beside(Base):
    """A place `aside_m` metres from the point of a line that is `at_m` along it.

    Computed when a line or a place is stored.
    """

    __tablename__ = "beside"
    __table_args__ = (Index("ix_beside_place_id", "place_id"),)

    line_id: Mapped[int] = mapped_column(
        ForeignKey("route_line.id", ondelete="CASCADE"), primary_key=True
    )
    place_id: Mapped[int] = mapped_column(
        ForeignKey("place.id", ondelete="CASCADE"), primary_key=True
    )
    at_m: Mapped[float]
    aside_m: Mapped[float]
