"""The language of an answer: of the address, else of the query, else of the browser."""

from flask import Flask, g, has_request_context, request
from flask_babel import Babel
from werkzeug.routing import BaseConverter

from gis.vocabulary import Language

LANGUAGES = tuple(Language)
LOCALES = {Language.FR: "fr_FR", Language.EN: "en_GB", Language.ES: "es_ES"}
"""Whose habits dates and numbers follow."""


class LanguageConverter(BaseConverter):
    """`<language:lang>` in an address: fr, en or es."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> Language:
        """The word of the address."""
        return Language(value)


def preferred_language() -> Language:
    """What `?lang=` asks for, else what the browser prefers, else French."""
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return Language(asked)
    return Language(request.accept_languages.best_match(LANGUAGES, default=Language.FR))


def asked_language() -> Language:
    """What `?lang=` asks for, else French: for files, whose bytes no browser setting alters."""
    asked = request.args.get("lang", "")
    return Language(asked) if asked in LANGUAGES else Language.FR


def current_language() -> Language:
    """The language of the answer under way; French outside of a request."""
    if not has_request_context():
        return Language.FR
    if "language" not in g:
        g.language = (request.view_args or {}).get("lang") or preferred_language()
    return g.language


def init_language(app: Flask) -> None:
    """Sets up the address converter and the translations; call before blueprints register."""
    app.url_map.converters["language"] = LanguageConverter
    app.config["BABEL_DEFAULT_LOCALE"] = Language.FR
    Babel(app, locale_selector=lambda: LOCALES[current_language()])
