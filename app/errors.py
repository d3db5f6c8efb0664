"""Exception to status and sentence, in one table; the answer is a page, or JSON for machines."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException

from app.messages import sentence
from app.queries.search import FilterError
from app.queries.sheets import Unknown, Withdrawn
from gis.errors import GisError

SENTENCES = {
    400: lambda: _("Cette demande n’est pas bien formée."),
    403: lambda: _("Cette page ne vous est pas ouverte."),
    404: lambda: _("Il n’y a rien à cette adresse."),
    405: lambda: _("Cette adresse ne répond pas à cette méthode."),
    410: lambda: _("Cet itinéraire a été retiré ; son adresse ne sert plus."),
    413: lambda: _("Ce fichier est trop gros."),
    416: lambda: _("La partie demandée du fichier n’existe pas."),
    500: lambda: _("Une erreur s’est produite chez nous ; rien n’a été perdu."),
}
MACHINE_PREFIXES = ("/api/", "/feeds/", "/tiles/", "/itineraires/")


@dataclass(frozen=True)
class Refusal(Exception):
    """A door's own refusal: a status and the sentence that explains it."""

    status: HTTPStatus
    detail: str


def _answer(status: int, detail: str) -> Response:
    wants_page = request.accept_mimetypes.best_match(["application/json", "text/html"])
    if request.path.startswith(MACHINE_PREFIXES) and wants_page != "text/html":
        answer = jsonify(status=status, title=HTTPStatus(status).phrase, detail=detail)
        answer.mimetype = "application/problem+json"
    else:
        answer = make_response(render_template("site/error.html", status=status, detail=detail))
    answer.status_code = status
    return answer


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = error.code or 500
    default = SENTENCES.get(status)
    answer = _answer(status, default() if default else (error.description or ""))
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers.setdefault(name, value)
    return answer


def init_errors(app: Flask) -> None:
    """Every error leaves as a sentence in the reader's language."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DataError, lambda _error: _answer(400, SENTENCES[400]()))
    app.register_error_handler(FilterError, lambda error: _answer(400, sentence(error)))
    app.register_error_handler(GisError, lambda error: _answer(422, sentence(error)))
    app.register_error_handler(Unknown, lambda error: _answer(404, sentence(error)))
    app.register_error_handler(Withdrawn, lambda error: _answer(410, sentence(error)))
    app.register_error_handler(Refusal, lambda error: _answer(error.status, error.detail))
