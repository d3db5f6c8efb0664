"""Sheets from the working copy: what publishing would make public."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shapely import MultiLineString
from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session, undefer

from app.columns import Line
from app.models import Place, Route, RouteLine, Variant, Viewpoint
from app.queries.places import METRES_PER_DEGREE, place_sheet
from gis.along import Along, along
from gis.checks import SMALLEST_GAP_M
from gis.line import simplify
from gis.nearby import REACH_M
from gis.profile import Profile, profile
from gis.sheets import (
    ContributorSheet,
    GapSheet,
    LicenceSheet,
    OrganisationSheet,
    PhotoSheet,
    PlaceAlong,
    RouteSheet,
    RouteText,
    SectionSheet,
    Sketch,
    StageEndSheet,
    StageSheet,
    StepSheet,
    VariantSheet,
)
from gis.sketch import sketch
from gis.stages import stage_figures, stretch_figures
from gis.vocabulary import Figure, Language, PlaceKind, Practice, ViewpointState

VIEWPOINT_REACH_M = REACH_M[PlaceKind.VIEWPOINT]
_DEGREES_AROUND = VIEWPOINT_REACH_M / METRES_PER_DEGREE
VARIANT_TOLERANCE_M = 3.0
_TEXT_FIELDS = RouteText.__dataclass_fields__


def draft_sheet(session: Session, route: Route, now: datetime) -> RouteSheet:
    """What publishing `route` at `now` would make public; it must have a line and a practice."""
    assert route.line is not None
    line = session.scalars(select(RouteLine.geom).where(RouteLine.id == route.line_id)).one()
    measured = along(line)
    heights = profile(measured)
    practice = Practice(route.practices[0])
    stages = _stages(route, measured, heights, practice)
    sheet = RouteSheet(
        id=route.id,
        slug=route.slug,
        number=route.number,
        kind=route.kind,
        practices=tuple(Practice(name) for name in route.practices),
        shape=route.shape,
        waymarking=route.waymarking,
        difficulty=route.difficulty,
        texts={
            text.language: RouteText(**{field: getattr(text, field) for field in _TEXT_FIELDS})
            for text in route.texts
        },
        length_m=route.line.length_m,
        ascent_m=route.line.ascent_m,
        descent_m=route.line.descent_m,
        lowest_m=route.line.lowest_m,
        highest_m=route.line.highest_m,
        duration_min=sum(stage.duration_min for stage in stages)
        or stretch_figures(heights, 0.0, measured.length_m, practice, route.sections).duration_min,
        stages=stages,
        viewpoints=_viewpoints_along(session, line, measured),
        owner=OrganisationSheet(route.owner.id, route.owner.name, route.owner.website),
        licence=LicenceSheet(route.licence, route.licence_url),
        redistributable=route.redistributable,
        is_demo=route.is_demo,
        verified_on=route.verified_on,
        verified_by=route.verified_by,
        created_at=route.created_at,
        modified_at=now,
        gaps=_gaps(measured),
        steps=_steps(route, measured),
        sections=_sections(route),
        sketch=_sketch(route, line, heights),
        contributors=_contributors(route),
        photos=_photos(route),
        variants=_variants(session, route),
        stated=tuple(figure for figure in Figure if figure in route.stated),
    )
    return replace(sheet, **_stated(route))


def _stated(route: Route) -> dict[str, Any]:
    """What an officer states, in the types that the computed figures have."""
    of_type = {Figure.ASCENT: float, Figure.DESCENT: float, Figure.DURATION: int}
    return {
        figure: of_type[figure](route.stated[figure]) for figure in Figure if figure in route.stated
    }


def _by_language(texts: Mapping[str, str]) -> dict[Language, str]:
    """A document's words, by the language that their keys name."""
    return {Language(language): words for language, words in texts.items()}


def _contributors(route: Route) -> tuple[ContributorSheet, ...]:
    return tuple(
        ContributorSheet(one.organisation.name, one.role, one.does) for one in route.contributors
    )


