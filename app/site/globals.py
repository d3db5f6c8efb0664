"""What every template may use: the territory, addresses in each language, names, drawings."""

from urllib.parse import quote

from flask import Flask, request, url_for

from app import here
from app.language import LANGUAGES, current_language
from app.site.drawing import beside_drawing, height_ticks, line_drawing, marks, profile_drawing
from app.site.titles import without_number
from app.words import FILTERS, LANGUAGE_NAMES
from gis.vocabulary import Language

QUERY_CHARACTERS = "%&=+/?:@!$'()*,;"
"""What a query string may hold as it is; it is kept raw, since its names are the visitor's."""


def address_in(language: Language, query: bool = True) -> str:
    """This page in another language; its home where this page has no other language."""
    if not request.endpoint or "lang" not in (request.view_args or {}):
        return url_for("site.home", lang=language)
    address = url_for(request.endpoint, **{**(request.view_args or {}), "lang": language})
    asked = quote(request.query_string, safe=QUERY_CHARACTERS) if query else ""
    return f"{address}?{asked}" if asked else address


def absolute(address: str) -> str:
    """An address of this site as others write it."""
    return here.settings().public_url + address


def init_site(app: Flask) -> None:
    """Hands them to the templates."""
    app.jinja_env.filters.update(FILTERS, without_number=without_number)
    app.jinja_env.globals.update(
        site_settings=here.settings,
        LANGUAGES=LANGUAGES,
        LANGUAGE_NAMES=LANGUAGE_NAMES,
        current_language=current_language,
        address_in=address_in,
        absolute=absolute,
        line_drawing=line_drawing,
        beside_drawing=beside_drawing,
        marks=marks,
        profile_drawing=profile_drawing,
        height_ticks=height_ticks,
    )
