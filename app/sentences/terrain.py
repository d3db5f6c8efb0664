"""Terrain models and the altimetry service: what is wrong with them."""

from flask_babel import lazy_gettext as _l

TERRAIN = {
    "terrain.all_void": _l(
        "Aucune altitude connue dans ce modèle de terrain : il n’a pas été pris."
    ),
    "terrain.bad_name": _l(
        "« %(name)s » ne peut pas nommer un modèle de terrain : au plus %(limit)s signes, sans "
        "barre oblique, et pas de point au début. Choisissez un nom avec --name."
    ),
    "terrain.broken": _l("La dalle de terrain « %(name)s » est abîmée ou illisible."),
    "terrain.damaged": _l(
        "Ce modèle de terrain est incomplet ou abîmé. Téléchargez-le de nouveau."
    ),
    "terrain.no_model": _l("Aucun modèle de terrain ne s’appelle « %(name)s »."),
    "terrain.no_place": _l(
        "Ce modèle de terrain ne dit pas où il se trouve : ni système de coordonnées, ni degrés, "
        "ni mètres en Lambert-93."
    ),
    "terrain.not_heights": _l(
        "Ce fichier est une image (bandes trouvées : %(count)s), pas un modèle de terrain : une "
        "seule bande de nombres est attendue, les altitudes."
    ),
    "terrain.not_kept": _l(
        "Ce modèle de terrain n’a pas pu être écrit sur le disque. Vérifiez la place libre et "
        "les droits, puis recommencez."
    ),
    "terrain.not_one_hgt": _l(
        "Cette archive ne contient pas un fichier .hgt, et un seul, nommé comme N43E000.hgt. "
        "Décompressez-la et importez ce qu’elle contient."
    ),
    "terrain.service_busy": _l(
        "Le service altimétrique est trop sollicité. Réessayez dans quelques minutes."
    ),
    "terrain.service_odd": _l(
        "Le service altimétrique a répondu autre chose que des altitudes. Vérifiez son adresse, "
        "ou réessayez plus tard."
    ),
    "terrain.service_refused": _l(
        "Le service altimétrique a refusé la demande (code %(status)s). Vérifiez son adresse, ou "
        "réessayez plus tard."
    ),
    "terrain.service_silent": _l("Le service altimétrique ne répond pas. Réessayez plus tard."),
    "terrain.service_too_many": _l(
        "Plus de %(limit)s points à demander au service altimétrique : simplifiez le tracé, ou "
        "faites importer un modèle de terrain."
    ),
    "terrain.seven_zip": _l(
        "C’est une archive 7z : décompressez-la, puis importez les .asc qu’elle contient."
    ),
    "terrain.too_big": _l(
        "Ce modèle de terrain est trop grand : au plus %(limit)s mailles, et %(across)s de "
        "large. Découpez-le en plusieurs fichiers."
    ),
    "terrain.unknown_format": _l(
        "Ce fichier n’est pas un modèle de terrain lisible : GeoTIFF, .hgt de SRTM sous son nom "
        "d’origine (N43E000.hgt), ou grille ESRI ASCII (.asc)."
    ),
    "terrain.wrong_count": _l(
        "Ce modèle de terrain annonce %(announced)s altitudes et en contient %(found)s : il est "
        "incomplet."
    ),
}
