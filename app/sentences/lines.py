"""Lines: defects, their repairs, and what stands along them."""

from flask_babel import lazy_gettext as _l

LINES = {
    "anchors.end_to_check": _l(
        "L’arrivée est à %(distance_m)s de l’ancienne. Vérifiez son nom et son accès."
    ),
    "anchors.reversed": _l(
        "Le tracé se parcourt dans l’autre sens : départ et arrivée ont été échangés. Relisez "
        "les textes."
    ),
    "anchors.section_lost": _l(
        "Il ne reste rien du tronçon n° %(number)s, qui mesurait %(length_m)s : il a été retiré."
    ),
    "anchors.section_to_check": _l(
        "Une limite du tronçon n° %(number)s est à %(distance_m)s de l’ancienne. Vérifiez-la."
    ),
    "anchors.stage_lost": _l(
        "Il ne reste rien de l’étape qui finissait à %(name)s : elle a été retirée."
    ),
    "anchors.stage_to_check": _l(
        "L’étape %(number)s (%(name)s) finit à %(distance_m)s de son ancienne arrivée. Vérifiez-la."
    ),
    "anchors.stages_start_to_check": _l(
        "La première étape part à %(distance_m)s de son lieu de départ, %(name)s. Vérifiez-le."
    ),
    "anchors.start_to_check": _l(
        "Le départ est à %(distance_m)s de l’ancien. Vérifiez son nom et son accès."
    ),
    "anchors.step_to_check": _l(
        "L’instruction n° %(number)s est à %(distance_m)s de son ancienne place. Vérifiez sa "
        "place et son texte."
    ),
    "anchors.steps_reversed": _l(
        "Les instructions écrites (%(count)s) ne valent que dans l’autre sens. Récrivez-les."
    ),
    "check.sections": _l(
        "Tronçons dont les limites ont bougé avec le tracé, à vérifier : n° %(numbers)s."
    ),
    "check.stages": _l("Étapes dont un bout a bougé avec le tracé, à vérifier : n° %(numbers)s."),
    "check.steps": _l(
        "Instructions proposées, ou qui ont bougé avec le tracé, à vérifier : n° %(numbers)s."
    ),
    "drawing.box_too_wide": _l("Rapprochez-vous sur la carte : cette vue est trop large."),
    "drawing.finding_gone": _l("Ce défaut n’est plus là : le tracé a changé entre-temps."),
    "drawing.no_such_route": _l(
        "Cet itinéraire n’existe pas, n’a pas de tracé, ou ne vous est pas ouvert."
    ),
    "heights.above_ground": _l(
        "Hauteurs données au-dessus du sol et non de la mer, tenues pour inconnues : %(count)s."
    ),
    "heights.all_zero": _l(
        "Toutes les altitudes du fichier sont à zéro (%(count)s points) : elles sont tenues "
        "pour inconnues."
    ),
    "heights.implausible": _l("Altitudes impossibles, tenues pour inconnues : %(count)s."),
    "heights.interpolated": _l(
        "Altitudes manquantes, complétées d’après les points voisins : %(count)s sur %(total)s."
    ),
    "heights.jump": _l(
        "L’altitude saute à %(height_m)s et en revient aussitôt : c’est une erreur de mesure. "
        "Remplacez-la d’après les points voisins."
    ),
    "heights.left_out": _l(
        "Trop peu d’altitudes connues : il en manque à %(count)s points sur %(total)s. Les "
        "autres ont été laissées de côté."
    ),
    "heights.lost": _l(
        "Altitudes à zéro ou impossibles, donc inconnues : %(count)s points sur %(total)s. "
        "Complétez-les ou enlevez-les."
    ),
    "heights.missing": _l("La ligne est sans altitude : son dénivelé est inconnu."),
    "line.axes_swapped": _l(
        "La latitude et la longitude sont échangées : la ligne tombe loin d’ici. Échangez-les."
    ),
    "line.beyond_the_map": _l("La ligne va jusqu’à %(lat)s° de latitude : c’est hors de la carte."),
    "line.dense": _l(
        "Bien plus de points qu’il n’en faut : %(count)s sur %(length_m)s. Simplifiez la ligne."
    ),
    "line.duplicates": _l("Points répétés à la suite : %(count)s. C’est sans conséquence."),
    "line.empty": _l(
        "Il n’y a aucun tracé, ou tous ses points sont au même endroit. Exportez le tracé entier."
    ),
    "line.far_from_home": _l(
        "La ligne est à %(distance_m)s au moins du département. Vérifiez que c’est le bon fichier."
    ),
    "line.gap": _l(
        "La ligne est interrompue : %(distance_m)s jusqu’au morceau suivant. "
        "Déclarez l’interruption si elle est voulue, ou importez un tracé corrigé ; la "
        "réparation proposée à l’import referme les petites interruptions."
    ),
    "line.gap_not_declared": _l(
        "Cette interruption de %(distance_m)s n’était pas là quand celles du tracé ont été "
        "déclarées : déclarez-les de nouveau."
    ),
    "line.heights_filled": _l("Altitudes tirées du modèle de terrain « %(model)s »."),
    "line.heights_not_covered": _l(
        "Altitudes non complétées : aucun modèle de terrain ne couvre cette ligne."
    ),
    "line.in_metres": _l(
        "Les coordonnées sont en mètres (Lambert-93), pas en degrés. Reprojetez la ligne en "
        "WGS 84 (EPSG:4326)."
    ),
    "line.no_length": _l("Un morceau de la ligne tient en un seul endroit. Enlevez-le."),
    "line.not_one_piece": _l(
        "Ce fichier contient %(count)s morceaux : il en faut un seul, d’un seul tenant."
    ),
    "line.order": _l(
        "Des morceaux ne sont pas dans le bon ordre ou le bon sens : il manque %(distance_m)s "
        "entre eux, et seulement %(better_m)s dans l’ordre %(order)s (↔ : à l’envers). "
        "Remettez-les dans cet ordre."
    ),
    "line.out_of_range": _l(
        "Points aux coordonnées impossibles : %(count)s (le premier : %(value)s). "
        "Corrigez-les ou enlevez-les."
    ),
    "line.overlap": _l(
        "La ligne repasse dans le même sens, sur %(distance_m)s, là où elle est déjà passée, "
        "%(first_m)s après le départ. Si ce n’est pas voulu, enlevez le doublon."
    ),
    "line.place_outside": _l(
        "Ce point, à %(at_m)s du départ, n’est pas sur la ligne, qui mesure %(length_m)s."
    ),
    "line.sparse": _l(
        "Trop peu de points pour suivre la ligne : un tous les %(distance_m)s. Demandez un "
        "tracé plus détaillé."
    ),
    "line.spike": _l(
        "La ligne part à %(distance_m)s du chemin et en revient aussitôt : sans doute une "
        "erreur du GPS. Enlevez cette pointe."
    ),
    "line.straight": _l(
        "Un trait droit de %(distance_m)s dans un tracé détaillé : le signal a sans doute été "
        "perdu. Dessinez le passage."
    ),
    "line.stray_end": _l(
        "Le point du bout est à %(distance_m)s de tous les autres : sans doute une erreur du "
        "GPS. Enlevez-le."
    ),
    "line.stretch_empty": _l("Il n’y a pas de tronçon de %(from_m)s à %(to_m)s."),
    "line.too_many_defects": _l(
        "Cette ligne a %(count)s défauts, trop pour être réparée d’un coup (%(limit)s au plus). "
        "Demandez un meilleur tracé, ou importez-la sans réparation."
    ),
    "line.whisker": _l(
        "Un petit aller-retour, %(distance_m)s sur le même chemin : sans doute une hésitation. "
        "Enlevez-le."
    ),
    "mended.bridge": _l("Interruption de %(distance_m)s refermée."),
    "mended.drop_end": _l("Point isolé enlevé."),
    "mended.drop_piece": _l("Morceau sans longueur enlevé."),
    "mended.drop_repeats": _l("Points répétés enlevés."),
    "mended.drop_spikes": _l("Pointe enlevée."),
    "mended.drop_whisker": _l("Petit aller-retour enlevé."),
    "mended.forget_heights": _l("Altitudes fausses enlevées."),
    "mended.interpolate": _l("Altitudes complétées d’après les points voisins."),
    "mended.reorder": _l("Morceaux remis dans l’ordre et dans le bon sens."),
    "mended.reproject": _l("Mètres (Lambert-93) convertis en degrés."),
    "mended.simplify": _l("Tracé simplifié à un mètre près."),
    "mended.swap_axes": _l("Latitude et longitude échangées."),
    "mended.trim": _l("Doublon enlevé."),
    "pieces.too_short": _l("Segments d’un seul point, laissés de côté : %(count)s."),
    "plan.too_far": _l(
        "Aucun plan possible : de %(start)s à %(end)s il y a %(apart_m)s sans ville où "
        "dormir, plus que les %(longest_m)s demandés."
    ),
    "plan.too_many_days": _l(
        "%(days)s jours, c’est trop : d’un lieu au suivant, le plus possible est %(most)s."
    ),
    "sections.overlap": _l(
        "Les tronçons se chevauchent : l’un commence à %(from_m)s, avant que le précédent ne "
        "finisse, à %(before_m)s."
    ),
    "stages.out_of_order": _l(
        "Les étapes ne se suivent pas : %(after_m)s ne vient pas après %(before_m)s."
    ),
    "stages.place_off_route": _l(
        "L’itinéraire ne passe pas à %(place)s dans cet ordre, à moins de %(within_m)s."
    ),
    "steps.already_there": _l(
        "Cet itinéraire a déjà des instructions (%(count)s) : rien n’a été enregistré."
    ),
    "steps.no_french": _l("Il manque une phrase en français à l’instruction n° %(number)s."),
    "steps.out_of_order": _l(
        "L’instruction n° %(number)s, à %(at_m)s du départ, vient avant la précédente, à "
        "%(before_m)s."
    ),
    "steps.some_without_place": _l(
        "Donnez leur place sur le tracé à toutes les instructions ou à aucune ; une nouvelle en a "
        "besoin."
    ),
    "steps.twice": _l("Une instruction ne peut être là qu’une fois."),
    "ways.no_path": _l(
        "Aucun chemin ne mène du point n° %(number)s au suivant pour cette pratique. Ajoutez un "
        "point entre les deux, ou dessinez ce bout à la main."
    ),
    "ways.none": _l(
        "Il n’y a pas de réseau de chemins à suivre : un administrateur peut en importer un avec "
        "« balise import-network »."
    ),
    "ways.too_far": _l(
        "Aucun chemin pour cette pratique à moins de %(distance_m)s du point n° %(number)s. "
        "Rapprochez-le d’un chemin, ou dessinez ce bout à la main."
    ),
    "ways.too_long": _l(
        "Il y a %(distance_m)s du point n° %(number)s au suivant, et %(longest_m)s au plus se "
        "suivent d’un coup. Ajoutez un point entre les deux."
    ),
    "ways.too_slow": _l(
        "La recherche d’un chemin dure trop longtemps à partir du point n° %(number)s. Placez "
        "moins de points, ou plus près les uns des autres."
    ),
}
