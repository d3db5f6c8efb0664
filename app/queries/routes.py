"""Working copies: a route by its slug, its line, the towns where a day may end."""

from collections.abc import Iterator, Sequence

from shapely import MultiLineString
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Place, Route, RouteLine, RouteSlug
from app.queries.places import METRES_PER_DEGREE
from app.queries.sheets import Unknown
from gis.along import Along
from gis.errors import LineError
from gis.findings import Finding
from gis.places_in_order import approaches
from gis.plan import Halt
from gis.vocabulary import PlaceKind, Severity

TOWN_WITHIN_M = 1500
"""A town this near to a line is one where a day can end."""


def route_by_slug(session: Session, slug: str) -> Route:
    """The route that answers, or answered, to a slug, whatever its state. Raises Unknown."""
    found = select(Route).join(RouteSlug).where(RouteSlug.slug == slug)
    route = session.scalars(found).one_or_none()
    if route is None:
        raise Unknown(slug)
    return route


def every_route(session: Session) -> Iterator[Route]:
    """All routes by id, a few at a time."""
    return iter(session.scalars(select(Route).order_by(Route.id).execution_options(yield_per=100)))


def working_line(session: Session, route: Route) -> MultiLineString:
    """The line of the working copy. Raises LineError when there is none."""
    line = session.scalar(select(RouteLine.geom).where(RouteLine.id == route.line_id))
    if line is None:
        raise LineError("publish.no_line")
    return line


def left_to_check(route: Route) -> Iterator[Finding]:
    """What the line moved under, and nobody has looked at since."""
    numbers = {
        "check.stages": [stage.number for stage in route.stages if stage.to_check],
        "check.steps": [step.number for step in route.steps if step.to_check],
        "check.sections": [
            number for number, section in enumerate(route.sections, start=1) if section.to_check
        ],
    }
    for key, found in numbers.items():
        if found:
            yield Finding(key, Severity.WARNING, values={"numbers": _ranges(found)})


def _ranges(numbers: Sequence[int]) -> str:
    """Increasing numbers, those in a row by their ends: 1–3, 5."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found)


def halts_along(session: Session, route: Route, measured: Along) -> list[Halt]:
    """Where a day may end: the route's start, the towns it passes, its end."""
    nearby = select(Place).where(
        Place.kind == PlaceKind.TOWN,
        func.ST_DWithin(Place.geom, RouteLine.geom, TOWN_WITHIN_M / METRES_PER_DEGREE),
    )
    towns = session.scalars(nearby.join(RouteLine, RouteLine.id == route.line_id))
    halts = [
        Halt(str(town.texts["fr"]["name"]), float(at_m))
        for town in towns
        for at_m in approaches(measured, town.geom.x, town.geom.y, TOWN_WITHIN_M)[0]
    ]
    names = {halt.at_m: halt.name for halt in halts}
    return [
        Halt(_nearest(names, 0.0), 0.0),
        *sorted(
            (
                halt
                for halt in halts
                if TOWN_WITHIN_M < halt.at_m < measured.length_m - TOWN_WITHIN_M
            ),
            key=lambda halt: halt.at_m,
        ),
        Halt(_nearest(names, measured.length_m), measured.length_m),
    ]


def _nearest(names: dict[float, str], at_m: float) -> str:
    near = [at for at in names if abs(at - at_m) <= TOWN_WITHIN_M]
    return names[min(near, key=lambda at: abs(at - at_m))] if near else ""
