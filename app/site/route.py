"""One route: its map, profile, stages, texts and downloads."""

from flask import Blueprint, Response, current_app, redirect, render_template, url_for

from app.access import Access, allow
from app.database import db
from app.queries.sheets import Moved, current_edition, route_sheet
from app.site.drawing import bounds_of
from app.site.maps import drawn_map
from app.site.stage_table import shown_stages, shown_total
from gis.effort import PACES
from gis.formats import FORMATS
from gis.profile import THRESHOLD_M, WINDOW_M
from gis.sheets import RouteSheet
from gis.vocabulary import Language, Shape


@allow(Access.PUBLIC)
def route(lang: Language, slug: str) -> str | Response:
    """A route's page; its former addresses lead here."""
    try:
        sheet = route_sheet(db.session, current_edition(db.session, slug))
    except Moved as moved:
        return redirect(  # type: ignore[return-value]
            url_for("site.route", lang=lang, slug=moved.slug), code=301
        )
    settings = current_app.extensions["settings"]
    bounds = bounds_of([sheet.sketch.pieces]) or settings.departement.bounds
    ends = stage_ends(sheet)
    return render_template(
        "site/route.html",
        sheet=sheet,
        total=shown_total(sheet),
        shown_stages=shown_stages(sheet),
        text=sheet.text(lang),
        text_language=lang if lang in sheet.texts else Language.FR,
        bounds=bounds,
        drawn=drawn_map(settings, bounds, [(sheet.practices[0], sheet.sketch.pieces)], ends),
        map_data=map_data(sheet, lang, ends),
        formats=FORMATS,
        pace=PACES[sheet.practices[0]],
        threshold_m=THRESHOLD_M,
        window_m=WINDOW_M,
    )


def stage_ends(sheet: RouteSheet) -> list[tuple[str, float, float]]:
    """The named places where stages start and end, in order, each once: (name, lon, lat).

    Where a stage begins behind a gap is not the place that it is named after.
    """
    ends = [
        end
        for stage in sheet.stages
        for end in (stage.start, stage.end)
        if end is stage.end or not sheet.starts_behind_a_gap(stage)
    ]
    return list(dict.fromkeys((end.name, end.lon, end.lat) for end in ends))


def termini(sheet: RouteSheet) -> list[tuple[float, float]]:
    """Where the line starts and where it ends, as (lon, lat); once where that is one place."""
    pieces = sheet.sketch.pieces
    found = [pieces[0][0], pieces[-1][-1]] if pieces else []
    return found[:1] if sheet.shape == Shape.LOOP else found


def map_data(
    sheet: RouteSheet, lang: Language, ends: list[tuple[str, float, float]]
) -> dict[str, object]:
    """What the page's scripts read: the line in short, its heights, and the points to name."""
    return {
        "slug": sheet.slug,
        "length_m": sheet.length_m,
        "pieces": sheet.sketch.pieces,
        "heights_m": sheet.sketch.heights_m,
        "termini": termini(sheet),
        "ends": [{"name": name, "lon": lon, "lat": lat} for name, lon, lat in ends],
        "viewpoints": [
            {
                "name": (seen.place.texts.get(lang) or seen.place.texts[Language.FR]).name,
                "lon": seen.place.lon,
                "lat": seen.place.lat,
            }
            for seen in sheet.viewpoints
        ],
    }


def add_to(site: Blueprint) -> None:
    """The addresses of this room."""
    site.add_url_rule("/<language:lang>/itineraires/<slug>", view_func=route)
