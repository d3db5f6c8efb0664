"""A route's own life: created, given a line, renamed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

from shapely import MultiLineString
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.beside import store_places_beside
from app.actions.rearranged import take_along
from app.actions.revisions import UNSIGNED, Signed, revised
from app.actions.surroundings import lock_surroundings
from app.actions.territories import store_crossings
from app.folding import first_free, slugify
from app.models import Gesture, Part, Route, RouteLine, RouteSlug
from gis.along import Along, along
from gis.checks import check_line
from gis.editing.gaps import new_gaps
from gis.errors import LineError
from gis.findings import Finding
from gis.measure import Bounds
from gis.profile import profile

HIGHEST_LATITUDE = 85.0
"""Web Mercator, in which tiles are cut, ends there."""

Reanchoring = Callable[[Route, Along, Along], list[Finding]]
"""What takes a route's stages, steps and sections from its line to the next, and tells."""


def add_route(session: Session, route: Route, wanted_slug: str) -> Route:
    """Stores a new route under the first free slug that begins with `wanted_slug`."""
    session.add(route)
    session.flush()
    route.slugs.append(RouteSlug(slug=_free_slug(session, slugify(wanted_slug)), in_use=True))
    session.flush()
    return route


def rename_slug(session: Session, route: Route, wanted_slug: str, signed: Signed = UNSIGNED) -> str:
    """Gives a route another slug; the one in use until now will redirect. Returns the new one.

    It is one of the facts, and public with the next publication. Raises Clash when they have
    changed since they were seen.
    """
    with revised(session, route, Part.FACTS, signed):
        return take_slug(session, route, slugify(wanted_slug))


def take_slug(session: Session, route: Route, wanted: str) -> str:
    """Puts a slug in use, the route's own or the first free one that begins so. Returns it."""
    own = {slug.slug: slug for slug in route.slugs}
    for slug in route.slugs:
        slug.in_use = False
    session.flush()
    if wanted in own:
        own[wanted].in_use = True
    else:
        wanted = _free_slug(session, wanted)
        route.slugs.append(RouteSlug(slug=wanted, in_use=True))
    session.flush()
    return wanted


def set_line(
    session: Session,
    route: Route,
    line: MultiLineString,
    *,
    source: str = "",
    noticed: Iterable[Finding] = (),
    reanchor: Reanchoring = take_along,
    home: Bounds | None = None,
    signed: Signed = UNSIGNED,
    gesture: Gesture = Gesture.SAVED,
) -> RouteLine:
    """Adds a version of a route's line, measured and checked, and points the route at it.

    Stages, steps and sections go with it; gaps stay declared unless there are new ones. Its
    findings are `noticed`, those of the reader, then those on what moved with the line, then
    those of the checks; `home` is the département that it should be in. Raises LineError when
    the line is empty or lies beyond the map, Clash when it has changed since it was seen.
    """
    refuse_beyond_the_map(line)
    measured = along(line)
    heights = profile(measured)
    lock_surroundings(session)
    with revised(session, route, Part.LINE, signed, gesture):
        before = session.scalar(select(RouteLine.geom).where(RouteLine.id == route.line_id))
        moved = [*_carried_over(route, along(before), measured, reanchor)] if before else []
        newest = session.scalar(
            select(func.max(RouteLine.version)).where(RouteLine.route_id == route.id)
        )
        stored = RouteLine(
            route_id=route.id,
            version=(newest or 0) + 1,
            geom=line,
            length_m=measured.length_m,
            ascent_m=heights and heights.total.ascent_m,
            descent_m=heights and heights.total.descent_m,
            lowest_m=heights and heights.lowest_m,
            highest_m=heights and heights.highest_m,
            findings=[asdict(finding) for finding in (*noticed, *moved, *check_line(line, home))],
            source=source,
        )
        session.add(stored)
        session.flush()
        store_crossings(session, stored.id, measured)
        store_places_beside(session, stored.id, measured)
        route.line = stored
    return stored


def _carried_over(route: Route, old: Along, new: Along, reanchor: Reanchoring) -> Iterator[Finding]:
    """Takes what was said of a line to the next; who declared its gaps did not know new ones."""
    unknown = [*new_gaps(old, new)] if route.declared_gaps else []
    if unknown:
        route.declared_gaps = False
    yield from reanchor(route, old, new)
    yield from unknown


def refuse_beyond_the_map(line: MultiLineString) -> None:
    """Raises LineError where a line goes nearer to a pole than maps do."""
    _west, south, _east, north = line.bounds
    if max(-south, north) > HIGHEST_LATITUDE:
        raise LineError("line.beyond_the_map", lat=max(north, south, key=abs))


def _free_slug(session: Session, wanted: str) -> str:
    taken = set(
        session.scalars(
            select(RouteSlug.slug).where(RouteSlug.slug.startswith(wanted, autoescape=True))
        )
    )
    return first_free(wanted, taken)
