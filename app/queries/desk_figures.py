"""Desk figures: what is computed of a working copy, whatever an officer stated."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models import Route
from app.queries.routes import working_line
from gis.along import along
from gis.difficulty import difficulty
from gis.profile import profile
from gis.stages import stage_figures
from gis.surfaces import surface_lengths
from gis.vocabulary import Practice


@dataclass(frozen=True)
class ComputedFigures:
    """Metres, minutes, 1 to 5; None where heights are unknown."""

    length_m: float
    ascent_m: float | None
    descent_m: float | None
    duration_min: int
    difficulty: int | None


def computed_figures(session: Session, route: Route) -> ComputedFigures | None:
    """The figures of the working line by the first practice; None without one of both."""
    if route.line is None or not route.practices:
        return None
    measured = along(working_line(session, route))
    cuts_m = [stage.end_m for stage in route.stages if stage.end_m < measured.length_m]
    practice = Practice(route.practices[0])
    days = stage_figures(measured, profile(measured), cuts_m, practice, route.sections)
    hard = [
        difficulty(
            practice,
            day.length_m,
            day.ascent_m,
            surface_lengths(route.sections, day.from_m, day.to_m),
        )
        for day in days
    ]
    return ComputedFigures(
        route.line.length_m,
        route.line.ascent_m,
        route.line.descent_m,
        sum(day.duration_min for day in days),
        max((one for one in hard if one is not None), default=None),
    )
