"""Beside: points around a line, lines around a point, and the public routes beside places."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Label, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from app.columns import Line
from app.models import Beside, LabelScheme, Place, Route, RouteLine, Snapshot
from app.queries.places import METRES_PER_DEGREE
from app.queries.sheets import Reader
from gis.nearby import REACH_M
from gis.vocabulary import PROVIDER_KINDS, Language, PlaceKind, Practice

_WGS84, _MERCATOR = 4326, 3857


@dataclass(frozen=True)
class PassingRoute:
    """A public route beside a place: its title and the language of that, metres along, aside."""

    slug: str
    number: str
    title: str
    language: Language
    practice: Practice
    practices: tuple[Practice, ...]
    at_m: float
    aside_m: float


def reaches_m(session: Reader) -> dict[PlaceKind, float]:
    """How far from a line a place still belongs to it, in metres, by kind: whoever may be
    labelled, as far as the label scheme that reaches farthest."""
    farthest_m = session.execute(select(func.max(LabelScheme.reach_m))).scalar() or 0.0
    return REACH_M | {kind: max(REACH_M[kind], farthest_m) for kind in PROVIDER_KINDS}


def points_around(
    session: Session, bounds: tuple[float, float, float, float], within_m: float
) -> list[tuple[int, PlaceKind, float, float]]:
    """Id, kind, lon, lat of the places in a box (west, south, east, north) so much widened."""
    box = func.ST_Expand(func.ST_MakeEnvelope(*bounds, _WGS84), within_m / METRES_PER_DEGREE)
    rows = session.execute(
        select(Place.id, Place.kind, func.ST_X(Place.geom), func.ST_Y(Place.geom)).where(
            Place.geom.op("&&")(box)
        )
    )
    return [(place_id, kind, lon, lat) for place_id, kind, lon, lat in rows]


def lines_in_use_around(
    session: Session, area: BaseGeometry, within_m: float
) -> Iterator[tuple[int, shapely.MultiLineString]]:
    """Id and line of the versions that a route's working copy or publication points at now."""
    here = literal(area, Line())
    around = func.ST_Expand(here, within_m / METRES_PER_DEGREE)
    is_public = exists().where(Snapshot.line_id == RouteLine.id, Snapshot.current)
    rows = session.execute(
        select(RouteLine.id, RouteLine.geom)
        .join(Route, Route.id == RouteLine.route_id)
        .where(
            RouteLine.near.op("&&")(func.ST_Transform(around, _MERCATOR)),
            func.ST_DWithin(RouteLine.geom, here, within_m / METRES_PER_DEGREE),
            or_(Route.line_id == RouteLine.id, is_public),
        )
        .execution_options(yield_per=10)
    )
    return ((line_id, line) for line_id, line in rows)


def routes_beside(
    session: Reader, place_ids: Collection[int], language: Language
) -> dict[int, list[PassingRoute]]:
    """The public routes within reach of each place, nearest first."""
    title, title_language = title_in(language)
    rows = session.execute(
        select(
            Beside.place_id,
            Snapshot.slug,
            Snapshot.number,
            title,
            title_language,
            Snapshot.practices,
            Beside.at_m,
            Beside.aside_m,
        )
        .join(Snapshot, Snapshot.line_id == Beside.line_id)
        .where(Snapshot.current, Beside.place_id.in_(place_ids))
        .order_by(Beside.aside_m, Snapshot.sort_key)
    )
    found: dict[int, list[PassingRoute]] = defaultdict(list)
    for row in rows:
        practices = tuple(Practice(name) for name in row.practices)
        found[row.place_id].append(
            PassingRoute(
                slug=row.slug,
                number=row.number,
                title=row.title,
                language=Language(row.language),
                practice=practices[0],
                practices=practices,
                at_m=row.at_m,
                aside_m=row.aside_m,
            )
        )
    return found


def title_in(language: Language) -> tuple[Label[str], Label[str]]:
    """A snapshot's title in a language, or in French, and which of both it is."""
    texts = Snapshot.sheet["texts"]
    text = func.coalesce(texts[language.value], texts[Language.FR.value])
    found = case((texts.has_key(language.value), language.value), else_=Language.FR.value)
    return text.op("->>")("title").label("title"), found.label("language")
