"""Publication: what the public will read, stored as one snapshot."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, lock_route, note
from app.folding import fold
from app.models import Change, ChangeKind, ChangeSubject, Gesture, Route, RouteState, Snapshot
from app.queries.drafts import draft_sheet
from app.queries.neighbours import names_along, neighbours
from app.queries.sheets import PublicSheet, document, public_sheet
from gis.along import TOLERANCE_M
from gis.errors import GisError
from gis.findings import Finding
from gis.lanes import free_lane, shared_m
from gis.sheets import RouteSheet, StepSheet
from gis.vocabulary import Language, Severity, TextState

LONGEST_SORT_KEY = 200
"""An index entry has room for some 2 700 bytes."""


class NotPublishable(GisError):
    """A route lacks something that publication demands; `reasons` says what."""

    def __init__(self, reasons: tuple[Finding, ...]) -> None:
        super().__init__(reasons[0].key, **reasons[0].values)
        self.reasons = reasons


def blocking_reasons(
    route: Route, today: date, languages: Collection[Language] = (Language.FR,)
) -> tuple[Finding, ...]:
    """What keeps a route from being published in some languages; empty when nothing does.

    A translation goes alone: it asks for nothing but its title, and for French in public sight.
    """
    keys = [
        *_lacking_words(route, languages),
        *(_lacking_facts(route, today) if Language.FR in languages else ()),
    ]
    reasons = [Finding(key, Severity.ERROR, values=values) for key, values in keys]
    return (*reasons, *(_blocking_findings(route) if Language.FR in languages else ()))


def publish_route(
    session: Session,
    route: Route,
    now: datetime,
    *,
    languages: Collection[Language] | None = None,
    signed: Signed = UNSIGNED,
) -> Snapshot:
    """Makes the working copy public in some languages, by default all it has words in.

    Facts, line and all that is said along it go with French; a translation alone joins what is
    public already. The route is locked until the transaction ends and read anew, so that
    publications are in order and each holds what was last written. `now` is in the time zone of
    the département, by whose days rights to photos end. Raises NotPublishable, or GisError
    `publish.in_the_trash`.
    """
    lock_route(session, route)
    if route.trashed_at:
        raise GisError("publish.in_the_trash")
    chosen = {text.language for text in route.texts} if languages is None else set(languages)
    if languages is None:
        chosen.add(Language.FR)
    if reasons := blocking_reasons(route, now.date(), chosen):
        raise NotPublishable(reasons)
    public = public_sheet(session, route.id)
    sheet, line_id = _to_publish(session, route, now, chosen, public)
    snapshot = _store_snapshot(session, route, sheet, line_id, now)
    route.state = RouteState.PUBLISHED
    for text in route.texts:
        if text.language in chosen:
            text.state = TextState.PUBLISHED
    note(
        session, route, Gesture.PUBLISHED, signed,
        languages=sorted(chosen), snapshot_id=snapshot.id,
    )  # fmt: skip
    return snapshot


def withdraw_route(
    session: Session,
    route: Route,
    now: datetime,
    *,
    languages: Collection[Language] = (Language.FR,),
    signed: Signed = UNSIGNED,
) -> None:
    """Takes a route, or its translations alone, out of public sight.

    Without French nothing of it stays: its addresses then say that it is gone. Raises GisError
    `route.not_published` when it is not in sight.
    """
    lock_route(session, route)
    public = public_sheet(session, route.id)
    if public is None or not set(languages) & set(public.sheet.texts):
        raise GisError("route.not_published", slug=route.slug)
    if Language.FR in languages:
        gone = set(public.sheet.texts)
        if _retire(session, route):
            _tell(session, route, ChangeKind.WITHDRAWN)
        route.state = RouteState.WITHDRAWN
    else:
        gone = set(languages)
        texts = {one: words for one, words in public.sheet.texts.items() if one not in gone}
        sheet = replace(public.sheet, texts=texts, modified_at=now)
        _store_snapshot(session, route, sheet, public.line_id, now)
    for text in route.texts:
        if text.language in gone:
            text.state = TextState.WITHDRAWN
    note(session, route, Gesture.WITHDRAWN, signed, languages=sorted(gone))


def send_for_validation(
    session: Session, route: Route, languages: Collection[Language], signed: Signed = UNSIGNED
) -> None:
    """Asks those who may publish to look at some languages. Raises GisError without words."""
    lock_route(session, route)
    for language in languages:
        text = route.text(language)
        if text is None:
            raise GisError("publish.no_words", language=language)
        text.state = TextState.TO_VALIDATE
    note(session, route, Gesture.SENT, signed, languages=sorted(languages))


def send_back(
    session: Session,
    route: Route,
    languages: Collection[Language],
    remark: str,
    signed: Signed = UNSIGNED,
) -> None:
    """Gives some languages back to who wrote them, with a remark.

    Raises GisError `publish.not_waiting` when one of them does not wait for validation.
    """
    lock_route(session, route)
    for language in languages:
        text = route.text(language)
        if text is None or text.state != TextState.TO_VALIDATE:
            raise GisError("publish.not_waiting", language=language)
        text.state = TextState.DRAFT
    note(session, route, Gesture.RETURNED, signed, remark=remark, languages=sorted(languages))


def _to_publish(
    session: Session,
    route: Route,
    now: datetime,
    chosen: Collection[Language],
    public: PublicSheet | None,
) -> tuple[RouteSheet, int]:
    """What will be public, and the version of its line."""
    draft = draft_sheet(session, route, now)
    kept = public.sheet.texts if public else {}
    texts = {
        language: draft.texts[language] if language in chosen else kept[language]
        for language in Language
        if language in chosen or language in kept
    }
    if Language.FR in chosen:
        assert route.line_id is not None
        return replace(draft, texts=texts), route.line_id
    assert public is not None
    steps = tuple(
        replace(step, texts=_translated(step, draft, chosen)) for step in public.sheet.steps
    )
    return replace(public.sheet, texts=texts, steps=steps, modified_at=now), public.line_id


def _translated(
    step: StepSheet, draft: RouteSheet, chosen: Collection[Language]
) -> Mapping[Language, str]:
    """The words of a public instruction, with those of the chosen languages as they are now."""
    written = next((one.texts for one in draft.steps if one.id == step.id), {})
    return {**step.texts, **{one: written[one] for one in chosen if one in written}}


def _store_snapshot(
    session: Session, route: Route, sheet: RouteSheet, line_id: int, now: datetime
) -> Snapshot:
    """Puts a sheet in the place of what is public, and tells partners."""
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
        photo_keys=[photo.key for photo in sheet.photos],
        lane=free_lane(
            (lane, *shared_m(own, other)) for lane, own, other in neighbours(session, line_id)
        ),
    )
    session.add(snapshot)
    if sheet.redistributable:
        _tell(session, route, ChangeKind.PUBLISHED)
    elif was_open:
        _tell(session, route, ChangeKind.WITHDRAWN)
    return snapshot


def _lacking_words(
    route: Route, languages: Collection[Language]
) -> Iterator[tuple[str, dict[str, object]]]:
    text = route.text(Language.FR)
    if Language.FR in languages:
        if text is None or not text.title.strip():
            yield "publish.no_name", {}
        if text is None or not text.departure.strip():
            yield "publish.no_start", {}
        if text is None or not text.arrival.strip():
            yield "publish.no_end", {}
    elif route.state != RouteState.PUBLISHED:
        yield "publish.french_first", {}
    for language in languages:
        words = route.text(language)
        if language != Language.FR and (words is None or not words.title.strip()):
            yield "publish.no_title_in", {"language": language}


def _lacking_facts(route: Route, today: date) -> Iterator[tuple[str, dict[str, object]]]:
    lacks = {
        "publish.no_practice": not route.practices,
        "publish.no_line": route.line is None,
        "publish.stages_off_line": _are_stages_off(route),
        "publish.details_off_line": _are_details_off(route),
        "publish.no_licence": not route.licence,
    }
    yield from ((key, {}) for key, is_lacking in lacks.items() if is_lacking)
    for photo in route.photos:
        if not photo.credit.strip():
            yield "publish.photo_without_credit", {"number": photo.position}
        if photo.rights_end and photo.rights_end < today:
            yield "publish.photo_rights_ended", {"number": photo.position, "on": photo.rights_end}


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


def _tell(session: Session, route: Route, kind: ChangeKind) -> None:
    session.add(Change(subject=ChangeSubject.ROUTE, subject_id=route.id, kind=kind))
    session.flush()
