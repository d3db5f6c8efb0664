"""One route: its map, profile, stages, what lies along it, and downloads."""

from flask import Blueprint, Response, redirect, render_template, url_for

from app import here
from app.access import Access, allow
from app.database import db
from app.queries.closures import closures_on
from app.queries.lodging import lodging_gaps_along
from app.queries.places import places_along
from app.queries.providers import providers_along
from app.queries.sheets import Moved, current_edition, route_sheet
from app.queries.territories import territories_crossed
from app.queries.themes import themes_of
from app.remembered import remembered
from app.site.access import access_of, asked_day
from app.site.along_the_way import chapters, passed_on, profile_marks
from app.site.drawing import bounds_of
from app.site.maps import drawn_map
from app.site.route_map import map_data, stage_ends
from app.site.shares import made_of
from app.site.stage_table import shown_stages, shown_total
from gis.effort import PACES
from gis.formats import FORMATS
from gis.profile import THRESHOLD_M, WINDOW_M
from gis.vocabulary import Language, Practice

CYCLING = (
    Practice.ROAD_CYCLING,
    Practice.TOURING_CYCLING,
    Practice.GRAVEL,
    Practice.MOUNTAIN_BIKING,
)
"""Labels for lodging are cyclists' so far: who walks is told of no gap between them."""


@allow(Access.PUBLIC)
@remembered
def route(lang: Language, slug: str) -> str | Response:
    """A route's page; its former addresses lead here."""
    try:
        edition = current_edition(db.reading, slug)
    except Moved as moved:
        return redirect(  # type: ignore[return-value]
            url_for("site.route", lang=lang, slug=moved.slug), code=301
        )
    sheet = route_sheet(db.reading, edition)
    settings = here.settings()
    today = settings.departement.today()
    beside = [variant.pieces for variant in sheet.variants]
    bounds = bounds_of([sheet.sketch.pieces, *beside]) or settings.departement.bounds
    ends = stage_ends(sheet)
    passed = passed_on(sheet, places_along(db.reading, edition.line_id), lang)
    providers = providers_along(db.reading, edition.line_id, sheet.practices, today)
    closures = closures_on(db.reading, edition.line_id, today)
    return render_template(
        "site/route.html",
        sheet=sheet,
        total=shown_total(sheet),
        shown_stages=shown_stages(sheet),
        text=sheet.text(lang),
        text_language=lang if lang in sheet.texts else Language.FR,
        bounds=bounds,
        drawn=drawn_map(
            settings, bounds, [(sheet.practices[0], sheet.sketch.pieces)], ends, beside
        ),
        map_data=map_data(sheet, lang, ends, passed, closures),
        chapters=chapters(sheet, passed),
        marks=profile_marks(sheet, passed, providers),
        made_of=made_of(sheet.sections, sheet.length_m),
        themes=themes_of(db.reading, sheet.id),
        photos=[photo for photo in sheet.photos if photo.may_be_shown(today)],
        closures=closures,
        providers=providers,
        lodging_gaps=lodging_gaps_along(db.reading, edition.line_id, sheet.length_m, providers)
        if sheet.practices[0] in CYCLING
        else (),
        territories=territories_crossed(db.reading, edition.line_id),
        access=access_of(sheet, asked_day(today)),
        formats=FORMATS,
        pace=PACES[sheet.practices[0]],
        cycling=CYCLING,
        threshold_m=THRESHOLD_M,
        window_m=WINDOW_M,
    )


def add_to(site: Blueprint) -> None:
    """The addresses of this room."""
    site.add_url_rule("/<language:lang>/itineraires/<slug>", view_func=route)
