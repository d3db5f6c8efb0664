"""From a sheet to the file of a route or a stage, with the words of one language."""

from textwrap import shorten

from flask_babel import force_locale
from flask_babel import gettext as _
from shapely import MultiLineString

from app.takeaway import drawing_of
from app.words import practice_name
from gis.along import along, cut
from gis.feeds.links import Links
from gis.formats.route_file import RouteFile
from gis.formats.track import Waypoint
from gis.sheets import PlaceAlong, RouteSheet, StageSheet, StepSheet
from gis.vocabulary import Language

NAME_CHARACTERS = 40
"""What a device shows of a waypoint's name, at most."""


def route_file(
    sheet: RouteSheet, line: MultiLineString, language: Language, links: Links
) -> RouteFile:
    """The whole route: its line, stage ends and viewpoints in order along it."""
    with force_locale(language):
        text = sheet.text(language)
        ends = [(0.0, sheet.stages[0].start)] if sheet.stages else []
        ends += [(stage.to_m, stage.end) for stage in sheet.stages]
        halts = [(at_m, Waypoint(end.lon, end.lat, name=end.name)) for at_m, end in ends]
        marks = [(seen.at_m, _viewpoint(seen, language)) for seen in sheet.viewpoints]
        marks += [(step.at_m, _step(step, language)) for step in sheet.steps]
        return _file(sheet, sheet, line, language, links, text.title, halts, marks)


def stage_file(
    sheet: RouteSheet, stage: StageSheet, line: MultiLineString, language: Language, links: Links
) -> RouteFile:
    """One stage: its stretch of the line, its two ends and the viewpoints between."""
    with force_locale(language):
        name = _(
            "%(route)s – étape %(number)d : %(start)s – %(end)s",
            route=sheet.number or sheet.text(language).title,
            number=stage.number,
            start=stage.start.name,
            end=stage.end.name,
        )
        halts = [
            (at_m, Waypoint(end.lon, end.lat, name=end.name))
            for at_m, end in ((stage.from_m, stage.start), (stage.to_m, stage.end))
            if end is stage.end or not sheet.starts_behind_a_gap(stage)
        ]
        marks = [
            (seen.at_m, _viewpoint(seen, language))
            for seen in sheet.viewpoints
            if stage.from_m <= seen.at_m <= stage.to_m
        ]
        marks += [
            (step.at_m, _step(step, language))
            for step in sheet.steps
            if stage.from_m <= step.at_m <= stage.to_m
        ]
        stretch = cut(along(line), stage.from_m, stage.to_m)
        return _file(sheet, stage, stretch, language, links, name, halts, marks)


def _file(
    sheet: RouteSheet,
    part: RouteSheet | StageSheet,
    line: MultiLineString,
    language: Language,
    links: Links,
    name: str,
    halts: list[tuple[float, Waypoint]],
    marks: list[tuple[float, Waypoint]],
) -> RouteFile:
    in_order = sorted(halts + marks, key=lambda mark: mark[0])
    return RouteFile(
        name=name,
        description=sheet.text(language).summary,
        line=line,
        author=sheet.owner.name,
        licence=sheet.licence,
        link=links.route_page(sheet.slug, language),
        year=sheet.modified_at.year,
        keywords=tuple(practice_name(practice) for practice in sheet.practices),
        waypoints=tuple(waypoint for _at_m, waypoint in in_order),
        notice=_("Tracé de démonstration simplifié : ne pas suivre sur le terrain.")
        if sheet.is_demo
        else "",
        modified_at=sheet.modified_at,
        drawing=drawing_of(sheet, part, tuple(waypoint for _at_m, waypoint in halts), language),
    )


def _viewpoint(seen: PlaceAlong, language: Language) -> Waypoint:
    text = seen.place.texts.get(language) or seen.place.texts[Language.FR]
    return Waypoint(
        seen.place.lon,
        seen.place.lat,
        name=_("Point de vue : %(name)s", name=text.name),
        description=text.description,
    )


def _step(step: StepSheet, language: Language) -> Waypoint:
    """Its number and first words as a name, for the small screens of devices."""
    words = step.text(language)
    return Waypoint(
        step.lon,
        step.lat,
        name=f"{step.number}. {shorten(words, NAME_CHARACTERS, placeholder='…')}",
        description=words,
        symbol="Flag, Blue",
    )
