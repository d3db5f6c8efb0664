"""Why a request was refused: the fields that do not fit, what keeps a route from the public."""

from http import HTTPStatus

from flask import Response
from flask_babel import gettext as _
from pydantic import ValidationError

from app.actions.publication import NotPublishable
from app.errors import Refusal, problem
from app.messages import sentence

MOST_FIELDS = 20
"""How many of the fields that do not fit are named."""
WORDS = {
    "missing": lambda: _("Ce champ manque."),
    "extra_forbidden": lambda: _("Ce champ n’existe pas."),
    "string_too_long": lambda: _("Ce texte est trop long."),
    "string_pattern_mismatch": lambda: _("Ce texte contient un signe qui n’en est pas un."),
    "too_short": lambda: _("Il en faut davantage."),
    "too_long": lambda: _("Il y en a trop."),
    "enum": lambda: _("Ce mot n’est pas de ceux que l’on peut choisir ici."),
    "finite_number": lambda: _("Ce n’est pas un nombre."),
}


def unfit(error: ValidationError, status: HTTPStatus) -> Refusal:
    """The refusal of a body or a query that is not as its contract says."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    if found[0]["type"] == "json_invalid":
        return Refusal(HTTPStatus.BAD_REQUEST, _("Ce qui est envoyé n’est pas du JSON lisible."))
    fields = [
        {
            "field": ".".join(str(step) for step in one["loc"]),
            "key": one["type"],
            "detail": WORDS.get(one["type"], _fits_not)(),
        }
        for one in found[:MOST_FIELDS]
    ]
    detail = _("Certains champs ne conviennent pas ; rien n’a été enregistré.")
    return Refusal(status, detail, fields=fields)


def not_publishable(error: NotPublishable) -> Response:
    """The refusal of a publication, with every reason."""
    reasons = [{"key": one.key, "detail": sentence(one)} for one in error.reasons]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, sentence(error), key=error.key, reasons=reasons)


def _fits_not() -> str:
    return _("Cette valeur ne convient pas.")
