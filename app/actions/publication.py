"""Publication: what the public will read, stored as one snapshot."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.folding import fold
from app.models import Change, ChangeKind, ChangeSubject, Route, RouteState, Snapshot
from app.queries.drafts import draft_sheet
from app.queries.sheets import document
from gis.errors import GisError
from gis.findings import Finding
from gis.vocabulary import Language, Severity


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
        "publish.no_start": text is None or not text.departure.strip(),
        "publish.no_end": text is None or not text.arrival.strip(),
        "publish.no_licence": not route.licence,
    }
    reasons = [Finding(key, Severity.ERROR) for key, is_lacking in lacks.items() if is_lacking]
    return (*reasons, *_blocking_findings(route))


def publish_route(session: Session, route: Route, now: datetime) -> Snapshot:
    """Makes the working copy public. Raises NotPublishable.

    The route is locked until the transaction ends, so that its publications are in order.
    """
    session.execute(select(Route.id).where(Route.id == route.id).with_for_update())
    if reasons := blocking_reasons(route):
        raise NotPublishable(reasons)
    sheet = draft_sheet(session, route, now)
    _retire(session, route)
    title = sheet.texts[Language.FR].title
    snapshot = Snapshot(
        route_id=route.id,
        line_id=route.line_id,
        current=True,
        slug=sheet.slug,
        title=title,
        sort_key=fold(title),
        search_text=fold(" ".join([sheet.number, *_names(sheet.texts.values())])),
        kind=sheet.kind,
        practices=list(sheet.practices),
        length_m=sheet.length_m,
        redistributable=sheet.redistributable,
        sheet=document(sheet),
        published_at=now,
    )
    session.add(snapshot)
    route.state = RouteState.PUBLISHED
    _note(session, route, ChangeKind.PUBLISHED if sheet.redistributable else ChangeKind.WITHDRAWN)
    return snapshot


def withdraw_route(session: Session, route: Route) -> None:
    """Takes a route out of public sight; its addresses then say that it is gone."""
    session.execute(select(Route.id).where(Route.id == route.id).with_for_update())
    _retire(session, route)
    route.state = RouteState.WITHDRAWN
    _note(session, route, ChangeKind.WITHDRAWN)


def _blocking_findings(route: Route) -> list[Finding]:
    found = [Finding(**finding) for finding in (route.line.findings if route.line else [])]
    return [
        finding
        for finding in found
        if finding.severity == Severity.ERROR
        and not (finding.key == "line.gap" and route.declared_gaps)
    ]


def _names(texts: object) -> list[str]:
    return [f"{text.title} {text.departure} {text.arrival}" for text in texts]  # type: ignore[attr-defined]


def _retire(session: Session, route: Route) -> None:
    session.execute(
        update(Snapshot)
        .where(Snapshot.route_id == route.id, Snapshot.current)
        .values(current=False)
    )


def _note(session: Session, route: Route, kind: ChangeKind) -> None:
    session.add(Change(subject=ChangeSubject.ROUTE, subject_id=route.id, kind=kind))
    session.flush()
