"""Completeness: what there is of routes, counted in the database."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, cast, func, or_, select
from sqlalchemy.dialects.postgresql import JSONPATH
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import Route, RouteLine, RoutePhoto, RouteText, Step
from gis.completeness import Content
from gis.vocabulary import Language, Severity

_ERRORS = f'$[*] ? (@.severity == "{Severity.ERROR}")'
_ERRORS_BUT_GAPS = f'$[*] ? (@.severity == "{Severity.ERROR}" && @.key != "line.gap")'


def contents_of(session: Session, route_ids: Collection[int]) -> dict[int, Content]:
    """What there is of some routes, by id: one query, whatever their texts weigh."""
    rows = session.execute(_columns().where(Route.id.in_(route_ids)))
    return {row.id: _content(row) for row in rows}


def _columns() -> Select[Any]:
    findings = func.coalesce(RouteLine.findings, func.jsonb_build_array())
    blocking = case(
        (Route.declared_gaps, cast(_ERRORS_BUT_GAPS, JSONPATH)), else_=cast(_ERRORS, JSONPATH)
    )
    return (
        select(
            Route.id,
            _length(RouteText.title).label("title_length"),
            _length(RouteText.summary).label("summary_length"),
            _length(RouteText.description).label("description_length"),
            _is_said(RouteText.departure).label("has_departure"),
            _is_said(RouteText.arrival).label("has_arrival"),
            or_(
                _is_said(RouteText.access),
                _is_said(RouteText.parking),
                _is_said(RouteText.public_transport),
            ).label("says_how_to_come"),
            select(func.array_agg(_translation.c.language))
            .where(_translation.c.route_id == Route.id, _length(_translation.c.title) > 0)
            .scalar_subquery()
            .label("languages"),
            (func.cardinality(Route.practices) > 0).label("has_practice"),
            Route.line_id.is_not(None).label("has_line"),
            func.jsonb_array_length(func.jsonb_path_query_array(findings, blocking)).label(
                "line_errors"
            ),
            RouteLine.ascent_m.is_not(None).label("has_heights"),
            _count(Step.route_id).label("step_count"),
            _is_said(Route.waymarking).label("has_waymarking"),
            _count(RoutePhoto.route_id, _is_said(RoutePhoto.credit)).label("credited_photos"),
            Route.difficulty.is_not(None).label("has_difficulty"),
            _is_said(Route.licence).label("has_licence"),
            Route.verified_on,
        )
        .outerjoin(
            RouteText, and_(RouteText.route_id == Route.id, RouteText.language == Language.FR)
        )
        .outerjoin(RouteLine, RouteLine.id == Route.line_id)
    )


_translation = RouteText.__table__.alias("translation")


def _content(row: Any) -> Content:
    fields = dict(row._mapping)
    del fields["id"]
    fields["languages"] = frozenset(Language(language) for language in row.languages or ())
    return Content(**fields)


def _length(words: Any) -> ColumnElement[int]:
    return func.coalesce(func.char_length(func.btrim(words)), 0)


def _is_said(words: Any) -> ColumnElement[bool]:
    return _length(words) > 0


def _count(
    route_id: InstrumentedAttribute[int], *conditions: ColumnElement[bool]
) -> ColumnElement[int]:
    return select(func.count()).where(route_id == Route.id, *conditions).scalar_subquery()
