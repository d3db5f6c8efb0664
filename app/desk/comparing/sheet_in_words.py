"""A sheet in words, part by part: what the public reads, or would read."""

from dataclasses import asdict

from app import figures
from app.desk.comparing import parts_in_words as said
from app.desk.comparing.differences import Said
from app.models import Part
from gis.sheets import RouteSheet
from gis.vocabulary import Language


def sheet_said(sheet: RouteSheet) -> dict[Part, Said]:
    """What a sheet says of each part of a route, in the order in which one reads them."""
    words = {
        Part.text(language): said.words_said(asdict(text)) for language, text in sheet.texts.items()
    }
    return {
        Part.TEXT_FR: words.pop(Part.TEXT_FR, {}),
        Part.FACTS: _facts(sheet),
        Part.LINE: _line(sheet),
        Part.STEPS: said.steps_said([asdict(step) for step in sheet.steps]),
        Part.PHOTOS: said.photos_said([_dated(asdict(photo)) for photo in sheet.photos]),
        Part.VARIANTS: said.variants_said([asdict(one) for one in sheet.variants]),
        Part.CONTRIBUTORS: {
            "owner": (sheet.owner.name,),
            "contributors": tuple(
                said.contributor_row(one.name, one.role, one.does) for one in sheet.contributors
            ),
        },
        **words,
    }


def _facts(sheet: RouteSheet) -> Said:
    facts = {
        "number": sheet.number,
        "kind": sheet.kind,
        "practices": sheet.practices,
        "shape": sheet.shape,
        "waymarking": sheet.waymarking,
        "difficulty": sheet.difficulty,
        "licence": sheet.licence.name,
        "licence_url": sheet.licence.url,
        "redistributable": sheet.redistributable,
        "stated": {figure: round(getattr(sheet, figure)) for figure in sheet.stated},
        "verified_on": sheet.verified_on.isoformat() if sheet.verified_on else None,
        "verified_by": sheet.verified_by,
        "slug": sheet.slug,
    }
    return said.facts_said(facts)


def _line(sheet: RouteSheet) -> Said:
    return {
        "length": (figures.kilometres(sheet.length_m),),
        "ascent": said.climb_rows(sheet.ascent_m),
        "descent": said.climb_rows(sheet.descent_m),
        "duration": (figures.duration(sheet.duration_min),),
        "gaps": tuple(
            f"{figures.at_km(gap.at_m)} : {figures.distance(gap.distance_m)}" for gap in sheet.gaps
        ),
        "stages": tuple(
            said.stage_row(stage.number, stage.end.name, stage.to_m) for stage in sheet.stages
        ),
        "sections": tuple(said.section_row(asdict(section)) for section in sheet.sections),
        "viewpoints": tuple(seen.place.texts[Language.FR].name for seen in sheet.viewpoints),
    }


def _dated(photo: dict[str, object]) -> dict[str, object]:
    ends = photo["rights_end"]
    return {**photo, "rights_end": str(ends) if ends else None}
