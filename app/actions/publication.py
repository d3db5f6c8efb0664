"""Publication: what the public will read, stored as one snapshot."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.actions.routes import lock_route
from app.folding import fold
from app.models import Change, ChangeKind, ChangeSubject, Route, RouteState, Snapshot
from app.queries.drafts import draft_sheet
from app.queries.neighbours import names_along, neighbours
from app.queries.sheets import document
from gis.along import TOLERANCE_M
from gis.errors import GisError
from gis.findings import Finding
from gis.lanes import free_lane, shared_m
from gis.sheets import RouteSheet
from gis.vocabulary import Language, Severity

LONGEST_SORT_KEY = 200
"""An index entry has room for some 2 700 bytes."""


class NotPublishable(GisError):
    """A route lacks something that publication demands; `reasons` says what."""

    def __init__(self, reasons: tuple[Finding, ...]) -> None:
        super().__init__(reasons[0].key, **reasons[0].values)
        self.reasons = reasons


def blocking_reasons(route: Route) -> tuple[Finding, ...]:
    """What keeps a route from being published; empty when nothing does."""
    text = route.text(Language.FR)
    lacks = {
        "publish.no_name": text is None or not text.title.strip(),
        "publish.no_practice": not route.practices,
        "publish.no_line": route.line is None,
        "publish.stages_off_line": _are_stages_off(route),
        "publish.details_off_line": _are_details_off(route),
        "publish.no_start": text is None or not text.departure.strip(),
        "publish.no_end": text is None or not text.arrival.strip(),
        "publish.no_licence": not route.licence,
    }
    reasons = [Finding(key, Severity.ERROR) for key, is_lacking in lacks.items() if is_lacking]
    return (*reasons, *_blocking_findings(route))


def publish_route(session: Session, route: Route, now: datetime) -> Snapshot:
    """Makes the working copy public. Raises NotPublishable.

    The route is locked until the transaction ends and read anew, so that publications are in
    order and each holds what was last written.
    """
    lock_route(session, route)
    if reasons := blocking_reasons(route):
        raise NotPublishable(reasons)
    sheet, line_id = draft_sheet(session, route, now), route.line_id
    assert line_id is not None
    was_open = _retire(session, route)
    title = sheet.texts[Language.FR].title
    snapshot = Snapshot(
        route_id=route.id,
        line_id=line_id,
        current=True,
        slug=sheet.slug,
        title=title,
        sort_key=fold(title)[:LONGEST_SORT_KEY],
        search_text=fold(" ".join(_words(session, sheet, line_id))),
        kind=sheet.kind,
        practices=list(sheet.practices),
        length_m=sheet.length_m,
        stage_count=len(sheet.stages),
        durations_min={practice: sheet.duration_for(practice) for practice in sheet.practices},
        redistributable=sheet.redistributable,
        sheet=document(sheet),
        published_at=now,
        lane=free_lane(
            (lane, *shared_m(own, other)) for lane, own, other in neighbours(session, line_id)
        ),
    )
    session.add(snapshot)
    route.state = RouteState.PUBLISHED
    if sheet.redistributable:
        _note(session, route, ChangeKind.PUBLISHED)
    elif was_open:
        _note(session, route, ChangeKind.WITHDRAWN)
    return snapshot


def withdraw_route(session: Session, route: Route) -> None:
    """Takes a route out of public sight; its addresses then say that it is gone.

    Raises GisError `route.not_published` when it is not in sight.
    """
    lock_route(session, route)
    if route.state != RouteState.PUBLISHED:
        raise GisError("route.not_published", slug=route.slug)
    was_open = _retire(session, route)
    route.state = RouteState.WITHDRAWN
    if was_open:
        _note(session, route, ChangeKind.WITHDRAWN)
    session.flush()


def _are_stages_off(route: Route) -> bool:
    """Whether the stages were cut on another line than the present one."""
    if not route.stages or route.line is None:
        return False
    return abs(route.stages[-1].end_m - route.line.length_m) > TOLERANCE_M


def _are_details_off(route: Route) -> bool:
    """Whether a step or a section lies beyond the end of the line."""
    if route.line is None:
        return False
    farthest_m = [step.at_m for step in route.steps] + [part.to_m for part in route.sections]
    return max(farthest_m, default=0.0) > route.line.length_m + TOLERANCE_M


def _blocking_findings(route: Route) -> list[Finding]:
    found = [Finding(**finding) for finding in (route.line.findings if route.line else [])]
    return [
        finding
        for finding in found
        if finding.severity == Severity.ERROR
        and not (finding.key == "line.gap" and route.declared_gaps)
    ]


def _words(session: Session, sheet: RouteSheet, line_id: int) -> Iterator[str]:
    """What a search may find a route by: its names, and those of the towns it passes."""
    yield sheet.number
    for text in sheet.texts.values():
        yield from (text.title, text.departure, text.arrival)
    yield from (stage.end.name for stage in sheet.stages)
    yield from names_along(session, line_id)


def _retire(session: Session, route: Route) -> bool:
    """Ends the current snapshot; gives whether there was one that partners could read."""
    retired = session.scalars(
        update(Snapshot)
        .where(Snapshot.route_id == route.id, Snapshot.current)
        .values(current=False)
        .returning(Snapshot.redistributable)
    )
    return any(retired)


def _note(session: Session, route: Route, kind: ChangeKind) -> None:
    session.add(Change(subject=ChangeSubject.ROUTE, subject_id=route.id, kind=kind))
    session.flush()
