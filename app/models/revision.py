"""Revision: what a part of a route became, when, and by whom."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Base, words
from gis.vocabulary import Language


class Part(StrEnum):
    """What is edited, versioned and restored by itself."""

    FACTS = "facts"
    TEXT_FR = "text.fr"
    TEXT_EN = "text.en"
    TEXT_ES = "text.es"
    LINE = "line"
    STEPS = "steps"
    CONTRIBUTORS = "contributors"
    PHOTOS = "photos"
    VARIANTS = "variants"
    PUBLICATION = "publication"

    @classmethod
    def text(cls, language: Language) -> "Part":
        """The part that holds the words in one language."""
        return cls(f"text.{language}")

    @property
    def language(self) -> Language | None:
        """The language of a part that holds words."""
        return Language(self.removeprefix("text.")) if self.startswith("text.") else None


class Gesture(StrEnum):
    """What somebody did to a part."""

    BEGUN = "begun"
    SAVED = "saved"
    IMPORTED = "imported"
    RESTORED = "restored"
    SENT = "sent"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    TRASHED = "trashed"
    UNTRASHED = "untrashed"


class Revision(Base):
    """The document of one part after one gesture; it is never changed.

    A part's version is its last number; 0 is what was there before anybody's gesture was
    written down. Without a person it was made at the terminal; `author` outlives the account.
    """

    __tablename__ = "revision"
    __table_args__ = (
        Index("uq_revision_part", "route_id", "part", "number", unique=True),
        Index("ix_revision_person_id", "person_id"),
        CheckConstraint("number >= 0", name="number"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"))
    part: Mapped[Part] = mapped_column(words(Part))
    number: Mapped[int]
    gesture: Mapped[Gesture] = mapped_column(words(Gesture))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    author: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    document: Mapped[dict[str, Any]]
    remark: Mapped[str] = mapped_column(default="")
