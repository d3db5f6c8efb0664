"""Stage: a cut of a route, kept as where it ends; it starts where the one before ends."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.place import Place
from app.models.registry import Base


class Stage(Base):
    """One stage, numbered from 1; `end_m` is metres along the route's line.

    Ends alone are stored, so the stages of a route always add up to it. `to_check` says that
    the line moved under one of its ends by more than its tolerance.
    """

    __tablename__ = "stage"
    __table_args__ = (
        UniqueConstraint("route_id", "number", deferrable=True, initially="DEFERRED"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("end_m > 0", name="end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"))
    number: Mapped[int]
    end_place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    end_m: Mapped[float]
    to_check: Mapped[bool] = mapped_column(server_default=text("false"), default=False)

    end_place: Mapped[Place] = relationship(lazy="joined")
