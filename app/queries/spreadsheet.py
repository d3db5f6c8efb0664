"""All that the desk's list finds, for a spreadsheet."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from app.models import (
    Organisation,
    Person,
    Route,
    RouteLine,
    RouteSlug,
    RouteState,
    RouteText,
)
from app.queries.desk_filter import DeskFilter
from gis.vocabulary import Language


def spreadsheet(
    session: Session, desk_filter: DeskFilter, person: Person, today: date, language: Language
) -> Iterator[Row[Any]]:
    """Every route found, a few hundred at a time, through a cursor of the server."""
    rows = (
        _columns()
        .where(*desk_filter.conditions(person, today))
        .order_by(*desk_filter.order(language))
        .execution_options(yield_per=200)
    )
    yield from session.execute(rows)


def _columns() -> Select[Any]:
    texts = {language: aliased(RouteText, name=f"text_{language}") for language in Language}
    columns: Any = select(
        Route.id,
        Route.number,
        *(text.title.label(f"title_{language}") for language, text in texts.items()),
        *(text.state.label(f"state_{language}") for language, text in texts.items()),
        RouteSlug.slug,
        (Route.state == RouteState.PUBLISHED).label("is_public"),
        Route.kind,
        Route.practices,
        Route.shape,
        Route.waymarking,
        Route.difficulty,
        Route.stated,
        RouteLine.length_m,
        RouteLine.ascent_m,
        RouteLine.descent_m,
        Organisation.name.label("owner"),
        Route.licence,
        Route.redistributable,
        Route.verified_on,
        Route.verified_by,
        Route.modified_at,
    )
    columns = columns.join(Organisation, Organisation.id == Route.owner_id)
    columns = columns.outerjoin(RouteLine, RouteLine.id == Route.line_id)
    columns = columns.outerjoin(RouteSlug, (RouteSlug.route_id == Route.id) & RouteSlug.in_use)
    for language, text in texts.items():
        columns = columns.outerjoin(text, (text.route_id == Route.id) & (text.language == language))
    return columns
