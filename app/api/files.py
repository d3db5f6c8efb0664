"""A route, or one of its stages, as a file."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.access import Access, allow
from app.database import db
from app.errors import Refusal
from app.kept import send_kept
from app.language import asked_language
from app.queries.sheets import Edition, Moved, current_edition, route_line, route_sheet
from app.route_files import route_file, stage_file
from app.spool import rendition
from gis.feeds.links import Links
from gis.formats import FORMATS
from gis.vocabulary import Language

RENDERER = "1"
"""Changes whenever the same route would give other bytes."""


@allow(Access.PUBLIC)
def route(slug: str, extension: str) -> ResponseReturnValue:
    """The whole route."""
    try:
        edition = _open_edition(slug)
    except Moved as moved:
        return redirect(f"/itineraires/{moved.slug}.{extension}?{_query()}".rstrip("?"), 301)
    return _send(edition, extension, None)


@allow(Access.PUBLIC)
def stage(slug: str, number: int, extension: str) -> ResponseReturnValue:
    """One stage, numbered from 1."""
    try:
        edition = _open_edition(slug)
    except Moved as moved:
        path = f"/itineraires/{moved.slug}/etapes/{number}.{extension}?{_query()}"
        return redirect(path.rstrip("?"), 301)
    return _send(edition, extension, number)


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    api.add_url_rule("/itineraires/<slug>.<extension>", view_func=route, endpoint="route_file")
    api.add_url_rule(
        "/itineraires/<slug>/etapes/<int:number>.<extension>",
        view_func=stage,
        endpoint="stage_file",
    )


def _query() -> str:
    return request.query_string.decode("ascii", "replace")


def _open_edition(slug: str) -> Edition:
    edition = current_edition(db.reading, slug)
    if not edition.redistributable:
        raise Refusal(
            HTTPStatus.FORBIDDEN,
            _("Le tracé de cet itinéraire ne peut pas être diffusé : son propriétaire le réserve."),
        )
    return edition


def _send(edition: Edition, extension: str, number: int | None) -> Response:
    if extension not in FORMATS:
        abort(404)
    language = asked_language()
    public_url = current_app.extensions["settings"].public_url
    links = Links(public_url)
    name = f"routes/{edition.slug}/{number or 'whole'}.{extension}.{language}"
    version = f"{RENDERER} {edition.snapshot_id} {public_url}"
    kept = rendition(
        current_app.extensions["settings"].spool,
        name,
        version,
        lambda: [_bytes(edition, extension, number, language, links)],
    )
    return send_kept(
        kept,
        FORMATS[extension].media_type,
        edition.published_at,
        file_name=f"{_file_name(edition, number)}.{extension}",
    )


def _file_name(edition: Edition, number: int | None) -> str:
    title = edition.title.replace("/", "-")
    return f"{title} – {_('étape %(number)d', number=number)}" if number else title


def _bytes(
    edition: Edition, extension: str, number: int | None, language: Language, links: Links
) -> bytes:
    sheet = route_sheet(db.reading, edition)
    line = route_line(db.reading, edition)
    if number is None:
        return FORMATS[extension].write(route_file(sheet, line, language, links))
    found = next((stage for stage in sheet.stages if stage.number == number), None)
    if found is None:
        abort(404)
    return FORMATS[extension].write(stage_file(sheet, found, line, language, links))
