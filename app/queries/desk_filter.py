"""DeskFilter: which routes somebody at the desk is looking for, and in what order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from app.digits import number_of
from app.models import (
    Part,
    Person,
    Revision,
    Route,
    RouteLine,
    RouteState,
    RouteText,
    Section,
    Stage,
    Step,
)
from app.queries.people import seen_by
from app.queries.route_filter import FilterError
from app.queries.searching import plain, titled
from gis.completeness import FRESH_DAYS
from gis.vocabulary import Language, Practice, RouteKind, TextState


class Standing(StrEnum):
    """How far a route has come, as the list asks it; a route may answer to two."""

    DRAFT = "draft"
    WAITING = "to_validate"
    PUBLISHED = "published"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class Sort(StrEnum):
    """What the list is in order of; dates and lengths from the greatest down."""

    MODIFIED = "modified"
    NAME = "name"
    LENGTH = "length"
    VERIFIED = "verified"


Word = TypeVar("Word", bound=StrEnum)
FLAGS = ("mine", "to_check", "never_verified", "long_ago", "trash")


@dataclass(frozen=True)
class DeskFilter:
    """What an officer looks for; empty fields ask nothing.

    `mine` are the routes that they have changed, `to_check` those where something moved or a
    translation is behind, `long_ago` those last verified more than a year ago.
    """

    text: str = ""
    state: Standing | None = None
    kind: RouteKind | None = None
    practice: Practice | None = None
    owner: int | None = None
    mine: bool = False
    to_check: bool = False
    never_verified: bool = False
    long_ago: bool = False
    trash: bool = False
    sort: Sort = Sort.MODIFIED

    @classmethod
    def from_query(cls, args: Mapping[str, str]) -> "DeskFilter":
        """Reads the parameters of an address; raises FilterError for a word that means nothing."""
        owner = args.get("owner", "")
        if owner and number_of(owner) is None:
            raise FilterError("filter.unknown", value=owner[:40])
        return cls(
            text=args.get("q", "").strip()[:100],
            state=_word(Standing, args.get("state", "")),
            kind=_word(RouteKind, args.get("kind", "")),
            practice=_word(Practice, args.get("practice", "")),
            owner=number_of(owner),
            sort=_word(Sort, args.get("sort", "")) or Sort.MODIFIED,
            **{flag: bool(args.get(flag)) for flag in FLAGS},
        )

    def to_query(self) -> dict[str, str]:
        """The same as query parameters, without those that ask nothing."""
        asked = {
            "q": self.text,
            "state": self.state or "",
            "kind": self.kind or "",
            "practice": self.practice or "",
            "owner": str(self.owner or ""),
            **{flag: "1" if getattr(self, flag) else "" for flag in FLAGS},
            "sort": "" if self.sort == Sort.MODIFIED else self.sort,
        }
        return {name: str(value) for name, value in asked.items() if value}

    def conditions(self, person: Person, today: date) -> list[ColumnElement[bool]]:
        """What a route must fulfil; nobody finds what they may not see."""
        is_in_trash = Route.trashed_at.is_not(None)
        found = [seen_by(person), is_in_trash if self.trash else ~is_in_trash]
        found += titled(self.text)
        if self.state:
            found.append(_STANDING[self.state])
        if self.kind:
            found.append(Route.kind == self.kind)
        if self.practice:
            found.append(Route.practices.contains([self.practice.value]))
        if self.owner is not None:
            found.append(Route.owner_id == self.owner)
        if self.mine:
            found.append(Route.id.in_(select(Revision.route_id).where(_is_by(person))))
        if self.to_check:
            found.append(_is_to_check())
        if self.never_verified:
            found.append(Route.verified_on.is_(None))
        if self.long_ago:
            found.append(Route.verified_on < today - timedelta(days=FRESH_DAYS))
        return found

    def order(self, language: Language) -> list[ColumnElement[Any]]:
        """In what order routes come; those without a date, a name or a length come last."""
        by: dict[Sort, ColumnElement[Any]] = {
            Sort.MODIFIED: Route.modified_at.desc(),
            Sort.NAME: _name(language),
            Sort.LENGTH: _LENGTH_M.desc().nulls_last(),
            Sort.VERIFIED: Route.verified_on.asc().nulls_first(),
        }
        return [by[self.sort], Route.id.desc()]


_LENGTH_M = select(RouteLine.length_m).where(RouteLine.id == Route.line_id).scalar_subquery()


def _texts_in(state: TextState) -> ColumnElement[bool]:
    return Route.id.in_(select(RouteText.route_id).where(RouteText.state == state))


_STANDING: dict[Standing, ColumnElement[bool]] = {
    Standing.DRAFT: Route.state == RouteState.DRAFT,
    Standing.WAITING: _texts_in(TextState.TO_VALIDATE),
    Standing.PUBLISHED: Route.state == RouteState.PUBLISHED,
    Standing.CHANGED: _texts_in(TextState.MODIFIED),
    Standing.WITHDRAWN: Route.state == RouteState.WITHDRAWN,
}


def _is_by(person: Person) -> ColumnElement[bool]:
    return Revision.person_id == person.id


def _is_to_check() -> ColumnElement[bool]:
    newer = aliased(Revision)
    behind = select(RouteText.route_id).join(
        newer,
        (newer.route_id == RouteText.route_id)
        & (newer.part == Part.TEXT_FR)
        & (newer.number > func.coalesce(RouteText.translates, 0)),
    )
    return or_(
        *(
            Route.id.in_(select(anchored.route_id).where(anchored.to_check))
            for anchored in (Stage, Step, Section)
        ),
        Route.id.in_(behind.where(RouteText.language != Language.FR)),
    )


def _name(language: Language) -> ColumnElement[Any]:
    """Its title in one language, or in French, without the accents that would part an É from E."""
    titles = (
        select(func.nullif(RouteText.title, ""))
        .where(RouteText.route_id == Route.id, RouteText.language == one)
        .scalar_subquery()
        for one in (language, Language.FR)
    )
    return plain(func.coalesce(*titles)).asc().nulls_last()


def _word(words: type[Word], text: str) -> Word | None:
    if text and text not in set(words):
        raise FilterError("filter.unknown", value=text[:40])
    return words(text) if text else None
