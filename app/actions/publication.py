"""Publication: what the public will read, stored as one snapshot."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.actions.blocking import blocking_reasons
from app.actions.by_language import in_its_languages, to_publish
from app.actions.revisions import UNSIGNED, Signed, lock_route, note
from app.folding import fold
from app.models import Change, ChangeKind, ChangeSubject, Gesture, Route, RouteState, Snapshot
from app.queries.drafts import draft_sheet
from app.queries.neighbours import names_along, neighbours
from app.queries.sheets import document, public_sheet
from gis.errors import GisError
from gis.findings import Finding
from gis.lanes import free_lane, shared_m
from gis.sheets import RouteSheet
from gis.vocabulary import Language, TextState

LONGEST_SORT_KEY = 200
"""An index entry has room for some 2 700 bytes."""


class NotPublishable(GisError):
    """A route lacks something that publication demands; `reasons` says what."""

    def __init__(self, reasons: tuple[Finding, ...]) -> None:
        super().__init__(reasons[0].key, **reasons[0].values)
        self.reasons = reasons


class Unseen(GisError):
    """What would be published is no longer what was shown."""

    def __init__(self) -> None:
        super().__init__("publish.unseen")


def seal(draft: RouteSheet, line_id: int) -> str:
    """What tells two working copies apart, whenever each was read: a digest of all they show."""
    shown = document(replace(draft, modified_at=draft.created_at))
    return hashlib.sha256(json.dumps([line_id, shown], sort_keys=True).encode()).hexdigest()


def publish_route(
    session: Session,
    route: Route,
    now: datetime,
    *,
    languages: Collection[Language] | None = None,
    signed: Signed = UNSIGNED,
    seen: str | None = None,
) -> Snapshot:
    """Makes the working copy public in some languages, by default all it has words in.

    Facts, line and all that is said along it go with French; a translation alone joins what is
    public already. The route is locked until the transaction ends and read anew, so that
    publications are in order and each holds what was last written. `now` is in the time zone of
    the département, by whose days rights to photos end; `seen` is the seal of what was shown to
    whoever publishes. Raises NotPublishable, GisError `publish.in_the_trash` or
    `publish.no_language`, or Unseen.
    """
    lock_route(session, route)
    if route.trashed_at:
        raise GisError("publish.in_the_trash")
    chosen = {text.language for text in route.texts} if languages is None else set(languages)
    if languages is None:
        chosen.add(Language.FR)
    if not chosen:
        raise GisError("publish.no_language")
    if reasons := blocking_reasons(route, now.date(), chosen):
        raise NotPublishable(reasons)
    draft = draft_sheet(session, route, now)
    assert route.line_id is not None
    if seen is not None and seen != seal(draft, route.line_id):
        raise Unseen
    sheet, line_id = to_publish(draft, route.line_id, chosen, public_sheet(session, route.id))
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
        gone = set(languages) & set(public.sheet.texts)
        texts = {one: words for one, words in public.sheet.texts.items() if one not in gone}
        sheet = in_its_languages(replace(public.sheet, texts=texts, modified_at=now))
        _store_snapshot(session, route, sheet, public.line_id, now)
    for text in route.texts:
        if text.language in gone:
            text.state = TextState.WITHDRAWN
    note(session, route, Gesture.WITHDRAWN, signed, languages=sorted(gone))


def send_for_validation(
    session: Session, route: Route, languages: Collection[Language], signed: Signed = UNSIGNED
) -> None:
    """Asks those who may publish to look at some languages.

    Raises GisError `publish.…` for one without words or a title, and for one that waits already
    or is public as it is.
    """
    lock_route(session, route)
    for language in languages:
        text = route.text(language)
        if text is None:
            raise GisError("publish.no_words", language=language)
        if not text.title.strip():
            raise GisError("publish.no_title_in", language=language)
        if text.state in (TextState.TO_VALIDATE, TextState.PUBLISHED):
            raise GisError("publish.nothing_to_send", language=language)
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
    public = public_sheet(session, route.id)
    for language in languages:
        text = route.text(language)
        if text is None or text.state != TextState.TO_VALIDATE:
            raise GisError("publish.not_waiting", language=language)
        is_public = public is not None and language in public.sheet.texts
        text.state = TextState.MODIFIED if is_public else TextState.DRAFT
    note(session, route, Gesture.RETURNED, signed, remark=remark, languages=sorted(languages))


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