def _photos(route: Route) -> tuple[PhotoSheet, ...]:
    return tuple(
        PhotoSheet(
            one.photo.key,
            one.photo.width,
            one.photo.height,
            _by_language(one.texts),
            one.credit,
            one.rights_end,
        )
        for one in route.photos
    )


def _variants(session: Session, route: Route) -> tuple[VariantSheet, ...]:
    """The secondary lines, drawn without what nobody would see of them."""
    kept = session.scalars(
        select(Variant)
        .where(Variant.route_id == route.id, ~Variant.is_removed)
        .options(undefer(Variant.geom))
        .order_by(Variant.id)
    )
    return tuple(
        VariantSheet(
            variant.id,
            variant.kind,
            _by_language(variant.texts),
            variant.length_m,
            variant.ascent_m,
            variant.descent_m,
            tuple(
                tuple((lon, lat) for lon, lat, *_ in piece.coords)
                for piece in simplify(variant.geom, VARIANT_TOLERANCE_M).geoms
            )
            if route.redistributable
            else (),
        )
        for variant in kept
    )


def _sketch(route: Route, line: MultiLineString, heights: Profile | None) -> Sketch:
    """The sketch; without its line where the line may not be passed on."""
    drawn = sketch(line, heights)
    return drawn if route.redistributable else Sketch((), drawn.heights_m)


def _stages(
    route: Route, measured: Along, heights: Profile | None, practice: Practice
) -> tuple[StageSheet, ...]:
    if not route.stages or route.start_place is None:
        return ()
    cuts_m = [0.0, *(stage.end_m for stage in route.stages)]
    places = [route.start_place, *(stage.end_place for stage in route.stages)]
    figures = stage_figures(measured, heights, cuts_m, practice, route.sections)
    return tuple(
        StageSheet(
            id=stage.id,
            number=stage.number,
            start=_stage_end(places[index], measured.point_at(figure.from_m)),
            end=_stage_end(places[index + 1], measured.point_at(figure.to_m, before_gap=True)),
            from_m=figure.from_m,
            to_m=figure.to_m,
            ascent_m=figure.ascent_m,
            descent_m=figure.descent_m,
            duration_min=figure.duration_min,
        )
        for index, (stage, figure) in enumerate(zip(route.stages, figures, strict=True))
    )


def _stage_end(place: Place, point: tuple[float, float]) -> StageEndSheet:
    return StageEndSheet(place.texts["fr"]["name"], *point)


def _gaps(measured: Along) -> tuple[GapSheet, ...]:
    """What lies between the pieces; what is too small to be seen is no gap."""
    return tuple(
        GapSheet(at_m, distance_m)
        for at_m, distance_m in measured.gaps()
        if distance_m >= SMALLEST_GAP_M
    )


def _steps(route: Route, measured: Along) -> tuple[StepSheet, ...]:
    return tuple(
        StepSheet(
            step.id,
            step.number,
            step.at_m,
            *measured.point_at(step.at_m),
            _by_language(step.texts),
        )
        for step in route.steps
    )


def _sections(route: Route) -> tuple[SectionSheet, ...]:
    return tuple(
        SectionSheet(
            section.from_m,
            section.to_m,
            section.way_type,
            section.surface,
            section.traffic,
            section.state,
        )
        for section in route.sections
    )


def _viewpoints_along(
    session: Session, line: MultiLineString, measured: Along
) -> tuple[PlaceAlong, ...]:
    rows: Sequence[tuple[Place, Viewpoint]] = [
        (place, viewpoint)
        for place, viewpoint in session.execute(
            select(Place, Viewpoint)
            .join(Viewpoint)
            .where(
                Place.kind == PlaceKind.VIEWPOINT,
                Viewpoint.state != ViewpointState.IDENTIFIED,
                func.ST_DWithin(Place.geom, literal(line, Line()), _DEGREES_AROUND),
            )
        )
    ]
    seen = []
    for place, viewpoint in rows:
        where = measured.locate(place.geom.x, place.geom.y)
        if where.aside_m <= VIEWPOINT_REACH_M:
            seen.append(PlaceAlong(place_sheet(place, viewpoint), where.at_m, where.aside_m))
    return tuple(sorted(seen, key=lambda one: one.at_m))
