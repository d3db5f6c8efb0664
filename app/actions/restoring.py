"""Restoring: a part becomes again what one of its revisions holds.

What comes back has the id that it had: feeds bear those for ever.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.by_language import to_publish
from app.actions.facts import Facts, set_facts
from app.actions.rearranged import take_along
from app.actions.revisions import UNSIGNED, Signed, revised
from app.actions.routes import set_line, take_slug
from app.actions.texts import save_text
from app.models import (
    Contributor,
    Gesture,
    Part,
    Revision,
    Route,
    RouteLine,
    RoutePhoto,
    Section,
    Stage,
    Step,
)
from app.queries.drafts import draft_sheet
from app.queries.history import line_geometry
from app.queries.sheets import public_sheet
from gis.along import Along, along
from gis.editing.anchors import Edit
from gis.errors import GisError
from gis.findings import Finding
from gis.measure import Bounds
from gis.sheets import LicenceSheet
from gis.sheets import RouteText as Words
from gis.vocabulary import Figure, Language, Practice, RouteKind, Shape, TextState


def restore_revision(
    session: Session,
    route: Route,
    revision: Revision,
    signed: Signed = UNSIGNED,
    home: Bounds | None = None,
) -> None:
    """Makes a part of a route what it was after `revision`, as a new revision.

    A language that says again what is public is told as published. Raises GisError
    `revision.not_restorable` for what is no content (a publication), Clash when the part has
    changed since it was seen.
    """
    if revision.route_id != route.id or revision.part == Part.PUBLICATION:
        raise GisError("revision.not_restorable")
    document = revision.document
    if revision.part.language:
        words = Words(**document)
        language = revision.part.language
        save_text(
            session, route, language, words, signed,
            is_up_to_date=False, gesture=Gesture.RESTORED,
        )  # fmt: skip
    elif revision.part == Part.LINE:
        _restore_line(session, route, document, signed, home)
    else:
        put_back = {
            Part.FACTS: _put_facts_back,
            Part.STEPS: _put_steps_back,
            Part.CONTRIBUTORS: _put_contributors_back,
            Part.PHOTOS: _put_photos_back,
            Part.VARIANTS: _put_variants_back,
        }[revision.part]
        with revised(session, route, revision.part, signed, Gesture.RESTORED):
            put_back(session, route, document)
    _tell_as_published(session, route, revision.part.language or Language.FR)


def _tell_as_published(session: Session, route: Route, language: Language) -> None:
    """Where publishing a language would change nothing, it is not modified since."""
    text, public = route.text(language), public_sheet(session, route.id)
    if text is None or text.state != TextState.MODIFIED or public is None:
        return
    if route.line_id is None or not route.practices:
        return
    draft = draft_sheet(session, route, public.sheet.modified_at)
    sheet, line_id = to_publish(draft, route.line_id, [language], public)
    if sheet == public.sheet and _is_same_line(session, route, line_id, public.line_id):
        text.state = TextState.PUBLISHED
        session.flush()


def _is_same_line(session: Session, route: Route, line_id: int, other_id: int) -> bool:
    """Two versions of a line, or one that came back as another version."""
    if line_id == other_id:
        return True
    one, other = (line_geometry(session, route.id, id_) for id_ in (line_id, other_id))
    return one == other


def _put_facts_back(session: Session, route: Route, document: Mapping[str, Any]) -> None:
    """The facts as they were, at the address that they had: a slug stays its route's for ever."""
    set_facts(route, _facts(document))
    take_slug(session, route, document["slug"])


def _facts(document: Mapping[str, Any]) -> Facts:
    verified_on = document["verified_on"]
    return Facts(
        number=document["number"],
        kind=RouteKind(document["kind"]),
        practices=tuple(Practice(practice) for practice in document["practices"]),
        shape=Shape(document["shape"]),
        waymarking=document["waymarking"],
        difficulty=document["difficulty"],
        licence=LicenceSheet(document["licence"], document["licence_url"]),
        redistributable=document["redistributable"],
        stated={Figure(figure): value for figure, value in document["stated"].items()},
        verified_on=date.fromisoformat(verified_on) if verified_on else None,
        verified_by=document["verified_by"],
    )


