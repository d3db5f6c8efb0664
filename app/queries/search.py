"""Which routes answer a filter: the list's cards, and the condition that tiles share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnExpressionArgument, Select, case, func, select
from sqlalchemy.orm import Session

from app.folding import fold
from app.models import Snapshot
from gis.errors import GisError
from gis.sheets import RouteCard, Sketch
from gis.vocabulary import Language, Practice, RouteKind, Shape

PAGE_SIZE = 50
LENGTHS_KM = ("-15", "15-40", "40-100", "100-")
"""The lengths that the filter offers; any other `from-to` in kilometres works too."""

_sketches = TypeAdapter(Sketch)
Word = TypeVar("Word", bound=StrEnum)


class FilterError(GisError):
    """A filter in an address means nothing."""


@dataclass(frozen=True)
class RouteFilter:
    """What a visitor looks for; empty fields ask nothing. Lengths are whole kilometres."""

    practice: Practice | None = None
    kind: RouteKind | None = None
    shortest_km: int | None = None
    longest_km: int | None = None
    text: str = ""

    @classmethod
    def from_query(cls, args: Mapping[str, str]) -> "RouteFilter":
        """Reads `practice=`, `kind=`, `length=15-40`, `q=`; raises FilterError."""
        shortest_km, longest_km = _lengths(args.get("length", ""))
        return cls(
            practice=_word(Practice, args.get("practice", "")),
            kind=_word(RouteKind, args.get("kind", "")),
            shortest_km=shortest_km,
            longest_km=longest_km,
            text=args.get("q", "").strip()[:100],
        )

    def to_query(self) -> dict[str, str]:
        """The same as query parameters, without those that ask nothing."""
        return {
            name: value
            for name, value in (
                ("practice", self.practice or ""),
                ("kind", self.kind or ""),
                ("length", self.length),
                ("q", self.text),
            )
            if value
        }

    @property
    def length(self) -> str:
        """The bounds on length as written in an address, for instance 15-40."""
        shortest = "" if self.shortest_km is None else str(self.shortest_km)
        longest = "" if self.longest_km is None else str(self.longest_km)
        return f"{shortest}-{longest}" if shortest or longest else ""

    def conditions(self) -> list[ColumnExpressionArgument[bool]]:
        """What a current snapshot must fulfil."""
        found: list[ColumnExpressionArgument[bool]] = [Snapshot.current]
        if self.practice:
            found.append(Snapshot.practices.contains([self.practice.value]))
        if self.kind:
            found.append(Snapshot.kind == self.kind)
        if self.shortest_km is not None:
            found.append(Snapshot.length_m >= self.shortest_km * 1000)
        if self.longest_km is not None:
            found.append(Snapshot.length_m <= self.longest_km * 1000)
        found += [
            Snapshot.search_text.contains(word, autoescape=True) for word in fold(self.text).split()
        ]
        return found


@dataclass(frozen=True)
class CardPage:
    """One page of a list; `total` and `total_m` are of the whole list."""

    cards: tuple[RouteCard, ...]
    total: int
    total_m: float
    page: int
    pages: int


@dataclass(frozen=True)
class Choices:
    """The practices and kinds that published routes have."""

    practices: tuple[Practice, ...]
    kinds: tuple[RouteKind, ...]


def route_cards(
    session: Session, route_filter: RouteFilter, language: Language, page: int = 1
) -> CardPage:
    """The cards of one page, counted from 1, in alphabetical order."""
    conditions = route_filter.conditions()
    total, total_m = session.execute(
        select(func.count(), func.coalesce(func.sum(Snapshot.length_m), 0.0)).where(*conditions)
    ).one()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    rows = session.execute(
        _card_columns(route_filter.practice, language)
        .where(*conditions)
        .order_by(Snapshot.sort_key, Snapshot.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return CardPage(tuple(_card(row) for row in rows), total, total_m, page, pages)


def filter_choices(session: Session) -> Choices:
    """What the filter may offer, in the order of the vocabulary."""
    practices = set(
        session.scalars(select(func.unnest(Snapshot.practices)).distinct().where(Snapshot.current))
    )
    kinds = set(session.scalars(select(Snapshot.kind).distinct().where(Snapshot.current)))
    return Choices(
        practices=tuple(practice for practice in Practice if practice in practices),
        kinds=tuple(kind for kind in RouteKind if kind in kinds),
    )


def _word(words: type[Word], text: str) -> Word | None:
    if not text:
        return None
    if text not in set(words):
        raise FilterError("filter.unknown", value=text[:40])
    return words(text)


def _lengths(text: str) -> tuple[int | None, int | None]:
    """The bounds of `15-40`, `-15` or `100-`, in whole kilometres."""
    if not text or text == "-":
        return None, None
    found = re.fullmatch(r"(\d{0,6})-(\d{0,6})", text, re.ASCII)
    if found is None:
        raise FilterError("filter.unknown", value=text[:40])
    shortest, longest = (int(bound) if bound else None for bound in found.groups())
    return shortest, longest


def _card_columns(practice: Practice | None, language: Language) -> Select[Any]:
    texts = Snapshot.sheet["texts"]
    main = Snapshot.sheet["duration_min"].as_integer()
    duration = Snapshot.durations_min[practice.value].as_integer() if practice else main
    text = func.coalesce(texts[language.value], texts[Language.FR.value])
    return select(
        Snapshot.route_id.label("id"),
        Snapshot.slug,
        Snapshot.kind,
        Snapshot.practices,
        Snapshot.length_m,
        Snapshot.sheet["number"].astext.label("number"),
        Snapshot.sheet["shape"].astext.label("shape"),
        case((texts.has_key(language.value), language.value), else_=Language.FR.value).label(
            "language"
        ),
        text.op("->>")("title").label("title"),
        text.op("->>")("summary").label("summary"),
        Snapshot.sheet["ascent_m"].as_float().label("ascent_m"),
        duration.label("duration_min"),
        Snapshot.stage_count,
        Snapshot.sheet["is_demo"].as_boolean().label("is_demo"),
        Snapshot.sheet["sketch"].label("sketch"),
    )


def _card(row: Any) -> RouteCard:
    fields = dict(row._mapping)
    fields["practices"] = tuple(Practice(name) for name in row.practices)
    fields["shape"] = Shape(row.shape)
    fields["language"] = Language(row.language)
    fields["sketch"] = _sketches.validate_python(row.sketch)
    return RouteCard(**fields)
