"""The register: routes, places and people, and what keeps them from being public."""

from flask_babel import lazy_gettext as _l

REGISTER = {
    "closure.ends_before_it_starts": _l("Une perturbation ne peut pas finir avant de commencer."),
    "closure.no_french": _l("Il manque à cette perturbation une phrase en français."),
    "feed.cirkwi_circuits": _l("Circuits au format Cirkwi"),
    "feed.cirkwi_pois": _l("Points d’intérêt au format Cirkwi"),
    "filter.unknown": _l("Ce filtre n’existe pas : %(value)s."),
    "label.wrong_kind": _l(
        "Ce label n’est pas fait pour « %(name)s » : son activité n’en fait pas partie."
    ),
    "people.email_taken": _l("Il y a déjà un compte pour %(email)s."),
    "provider.not_a_provider": _l(
        "« %(name)s » n’accueille personne : un prestataire est un lieu d’accueil."
    ),
    "publish.details_off_line": _l(
        "Des instructions ou des tronçons dépassent la fin du tracé : replacez-les."
    ),
    "publish.no_end": _l("Il manque le lieu d’arrivée."),
    "publish.no_licence": _l("Il manque une licence."),
    "publish.no_line": _l("Il manque un tracé."),
    "publish.no_name": _l("Il manque un titre en français."),
    "publish.no_practice": _l("Il manque une pratique (pédestre, vélo…)."),
    "publish.no_start": _l("Il manque le lieu de départ."),
    "publish.stages_off_line": _l("Les étapes ne correspondent plus au tracé : recoupez-les."),
    "route.moved": _l("Cet itinéraire s’appelle désormais « %(slug)s »."),
    "route.not_published": _l("Cet itinéraire n’est pas publié : « %(slug)s »."),
    "route.unknown": _l("Aucun itinéraire ne répond au nom de « %(slug)s »."),
    "route.withdrawn": _l("L’itinéraire « %(slug)s » a été retiré."),
}
