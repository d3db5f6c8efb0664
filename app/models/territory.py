"""Territory: communes, EPCI and offices, and what each line crosses of them."""

from shapely import MultiPolygon
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import Area
from app.models.registry import Base, words
from gis.vocabulary import TerritoryKind


class Territory(Base):
    """An area with the code by which its kind is known: INSEE, SIREN."""

    __tablename__ = "territory"
    __table_args__ = (
        UniqueConstraint("kind", "code"),
        CheckConstraint("NOT ST_IsEmpty(geom)", name="geom"),
        Index("ix_territory_geom", "geom", postgresql_using="gist"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TerritoryKind] = mapped_column(words(TerritoryKind))
    code: Mapped[str]
    name: Mapped[str]
    geom: Mapped[MultiPolygon] = mapped_column(Area(), deferred=True)
    is_demo: Mapped[bool] = mapped_column(default=False)


class Crossing(Base):
    """A line enters a territory `from_m` along it, and has `length_m` metres inside.

    Computed when a line or a territory is stored.
    """

    __tablename__ = "crossing"
    __table_args__ = (Index("ix_crossing_territory_id", "territory_id"),)

    line_id: Mapped[int] = mapped_column(
        ForeignKey("route_line.id", ondelete="CASCADE"), primary_key=True
    )
    territory_id: Mapped[int] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True
    )
    from_m: Mapped[float]
    length_m: Mapped[float]
