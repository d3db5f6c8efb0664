"""The document of a part in words, field by field, in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from app import figures, words
from app.desk.comparing.differences import Said
from app.desk.route.facts_form import fields_of_document, shown
from app.desk.route.texts import LABELS
from app.models import Part
from app.queries.history import Names
from app.queries.parts import Document
from gis.vocabulary import ContributorRole, Language, SectionState

LETTERS_OF_KEY = 6
SECTION_WORDS: dict[str, Callable[[Any], str]] = {
    "way_type": words.way_type_name,
    "surface": words.surface_name,
    "traffic": words.traffic_name,
}


def part_said(part: Part, document: Document | None, names: Names) -> Said:
    """What a part says; nothing where there is none."""
    if not document:
        return {}
    if part.language:
        return words_said(document)
    if part == Part.FACTS:
        return facts_said(document)
    tellers: dict[Part, Callable[[Document, Names], Said]] = {
        Part.LINE: _line_said,
        Part.STEPS: lambda document, _names: steps_said(document["steps"]),
        Part.CONTRIBUTORS: _contributors_said,
        Part.PHOTOS: lambda document, _names: photos_said(document["photos"]),
        Part.VARIANTS: lambda document, _names: variants_said(document["variants"]),
    }
    return tellers[part](document, names)


def words_said(document: Document) -> Said:
    """The words of a route in one language, each line of a text a row."""
    return {name: rows_of(document[name]) for name in LABELS}


def facts_said(document: Document) -> Said:
    """The facts of a route."""
    fields = fields_of_document(document)
    said = {name: rows_of(shown(name, fields[name])) for name in fields}
    return {**said, "slug": (document["slug"],)}


def steps_said(steps: list[dict[str, Any]]) -> Said:
    """The instructions, by language."""
    return {
        f"steps.{language}": tuple(
            f"{figures.at_km(step['at_m'])} : {step['texts'][language]}"
            for step in steps
            if step["texts"].get(language)
        )
        for language in Language
    }


def photos_said(photos: list[dict[str, Any]]) -> Said:
    """The pictures, in order."""
    return {"photos": tuple(_photo(number, one) for number, one in enumerate(photos, start=1))}


def variants_said(variants: list[dict[str, Any]]) -> Said:
    """The secondary lines: the number of each is that of its line for ever."""
    return {"variants": tuple(_variant(one) for one in variants)}


def contributor_row(name: str, role: ContributorRole, does: str, *, may_edit: bool = False) -> str:
    """Who has a part in a route, and which."""
    rights = _("peut modifier") if may_edit else ""
    said = ", ".join(one for one in (words.contributor_role_name(role), does, rights) if one)
    return f"{name} : {said}"


def stage_row(number: int, name: str, end_m: float, *, to_check: bool = False) -> str:
    """Where a stage ends."""
    return f"{number}. {name}, {figures.at_km(end_m)}" + (_(" (à vérifier)") if to_check else "")


def section_row(section: Mapping[str, Any]) -> str:
    """A stretch and what is known of it."""
    known = [name(section[key]) for key, name in SECTION_WORDS.items() if section[key]]
    state = {SectionState.PROJECT: _("en projet"), SectionState.CLOSED: _("fermé")}
    if section["state"] in state:
        known.append(state[section["state"]])
    if section.get("to_check"):
        known.append(_("à vérifier"))
    stretch = f"{figures.at_km(section['from_m'])} – {figures.at_km(section['to_m'])}"
    return f"{stretch} : {', '.join(known)}" if known else stretch


def climb_rows(climb_m: float | None) -> tuple[str, ...]:
    """A climb, where it is known."""
    return () if climb_m is None else (figures.metres(climb_m),)


def rows_of(text: str) -> tuple[str, ...]:
    """The lines of a text, those that are blank left out."""
    return tuple(line for line in text.split("\n") if line.strip())


def _line_said(document: Document, names: Names) -> Said:
    line = names.lines[document["line_id"]]
    start = names.places.get(document["start_place_id"] or 0)
    declared = _("connues et assumées")
    return {
        "length": (figures.kilometres(line.length_m),),
        "ascent": climb_rows(line.ascent_m),
        "descent": climb_rows(line.descent_m),
        "gaps": (declared,) if document["declared_gaps"] else (),
        "start": (start,) if start else (),
        "stages": tuple(
            stage_row(number, names.places[one["end_place_id"]], one["end_m"],
                      to_check=one["to_check"])
            for number, one in enumerate(document["stages"], start=1)
        ),
        "sections": tuple(section_row(one) for one in document["sections"]),
        "places": rows_of(" · ".join(figures.at_km(at_m) for at_m in document["steps"].values())),
    }  # fmt: skip


def _contributors_said(document: Document, names: Names) -> Said:
    return {
        "owner": (names.organisations[document["owner_id"]],),
        "contributors": tuple(
            contributor_row(
                names.organisations[one["organisation_id"]],
                ContributorRole(one["role"]),
                one["does"],
                may_edit=one["may_edit"],
            )
            for one in document["contributors"]
        ),
    }


def _variant(variant: Mapping[str, Any]) -> str:
    name = f"{words.variant_kind_name(variant['kind'])} : {' / '.join(variant['texts'].values())}"
    length = figures.kilometres(variant["length_m"]) if "length_m" in variant else ""
    line = _("tracé n° %(number)s", number=variant["id"])
    return " · ".join(one for one in (name, length, line) if one)


def _photo(number: int, photo: Mapping[str, Any]) -> str:
    """A picture in words; what its file is called tells apart two of which little is said."""
    legend = " / ".join(photo["texts"].values()) or _("photo %(number)s", number=number)
    ends = photo["rights_end"]
    until = figures.long_date(date.fromisoformat(ends)) if ends else ""
    credit = _("crédit : %(credit)s", credit=photo["credit"]) if photo["credit"] else ""
    rights = _("droits jusqu’au %(day)s", day=until) if until else ""
    name = photo["key"][:LETTERS_OF_KEY] if "key" in photo else photo["photo_id"]
    file = _("fichier %(name)s", name=name)
    return " · ".join(one for one in (legend, credit, rights, file) if one)
