"""Section: a stretch of a route, and what it is made of."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Base, words
from gis.vocabulary import SectionState, Surface, Traffic, WayType


class Section(Base):
    """From a distance along the route's line to another; what is not known is NULL.

    `to_check` says that the line moved under one of its limits by more than its tolerance.
    """

    __tablename__ = "section"
    __table_args__ = (
        CheckConstraint("from_m >= 0 AND to_m > from_m", name="stretch"),
        Index("ix_section_route_id", "route_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"))
    from_m: Mapped[float]
    to_m: Mapped[float]
    way_type: Mapped[WayType | None] = mapped_column(words(WayType))
    surface: Mapped[Surface | None] = mapped_column(words(Surface))
    traffic: Mapped[Traffic | None] = mapped_column(words(Traffic))
    state: Mapped[SectionState] = mapped_column(words(SectionState), default=SectionState.OPEN)
    to_check: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
