"""Closures: what is disturbed on a line, today."""

from datetime import date

from sqlalchemy import func, or_, select

from app.models import Closure, RouteLine
from app.queries.places import METRES_PER_DEGREE
from app.queries.sheets import Reader
from gis.along import along
from gis.overlap import REACH_M, stretches_along
from gis.sheets import ClosureSheet
from gis.vocabulary import Language

_DEGREES_AROUND = REACH_M / METRES_PER_DEGREE


def closures_on(session: Reader, line_id: int, today: date) -> tuple[ClosureSheet, ...]:
    """The public disturbances in force on a line, in order along it."""
    near = session.execute(
        select(
            Closure.id,
            Closure.reason,
            Closure.effect,
            Closure.starts_on,
            Closure.ends_on,
            Closure.texts,
            Closure.geom,
        )
        .join(RouteLine, func.ST_DWithin(Closure.geom, RouteLine.geom, _DEGREES_AROUND))
        .where(
            RouteLine.id == line_id,
            Closure.is_public,
            Closure.starts_on <= today,
            or_(Closure.ends_on.is_(None), Closure.ends_on >= today),
        )
    ).all()
    if not near:
        return ()
    line = session.execute(select(RouteLine.geom).where(RouteLine.id == line_id)).scalar_one()
    measured = along(line)
    found = [
        ClosureSheet(
            id=closure.id,
            reason=closure.reason,
            effect=closure.effect,
            starts_on=closure.starts_on,
            ends_on=closure.ends_on,
            texts={Language(language): text for language, text in closure.texts.items()},
            stretches=stretches,
        )
        for closure in near
        if (stretches := stretches_along(measured, closure.geom))
    ]
    return tuple(sorted(found, key=lambda one: (one.stretches, one.id)))
