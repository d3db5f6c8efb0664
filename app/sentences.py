"""The sentences: what each message key says, in French, the source of the translations.

Values stand as `%(name)s`; `app/figures.py` writes them as the language does.
"""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "closure.ends_before_it_starts": _l("Une perturbation ne peut pas finir avant de commencer."),
    "closure.no_french": _l("Il manque à cette perturbation une phrase en français."),
    "coordinates.decimal_comma": _l(
        "Ligne %(line)s : la coordonnée « %(value)s » a une virgule. Un GPX veut un point "
        "décimal : exportez le fichier de nouveau avec des points."
    ),
    "coordinates.in_metres": _l(
        "Ligne %(line)s : « %(value)s » est en mètres (Lambert-93), pas en degrés. Exportez "
        "le tracé en WGS 84 (EPSG:4326)."
    ),
    "coordinates.not_a_number": _l(
        "Ligne %(line)s : la coordonnée « %(value)s » n’est pas un nombre. Corrigez-la ou "
        "exportez le fichier de nouveau."
    ),
    "coordinates.out_of_range": _l(
        "Ligne %(line)s : la coordonnée « %(value)s » n’existe pas sur Terre (latitude de −90"
        " à 90, longitude de −180 à 180). Corrigez-la ou enlevez ce point."
    ),
    "download.bad_scheme": _l(
        "Une adresse commence par http:// ou https:// ; celle-ci par « %(scheme)s »."
    ),
    "download.cut": _l("Le téléchargement s’est arrêté avant la fin. Recommencez."),
    "download.failed": _l(
        "Le téléchargement a échoué : %(value)s. Vérifiez l’adresse, ou téléchargez le "
        "fichier vous-même."
    ),
    "download.too_big": _l("Ce téléchargement dépasse %(limit)s Mo : il a été arrêté."),
    "feed.cirkwi_circuits": _l("Circuits au format Cirkwi"),
    "feed.cirkwi_pois": _l("Points d’intérêt au format Cirkwi"),
    "file.apple_double": _l(
        "Ce fichier est une fiche cachée de macOS (« ._ »), pas le tracé. Déposez le fichier "
        "du même nom sans « ._ »."
    ),
    "file.archive": _l(
        "Ce fichier est une archive. Ouvrez-la, puis déposez le GPX qu’elle contient."
    ),
    "file.bzip2": _l(
        "Ce fichier est compressé (bzip2). Décompressez-le, puis déposez le GPX qu’il contient."
    ),
    "file.empty": _l("Ce fichier est vide. Exportez-le de nouveau."),
    "file.fit": _l(
        "Ce fichier est au format FIT (montre ou compteur), pas encore lu. Exportez-le en GPX."
    ),
    "file.gzip": _l(
        "Ce fichier est compressé (gzip). Décompressez-le, puis déposez le GPX qu’il contient."
    ),
    "file.html": _l(
        "Ce fichier est une page web enregistrée sous un nom de GPX. Téléchargez de nouveau "
        "le tracé, en étant connecté au site s’il le demande."
    ),
    "file.is_folder": _l("C’est un dossier : donnez les fichiers qu’il contient."),
    "file.jpeg": _l("Ce fichier est une photo (JPEG), pas un tracé. Déposez un GPX."),
    "file.not_found": _l("Il n’y a pas de fichier à cet endroit."),
    "file.not_storable": _l(
        "La base de données ne peut pas garder ce fichier : un de ses textes est trop long ou"
        " illisible."
    ),
    "file.other_xml": _l(
        "Ce document XML n’est pas un GPX : il commence par « %(root)s ». Exportez-le en GPX."
    ),
    "file.pdf": _l("Ce fichier est un PDF, pas un tracé. Déposez un GPX."),
    "file.png": _l("Ce fichier est une image (PNG), pas un tracé. Déposez un GPX."),
    "file.tar": _l(
        "Ce fichier est une archive TAR. Ouvrez-la, puis déposez le GPX qu’elle contient."
    ),
    "file.too_big": _l(
        "Ce fichier pèse %(megabytes)s Mo ; la limite est de %(limit)s Mo. Simplifiez-le ou "
        "coupez-le."
    ),
    "file.too_many_elements": _l(
        "Ce fichier a plus de %(limit)s éléments en dehors du tracé. Enlevez ce qui n’est pas"
        " le tracé."
    ),
    "file.too_many_points": _l(
        "Ce fichier a plus de %(limit)s points. Simplifiez-le ou coupez-le."
    ),
    "file.unknown": _l("Ce fichier n’est pas un GPX. Déposez un fichier GPX."),
    "file.unreadable": _l("Le fichier ne peut pas être lu : vérifiez ses droits d’accès."),
    "file.wrong_encoding": _l(
        "Le fichier se dit en « %(declared)s » et ne l’est pas : vérifiez les accents des noms."
    ),
    "file.zip": _l(
        "Ce fichier est une archive ZIP. Ouvrez-la, puis déposez le GPX qu’elle contient."
    ),
    "filter.unknown": _l("Ce filtre n’existe pas : %(value)s."),
    "gpx.empty": _l(
        "Ce GPX ne contient ni trace, ni route, ni point. Exportez-le de nouveau avec son tracé."
    ),
    "gpx.no_position": _l(
        "Aucun des points de ce GPX n’a de position (points trouvés : %(count)s). L’appareil "
        "n’a sans doute pas capté les satellites."
    ),
    "gpx.only_waypoints": _l(
        "Ce GPX ne contient que des points d’intérêt (%(count)s), pas de tracé. Exportez la "
        "trace elle-même."
    ),
    "gpx.too_few_points": _l(
        "Ce GPX n’a pas de quoi faire une ligne : il faut deux points à la suite (points "
        "trouvés : %(count)s). Exportez la trace entière."
    ),
    "gtfs.bad_member": _l(
        "Cette archive contient un nom de fichier suspect ou en double : « %(value)s ». "
        "Refaites-la."
    ),
    "gtfs.bad_value": _l(
        "%(file)s, ligne %(line)s : « %(value)s » n’est pas une valeur possible de "
        "%(column)s. Signalez-le à qui publie ces horaires."
    ),
    "gtfs.column_missing": _l("%(file)s n’a pas de colonne %(column)s, qu’un GTFS doit avoir."),
    "gtfs.damaged": _l(
        "%(file)s est abîmé ou chiffré dans cette archive. Téléchargez-la de nouveau."
    ),
    "gtfs.empty": _l("%(file)s est vide : ces horaires ne sont pas utilisables."),
    "gtfs.file_missing": _l("Il manque %(file)s : cette archive n’est pas un GTFS complet."),
    "gtfs.no_service": _l("Aucun jour de circulation dans ces horaires : rien ne roule jamais."),
    "gtfs.not_a_zip": _l(
        "Ce fichier n’est pas une archive ZIP. Donnez le GTFS tel qu’il se télécharge."
    ),
    "gtfs.not_csv": _l(
        "%(file)s, ligne %(line)s : le tableau est mal formé (guillemets ouverts ou trop "
        "longs). Signalez-le à qui publie ces horaires."
    ),
    "gtfs.not_utf8": _l(
        "%(file)s n’est pas en UTF-8, comme un GTFS doit l’être. Signalez-le à qui publie ces "
        "horaires."
    ),
    "gtfs.too_big": _l("%(file)s dépasse %(limit)s Mo une fois décompressé : il n’a pas été lu."),
    "gtfs.twice": _l("%(file)s, ligne %(line)s : « %(value)s » vient deux fois dans %(column)s."),
    "gtfs.unknown_id": _l(
        "%(file)s, ligne %(line)s : %(column)s renvoie à « %(value)s », qui n’existe pas dans "
        "ces horaires. Signalez-le à qui les publie."
    ),
    "gtfs.value_missing": _l(
        "%(file)s, ligne %(line)s : %(column)s est vide, et ne devrait pas l’être."
    ),
    "heights.all_zero": _l(
        "Toutes les altitudes du fichier sont à zéro (%(count)s points) : elles sont tenues "
        "pour inconnues."
    ),
    "heights.implausible": _l("Altitudes impossibles, tenues pour inconnues : %(count)s."),
    "heights.interpolated": _l(
        "Altitudes manquantes, complétées d’après les points voisins : %(count)s sur %(total)s."
    ),
    "heights.missing": _l(
        "Altitudes inconnues : il en manque à %(count)s points sur %(total)s. La ligne est "
        "sans altitude."
    ),
    "label.wrong_kind": _l(
        "Ce label n’est pas fait pour « %(name)s » : son activité n’en fait pas partie."
    ),
    "line.beyond_the_map": _l("La ligne va jusqu’à %(lat)s° de latitude : c’est hors de la carte."),
    "line.duplicates": _l("Points répétés à la suite : %(count)s. C’est sans conséquence."),
    "line.empty": _l("Il n’y a aucun tracé, ou tous ses points sont au même endroit."),
    "line.gap": _l(
        "La ligne est interrompue : %(distance_m)s jusqu’au morceau suivant. Dessinez le "
        "passage, ou déclarez l’interruption."
    ),
    "line.heights_filled": _l("Altitudes tirées du modèle de terrain « %(model)s »."),
    "line.heights_not_covered": _l(
        "Altitudes non complétées : aucun modèle de terrain ne couvre toute la ligne."
    ),
    "line.in_metres": _l(
        "Les coordonnées sont en mètres (Lambert-93), pas en degrés. Reprojetez la ligne en "
        "WGS 84 (EPSG:4326)."
    ),
    "line.no_length": _l("Un morceau de la ligne tient en un seul endroit. Enlevez-le."),
    "line.out_of_range": _l(
        "Points aux coordonnées impossibles : %(count)s (le premier : %(value)s). "
        "Corrigez-les ou enlevez-les."
    ),
    "line.place_outside": _l(
        "Ce point, à %(at_m)s du départ, n’est pas sur la ligne, qui mesure %(length_m)s."
    ),
    "line.spike": _l(
        "Un point part à %(distance_m)s du chemin et en revient aussitôt : sans doute une "
        "erreur du GPS. Enlevez-le."
    ),
    "line.stretch_empty": _l("Il n’y a pas de tronçon de %(from_m)s à %(to_m)s."),
    "option.not_utf8": _l("--%(option)s contient des octets qui ne sont pas du texte en UTF-8."),
    "people.email_taken": _l("Il y a déjà un compte pour %(email)s."),
    "personal.dropped": _l(
        "Le fichier contenait des données personnelles (heures de passage, auteur, e-mail ou "
        "fréquence cardiaque) : elles n’ont pas été gardées."
    ),
    "pieces.too_short": _l("Segments d’un seul point, laissés de côté : %(count)s."),
    "plan.too_far": _l(
        "Aucun plan possible : de %(start)s à %(end)s il y a %(apart_m)s sans ville où "
        "dormir, plus que les %(longest_m)s demandés."
    ),
    "plan.too_many_days": _l(
        "%(days)s jours, c’est trop : d’un lieu au suivant, le plus possible est %(most)s."
    ),
    "points.without_position": _l(
        "Points sans position, laissés de côté : %(count)s. L’appareil n’avait pas encore "
        "capté les satellites."
    ),
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
    "routes.ignored": _l(
        "Le fichier contient aussi des routes (%(count)s) : seules ses traces ont été lues."
    ),
    "routes.used": _l(
        "Le fichier n’a pas de trace : la ligne vient de ses routes (%(count)s), souvent "
        "moins précises."
    ),
    "sections.overlap": _l(
        "Les tronçons se chevauchent : l’un commence à %(from_m)s, avant que le précédent ne "
        "finisse, à %(before_m)s."
    ),
    "stages.out_of_order": _l(
        "Les étapes ne se suivent pas : %(after_m)s ne vient pas après %(before_m)s."
    ),
    "stages.place_off_route": _l(
        "L’itinéraire ne passe pas à %(place)s dans cet ordre, à moins de %(within_m)s."
    ),
    "steps.no_french": _l("Il manque une phrase en français à l’instruction n° %(number)s."),
    "steps.out_of_order": _l(
        "L’instruction n° %(number)s, à %(at_m)s du départ, vient avant la précédente, à "
        "%(before_m)s."
    ),
    "terrain.not_a_grid": _l(
        "Ce modèle de terrain n’est pas une grille ESRI ASCII (.asc), ou il est abîmé."
    ),
    "terrain.not_in_degrees": _l(
        "Ce modèle de terrain n’est pas en degrés : reprojetez-le en WGS 84 (EPSG:4326)."
    ),
    "terrain.too_big": _l(
        "Ce modèle de terrain a plus de %(limit)s mailles : découpez-le en plusieurs fichiers."
    ),
    "terrain.wrong_count": _l(
        "Ce modèle de terrain annonce %(announced)s altitudes et en contient %(found)s : il est "
        "incomplet."
    ),
    "territories.empty": _l("Ce fichier ne contient aucun territoire."),
    "territories.in_metres": _l(
        "« %(name)s » (n° %(number)s du fichier) est en mètres (Lambert-93), pas en degrés. "
        "Exportez le fichier en WGS 84 (EPSG:4326)."
    ),
    "territories.no_code": _l(
        "Le territoire n° %(number)s du fichier n’a pas de code (INSEE ou SIREN)."
    ),
    "territories.no_name": _l("Le territoire n° %(number)s du fichier (%(code)s) n’a pas de nom."),
    "territories.not_a_number": _l(
        "Ce fichier contient « %(value)s » à la place d’un nombre. Exportez-le de nouveau."
    ),
    "territories.not_an_area": _l(
        "« %(name)s » (n° %(number)s du fichier) n’est pas une surface : il faut un polygone."
    ),
    "territories.not_geojson": _l(
        "Ce fichier n’est pas un GeoJSON de territoires, ou il est abîmé. Exportez-le de nouveau."
    ),
    "territories.other_kind": _l(
        "Le code « %(code)s » (n° %(number)s du fichier) est celui d’une autre sorte de "
        "territoire que celle de --kind."
    ),
    "territories.out_of_range": _l(
        "« %(name)s » (n° %(number)s du fichier) a un point qui n’existe pas sur Terre : %(value)s."
    ),
    "territories.too_deep": _l("Ce fichier emboîte trop d’éléments les uns dans les autres."),
    "territories.twice": _l(
        "Le code « %(code)s » est deux fois dans le fichier (la seconde : n° %(number)s)."
    ),
    "territories.unknown_code": _l(
        "Le code « %(code)s » (n° %(number)s du fichier) n’est ni d’une commune, ni d’un EPCI, "
        "ni d’un département. Pour des offices de tourisme : --kind office."
    ),
    "tracks.several": _l(
        "Le fichier contient plusieurs traces (%(count)s : %(names)s) ; chacune est devenue "
        "un morceau de la ligne. Vérifiez qu’elles font un seul itinéraire."
    ),
    "waypoints.dropped": _l(
        "Points d’intérêt laissés de côté, car leurs coordonnées n’existent pas : %(count)s."
    ),
    "xml.broken": _l(
        "Ce fichier est abîmé à la ligne %(line)s : le XML n’y est pas correct. Exportez-le "
        "de nouveau."
    ),
    "xml.doctype": _l(
        "Ce fichier contient une déclaration DOCTYPE (ligne %(line)s), refusée par sécurité :"
        " un GPX n’en a pas besoin. Enlevez-la ou exportez-le de nouveau."
    ),
    "xml.too_deep": _l(
        "Ce fichier emboîte trop d’éléments les uns dans les autres (ligne %(line)s). "
        "Exportez-le de nouveau."
    ),
    "xml.truncated": _l(
        "Ce fichier est coupé : il s’arrête à la ligne %(line)s. Exportez-le ou "
        "téléchargez-le de nouveau."
    ),
}
