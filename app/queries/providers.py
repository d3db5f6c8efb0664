"""Providers and the labels that they hold."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.folding import fold
from app.models import Beside, Label, LabelScheme, Place, Provider
from app.queries.beside import PassingRoute, routes_beside
from app.queries.places import place_sheet
from app.queries.sheets import Reader
from gis.sheets import LabelSheet, ProviderAlong, ProviderSheet
from gis.vocabulary import PROVIDER_KINDS, LabelState, Language, PlaceKind, Practice

PLAIN_REACH_M = 1000
"""Who holds no label is of use this near to a route; who holds one, as far as its scheme says."""


@dataclass(frozen=True)
class LabelledProvider:
    """A provider, and the public routes along which its label counts, nearest first."""

    provider: ProviderSheet
    label: LabelSheet
    routes: tuple[PassingRoute, ...]


def providers_along(
    session: Reader, line_id: int, practices: Collection[Practice], today: date
) -> tuple[ProviderAlong, ...]:
    """Who welcomes travellers within reach of a line, in order along it.

    A label counts when it is held `today`, is meant for one of the `practices`, and its scheme
    reaches that far; who holds none is listed near the line only.
    """
    rows = session.execute(
        _providers()
        .add_columns(Beside.at_m, Beside.aside_m)
        .join(Beside, Beside.place_id == Place.id)
        .where(Beside.line_id == line_id)
        .order_by(Beside.at_m, Place.id)
    ).all()
    held = _labels_held(session, [row.id for row in rows], today)
    found = []
    for row in rows:
        labels = [
            sheet
            for sheet, scheme in held[row.id]
            if row.aside_m <= scheme.reach_m and set(scheme.practices) & set(practices)
        ]
        if labels or row.aside_m <= PLAIN_REACH_M:
            found.append(ProviderAlong(_sheet(row, labels), row.at_m, row.aside_m))
    return tuple(found)


def public_providers(
    session: Session,
    scheme_key: str,
    language: Language,
    today: date,
) -> tuple[LabelledProvider, ...]:
    """Who holds a scheme's label `today`, by kind and then by French name, with routes nearby."""
    holds = (
        exists()
        .where(Label.provider_id == Place.id, LabelScheme.key == scheme_key)
        .where(LabelScheme.id == Label.scheme_id, *is_held(today))
    )
    rows = session.execute(_providers().where(holds)).all()
    ids = [row.id for row in rows]
    held = _labels_held(session, ids, today)
    passing = routes_beside(session, ids, language)
    order = list(PlaceKind)
    found = []
    for row in sorted(
        rows, key=lambda row: (order.index(row.kind), fold(row.texts["fr"]["name"]), row.id)
    ):
        of_scheme = [one for one in held[row.id] if one[1].key == scheme_key]
        if not of_scheme:  # it ended between the two statements
            continue
        label, scheme = of_scheme[0]
        routes = tuple(
            route
            for route in passing.get(row.id, ())
            if route.aside_m <= scheme.reach_m and set(scheme.practices) & set(route.practices)
        )
        found.append(LabelledProvider(_sheet(row, [label]), label, routes))
    return tuple(found)


def is_held(today: date) -> tuple[ColumnElement[bool], ...]:
    """What a label must fulfil to be held on a day: one whose last day has passed is none."""
    return (
        Label.state == LabelState.LABELLED,
        and_(Label.awarded_on <= today, Label.expires_on >= today),
    )


def _providers() -> Select[Any]:
    """Places of a provider's kind, with the columns of a provider where there are any."""
    return (
        select(Place.__table__, Provider.address, Provider.phone, Provider.email, Provider.website)
        .outerjoin(Provider, Provider.place_id == Place.id)
        .where(Place.kind.in_(PROVIDER_KINDS))
    )


def _labels_held(
    session: Reader, provider_ids: Iterable[int], today: date
) -> dict[int, list[tuple[LabelSheet, Row[Any]]]]:
    """The labels that providers hold `today`, each with its scheme's rules.

    Of a label and its renewal, which may overlap, the one that lasts longer.
    """
    rows = session.execute(
        select(
            Label.provider_id,
            Label.number,
            Label.awarded_on,
            Label.expires_on,
            LabelScheme.key,
            LabelScheme.names,
            LabelScheme.practices,
            LabelScheme.reach_m,
        )
        .join(LabelScheme)
        .where(Label.provider_id.in_(provider_ids), *is_held(today))
        .ext(distinct_on(Label.provider_id, LabelScheme.id))
        .order_by(Label.provider_id, LabelScheme.id, Label.expires_on.desc(), Label.id)
    )
    found: dict[int, list[tuple[LabelSheet, Row[Any]]]] = defaultdict(list)
    for row in rows:
        names = {Language(language): name for language, name in row.names.items()}
        sheet = LabelSheet(row.key, names, row.number, row.awarded_on, row.expires_on)
        found[row.provider_id].append((sheet, row))
    return found


def _sheet(row: Row[Any], labels: Iterable[LabelSheet]) -> ProviderSheet:
    return ProviderSheet(
        place=place_sheet(row),
        address=row.address or "",
        phone=row.phone or "",
        email=row.email or "",
        website=row.website or "",
        labels=tuple(labels),
    )
