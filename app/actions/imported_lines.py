"""Imported lines: what the line of a file becomes in a route that is there already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions.anchors import found_at, name_of, told_ends
from app.actions.imports import TOWN_WITHIN_M
from app.actions.lines import heights_left_out, locked_line, store_line
from app.actions.rearranged import take_along
from app.actions.revisions import Signed
from app.actions.routes import Reanchoring, set_line
from app.models import Gesture, Place, Route, RouteLine, Stage
from app.queries.places import nearest_town
from gis.along import Along, along
from gis.editing.stretches import Fitted, Point, apart_m, ends_of, facing, fitted_in
from gis.errors import LineError
from gis.findings import Finding
from gis.line import reverse
from gis.measure import Bounds


@dataclass(frozen=True)
class FromFile:
    """A line, the file that it came from, and what was noticed on the way."""

    line: MultiLineString
    source: str
    noticed: Sequence[Finding] = ()


def renew_line(
    session: Session,
    route: Route,
    arrived: FromFile,
    home: Bounds | None,
    signed: Signed,
    gesture: Gesture = Gesture.IMPORTED,
) -> RouteLine:
    """Gives a route another line, along which its stages, steps and sections are carried.

    A shape that was read off the old line is read off the new one. Raises Clash when the line
    has changed since it was seen.
    """
    if route.line_id is None:
        return set_line(
            session,
            route,
            arrived.line,
            source=arrived.source,
            noticed=arrived.noticed,
            home=home,
            signed=signed,
            gesture=gesture,
        )
    return store_line(
        session,
        route,
        locked_line(session, route, signed),
        arrived.line,
        arrived.source,
        noticed=arrived.noticed,
        home=home,
        signed=signed,
        gesture=gesture,
    )


def renew_stage(
    session: Session,
    route: Route,
    number: int,
    arrived: FromFile,
    home: Bounds | None,
    signed: Signed,
) -> RouteLine:
    """Gives one stage of a route another line, turned the way the stage goes.

    Where it does not meet the rest the gap stays, and both of its ends are named. Raises
    LineError `stages.unknown`, Clash when the line has changed since it was seen.
    """
    line = locked_line(session, route, signed)
    stages = {stage.number: stage for stage in route.stages}
    if number not in stages:
        raise LineError("stages.unknown", number=number)
    stage, before = stages[number], stages.get(number - 1)
    measured = along(line)
    from_m = before.end_m if before else 0.0
    to_m = min(stage.end_m, measured.length_m)
    start, end = measured.point_at(from_m), measured.point_at(to_m, before_gap=True)
    new = facing(arrived.line, start, end)
    fitted = fitted_in(line, from_m, to_m, new)
    gaps = _open_ends(fitted, before.end_place if before else None, stage.end_place)
    noticed = [*heights_left_out(line, new), *gaps]
    return _stored(
        session, route, line, fitted.line, arrived, noticed=noticed, home=home, signed=signed
    )


def append_stage(
    session: Session, route: Route, arrived: FromFile, home: Bounds | None, signed: Signed
) -> RouteLine:
    """Puts a line behind a route's own, as a new last stage that ends at the nearest town.

    Raises LineError where the route has no stages, or no town is near; Clash as above.
    """
    line = locked_line(session, route, signed)
    if not route.stages:
        raise LineError("stages.none_yet")
    length_m = along(line).length_m
    new = _leading_from(ends_of(line)[1], arrived.line)
    town = nearest_town(session, *ends_of(new)[1], TOWN_WITHIN_M)
    if town is None:
        raise LineError("stages.no_town_at_end", within_m=TOWN_WITHIN_M)
    fitted = fitted_in(line, length_m, length_m, new)
    gaps = _open_ends(fitted, route.stages[-1].end_place, town)
    noticed = [*heights_left_out(line, new), *gaps]
    return _stored(
        session,
        route,
        line,
        fitted.line,
        arrived,
        noticed=noticed,
        follow=partial(_add_last, town),
        home=home,
        signed=signed,
    )


def _add_last(town: Place, route: Route, old: Along, new: Along) -> list[Finding]:
    number = route.stages[-1].number + 1
    route.stages.append(Stage(number=number, end_place=town, end_m=new.length_m))
    return list(told_ends(old, new))


def _leading_from(point: Point, line: MultiLineString) -> MultiLineString:
    """A line, begun at the end that is nearer to a point."""
    first, last = ends_of(line)
    return line if apart_m(point, first) <= apart_m(point, last) else reverse(line)


def _open_ends(fitted: Fitted, before: Place | None, end: Place) -> Iterator[Finding]:
    """Where the new part does not meet what it should lead from, or to; for a new last stage
    nothing follows."""
    measured = along(fitted.line)
    if fitted.before_m and before:
        yield found_at(
            "stages.gap_before",
            measured,
            fitted.from_m,
            place=name_of(before),
            distance_m=fitted.before_m,
        )
    if fitted.behind_m:
        yield found_at(
            "stages.gap_behind",
            measured,
            fitted.to_m,
            place=name_of(end),
            distance_m=fitted.behind_m,
        )


def _stored(
    session: Session,
    route: Route,
    before: MultiLineString,
    after: MultiLineString,
    arrived: FromFile,
    *,
    noticed: Sequence[Finding] = (),
    follow: Reanchoring = take_along,
    home: Bounds | None,
    signed: Signed,
) -> RouteLine:
    return store_line(
        session,
        route,
        before,
        after,
        arrived.source,
        follow,
        [*arrived.noticed, *noticed],
        home=home,
        signed=signed,
        gesture=Gesture.IMPORTED,
    )
