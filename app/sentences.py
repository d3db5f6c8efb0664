"""The sentences: what each message key says, in French, the source of the translations.

Values stand as `%(name)s`; `app/figures.py` writes them as the language does.
"""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "anchors.end_to_check": _l(
        "L’arrivée est à %(distance_m)s de l’ancienne. Vérifiez son nom et son accès."
    ),
    "anchors.reversed": _l(
        "Le tracé se parcourt dans l’autre sens : départ et arrivée ont été échangés. Relisez "
        "les textes."
    ),
    "anchors.section_lost": _l(
        "Il ne reste rien du tronçon n° %(number)s, qui mesurait %(length_m)s : il a été retiré."
    ),
    "anchors.section_to_check": _l(
        "Une limite du tronçon n° %(number)s est à %(distance_m)s de l’ancienne. Vérifiez-la."
    ),
    "anchors.stage_lost": _l(
        "Il ne reste rien de l’étape qui finissait à %(name)s : elle a été retirée."
    ),
    "anchors.stage_to_check": _l(
        "L’étape %(number)s (%(name)s) finit à %(distance_m)s de son ancienne arrivée. Vérifiez-la."
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
    "archive.all_refused": _l(
        "Aucun des %(count)s fichiers de tracé de cette archive ne peut être lu : %(names)s. "
        "Déposez l’un d’eux seul pour savoir ce qui l’empêche."
    ),
    "archive.bad_name": _l(
        "Cette archive contient un nom de fichier suspect ou en double : « %(name)s ». Refaites-la."
    ),
    "archive.damaged": _l(
        "Cette archive est abîmée ou incomplète. Refaites-la ou téléchargez-la de nouveau."
    ),
    "archive.encrypted": _l(
        "Cette archive est protégée par un mot de passe. Refaites-la sans mot de passe."
    ),
    "archive.link": _l(
        "« %(name)s » est un lien vers un autre fichier, que l’archive ne contient pas. "
        "Refaites-la avec le fichier lui-même."
    ),
    "archive.nothing": _l(
        "Cette archive ne contient aucun tracé (fichiers d’une autre sorte : %(count)s). "
        "Mettez-y des GPX, KML, TCX, FIT, GeoJSON, GeoPackage ou Shapefile."
    ),
    "archive.others": _l(
        "Fichiers de l’archive qui ne sont pas des tracés, laissés de côté : %(count)s."
    ),
    "archive.rare_compression": _l(
        "Cette archive est compressée d’une façon qui n’est pas lue ici. Refaites-la en ZIP "
        "ordinaire."
    ),
    "archive.too_big": _l(
        "Cette archive dépasse %(limit)s Mo une fois décompressée : elle n’a pas été lue. "
        "Partagez-la en plusieurs."
    ),
    "archive.too_deep": _l(
        "Cette archive en contient d’autres sur plus de %(limit)s niveaux. Ouvrez-la, puis "
        "déposez ce qu’elle contient."
    ),
    "archive.too_many_members": _l(
        "Cette archive contient plus de %(limit)s fichiers : elle n’a pas été lue. Partagez-la "
        "en plusieurs."
    ),
    "check.section": _l("Le tronçon n° %(number)s a bougé avec le tracé : vérifiez ses limites."),
    "check.stage": _l(
        "L’arrivée de l’étape %(number)s (%(name)s) a bougé avec le tracé : vérifiez-la."
    ),
    "check.step": _l(
        "L’instruction n° %(number)s a bougé avec le tracé, ou vient d’être proposée : vérifiez-la."
    ),
    "closure.ends_before_it_starts": _l("Une perturbation ne peut pas finir avant de commencer."),
    "closure.no_french": _l("Il manque à cette perturbation une phrase en français."),
    "coordinates.decimal_comma": _l(
        "Ligne %(line)s : la coordonnée « %(value)s » a une virgule, et il faut un point "
        "décimal. Exportez le fichier de nouveau avec des points."
    ),
    "coordinates.in_metres": _l(
        "Ligne %(line)s : « %(value)s » est en mètres (Lambert-93), pas en degrés. Exportez "
        "le tracé en WGS 84 (EPSG:4326)."
    ),
    "coordinates.not_a_number": _l(
        "Ligne %(line)s : la coordonnée « %(value)s » n’est pas un nombre. Corrigez-la ou "
        "exportez le fichier de nouveau."
    ),
    "coordinates.not_a_position": _l(
        "Ligne %(line)s : « %(value)s » n’est pas une position. Il faut une longitude, une "
        "latitude et au plus une altitude : corrigez-la ou exportez le fichier de nouveau."
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
    "feature.bad_geometry": _l(
        "Entité n° %(number)s : sa géométrie est mal formée. Corrigez-la ou exportez le fichier "
        "de nouveau."
    ),
    "feature.bad_position": _l(
        "Entité n° %(number)s : la position « %(value)s » n’existe pas sur Terre (longitude, "
        "puis latitude). Corrigez-la ou vérifiez le système de coordonnées."
    ),
    "features.areas": _l("Surfaces laissées de côté, car un itinéraire est une ligne : %(count)s."),
    "features.empty": _l(
        "Entités sans géométrie, ou d’un seul point, laissées de côté : %(count)s."
    ),
    "features.no_line": _l(
        "Ce fichier ne contient aucune ligne. On y trouve : points %(points)s, surfaces "
        "%(areas)s, entités sans géométrie %(empty)s. Exportez la couche des tracés."
    ),
    "feed.cirkwi_circuits": _l("Circuits au format Cirkwi"),
    "feed.cirkwi_pois": _l("Points d’intérêt au format Cirkwi"),
    "file.apple_double": _l(
        "Ce fichier est une fiche cachée de macOS (« ._ »), pas le tracé. Déposez le fichier "
        "du même nom sans « ._ »."
    ),
    "file.archive": _l(
        "Ce fichier est une archive d’un genre qui n’est pas lu ici. Ouvrez-la, puis déposez ce "
        "qu’elle contient, seul ou dans un ZIP."
    ),
    "file.bzip2": _l(
        "Ce fichier est compressé (bzip2). Décompressez-le, puis déposez le fichier qu’il contient."
    ),
    "file.damaged": _l(
        "La somme de contrôle de ce fichier est fausse : des octets y ont changé. Vérifiez le "
        "tracé (points lus : %(count)s)."
    ),
    "file.empty": _l("Ce fichier est vide. Exportez-le de nouveau."),
    "file.gzip": _l(
        "Ce fichier est compressé (gzip). Décompressez-le, puis déposez le fichier qu’il contient."
    ),
    "file.html": _l(
        "Ce fichier est une page web enregistrée sous un nom de GPX. Téléchargez de nouveau "
        "le tracé, en étant connecté au site s’il le demande."
    ),
    "file.is_folder": _l("C’est un dossier : donnez les fichiers qu’il contient."),
    "file.jpeg": _l("Ce fichier est une photo (JPEG), pas un tracé."),
    "file.not_found": _l("Il n’y a pas de fichier à cet endroit."),
    "file.not_storable": _l(
        "La base de données ne peut pas garder ce fichier : un de ses textes est trop long ou"
        " illisible."
    ),
    "file.other_xml": _l(
        "Ce document XML n’est ni un GPX, ni un KML, ni un TCX : il commence par « %(root)s ». "
        "Exportez le tracé dans un de ces formats."
    ),
    "file.pdf": _l("Ce fichier est un PDF, pas un tracé. Demandez le GPX à qui l’a dessiné."),
    "file.png": _l("Ce fichier est une image (PNG), pas un tracé."),
    "file.reprojected": _l("Coordonnées converties de %(code)s en degrés (WGS 84)."),
    "file.shapefile": _l(
        "Un Shapefile est fait de plusieurs fichiers : mettez les quatre (.shp, .shx, .dbf, "
        ".prj) dans un ZIP, et déposez-le."
    ),
    "file.sqlite": _l(
        "Cette base SQLite n’est pas un GeoPackage. Exportez la couche des tracés en GeoPackage."
    ),
    "file.tar": _l(
        "Ce fichier est une archive TAR. Ouvrez-la, puis déposez ce qu’elle contient, seul ou "
        "dans un ZIP."
    ),
    "file.too_big": _l(
        "Ce fichier pèse %(megabytes)s Mo ; la limite est de %(limit)s Mo. Simplifiez-le ou "
        "coupez-le."
    ),
    "file.too_many_elements": _l(
        "Ce fichier a plus de %(limit)s éléments en dehors du tracé. Enlevez ce qui n’est pas"
        " le tracé."
    ),
    "file.too_many_features": _l(
        "Une couche de ce fichier a plus de %(limit)s entités. N’exportez que les tracés voulus."
    ),
    "file.too_many_points": _l(
        "Ce fichier a plus de %(limit)s points. Simplifiez-le ou coupez-le."
    ),
    "file.truncated": _l(
        "Ce fichier est coupé ou abîmé : seul son début a été lu (points : %(count)s). Vérifiez "
        "l’arrivée."
    ),
    "file.unknown": _l(
        "Ce fichier n’est pas d’un format lu ici. Déposez un GPX, KML, KMZ, TCX, FIT, GeoJSON ou "
        "GeoPackage, un Shapefile zippé, ou un ZIP de plusieurs de ces fichiers."
    ),
    "file.unknown_system": _l(
        "Le système de coordonnées « %(value)s » n’est pas connu. Exportez le fichier en WGS 84 "
        "(EPSG:4326) ou en Lambert-93 (EPSG:2154)."
    ),
    "file.unreadable": _l("Le fichier ne peut pas être lu : vérifiez ses droits d’accès."),
    "file.wrong_encoding": _l(
        "Le fichier se dit en « %(declared)s » et ne l’est pas : vérifiez les accents des noms."
    ),
    "file.wrong_system": _l(
        "Le fichier se dit en %(code)s, mais ses coordonnées sont des degrés : elles ont été "
        "lues comme tels. Vérifiez la place du tracé sur la carte."
    ),
    "filter.unknown": _l("Ce filtre n’existe pas : %(value)s."),
    "fit.broken": _l(
        "Ce fichier FIT est abîmé dès son début : rien n’a pu y être lu. Copiez-le de nouveau "
        "depuis l’appareil."
    ),
    "fit.no_track": _l(
        "Ce fichier FIT ne contient pas de tracé, mais des réglages ou autre chose. Exportez "
        "l’activité ou le parcours."
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
    "heights.jump": _l(
        "L’altitude saute à %(height_m)s et en revient aussitôt : c’est une erreur de mesure. "
        "Remplacez-la d’après les points voisins."
    ),
    "heights.left_out": _l(
        "Trop peu d’altitudes connues : il en manque à %(count)s points sur %(total)s. Les "
        "autres ont été laissées de côté."
    ),
    "heights.lost": _l(
        "Altitudes à zéro ou impossibles, donc inconnues : %(count)s points sur %(total)s. "
        "Complétez-les ou enlevez-les."
    ),
    "heights.missing": _l("La ligne est sans altitude : son dénivelé est inconnu."),
    "json.broken": _l(
        "Ce fichier JSON est coupé ou mal formé (ligne %(line)s). Exportez-le de nouveau."
    ),
    "json.not_geojson": _l(
        "Ce fichier JSON n’est pas un GeoJSON : il n’a ni entités, ni géométrie. Exportez les "
        "tracés en GeoJSON."
    ),
    "label.wrong_kind": _l(
        "Ce label n’est pas fait pour « %(name)s » : son activité n’en fait pas partie."
    ),
    "layers.broken": _l(
        "Ce fichier est abîmé : ses couches ne peuvent pas être lues. Exportez-le de nouveau."
    ),
    "layers.no_line": _l(
        "Ce GeoPackage n’a pas de couche de lignes (couches trouvées : %(count)s ; %(names)s). "
        "Exportez la couche des tracés."
    ),
    "layers.set_aside": _l("Couches sans ligne, laissées de côté (%(count)s) : %(names)s."),
    "line.axes_swapped": _l(
        "La latitude et la longitude sont échangées : la ligne tombe loin d’ici. Échangez-les."
    ),
    "line.beyond_the_map": _l("La ligne va jusqu’à %(lat)s° de latitude : c’est hors de la carte."),
    "line.dense": _l(
        "Bien plus de points qu’il n’en faut : %(count)s sur %(length_m)s. Simplifiez la ligne."
    ),
    "line.duplicates": _l("Points répétés à la suite : %(count)s. C’est sans conséquence."),
    "line.empty": _l("Il n’y a aucun tracé, ou tous ses points sont au même endroit."),
    "line.far_from_home": _l(
        "La ligne reste à %(distance_m)s du département ou plus loin. Vérifiez que c’est le bon"
        " fichier."
    ),
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
    "line.not_one_piece": _l(
        "Ce fichier contient %(count)s morceaux : il en faut un seul, d’un seul tenant."
    ),
    "line.order": _l(
        "Des morceaux ne sont pas dans le bon ordre ou le bon sens : il manque %(distance_m)s "
        "entre eux, et seulement %(better_m)s dans l’ordre %(order)s (↔ : à l’envers). "
        "Remettez-les dans cet ordre."
    ),
    "line.out_of_range": _l(
        "Points aux coordonnées impossibles : %(count)s (le premier : %(value)s). "
        "Corrigez-les ou enlevez-les."
    ),
    "line.overlap": _l(
        "La ligne repasse dans le même sens, sur %(distance_m)s, là où elle est déjà passée à "
        "%(first_m)s du départ. Si ce n’est pas voulu, enlevez le doublon."
    ),
    "line.place_outside": _l(
        "Ce point, à %(at_m)s du départ, n’est pas sur la ligne, qui mesure %(length_m)s."
    ),
    "line.sparse": _l(
        "Trop peu de points pour suivre la ligne : un tous les %(distance_m)s. Demandez un "
        "tracé plus détaillé."
    ),
    "line.spike": _l(
        "La ligne part à %(distance_m)s du chemin et en revient aussitôt : sans doute une "
        "erreur du GPS. Enlevez cette pointe."
    ),
    "line.straight": _l(
        "Un trait droit de %(distance_m)s dans un tracé détaillé : le signal a sans doute été "
        "perdu. Dessinez le passage."
    ),
    "line.stray_end": _l(
        "Le point du bout est à %(distance_m)s de tous les autres : sans doute une erreur du "
        "GPS. Enlevez-le."
    ),
    "line.stretch_empty": _l("Il n’y a pas de tronçon de %(from_m)s à %(to_m)s."),
    "line.whisker": _l(
        "Un petit aller-retour, %(distance_m)s sur le même chemin : sans doute une hésitation. "
        "Enlevez-le."
    ),
    "links.left_out": _l(
        "Le fichier renvoie à d’autres (liens : %(count)s), qui n’ont pas été lus : vérifiez "
        "que tout le tracé est là."
    ),
    "option.not_utf8": _l("--%(option)s contient des octets qui ne sont pas du texte en UTF-8."),
    "people.email_taken": _l("Il y a déjà un compte pour %(email)s."),
    "personal.dropped": _l(
        "Le fichier contenait des données personnelles (heures de passage, auteur, e-mail, "
        "mesures du corps ou numéro d’appareil) : elles n’ont pas été gardées."
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
    "repair.bridge": _l("Relier les deux morceaux"),
    "repair.drop_end": _l("Enlever le point isolé"),
    "repair.drop_piece": _l("Enlever ce morceau"),
    "repair.drop_repeats": _l("Enlever les points répétés"),
    "repair.drop_spikes": _l("Enlever la pointe"),
    "repair.drop_whisker": _l("Enlever l’aller-retour"),
    "repair.forget_heights": _l("Enlever les altitudes"),
    "repair.interpolate": _l("Compléter d’après les points voisins"),
    "repair.reorder": _l("Remettre les morceaux dans l’ordre"),
    "repair.reproject": _l("Convertir en degrés"),
    "repair.simplify": _l("Simplifier à un mètre près"),
    "repair.swap_axes": _l("Échanger latitude et longitude"),
    "repair.trim": _l("Enlever le doublon"),
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
    "shapefile.incomplete": _l(
        "Il manque le fichier %(missing)s à ce Shapefile : mettez dans le ZIP les quatre "
        "fichiers .shp, .shx, .dbf et .prj."
    ),
    "shapefile.no_names": _l(
        "Ce Shapefile est sans son .dbf : les tracés n’ont ni nom ni description."
    ),
    "stages.out_of_order": _l(
        "Les étapes ne se suivent pas : %(after_m)s ne vient pas après %(before_m)s."
    ),
    "stages.place_off_route": _l(
        "L’itinéraire ne passe pas à %(place)s dans cet ordre, à moins de %(within_m)s."
    ),
    "steps.already_there": _l(
        "Cet itinéraire a déjà des instructions (%(count)s) : rien n’a été enregistré."
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
    "tracks.no_position": _l(
        "Aucun des points de ce fichier n’a de position (points trouvés : %(count)s). "
        "L’appareil n’a sans doute pas capté les satellites."
    ),
    "tracks.none": _l(
        "Ce fichier ne contient ni tracé, ni point. Exportez-le de nouveau avec son tracé."
    ),
    "tracks.one_route": _l(
        "Les %(count)s traces du fichier (%(names)s) se suivent : elles font un seul itinéraire. "
        "Vérifiez-en l’ordre et le sens."
    ),
    "tracks.only_areas": _l(
        "Ce fichier ne contient que des surfaces (%(count)s), pas de tracé. Un itinéraire est "
        "une ligne : exportez le tracé lui-même."
    ),
    "tracks.only_links": _l(
        "Ce fichier ne contient pas de tracé, mais des liens vers d’autres fichiers (%(count)s). "
        "Ouvrez-le dans Google Earth, et enregistrez-y le tracé lui-même."
    ),
    "tracks.only_waypoints": _l(
        "Ce fichier ne contient que des points d’intérêt (%(count)s), pas de tracé. Exportez le "
        "tracé lui-même."
    ),
    "tracks.one_title": _l(
        "Ce fichier contient %(count)s itinéraires : un titre ne vaut que pour un seul."
    ),
    "tracks.several_routes": _l(
        "Le fichier contient %(count)s traces qui ne se suivent pas (%(names)s) : chacune est "
        "un itinéraire. Si elles n’en font qu’un, importez-les ensemble."
    ),
    "tracks.too_few_points": _l(
        "Ce fichier n’a pas de quoi faire une ligne : il faut deux points à la suite (points "
        "trouvés : %(count)s). Exportez la trace entière."
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
