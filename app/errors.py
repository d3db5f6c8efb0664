"""Exception to status and sentence, in one table; the answer is a page, or JSON for machines."""

from http import HTTPStatus

import psycopg
from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from app.messages import sentence
from app.queries.route_filter import FilterError
from app.queries.sheets import Unknown, Withdrawn
from app.signed_in import COOKIE_PATH, page_secret, signed_in
from gis.errors import GisError

SENTENCES = {
    400: lambda: _("Cette demande n’est pas bien formée."),
    401: lambda: _("Il faut être connecté pour faire cela."),
    403: lambda: _("Cette page ne vous est pas ouverte."),
    404: lambda: _("Il n’y a rien à cette adresse."),
    405: lambda: _("Cette adresse ne répond pas à cette méthode."),
    409: lambda: _("Deux enregistrements se sont croisés : recommencez le vôtre."),
    410: lambda: _("Cet itinéraire a été retiré ; son adresse ne sert plus."),
    412: lambda: _("Quelqu’un a modifié cela entre-temps."),
    413: lambda: _("Ce fichier est trop gros."),
    415: lambda: _("Le corps d’une demande est ici du JSON : « application/json »."),
    416: lambda: _("La partie demandée du fichier n’existe pas."),
    428: lambda: _(
        "Dites dans « If-Match » quelle version vous avez lue : elle pourrait avoir changé."
    ),
    500: lambda: _("Une erreur s’est produite chez nous ; rien n’a été perdu."),
    503: lambda: _("Le registre ne répond pas pour l’instant : revenez dans une minute."),
}
MACHINE_PREFIXES = ("/api/", "/feeds/", "/tiles/", "/itineraires/", "/healthz")
ONLY_MACHINES = "/api/"
RETRY_AFTER_S = 30


class Refusal(Exception):
    """A door's own refusal: a status, the sentence that explains it, what machines read beside."""

    def __init__(self, status: HTTPStatus, detail: str, **members: object) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.members = members


def problem(status: int, detail: str, **members: object) -> Response:
    """A refusal for machines: RFC 9457, with `members` of its own."""
    answer = jsonify(status=status, title=HTTPStatus(status).phrase, detail=detail, **members)
    answer.mimetype = "application/problem+json"
    answer.status_code = status
    answer.vary.add("Accept-Language")
    return answer


def _answer(status: int, detail: str, **members: object) -> Response:
    wanted = request.accept_mimetypes.best_match(["application/json", "text/html"])
    is_machines = request.path.startswith(MACHINE_PREFIXES)
    if request.path.startswith(ONLY_MACHINES) or (is_machines and wanted != "text/html"):
        answer = problem(status, detail, **members)
    else:
        answer = _page(status, detail)
    answer.status_code = status
    answer.vary.update(["Accept", "Accept-Language"] if is_machines else ["Accept-Language"])
    return answer


def _page(status: int, detail: str) -> Response:
    """An error's page; where even that cannot be made, its sentence alone."""
    page = "site/error.html" if status < 500 else "site/failure.html"
    try:
        if status < 500 and request.path.startswith(f"{COOKIE_PATH}/") and (person := signed_in()):
            page, desk = "desk/error.html", {"person": person, "page_secret": page_secret}
        else:
            desk = {}
        return make_response(render_template(page, status=status, detail=detail, **desk))
    except Exception:
        current_app.logger.exception("The page of an error could not be made.")
        return Response(f"{status} – {detail}\n", mimetype="text/plain")


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


def _said(status: int, error: GisError) -> Response:
    return _answer(status, sentence(error), key=error.key)


def _refused(error: Refusal) -> Response:
    return _answer(error.status, error.detail, **error.members)


def _no_database(error: OperationalError | TimeoutError) -> Response:
    current_app.logger.error("The database does not answer: %s", error)
    answer = _answer(503, SENTENCES[503]())
    answer.headers["Retry-After"] = str(RETRY_AFTER_S)
    return answer


def init_errors(app: Flask) -> None:
    """Every error leaves as a sentence in the reader's language."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DataError, lambda _error: _answer(400, SENTENCES[400]()))
    app.register_error_handler(psycopg.DataError, lambda _error: _answer(400, SENTENCES[400]()))
    app.register_error_handler(IntegrityError, lambda _error: _answer(409, SENTENCES[409]()))
    app.register_error_handler(OperationalError, _no_database)
    app.register_error_handler(psycopg.OperationalError, _no_database)
    app.register_error_handler(TimeoutError, _no_database)
    app.register_error_handler(FilterError, lambda error: _said(400, error))
    app.register_error_handler(GisError, lambda error: _said(422, error))
    app.register_error_handler(Unknown, lambda error: _said(404, error))
    app.register_error_handler(Withdrawn, lambda error: _said(410, error))
    app.register_error_handler(Refusal, _refused)
