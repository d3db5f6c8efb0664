"""Drawn: a line and the instructions on it, saved at once as somebody drew them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import shapely
from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions.carried import mirror_anchors
from app.actions.lines import store_line
from app.actions.rearranged import take_along
from app.actions.revisions import Signed, lock_seen, revised
from app.actions.routes import Reanchoring, set_line
from app.actions.steps import PlacedStep, put_steps
from app.actions.surroundings import lock_surroundings
from app.models import Part, Route
from app.queries.routes import working_line
from gis.along import Along, along
from gis.findings import Finding
from gis.line import reverse
from gis.measure import Bounds
from gis.shape import shape_of
from gis.vocabulary import Shape

ON_STEPS = ("anchors.step_to_check", "anchors.steps_reversed")
"""What is not said of instructions that somebody has just placed."""


@dataclass(frozen=True)
class Drawing:
    """A line, and whether it is travelled the other way than the one before.

    `steps` are all instructions where they were placed; None leaves those that are there to go
    with the line.
    """

    line: MultiLineString
    noticed: Sequence[Finding] = ()
    is_reversed: bool = False
    steps: Sequence[PlacedStep] | None = None


def save_drawing(
    session: Session,
    route: Route,
    drawing: Drawing,
    home: Bounds | None,
    signed: Signed,
    steps_signed: Signed,
) -> None:
    """Gives a route the line and the instructions of a drawing, or nothing of it.

    All else that stands on the line goes with it. A line that is the one before is no new
    version. Raises LineError as set_line and put_steps do, GisError as put_steps, Clash when
    the line, or instructions that are given, have changed since they were seen.
    """
    lock_surroundings(session)
    lock_seen(session, route, Part.LINE, signed)
    with session.begin_nested():
        if drawing.steps is None:
            _save_line(session, route, drawing, home, signed)
            return
        with revised(session, route, Part.STEPS, steps_signed):
            put_steps(route, drawing.steps, along(drawing.line).length_m)
            _save_line(session, route, drawing, home, signed)


def _save_line(
    session: Session, route: Route, drawing: Drawing, home: Bounds | None, signed: Signed
) -> None:
    if route.line_id is None:
        _save_first(session, route, drawing, home, signed)
        return
    before = working_line(session, route)
    if drawing.is_reversed or not shapely.equals_identical(before, drawing.line):
        reanchor = _reanchoring(before, drawing)
        store_line(
            session,
            route,
            before,
            drawing.line,
            "",
            reanchor,
            drawing.noticed,
            home=home,
            signed=signed,
        )


def _save_first(
    session: Session, route: Route, drawing: Drawing, home: Bounds | None, signed: Signed
) -> None:
    """A first line; a route that was begun without one is linear until its shape can be read."""
    set_line(session, route, drawing.line, noticed=drawing.noticed, home=home, signed=signed)
    if route.shape == Shape.LINEAR:
        with revised(session, route, Part.FACTS, Signed(signed.by)):
            route.shape = shape_of(drawing.line)


def _reanchoring(before: MultiLineString, drawing: Drawing) -> Reanchoring:
    """Turns all that stands on a line round with it, takes it along, and places what was given."""

    def reanchor(route: Route, old: Along, new: Along) -> list[Finding]:
        placed = drawing.steps and [
            replace(one, id=step.id) for one, step in zip(drawing.steps, route.steps, strict=True)
        ]
        told = []
        if drawing.is_reversed:
            turned = along(reverse(before))
            told += mirror_anchors(route, old, turned)
            _put_in_order(route)
            old = turned
        told += take_along(route, old, new)
        if placed is None:
            return told
        put_steps(route, placed, new.length_m)
        return [one for one in told if one.key not in ON_STEPS]

    return reanchor


def _put_in_order(route: Route) -> None:
    route.stages.sort(key=lambda stage: stage.number)
    route.steps.sort(key=lambda step: step.number)
    route.sections.sort(key=lambda section: section.from_m)
