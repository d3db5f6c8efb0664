"""The register: routes, places and people, and what keeps them from being public."""

from flask_babel import lazy_gettext as _l

REGISTER = {
    "bulk.moved_on": _l("Cet itinéraire a changé depuis : il reste comme il est."),
    "bulk.not_allowed": _l("Cet itinéraire n’est pas à vous : il ne change pas."),
    "bulk.too_many": _l("Au plus %(most)s itinéraires à la fois : affinez le filtre."),
    "complete.arrival": _l("Dites où l’on arrive."),
    "complete.departure": _l("Dites d’où l’on part."),
    "complete.description": _l("Décrivez l’itinéraire en 300 signes au moins."),
    "complete.difficulty": _l("Donnez sa difficulté, de 1 à 5."),
    "complete.english": _l("Traduisez-le en anglais."),
    "complete.heights": _l("Ajoutez les altitudes au tracé."),
    "complete.how_to_come": _l("Dites comment venir : accès, stationnement ou transports."),
    "complete.licence": _l("Choisissez une licence."),
    "complete.line": _l("Donnez-lui un tracé."),
    "complete.line_sound": _l("Réparez ce qui ne va pas dans le tracé."),
    "complete.photo": _l("Ajoutez une photo avec son crédit."),
    "complete.practice": _l("Choisissez comment on le parcourt : à pied, à vélo…."),
    "complete.spanish": _l("Traduisez-le en espagnol."),
    "complete.summary": _l("Écrivez un chapeau d’au moins 80 signes."),
    "complete.title": _l("Donnez-lui un titre."),
    "complete.verified": _l("Faites-le vérifier sur place : personne ne l’a fait depuis un an."),
    "complete.way": _l("Aidez à suivre le chemin : un pas à pas, ou le balisage."),
    "contributors.owner": _l("Le pilote de l’itinéraire n’a pas besoin d’être dans la liste."),
    "contributors.twice": _l("Une organisation ne peut être là qu’une fois."),
    "facts.difficulty": _l("Une difficulté va de 1 à 5."),
    "facts.stated_out_of_range": _l("Ce chiffre n’est pas plausible : %(highest)s au plus."),
    "photo.damaged": _l("Cette photo est abîmée : elle ne s’ouvre pas jusqu’au bout."),
    "photo.ended": _l("Les droits de cette photo ont pris fin : elle n’est plus montrée."),
    "photo.heic": _l(
        "Les photos HEIC ne se lisent pas ici : enregistrez celle-ci en JPEG, ou réglez l’appareil"
        " sur « le plus compatible »."
    ),
    "photo.not_a_picture": _l("Ce n’est pas une photo JPEG, PNG ou WebP, ou elle est abîmée."),
    "photo.not_here": _l("Cette photo n’est plus sur cet itinéraire."),
    "photo.too_many_pixels": _l(
        "Cette photo est trop grande : %(most)s millions de pixels au plus. Réduisez-la d’abord."
    ),
    "photo.too_small": _l(
        "Cette photo est trop petite : il faut au moins %(least)s pixels de large."
    ),
    "photo.unknown": _l("Il n’y a pas de photo à cette adresse."),
    "photo.words_too_long": _l("Ce texte est trop long : %(longest)s signes au plus."),
    "uploads.too_many": _l(
        "%(limit)s fichiers attendent déjà : importez-les ou jetez-en avant d’en ajouter."
    ),
    "variant.name_too_long": _l("Ce nom est trop long : %(longest)s signes au plus."),
    "variant.no_kind": _l("Dites ce qu’elle est : variante, accès ou liaison."),
    "variant.no_name": _l("Il manque le nom de la variante en français."),
    "variant.not_here": _l("Cette variante n’est pas sur cet itinéraire."),
    "facts.licence_url": _l("L’adresse d’une licence commence par https:// : « %(url)s »."),
    "facts.too_long": _l("C’est trop long : %(longest)s signes au plus."),
    "facts.verified_later": _l("On ne vérifie pas un itinéraire à l’avance : le %(on)s."),
    "form.no_day": _l("Ce n’est pas une date : « %(typed)s »."),
    "form.no_degrees": _l(
        "Une position s’écrit en degrés, comme 0,4123 : « %(typed)s » n’en est pas une."
    ),
    "form.no_duration": _l("Une durée s’écrit comme 6 h 30 : « %(typed)s » n’en est pas une."),
    "form.no_kilometres": _l("Un kilomètre s’écrit comme 12,4 : « %(typed)s » n’en est pas un."),
    "form.no_number": _l("Ce n’est pas un nombre entier : « %(typed)s »."),
    "form.unknown_choice": _l("Ce choix n’existe pas : « %(typed)s »."),
    "link.ended": _l(
        "Ce lien ne sert plus : il a déjà servi, ou ses trois jours sont passés. Demandez-en un "
        "autre à la personne qui administre le bureau."
    ),
    "organisation.name": _l("Il faut un nom, de %(longest)s signes au plus."),
    "organisation.name_taken": _l("Il y a déjà une organisation de ce nom : %(name)s."),
    "organisation.unknown": _l("Aucune organisation ne répond au nom de « %(name)s »."),
    "organisation.website": _l("L’adresse d’un site commence par https:// et n’a pas d’espace."),
    "password.is_the_email": _l("Le mot de passe ne peut pas être votre adresse électronique."),
    "password.not_the_old_one": _l("Ce n’est pas votre mot de passe actuel."),
    "password.too_long": _l("Un mot de passe a au plus %(longest)s signes."),
    "password.too_short": _l("Un mot de passe a au moins %(shortest)s signes."),
    "publish.french_first": _l("Une traduction se publie après le français, qui n’est pas publié."),
    "publish.in_the_trash": _l("Cet itinéraire est à la corbeille : sortez-l’en d’abord."),
    "publish.no_language": _l("Choisissez au moins une langue."),
    "publish.no_title_in": _l("Il manque un titre dans cette langue : %(language)s."),
    "publish.no_words": _l("Il n’y a encore aucun texte dans cette langue : %(language)s."),
    "publish.not_waiting": _l("Cette langue n’attend pas de validation : %(language)s."),
    "publish.nothing_to_send": _l(
        "Cette langue attend déjà une validation, ou est publiée telle quelle : %(language)s."
    ),
    "publish.photo_rights_ended": _l("Les droits de la photo %(number)s ont pris fin le %(on)s."),
    "publish.photo_without_credit": _l("Il manque le crédit de la photo %(number)s."),
    "publish.unseen": _l(
        "L’itinéraire a changé pendant que vous relisiez : rien n’a été publié."
        " Relisez ce qui suit."
    ),
    "revision.clash": _l("Quelqu’un d’autre a enregistré entre-temps : %(author)s."),
    "revision.clash_unsigned": _l("Un autre enregistrement a eu lieu entre-temps."),
    "revision.two_of_a_part": _l("Choisissez deux versions d’une même partie."),
    "revision.not_restorable": _l("Cette version ne peut pas être remise."),
    "script.name": _l("Donnez à ce jeton un nom de %(longest)s signes au plus."),
    "sign_in.too_many": _l(
        "Trop d’essais ont échoué depuis cet endroit. Réessayez dans %(minutes)s min, ou demandez "
        "un lien à la personne qui administre le bureau."
    ),
    "sign_in.refused": _l("L’adresse ou le mot de passe ne convient pas."),
    "stages.gap_before": _l(
        "Il manque %(distance_m)s entre %(place)s, où l’étape commence, et le début du tracé "
        "importé : dessinez ce passage."
    ),
    "stages.gap_behind": _l(
        "Il manque %(distance_m)s entre la fin du tracé importé et %(place)s, où l’étape finit : "
        "dessinez ce passage."
    ),
    "stages.no_town_at_end": _l(
        "Le tracé finit à plus de %(within_m)s de toute ville connue : une étape finit à un lieu "
        "qui a un nom."
    ),
    "stages.none_yet": _l(
        "Cet itinéraire n’a pas encore d’étapes : remplacez son tracé entier, ou découpez-le "
        "d’abord."
    ),
    "stages.unknown": _l("Cet itinéraire n’a pas d’étape n° %(number)s."),
    "steps.too_long": _l("L’instruction %(number)s est trop longue : %(longest)s signes au plus."),
    "steps.unknown": _l("Cette instruction n’est plus là : %(id)s."),
    "texts.too_long": _l("Ce texte est trop long : %(longest)s signes au plus."),
    "texts.nothing_written": _l("Rien n’est encore écrit : un titre suffit pour commencer."),
    "trash.already": _l("Cet itinéraire est déjà à la corbeille."),
    "trash.not_there": _l("Cet itinéraire n’est pas à la corbeille."),
    "trash.published": _l("Cet itinéraire est en ligne : retirez-le d’abord de la publication."),
    "closure.ends_before_it_starts": _l("Une perturbation ne peut pas finir avant de commencer."),
    "closure.no_french": _l("Il manque à cette perturbation une phrase en français."),
    "feed.cirkwi_circuits": _l("Circuits au format Cirkwi"),
    "feed.cirkwi_pois": _l("Points d’intérêt au format Cirkwi"),
    "filter.unknown": _l("Ce filtre n’existe pas : %(value)s."),
    "label.wrong_kind": _l(
        "Ce label n’est pas fait pour « %(name)s » : son activité n’en fait pas partie."
    ),
    "people.bad_email": _l("Ceci n’est pas une adresse électronique : « %(email)s »."),
    "people.email_taken": _l("Il y a déjà un compte pour %(email)s."),
    "people.last_administrator": _l(
        "C’est le dernier compte d’administration : donnez d’abord ce rôle à quelqu’un d’autre."
    ),
    "people.name": _l("Il faut un nom, de %(longest)s signes au plus."),
    "people.no_role": _l("Choisissez au moins un rôle."),
    "people.unknown": _l("Il n’y a pas de compte pour %(email)s."),
    "provider.not_a_provider": _l(
        "« %(name)s » n’accueille personne : un prestataire est un lieu d’accueil."
    ),
    "places.changed": _l(
        "Quelqu’un d’autre a modifié ce lieu entre-temps : son texte est à côté du vôtre."
    ),
    "places.description_without_name": _l("Une description demande un nom dans la même langue."),
    "places.no_name": _l("Il manque le nom du lieu en français."),
    "places.start_of_stages": _l(
        "La première étape part de ce lieu : choisissez-en un autre plutôt que rien."
    ),
    "places.too_far": _l(
        "Ce point est à %(aside_m)s du tracé, plus loin que %(reach_m)s : l’itinéraire ne le"
        " montrerait pas. Vérifiez que longitude et latitude ne sont pas inversées."
    ),
    "places.too_long": _l(
        "C’est trop long : %(name)s signes pour un nom, %(longest)s pour une description."
    ),
    "publish.details_off_line": _l(
        "Des instructions ou des tronçons dépassent la fin du tracé : replacez-les."
    ),
    "publish.no_end": _l("Il manque le lieu d’arrivée."),
    "publish.no_licence": _l("Il manque une licence."),
    "publish.no_line": _l("Il manque un tracé."),
    "publish.no_name": _l("Il manque un titre en français."),
    "publish.no_practice": _l("Il manque une pratique (pédestre, vélo…)."),
    "publish.no_start": _l("Il manque le lieu de départ."),
    "publish.stages_off_line": _l("Les étapes ne correspondent plus au tracé : recoupez-les."),
    "route.moved": _l("Cet itinéraire s’appelle désormais « %(slug)s »."),
    "route.no_slug": _l("Une adresse demande au moins une lettre."),
    "route.not_published": _l("Cet itinéraire n’est pas publié : « %(slug)s »."),
    "route.unknown": _l("Aucun itinéraire ne répond au nom de « %(slug)s »."),
    "route.withdrawn": _l("L’itinéraire « %(slug)s » a été retiré."),
}
