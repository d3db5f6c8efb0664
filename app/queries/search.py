"""Which routes answer a filter: the list's cards, and the condition that tiles share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnExpressionArgument, Select, case, exists, func, select
from sqlalchemy.orm import Session

from app.folding import fold
from app.models import Crossing, RouteLine, Snapshot, Territory, Theme, ThemeItem
from app.queries.transit import reachable
from gis.errors import GisError
from gis.sheets import RouteCard, Sketch
from gis.vocabulary import Language, Practice, RouteKind, Shape, TerritoryKind

PAGE_SIZE = 50
LENGTHS_KM = ("-15", "15-40", "40-100", "100-")
"""The lengths that the filter offers; any other `from-to` in kilometres works too."""

_sketches = TypeAdapter(Sketch)
Word = TypeVar("Word", bound=StrEnum)


class FilterError(GisError):
    """A filter in an address means nothing."""


@dataclass(frozen=True)
class RouteFilter:
    """What a visitor looks for; empty fields ask nothing. Lengths are whole kilometres.

    `territory` is a commune's or an EPCI's code, `theme` a theme's slug; `stop_within_m` asks
    for a stop that near to both ends, served on `today` or later.
    """

    practice: Practice | None = None
    kind: RouteKind | None = None
    shortest_km: int | None = None
    longest_km: int | None = None
    territory: str = ""
    theme: str = ""
    stop_within_m: int | None = None
    text: str = ""
    today: date = date.min

    @classmethod
    def from_query(cls, args: Mapping[str, str], today: date) -> "RouteFilter":
        """Reads `practice=`, `kind=`, `length=15-40`, `territory=`, `theme=`,
        `stop_within=1000`, `q=`; raises FilterError."""
        shortest_km, longest_km = _lengths(args.get("length", ""))
        return cls(
            practice=_word(Practice, args.get("practice", "")),
            kind=_word(RouteKind, args.get("kind", "")),
            shortest_km=shortest_km,
            longest_km=longest_km,
            territory=args.get("territory", "")[:40],
            theme=args.get("theme", "")[:100],
            stop_within_m=_metres(args.get("stop_within", "")),
            text=args.get("q", "").strip()[:100],
            today=today,
        )

    def to_query(self) -> dict[str, str]:
        """The same as query parameters, without those that ask nothing."""
        return {
            name: value
            for name, value in (
                ("practice", self.practice or ""),
                ("kind", self.kind or ""),
                ("length", self.length),
                ("territory", self.territory),
                ("theme", self.theme),
                ("stop_within", str(self.stop_within_m or "")),
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
        if self.territory:
            found.append(Snapshot.line_id.in_(_lines_crossing(self.territory)))
        if self.theme:
            found.append(Snapshot.route_id.in_(_routes_of(self.theme)))
        if self.stop_within_m is not None:
            within = reachable(self.today, self.stop_within_m)
            found.append(Snapshot.line_id.in_(select(RouteLine.id).where(within)))
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
    """What published routes have: `territories` are the EPCI that they cross, by code and
    name, `themes` those they belong to, by slug and name."""

    practices: tuple[Practice, ...]
    kinds: tuple[RouteKind, ...]
    territories: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, str], ...]


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


def filter_choices(session: Session, language: Language) -> Choices:
    """What the filter may offer, in the order of the vocabulary."""
    practices = set(
        session.scalars(select(func.unnest(Snapshot.practices)).distinct().where(Snapshot.current))
    )
    kinds = set(session.scalars(select(Snapshot.kind).distinct().where(Snapshot.current)))
    return Choices(
        practices=tuple(practice for practice in Practice if practice in practices),
        kinds=tuple(kind for kind in RouteKind if kind in kinds),
        territories=tuple((code, name) for code, name in session.execute(_EPCI_CROSSED)),
        themes=tuple((slug, name) for slug, name in session.execute(_themes_shown(language))),
    )


_EPCI_CROSSED = (
    select(Territory.code, Territory.name)
    .where(
        Territory.kind == TerritoryKind.EPCI,
        exists()
        .where(Crossing.territory_id == Territory.id, Snapshot.line_id == Crossing.line_id)
        .where(Snapshot.current),
    )
    .order_by(Territory.name)
)


def _themes_shown(language: Language) -> Select[tuple[str, str]]:
    name = func.coalesce(
        Theme.texts[language.value]["name"].astext, Theme.texts[Language.FR.value]["name"].astext
    )
    shown = (
        exists()
        .where(ThemeItem.theme_id == Theme.id, Snapshot.route_id == ThemeItem.route_id)
        .where(Snapshot.current)
    )
    return select(Theme.slug, name).where(shown).order_by(Theme.position)


def _lines_crossing(code: str) -> Select[tuple[int]]:
    return select(Crossing.line_id).join(Territory).where(Territory.code == code)


def _routes_of(slug: str) -> Select[tuple[int | None]]:
    return (
        select(ThemeItem.route_id)
        .join(Theme)
        .where(Theme.slug == slug, ThemeItem.route_id.is_not(None))
    )


def _metres(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII):
        raise FilterError("filter.unknown", value=text[:40])
    return int(text)


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
