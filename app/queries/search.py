"""The list of routes: the cards of a page, and what a filter may offer."""

from dataclasses import dataclass
from typing import Any

from orjson import loads
from sqlalchemy import (
    Boolean,
    Float,
    Integer,
    Select,
    Text,
    case,
    column,
    exists,
    func,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.folding import fold
from app.models import Crossing, Snapshot, Territory, Theme, ThemeItem
from app.queries.route_filter import RouteFilter
from gis.sheets import RouteCard, Sketch
from gis.vocabulary import Language, Practice, RouteKind, Shape, TerritoryKind

PAGE_SIZE = 50


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
    epci = [(code, name) for code, name in session.execute(_EPCI_CROSSED)]
    return Choices(
        practices=tuple(practice for practice in Practice if practice in practices),
        kinds=tuple(kind for kind in RouteKind if kind in kinds),
        territories=tuple(sorted(epci, key=lambda one: (fold(one[1]), one[0]))),
        themes=tuple((slug, name) for slug, name in session.execute(_themes_shown(language))),
    )


_EPCI_CROSSED = select(Territory.code, Territory.name).where(
    Territory.kind == TerritoryKind.EPCI,
    exists()
    .where(Crossing.territory_id == Territory.id, Snapshot.line_id == Crossing.line_id)
    .where(Snapshot.current),
)


def _themes_shown(language: Language) -> Select[Any]:
    name = func.coalesce(
        Theme.texts[language.value]["name"].astext, Theme.texts[Language.FR.value]["name"].astext
    )
    shown = (
        exists()
        .where(ThemeItem.theme_id == Theme.id, Snapshot.route_id == ThemeItem.route_id)
        .where(Snapshot.current)
    )
    return select(Theme.slug, name).where(shown).order_by(Theme.position)


def _card_columns(practice: Practice | None, language: Language) -> Select[Any]:
    # One reading of the document for all its fields: each `->` would unpack it whole again.
    published = (
        func.jsonb_to_record(Snapshot.sheet)
        .table_valued(
            *(column(name, Text) for name in ("shape", "sketch")),
            column("texts", JSONB),
            column("ascent_m", Float),
            column("duration_min", Integer),
            column("is_demo", Boolean),
        )
        .render_derived(name="published", with_types=True)
    )
    sheet = published.c
    text = func.coalesce(sheet.texts[language.value], sheet.texts[Language.FR.value])
    by_practice = Snapshot.durations_min[practice.value].as_integer() if practice else None
    columns = select(
        Snapshot.route_id.label("id"),
        Snapshot.slug,
        Snapshot.kind,
        Snapshot.practices,
        Snapshot.length_m,
        Snapshot.number,
        sheet.shape,
        case((sheet.texts.has_key(language.value), language.value), else_=Language.FR.value).label(
            "language"
        ),
        text.op("->>")("title").label("title"),
        text.op("->>")("summary").label("summary"),
        sheet.ascent_m,
        (sheet.duration_min if by_practice is None else by_practice).label("duration_min"),
        Snapshot.stage_count,
        sheet.is_demo,
        sheet.sketch,
    )
    return columns.join_from(Snapshot, published, true())


def _card(row: Any) -> RouteCard:
    fields = dict(row._mapping)
    fields["practices"] = tuple(Practice(name) for name in row.practices)
    fields["shape"] = Shape(row.shape)
    fields["language"] = Language(row.language)
    fields["sketch"] = _sketch(row.sketch)
    return RouteCard(**fields)


def _sketch(document: str) -> Sketch:
    sketch = loads(document)
    pieces = (tuple(map(tuple, piece)) for piece in sketch["pieces"])
    return Sketch(tuple(pieces), tuple(sketch["heights_m"]))
