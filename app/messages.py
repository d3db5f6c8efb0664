"""The sentence behind each message key, in the reader's language."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.figures import kilometres, shown
from gis.errors import GisError
from gis.findings import Finding

MESSAGES = {
    "filter.unknown": _l("Ce filtre n’existe pas : %(value)s."),
    "file.unreadable": _l("Le fichier ne peut pas être lu : %(reason)s."),
    "line.beyond_the_map": _l("La ligne va jusqu’à %(lat)s° de latitude : c’est hors de la carte."),
    "plan.too_many_days": _l(
        "%(days)s jours, c’est trop : il n’y a que %(most)s étapes possibles d’une ville à l’autre."
    ),
    "plan.too_far": _l(
        "Aucun plan possible : de %(start)s à %(end)s il y a %(apart_m)s sans ville où dormir,"
        " plus que les %(longest_m)s demandés."
    ),
    "publish.no_name": _l("Il manque un titre en français."),
    "publish.no_practice": _l("Il manque une pratique (pédestre, vélo…)."),
    "publish.no_line": _l("Il manque un tracé."),
    "publish.no_start": _l("Il manque le lieu de départ."),
    "publish.no_end": _l("Il manque le lieu d’arrivée."),
    "publish.no_licence": _l("Il manque une licence."),
    "stages.place_off_route": _l(
        "L’itinéraire ne passe pas à %(place)s dans cet ordre, à moins de %(within_m)s."
    ),
}


def sentence(message: GisError | Finding) -> str:
    """The words of an error or a finding, numbers as the language writes them."""
    return _filled(str(MESSAGES[message.key]), message.values)


def located_sentence(finding: Finding) -> str:
    """The words of a finding, after the kilometre it is at."""
    if finding.at_m is None:
        return sentence(finding)
    return _("km %(km)s : %(sentence)s", km=kilometres(finding.at_m), sentence=sentence(finding))


def _filled(words: str, values: Mapping[str, object]) -> str:
    return words % {name: shown(name, value) for name, value in values.items()}
