"""What a route's scripts read: the line in short, its heights, and the points to name."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from app.site.along_the_way import Passed
from gis.sheets import ClosureSheet, RouteSheet
from gis.vocabulary import ClosureEffect, Language, Shape

Named = tuple[str, float, float]
"""A name, and its lon, lat."""


def map_data(
    sheet: RouteSheet,
    lang: Language,
    ends: Iterable[Named],
    passed: Sequence[Passed],
    closures: Iterable[ClosureSheet],
) -> dict[str, object]:
    """The document of the page's scripts; `passed` and `closures` are in metres along."""
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
        "stages": [
            {
                "name": _("Étape %(number)s", number=stage.number),
                "from_m": stage.from_m,
                "to_m": stage.to_m,
            }
            for stage in sheet.stages
        ],
        "passed": [{"name": one.name, "at_m": round(one.at_m)} for one in passed],
        "variants": [
            {
                "name": variant.texts.get(lang) or variant.texts[Language.FR],
                "pieces": variant.pieces,
            }
            for variant in sheet.variants
            if variant.pieces
        ],
        "closed": [
            {"from_m": from_m, "to_m": to_m, "shut": closure.effect == ClosureEffect.CLOSED}
            for closure in closures
            for from_m, to_m in closure.stretches
        ],
    }


def stage_ends(sheet: RouteSheet) -> list[Named]:
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
