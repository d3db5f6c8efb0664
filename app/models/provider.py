"""Provider: somebody who welcomes travellers; labels, and the schemes that award them."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.place import Place
from app.models.registry import Base, words
from gis.vocabulary import LabelState


class Provider(Base):
    """What a place of a provider's kind has beside its name and its point."""

    __tablename__ = "provider"

    place_id: Mapped[int] = mapped_column(
        ForeignKey("place.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")

    place: Mapped[Place] = relationship(lazy="joined")
    labels: Mapped[list["Label"]] = relationship(cascade="all, delete-orphan")


class LabelScheme(Base):
    """A label's rules, as data: for which practices, how near to a route, for how many years.

    `names` is {language: name}; `criteria` is {kind of place, or "all": [{language: criterion}]}.
    """

    __tablename__ = "label_scheme"
    __table_args__ = (
        CheckConstraint("reach_m > 0", name="reach"),
        CheckConstraint("validity_years > 0", name="validity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    names: Mapped[dict[str, Any]]
    practices: Mapped[list[str]] = mapped_column(ARRAY(String))
    kinds: Mapped[list[str]] = mapped_column(ARRAY(String))
    reach_m: Mapped[float]
    validity_years: Mapped[int]
    criteria: Mapped[dict[str, Any]]


class Label(Base):
    """A provider's label under one scheme; `expires_on` is its last day."""

    __tablename__ = "label"
    __table_args__ = (
        CheckConstraint(
            "state IN ('candidate', 'audited', 'withdrawn')"
            " OR num_nulls(awarded_on, expires_on) = 0",
            name="days",
        ),
        Index("ix_label_provider_id", "provider_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.place_id", ondelete="CASCADE"))
    scheme_id: Mapped[int] = mapped_column(ForeignKey("label_scheme.id"))
    state: Mapped[LabelState] = mapped_column(words(LabelState))
    number: Mapped[str] = mapped_column(default="")
    awarded_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    evaluator: Mapped[str] = mapped_column(default="")
    criteria_met: Mapped[list[Any]] = mapped_column(default=list)

    scheme: Mapped[LabelScheme] = relationship(lazy="joined")
