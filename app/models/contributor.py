"""Contributor: who does what on a route, beside its owner."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.organisation import Organisation
from app.models.registry import Base, words
from gis.vocabulary import ContributorRole


class Contributor(Base):
    """An organisation that has a part in a route; `does` says which, in the owner's words.

    A co-pilot may edit and publish as the owner may; others see, and edit where `may_edit`.
    """

    __tablename__ = "contributor"
    __table_args__ = (Index("ix_contributor_organisation_id", "organisation_id"),)

    route_id: Mapped[int] = mapped_column(
        ForeignKey("route.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    role: Mapped[ContributorRole] = mapped_column(words(ContributorRole))
    may_edit: Mapped[bool] = mapped_column(default=False)
    does: Mapped[str] = mapped_column(default="")

    organisation: Mapped[Organisation] = relationship(lazy="joined")
