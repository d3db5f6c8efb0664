"""From a sheet to the file of a route or a stage, with the words of one language."""

from flask_babel import force_locale
from flask_babel import gettext as _
from shapely import MultiLineString

from app.words import practice_name
from gis.along import along, cut
from gis.feeds.links import Links
from gis.formats.route_file import RouteFile
from gis.formats.track import Waypoint
from gis.sheets import PlaceAlong, RouteSheet, StageSheet
from gis.vocabulary import Language


def route_file(
    sheet: RouteSheet, line: MultiLineString, language: Language, links: Links
) -> RouteFile:
    """The whole route: its line, stage ends and viewpoints in order along it."""
    with force_locale(language):
        text = sheet.text(language)
        ends = [(0.0, sheet.stages[0].start)] if sheet.stages else []
        ends += [(stage.to_m, stage.end) for stage in sheet.stages]
        marks = [(at_m, Waypoint(end.lon, end.lat, name=end.name)) for at_m, end in ends]
        marks += [(seen.at_m, _viewpoint(seen, language)) for seen in sheet.viewpoints]
        return _file(sheet, line, language, links, text.title, marks)


def stage_file(
    sheet: RouteSheet, stage: StageSheet, line: MultiLineString, language: Language, links: Links
) -> RouteFile:
    """One stage: its stretch of the line, its two ends and the viewpoints between."""
    with force_locale(language):
        name = _(
            "%(route)s – étape %(number)d : %(start)s – %(end)s",
            route=sheet.number or sheet.text(language).title,
            number=stage.number,
            start=stage.start.name,
            end=stage.end.name,
        )
        marks = [
            (at_m, Waypoint(end.lon, end.lat, name=end.name))
            for at_m, end in ((stage.from_m, stage.start), (stage.to_m, stage.end))
            if end is stage.end or not sheet.starts_behind_a_gap(stage)
        ]
        marks += [
            (seen.at_m, _viewpoint(seen, language))
            for seen in sheet.viewpoints
            if stage.from_m <= seen.at_m <= stage.to_m
        ]
        stretch = cut(along(line), stage.from_m, stage.to_m)
        return _file(sheet, stretch, language, links, name, marks)


def _file(
    sheet: RouteSheet,
    line: MultiLineString,
    language: Language,
    links: Links,
    name: str,
    marks: list[tuple[float, Waypoint]],
) -> RouteFile:
    return RouteFile(
        name=name,
        description=sheet.text(language).summary,
        line=line,
        author=sheet.owner.name,
        licence=sheet.licence,
        link=links.route_page(sheet.slug, language),
        year=sheet.modified_at.year,
        keywords=tuple(practice_name(practice) for practice in sheet.practices),
        waypoints=tuple(waypoint for _at_m, waypoint in sorted(marks, key=lambda mark: mark[0])),
        notice=_("Tracé de démonstration simplifié : ne pas suivre sur le terrain.")
        if sheet.is_demo
        else "",
        modified_at=sheet.modified_at,
    )


def _viewpoint(seen: PlaceAlong, language: Language) -> Waypoint:
    text = seen.place.texts.get(language) or seen.place.texts[Language.FR]
    return Waypoint(
        seen.place.lon,
        seen.place.lat,
        name=_("Point de vue : %(name)s", name=text.name),
        description=text.description,
    )
