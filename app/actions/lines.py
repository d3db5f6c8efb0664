"""Lines: an editor's gestures, each of which adds one version of a route's line.

All raise LineError, and then change nothing, where the route has no line, or what is asked of
it cannot be done; Clash where its line has changed since it was seen. `home` holds the
département that the line should be in: west, south, east, north in degrees.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

import shapely
from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions.anchors import keep_at_vertices
from app.actions.carried import append_anchors, cut_anchors, mirror_anchors, part_anchors
from app.actions.parting import second_part
from app.actions.rearranged import take_along
from app.actions.revisions import UNSIGNED, Signed, lock_seen, revised
from app.actions.routes import Reanchoring, add_route, set_line
from app.actions.surroundings import lock_surroundings
from app.models import Gesture, Part, Route, RouteLine
from app.queries.routes import working_line
from gis import editing
from gis import line as lines
from gis.along import Along, along, cut
from gis.editing.snapping import snap
from gis.findings import Finding
from gis.measure import Bounds, Coordinates
from gis.repairs import mended, repaired
from gis.shape import shape_of
from gis.vocabulary import Severity

PLACING = ("reproject", "swap_axes")
"""The repairs that leave every vertex what it was, elsewhere."""


def reverse_line(
    session: Session, route: Route, home: Bounds | None = None, signed: Signed = UNSIGNED
) -> RouteLine:
    """Turns a route round, with all that stands on it; see `mirror_anchors`."""
    line = locked_line(session, route, signed)
    stored = set_line(
        session,
        route,
        lines.reverse(line),
        source="reverse",
        reanchor=mirror_anchors,
        home=home,
        signed=signed,
    )
    session.expire(route, ["stages", "steps", "sections"])
    return stored


def trim_line(
    session: Session,
    route: Route,
    from_m: float = 0.0,
    to_m: float | None = None,
    home: Bounds | None = None,
    signed: Signed = UNSIGNED,
) -> RouteLine:
    """Keeps what lies between two distances along a route, by default to its end."""
    line = locked_line(session, route, signed)
    measured = along(line)
    end_m = measured.length_m if to_m is None else editing.at_vertex(measured, to_m)
    start_m = editing.at_vertex(measured, from_m)
    reanchor = partial(cut_anchors, start_m, end_m)
    kept = cut(measured, start_m, end_m)
    return store_line(session, route, line, kept, "trim", reanchor, home=home, signed=signed)


def split_line(
    session: Session,
    route: Route,
    at_m: float,
    title: str,
    home: Bounds | None = None,
    signed: Signed = UNSIGNED,
) -> Route:
    """Keeps what lies before a distance along; the rest becomes a draft called `title`.

    Each has the stages, steps and sections of its part, and the same contributors. The draft's
    other texts are yet to be written. Gives the draft.
    """
    line = locked_line(session, route, signed)
    measured = along(line)
    at_m = editing.at_vertex(measured, at_m)
    before, rest = editing.split(line, at_m)
    second = second_part(route, at_m, title)
    told = [
        finding
        for finding in part_anchors(at_m, measured.length_m, second, measured, along(rest))
        if finding.key != "anchors.start_to_check"
    ]
    if second.shape == shape_of(line):
        second.shape = shape_of(rest)
    with session.begin_nested():
        add_route(session, second, wanted_slug=f"{route.number} {title}")
        set_line(
            session,
            second,
            rest,
            source=f"split {route.slug}",
            noticed=told,
            home=home,
            signed=Signed(signed.by),
        )
        reanchor = partial(part_anchors, 0.0, at_m)
        store_line(session, route, line, before, "split", reanchor, home=home, signed=signed)
    return second


def join_lines(
    session: Session,
    route: Route,
    other: Route,
    home: Bounds | None = None,
    signed: Signed = UNSIGNED,
) -> RouteLine:
    """Appends another route's line, with copies of what stands on it; a gap stays a gap.

    Where only one of the two has heights they are left out, and that is told. The other route
    stays as it is.
    """
    line = locked_line(session, route, signed)
    appended = working_line(session, other)
    joined = lines.join([line, appended])
    reanchor = partial(append_anchors, other)
    noticed = [*heights_left_out(line, appended)]
    return store_line(
        session,
        route,
        line,
        joined,
        f"join {other.slug}",
        reanchor,
        noticed,
        home=home,
        signed=signed,
    )


def replace_stretch(
    session: Session,
    route: Route,
    from_m: float,
    to_m: float,
    vertices: Coordinates,
    home: Bounds | None = None,
    signed: Signed = UNSIGNED,
) -> RouteLine:
    """Puts another way between two distances along; see `gis.editing.replace_stretch`."""
    line = locked_line(session, route, signed)
    edited, noticed = editing.replace_stretch(line, from_m, to_m, vertices)
    return store_line(
        session, route, line, edited, "replace", noticed=noticed, home=home, signed=signed
    )


def simplify_line(
    session: Session,
    route: Route,
    tolerance_m: float,
    home: Bounds | None = None,
    signed: Signed = UNSIGNED,
) -> RouteLine:
    """Fewer vertices, none of those left out farther than a tolerance from the new line."""
    simple = lines.simplify(locked_line(session, route, signed), tolerance_m)
    return set_line(session, route, simple, source="simplify", home=home, signed=signed)


def snap_line(
    session: Session,
    route: Route,
    other: Route,
    within_m: float,
    home: Bounds | None = None,
    signed: Signed = UNSIGNED,
) -> RouteLine:
    """Puts a route on another one's line wherever it runs along it within so many metres."""
    line = locked_line(session, route, signed)
    snapped = snap(line, working_line(session, other), within_m)
    source = f"snap {other.slug}"
    return set_line(session, route, snapped, source=source, home=home, signed=signed)


