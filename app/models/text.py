"""RouteText: a route in one language; each language is published by itself."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Base, words
from gis.vocabulary import Language, TextState


class RouteText(Base):
    """The words of a route in one language, plain text; French is the source.

    `state` is that of the working copy. `translates` is the version of the French words that a
    translation was last brought up to; NULL where nobody said.
    """

    __tablename__ = "route_text"

    route_id: Mapped[int] = mapped_column(
        ForeignKey("route.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[Language] = mapped_column(words(Language), primary_key=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    departure: Mapped[str] = mapped_column(default="")
    arrival: Mapped[str] = mapped_column(default="")
    access: Mapped[str] = mapped_column(default="")
    accessibility: Mapped[str] = mapped_column(default="")
    parking: Mapped[str] = mapped_column(default="")
    public_transport: Mapped[str] = mapped_column(default="")
    advice: Mapped[str] = mapped_column(default="")
    state: Mapped[TextState] = mapped_column(
        words(TextState), server_default=TextState.DRAFT, default=TextState.DRAFT
    )
    translates: Mapped[int | None]
