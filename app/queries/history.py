"""History: the revisions of a route, what they name, and what happened to each language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import MultiLineString
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from app.models import Gesture, Organisation, Part, Place, Revision, RouteLine
from app.queries.parts import Document
from gis.vocabulary import Language

PAGE = 30
NOBODY = 0
"""Whoever works at the terminal, among the authors."""


@dataclass(frozen=True)
class Change:
    """A revision, and the document that the part had before it; None at its beginning."""

    revision: Revision
    before: Document | None


@dataclass(frozen=True)
class LineVersion:
    """The measures of one version of a line, metres, and where it comes from."""

    id: int
    version: int
    length_m: float
    ascent_m: float | None
    descent_m: float | None
    source: str


@dataclass(frozen=True)
class Names:
    """What documents only number."""

    places: dict[int, str]
    organisations: dict[int, str]
    lines: dict[int, LineVersion]


def changes(
    session: Session,
    route_id: int,
    *,
    part: Part | None = None,
    person_id: int | None = None,
    page: int = 1,
) -> tuple[list[Change], bool]:
    """A page of a route's revisions, newest first, and whether older ones follow.

    `person_id` is NOBODY for those made at the terminal. What was there before anybody's
    gesture is listed only where one part is asked for: there it can be compared.
    """
    earlier = aliased(Revision)
    asked = select(Revision, earlier.document).outerjoin(
        earlier,
        and_(
            earlier.route_id == Revision.route_id,
            earlier.part == Revision.part,
            earlier.number == Revision.number - 1,
        ),
    )
    asked = asked.where(Revision.route_id == route_id)
    if part:
        asked = asked.where(Revision.part == part)
    else:
        asked = asked.where(Revision.gesture != Gesture.BEGUN)
    if person_id is not None:
        is_theirs = Revision.person_id == person_id if person_id else Revision.author == ""
        asked = asked.where(is_theirs)
    rows = session.execute(
        asked.order_by(Revision.at.desc(), Revision.id.desc())
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return [Change(revision, before) for revision, before in rows[:PAGE]], len(rows) > PAGE


def authors(session: Session, route_id: int) -> list[tuple[int, str]]:
    """Who changed a route: (id, name) of those that still have an account, by name."""
    rows = session.execute(
        select(Revision.person_id, func.max(Revision.author))
        .where(Revision.route_id == route_id, Revision.person_id.is_not(None))
        .group_by(Revision.person_id)
        .order_by(func.max(Revision.author))
    )
    return [(person_id, name) for person_id, name in rows if person_id is not None]


def revision_of(session: Session, route_id: int, revision_id: int) -> Revision | None:
    """A revision of a route; None where it is none of its."""
    return session.scalar(
        select(Revision).where(Revision.id == revision_id, Revision.route_id == route_id)
    )


def last_event(
    session: Session, route_id: int, language: Language, gestures: Sequence[Gesture]
) -> Revision | None:
    """The last of some gestures that concerned a language as a whole: sent, published …"""
    return session.scalar(
        select(Revision)
        .where(
            Revision.route_id == route_id,
            Revision.part == Part.PUBLICATION,
            Revision.gesture.in_(gestures),
            Revision.document["languages"].contains([language.value]),
        )
        .order_by(Revision.number.desc())
        .limit(1)
    )


def names_in(session: Session, documents: Iterable[Document | None]) -> Names:
    """The names and measures of all that some documents number."""
    places: set[int] = set()
    organisations: set[int] = set()
    lines: set[int] = set()
    for document in filter(None, documents):
        lines |= {document["line_id"]} if document.get("line_id") else set()
        places |= {document["start_place_id"]} if document.get("start_place_id") else set()
        places |= {stage["end_place_id"] for stage in document.get("stages", ())}
        organisations |= {document["owner_id"]} if "owner_id" in document else set()
        organisations |= {one["organisation_id"] for one in document.get("contributors", ())}
    return Names(
        places=_places(session, places),
        organisations=_organisations(session, organisations),
        lines=_lines(session, lines),
    )


def line_geometry(session: Session, route_id: int, line_id: int) -> MultiLineString | None:
    """A version of a route's line; None where it is another's."""
    return session.scalar(
        select(RouteLine.geom).where(RouteLine.id == line_id, RouteLine.route_id == route_id)
    )


def _places(session: Session, ids: set[int]) -> dict[int, str]:
    rows: Any = session.execute(select(Place.id, Place.texts).where(Place.id.in_(ids)))
    return {place_id: texts[Language.FR]["name"] for place_id, texts in rows}


def _organisations(session: Session, ids: set[int]) -> dict[int, str]:
    rows = session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))
    )
    return {organisation_id: name for organisation_id, name in rows}


def _lines(session: Session, ids: set[int]) -> dict[int, LineVersion]:
    rows = session.execute(
        select(
            RouteLine.id,
            RouteLine.version,
            RouteLine.length_m,
            RouteLine.ascent_m,
            RouteLine.descent_m,
            RouteLine.source,
        ).where(RouteLine.id.in_(ids))
    )
    return {row.id: LineVersion(*row) for row in rows}