def repair_line(
    session: Session,
    route: Route,
    findings: Sequence[Finding] | None = None,
    home: Bounds | None = None,
    signed: Signed = UNSIGNED,
) -> tuple[Finding, ...]:
    """Mends what these findings on a route's line name, or all that can be, and gives it.

    Where nothing is to be mended there is no new version.
    """
    line = locked_line(session, route, signed)
    if findings is None:
        mended_line, told = mended(line, home)
    else:
        told = tuple(finding for finding in findings if finding.repair)
        mended_line = repaired(line, told)
    if told:
        reanchor = partial(_follow_repairs, line, told)
        set_line(
            session,
            route,
            mended_line,
            source="repair",
            reanchor=reanchor,
            home=home,
            signed=signed,
        )
    return told


def locked_line(session: Session, route: Route, signed: Signed = UNSIGNED) -> MultiLineString:
    """The line that nobody else edits until the transaction ends.

    Raises Clash when it has changed since it was seen.
    """
    lock_surroundings(session)
    lock_seen(session, route, Part.LINE, signed)
    return working_line(session, route)


def store_line(
    session: Session,
    route: Route,
    before: MultiLineString,
    after: MultiLineString,
    source: str,
    reanchor: Reanchoring = take_along,
    noticed: Sequence[Finding] = (),
    *,
    home: Bounds | None,
    signed: Signed = UNSIGNED,
    gesture: Gesture = Gesture.SAVED,
) -> RouteLine:
    """A new version; a shape that was read off the line goes with it, one that was given stays."""
    is_read_off = route.shape == shape_of(before)
    stored = set_line(
        session,
        route,
        after,
        source=source,
        noticed=noticed,
        reanchor=reanchor,
        home=home,
        signed=signed,
        gesture=gesture,
    )
    if is_read_off:
        with revised(session, route, Part.FACTS, Signed(signed.by), gesture):
            route.shape = shape_of(after)
    return stored


def _follow_repairs(
    line: MultiLineString, mended: Sequence[Finding], route: Route, old: Along, new: Along
) -> list[Finding]:
    """Takes along what stands on a route, first through the repairs that move all of it."""
    placed = repaired(line, [one for one in mended if one.repair in PLACING])
    ordered = repaired(placed, [one for one in mended if one.repair == "reorder"])
    on_ground, in_order = along(placed), along(ordered)
    keep_at_vertices(route, old, on_ground)
    return [
        finding
        for before, after in pairwise((on_ground, in_order, new))
        for finding in take_along(route, before, after)
    ]


def heights_left_out(*joined: MultiLineString) -> Iterator[Finding]:
    """Whether lines lose their heights by being joined to one that has none."""
    flat = sum(shapely.get_num_coordinates(one) for one in joined if not one.has_z)
    total = sum(shapely.get_num_coordinates(one) for one in joined)
    if 0 < flat < total:
        values = {"count": int(flat), "total": int(total)}
        yield Finding("heights.left_out", Severity.WARNING, values=values)
