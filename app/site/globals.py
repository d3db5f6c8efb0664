"""What every template may use: the territory, addresses in each language, names, drawings."""

from flask import Flask, current_app, request, url_for

from app.config import Settings
from app.language import LANGUAGES, current_language
from app.site.drawing import height_ticks, line_drawing, marks, profile_drawing
from app.site.titles import without_number
from app.words import FILTERS, LANGUAGE_NAMES
from gis.vocabulary import Language


def settings() -> Settings:
    """The settings of the running site."""
    return current_app.extensions["settings"]


def address_in(language: Language, query: bool = True) -> str:
    """This page in another language; its home where this page has no other language."""
    if request.endpoint and (request.view_args or {}).get("lang"):
        values = {**(request.view_args or {}), "lang": language}
        if query:
            values = {**request.args.to_dict(), **values}
        return url_for(request.endpoint, **values)
    return url_for("site.home", lang=language)


def absolute(address: str) -> str:
    """An address of this site as others write it."""
    return settings().public_url + address


def init_site(app: Flask) -> None:
    """Hands them to the templates."""
    app.jinja_env.filters.update(FILTERS, without_number=without_number)
    app.jinja_env.globals.update(
        site_settings=settings,
        LANGUAGES=LANGUAGES,
        LANGUAGE_NAMES=LANGUAGE_NAMES,
        current_language=current_language,
        address_in=address_in,
        absolute=absolute,
        line_drawing=line_drawing,
        marks=marks,
        profile_drawing=profile_drawing,
        height_ticks=height_ticks,
    )
