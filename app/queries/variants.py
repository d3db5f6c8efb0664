"""The variants of a route at the desk, those that were taken off among them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.models import Route, RouteLine, Variant
from gis.sheets import Sketch
from gis.sketch import sketch


@dataclass(frozen=True)
class DrawnVariant:
    """A variant, and its line small enough for a page."""

    variant: Variant
    sketch: Sketch


def drawn_variants(session: Session, route_id: int) -> list[DrawnVariant]:
    """The variants of a route, in the order in which they came."""
    found = session.scalars(
        select(Variant)
        .where(Variant.route_id == route_id)
        .options(undefer(Variant.geom))
        .order_by(Variant.id)
    )
    return [DrawnVariant(variant, sketch(variant.geom, None)) for variant in found]


def sketch_of(session: Session, route: Route) -> Sketch:
    """The line of a route, as small; empty where it has none."""
    line = session.scalar(select(RouteLine.geom).where(RouteLine.id == route.line_id))
    return sketch(line, None) if line is not None else Sketch(())
