"""A route, or one of its stages, as a file."""

from http import HTTPStatus

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from app import here
from app.access import Access, allow
from app.database import db
from app.errors import Refusal
from app.kept import moved_for_good, send_kept
from app.language import asked_language
from app.queries.sheets import Edition, Moved, current_edition, route_line, route_sheet
from app.route_files import route_file, stage_file
from app.spool import rendition
from gis.feeds.links import Links
from gis.formats import FORMATS
from gis.vocabulary import Language

RENDERER = "2"
"""Changes whenever the same route would give other bytes."""
SANDBOX = (
    "sandbox allow-scripts; default-src 'none'; "
    "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
)
"""For the format that browsers would run: it reaches neither this site nor any other."""


@allow(Access.PUBLIC)
def file(slug: str, extension: str, number: int | None = None) -> ResponseReturnValue:
    """The whole route, or one stage numbered from 1."""
    if extension not in FORMATS:
        raise Refusal(
            HTTPStatus.NOT_FOUND,
            _("Ce format n’existe pas ; il y a : %(formats)s.", formats=", ".join(FORMATS)),
        )
    try:
        edition = _open_edition(slug)
    except Moved as moved:
        stage = f"/etapes/{number}" if number else ""
        return moved_for_good(f"/itineraires/{moved.slug}{stage}.{extension}")
    if number is not None and number > edition.stage_count:
        raise Refusal(
            HTTPStatus.NOT_FOUND,
            _("Cet itinéraire n’a pas d’étape %(number)d.", number=number),
        )
    return _send(edition, extension, number)


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    api.add_url_rule("/itineraires/<slug>.<extension>", view_func=file)
    stage = "/itineraires/<slug>/etapes/<int(min=1, max=999):number>.<extension>"
    api.add_url_rule(stage, view_func=file)


def _open_edition(slug: str) -> Edition:
    edition = current_edition(db.reading, slug)
    if not edition.redistributable:
        raise Refusal(
            HTTPStatus.FORBIDDEN,
            _("Le tracé de cet itinéraire ne peut pas être diffusé : son propriétaire le réserve."),
        )
    return edition


def _send(edition: Edition, extension: str, number: int | None) -> Response:
    language = asked_language()
    public_url = here.settings().public_url
    links = Links(public_url)
    name = f"routes/{edition.slug}/{number or 'whole'}.{extension}.{language}"
    version = f"{RENDERER} {edition.snapshot_id} {public_url}"
    kept = rendition(
        here.settings().spool,
        name,
        version,
        lambda: [_bytes(edition, extension, number, language, links)],
    )
    response = send_kept(
        kept,
        FORMATS[extension].media_type,
        file_name=f"{_file_name(edition, number, language)}.{extension}",
    )
    if extension == "html":
        response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _file_name(edition: Edition, number: int | None, language: Language) -> str:
    title = edition.title.replace("/", "-")
    if number is None:
        return title
    with force_locale(language):
        stage = _("étape %(number)d", number=number)
    return f"{title} – {stage}"


def _bytes(
    edition: Edition, extension: str, number: int | None, language: Language, links: Links
) -> bytes:
    sheet = route_sheet(db.reading, edition)
    line = route_line(db.reading, edition)
    if number is None:
        return FORMATS[extension].write(route_file(sheet, line, language, links))
    stage = sheet.stages[number - 1]
    return FORMATS[extension].write(stage_file(sheet, stage, line, language, links))
