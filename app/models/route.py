"""Route: the working copy of an itinerary, and the slugs that answer for it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.contributor import Contributor
from app.models.line import RouteLine
from app.models.organisation import Organisation
from app.models.photo import RoutePhoto
from app.models.place import Place
from app.models.registry import Base, words
from app.models.section import Section
from app.models.stage import Stage
from app.models.step import Step
from app.models.text import RouteText
from app.models.variant import Variant
from gis.vocabulary import Language, Practice, RouteKind, Shape

_PRACTICES = ", ".join(f"'{practice}'" for practice in Practice)


class RouteState(StrEnum):
    """How far a route has come."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Route(Base):
    """What the desk edits; the public reads the snapshot that publishing stores.

    `practices` is ordered, the first is the main one; `declared_gaps` says that an officer
    knows the gaps between the line's pieces and stands by them. `stated` holds the figures
    (`gis.vocabulary.Figure`) that an officer gives instead of the computed ones;
    `search_text` its number and titles, without accents and in lower case; `modified_at` is
    when its last revision was written.
    """

    __tablename__ = "route"
    __table_args__ = (
        CheckConstraint(f"practices <@ ARRAY[{_PRACTICES}]::varchar[]", name="practices"),
        CheckConstraint("difficulty BETWEEN 1 AND 5", name="difficulty"),
        Index("ix_route_owner_id", "owner_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(default="")
    kind: Mapped[RouteKind] = mapped_column(words(RouteKind))
    practices: Mapped[list[str]] = mapped_column(ARRAY(String))
    shape: Mapped[Shape] = mapped_column(words(Shape))
    waymarking: Mapped[str] = mapped_column(default="")
    difficulty: Mapped[int | None]
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    licence: Mapped[str]
    licence_url: Mapped[str]
    redistributable: Mapped[bool]
    declared_gaps: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    verified_on: Mapped[date | None]
    verified_by: Mapped[str] = mapped_column(default="")
    start_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    line_id: Mapped[int | None] = mapped_column(
        ForeignKey("route_line.id", use_alter=True, name="fk_route_line_id")
    )
    state: Mapped[RouteState] = mapped_column(words(RouteState), default=RouteState.DRAFT)
    stated: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"), default=dict)
    search_text: Mapped[str] = mapped_column(server_default="", default="")
    trashed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    modified_at: Mapped[datetime] = mapped_column(server_default=func.now())

    owner: Mapped[Organisation] = relationship()
    start_place: Mapped[Place | None] = relationship()
    line: Mapped[RouteLine | None] = relationship(foreign_keys=line_id)
    texts: Mapped[list[RouteText]] = relationship(cascade="all, delete-orphan")
    stages: Mapped[list[Stage]] = relationship(order_by=Stage.number, cascade="all, delete-orphan")
    steps: Mapped[list[Step]] = relationship(order_by=Step.number, cascade="all, delete-orphan")
    sections: Mapped[list[Section]] = relationship(
        order_by=Section.from_m, cascade="all, delete-orphan"
    )
    contributors: Mapped[list[Contributor]] = relationship(
        order_by=Contributor.organisation_id, cascade="all, delete-orphan"
    )
    photos: Mapped[list[RoutePhoto]] = relationship(
        order_by=RoutePhoto.position, cascade="all, delete-orphan"
    )
    variants: Mapped[list[Variant]] = relationship(order_by=Variant.id)
    slugs: Mapped[list["RouteSlug"]] = relationship(cascade="all, delete-orphan")

    @property
    def slug(self) -> str:
        """The slug in use."""
        return next(slug.slug for slug in self.slugs if slug.in_use)

    def text(self, language: Language) -> RouteText | None:
        """The text in one language, if there is one."""
        return next((text for text in self.texts if text.language == language), None)


class RouteSlug(Base):
    """A slug answers for ever: one is in use, the others redirect to it."""

    __tablename__ = "route_slug"
    __table_args__ = (
        Index("uq_route_slug_in_use", "route_id", unique=True, postgresql_where="in_use"),
        Index("ix_route_slug_route_id", "route_id"),
    )

    slug: Mapped[str] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"))
    in_use: Mapped[bool] = mapped_column(default=True)