def _restore_line(
    session: Session,
    route: Route,
    document: Mapping[str, Any],
    signed: Signed,
    home: Bounds | None,
) -> None:
    """Where only what stands on the line differs, no version of the line is added."""
    if document["line_id"] == route.line_id:
        with revised(session, route, Part.LINE, signed, Gesture.RESTORED):
            _put_anchors_back(route, document)
        return
    before = session.scalars(select(RouteLine).where(RouteLine.id == document["line_id"])).one()

    def reanchor(route: Route, old: Along, new: Along) -> list[Finding]:
        """The old line's own places are known; what was added since goes with the edit."""
        take_along(route, old, new)
        _put_anchors_back(route, document)
        return []

    set_line(
        session,
        route,
        before.geom,
        source=before.source,
        reanchor=reanchor,
        home=home,
        signed=signed,
        gesture=Gesture.RESTORED,
    )


def _put_anchors_back(route: Route, document: Mapping[str, Any]) -> None:
    """Stages, sections and the places of steps, as they were on the same line."""
    route.declared_gaps = document["declared_gaps"]
    route.start_place_id = document["start_place_id"]
    there = {stage.id: stage for stage in route.stages}
    route.stages[:] = [
        _stage(there.get(was["id"]) or Stage(id=was["id"]), number, was)
        for number, was in enumerate(document["stages"], start=1)
    ]
    route.sections = [Section(**was) for was in document["sections"]]
    for step in route.steps:
        step.at_m = document["steps"].get(str(step.id), step.at_m)
    route.steps.sort(key=lambda step: step.at_m)
    for number, step in enumerate(route.steps, start=1):
        step.number = number


def _stage(stage: Stage, number: int, was: Mapping[str, Any]) -> Stage:
    stage.number, stage.end_place_id = number, was["end_place_id"]
    stage.end_m, stage.to_check = was["end_m"], was["to_check"]
    return stage


def _put_steps_back(session: Session, route: Route, document: Mapping[str, Any]) -> None:
    """The instructions as they were; where the line has changed since, they follow it."""
    there = {step.id: step for step in route.steps}
    route.steps[:] = [
        _step(there.get(was["id"]) or Step(id=was["id"]), number, was)
        for number, was in enumerate(document["steps"], start=1)
    ]
    if document["line_id"] != route.line_id and route.line_id and document["line_id"]:
        old, new = (
            along(session.scalars(select(RouteLine.geom).where(RouteLine.id == line_id)).one())
            for line_id in (document["line_id"], route.line_id)
        )
        for step, now in zip(
            route.steps, Edit(old, new).follow([step.at_m for step in route.steps]), strict=True
        ):
            step.at_m, step.to_check = min(now.at_m, new.length_m), True
    route.steps.sort(key=lambda step: step.at_m)
    for number, step in enumerate(route.steps, start=1):
        step.number = number


def _step(step: Step, number: int, was: Mapping[str, Any]) -> Step:
    step.number = number
    step.at_m, step.texts, step.to_check = was["at_m"], was["texts"], was["to_check"]
    return step


def _put_contributors_back(_session: Session, route: Route, document: Mapping[str, Any]) -> None:
    route.owner_id = document["owner_id"]
    there = {one.organisation_id: one for one in route.contributors}
    route.contributors[:] = [
        there.get(was["organisation_id"]) or Contributor() for was in document["contributors"]
    ]
    for one, was in zip(route.contributors, document["contributors"], strict=True):
        one.organisation_id, one.role = was["organisation_id"], was["role"]
        one.may_edit, one.does = was["may_edit"], was["does"]


def _put_photos_back(_session: Session, route: Route, document: Mapping[str, Any]) -> None:
    there = {one.photo_id: one for one in route.photos}
    route.photos[:] = [there.get(was["photo_id"]) or RoutePhoto() for was in document["photos"]]
    for position, (one, was) in enumerate(
        zip(route.photos, document["photos"], strict=True), start=1
    ):
        one.position, one.photo_id = position, was["photo_id"]
        one.texts, one.credit, one.ajaris_id = was["texts"], was["credit"], was["ajaris_id"]
        one.rights_end = date.fromisoformat(was["rights_end"]) if was["rights_end"] else None


def _put_variants_back(_session: Session, route: Route, document: Mapping[str, Any]) -> None:
    were = {was["id"]: was for was in document["variants"]}
    for variant in route.variants:
        variant.is_removed = variant.id not in were
        if was := were.get(variant.id):
            variant.kind, variant.texts = was["kind"], was["texts"]
