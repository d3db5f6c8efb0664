"""The register: routes, places and people, and what keeps them from being public."""

from flask_babel import lazy_gettext as _l

REGISTER = {
    "facts.difficulty": _l("Une difficulté va de 1 à 5."),
    "facts.stated_out_of_range": _l("Ce chiffre n’est pas plausible : %(highest)s au plus."),
    "publish.french_first": _l("Une traduction se publie après le français, qui n’est pas publié."),
    "publish.in_the_trash": _l("Cet itinéraire est à la corbeille : sortez-l’en d’abord."),
    "publish.no_title_in": _l("Il manque un titre dans cette langue : %(language)s."),
    "publish.no_words": _l("Il n’y a encore aucun texte dans cette langue : %(language)s."),
    "publish.not_waiting": _l("Cette langue n’attend pas de validation : %(language)s."),
    "publish.photo_rights_ended": _l("Les droits de la photo %(number)s ont pris fin le %(on)s."),
    "publish.photo_without_credit": _l("Il manque le crédit de la photo %(number)s."),
    "revision.clash": _l("Quelqu’un d’autre a enregistré entre-temps : %(author)s."),
    "revision.not_restorable": _l("Cette révision ne se restaure pas."),
    "sign_in.refused": _l("L’adresse ou le mot de passe ne convient pas."),
    "steps.unknown": _l("Cette instruction n’est plus là : %(id)s."),
    "texts.too_long": _l("Ce texte est trop long : %(longest)s signes au plus."),
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
