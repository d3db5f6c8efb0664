"""Step: a numbered instruction that lives at a point of the line."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Base


class Step(Base):
    """One instruction, numbered from 1, `at_m` metres along the route's line.

    `texts` is {language: instruction} with French always there; `to_check` says that the line
    moved under it by more than its tolerance.
    """

    __tablename__ = "step"
    __table_args__ = (
        UniqueConstraint("route_id", "number", deferrable=True, initially="DEFERRED"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("at_m >= 0", name="place"),
        CheckConstraint("texts ->> 'fr' <> ''", name="french_text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"))
    number: Mapped[int]
    at_m: Mapped[float]
    texts: Mapped[dict[str, Any]]
    to_check: Mapped[bool] = mapped_column(default=False)
