"""Parts: what is edited by itself, as the documents that revisions keep."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Part, Revision, Route, RouteText
from gis.sheets import RouteText as Words
from gis.vocabulary import Language

Document = dict[str, Any]
FACTS = (
    "number",
    "kind",
    "practices",
    "shape",
    "waymarking",
    "difficulty",
    "licence",
    "licence_url",
    "redistributable",
    "stated",
    "verified_by",
)
"""The columns of a route that are facts; so are `verified_on`, as a day, and the slug."""
WORDS = tuple(Words.__dataclass_fields__)


def part_document(route: Route, part: Part) -> Document | None:
    """What a part holds now; None where there is nothing yet. Steps' places go with the line."""
    if part.language:
        return _words(route.text(part.language))
    documents = {
        Part.FACTS: _facts,
        Part.LINE: _line,
        Part.STEPS: _steps,
        Part.CONTRIBUTORS: _contributors,
        Part.PHOTOS: _photos,
        Part.VARIANTS: _variants,
    }
    return documents[part](route)


def last_revision(session: Session, route_id: int, part: Part) -> Revision | None:
    """The newest revision of a part."""
    return session.scalar(
        select(Revision)
        .where(Revision.route_id == route_id, Revision.part == part)
        .order_by(Revision.number.desc())
        .limit(1)
    )


def part_version(session: Session, route_id: int, part: Part) -> int:
    """The version of a part: 0 before anything of it was written down."""
    newest = select(func.max(Revision.number))
    return session.scalar(newest.where(Revision.route_id == route_id, Revision.part == part)) or 0


def is_behind(session: Session, route: Route, language: Language) -> bool:
    """Whether French words changed since a translation was last brought up to them."""
    text = route.text(language)
    if language == Language.FR or text is None:
        return False
    return (text.translates or 0) < part_version(session, route.id, Part.TEXT_FR)


def _words(text: RouteText | None) -> Document | None:
    return {name: getattr(text, name) for name in WORDS} if text else None


def _facts(route: Route) -> Document:
    facts = {name: getattr(route, name) for name in FACTS}
    verified_on = route.verified_on.isoformat() if route.verified_on else None
    return {
        **facts,
        "practices": list(route.practices),
        "verified_on": verified_on,
        "slug": route.slug,
    }


def _line(route: Route) -> Document | None:
    """Where the line's version, the stages and sections on it and the places of steps are."""
    if route.line_id is None:
        return None
    return {
        "line_id": route.line_id,
        "declared_gaps": route.declared_gaps,
        "start_place_id": route.start_place_id,
        "stages": [
            {
                "id": stage.id,
                "end_place_id": stage.end_place_id,
                "end_m": stage.end_m,
                "to_check": stage.to_check,
            }
            for stage in route.stages
        ],
        "sections": [
            {
                "from_m": section.from_m,
                "to_m": section.to_m,
                "way_type": section.way_type,
                "surface": section.surface,
                "traffic": section.traffic,
                "state": section.state,
                "to_check": section.to_check,
            }
            for section in route.sections
        ],
        "steps": {str(step.id): step.at_m for step in route.steps},
    }


def _steps(route: Route) -> Document:
    """The instructions in order; `line_id` says on which line their places were."""
    return {
        "line_id": route.line_id,
        "steps": [
            {"id": step.id, "at_m": step.at_m, "texts": step.texts, "to_check": step.to_check}
            for step in route.steps
        ],
    }


def _contributors(route: Route) -> Document:
    return {
        "owner_id": route.owner_id,
        "contributors": [
            {
                "organisation_id": one.organisation_id,
                "role": one.role,
                "may_edit": one.may_edit,
                "does": one.does,
            }
            for one in sorted(route.contributors, key=lambda one: one.organisation_id)
        ],
    }


def _photos(route: Route) -> Document:
    return {
        "photos": [
            {
                "photo_id": one.photo_id,
                "texts": one.texts,
                "credit": one.credit,
                "rights_end": one.rights_end.isoformat() if one.rights_end else None,
                "ajaris_id": one.ajaris_id,
            }
            for one in route.photos
        ]
    }


def _variants(route: Route) -> Document:
    return {
        "variants": [
            {"id": one.id, "kind": one.kind, "texts": one.texts}
            for one in route.variants
            if not one.is_removed
        ]
    }
