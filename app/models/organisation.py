"""Organisation: a committee, an office or a federation that answers for routes."""

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Base, words


class OrganisationKind(StrEnum):
    """What an organisation is."""

    COMMITTEE = "committee"
    TOURIST_OFFICE = "tourist_office"
    FEDERATION = "federation"
    PETR = "petr"
    COUNCIL = "council"


class Organisation(Base):
    """Owns routes; `key` is how files name it."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[OrganisationKind] = mapped_column(words(OrganisationKind))
    website: Mapped[str] = mapped_column(default="")
    is_demo: Mapped[bool] = mapped_column(default=False)
