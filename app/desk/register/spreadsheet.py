"""Routes as a spreadsheet of the reader's country opens them: semicolons, UTF-8 with its mark."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from sqlalchemy import Row

from app import here
from app.database import db
from app.language import current_language
from app.queries.desk_filter import DeskFilter
from app.queries.spreadsheet import spreadsheet
from app.signed_in import the_person
from app.words import kind_name, practice_name, shape_name, text_state_name
from gis.vocabulary import Figure, Language, Practice, TextState

MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for the alphabet of their country."""
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(desk_filter: DeskFilter, today: date) -> Iterator[str]:
    """The lines of the file, written as the rows come.

    It asks for its session when it begins: the view's own is closed by then.
    """
    yield MARK + _line(_headers())
    person, language = the_person(), current_language()
    for row in spreadsheet(db.session, desk_filter, person, today, language):
        yield _line(_cells(row))


def harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell


def _headers() -> list[str]:
    return [
        _("Identifiant"),
        _("Numéro"),
        _("Titre en français"),
        _("Titre en anglais"),
        _("Titre en espagnol"),
        _("Type d’itinéraire"),
        _("Pratiques"),
        _("Forme"),
        _("Longueur (km)"),
        _("Montée (m)"),
        _("Descente (m)"),
        _("Difficulté"),
        _("Balisage"),
        _("Pilote"),
        _("Licence"),
        _("Peut être rediffusé"),
        _("État en français"),
        _("État en anglais"),
        _("État en espagnol"),
        _("Vérifié le"),
        _("Vérifié par"),
        _("Modifié le"),
        _("Page publique"),
    ]


def _cells(row: Row[Any]) -> list[str]:
    zone = here.settings().departement.timezone
    return [
        str(row.id),
        harmless(row.number),
        *(harmless(row._mapping[f"title_{language}"] or "") for language in Language),
        kind_name(row.kind),
        ", ".join(practice_name(Practice(practice)) for practice in row.practices),
        shape_name(row.shape),
        _decimal(row.length_m and row.length_m / 1000, "0.000"),
        _decimal(row.stated.get(Figure.ASCENT, row.ascent_m)),
        _decimal(row.stated.get(Figure.DESCENT, row.descent_m)),
        str(row.difficulty or ""),
        harmless(row.waymarking),
        harmless(row.owner),
        harmless(row.licence),
        _("oui") if row.redistributable else _("non"),
        *(_state(row._mapping[f"state_{language}"]) for language in Language),
        row.verified_on.isoformat() if row.verified_on else "",
        harmless(row.verified_by),
        row.modified_at.astimezone(zone).date().isoformat(),
        _public_address(row),
    ]


def _state(state: TextState | None) -> str:
    return text_state_name(state) if state else ""


def _decimal(value: float | None, digits: str = "0") -> str:
    return "" if value is None else format_decimal(value, format=digits)


def _public_address(row: Row[Any]) -> str:
    """Where the public reads it; nothing while it does not."""
    if not row.is_public:
        return ""
    address = url_for("site.route", lang=current_language(), slug=row.slug)
    return f"{here.settings().public_url}{address}"


def _line(cells: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(cells)
    return written.getvalue()
