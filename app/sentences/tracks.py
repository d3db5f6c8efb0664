"""Tracks: what is wrong with what a file holds, and what was left out of it."""

from flask_babel import lazy_gettext as _l

TRACKS = {
    "coordinates.decimal_comma": _l(
        "Ligne %(line)s : la coordonnée « %(value)s » a une virgule, et il faut un point "
        "décimal. Exportez le fichier de nouveau avec des points."
    ),
    "coordinates.in_metres": _l(
        "Ligne %(line)s : « %(value)s » est en mètres (Lambert-93), pas en degrés. Exportez "
        "le tracé en WGS 84 (EPSG:4326)."
    ),
    "coordinates.not_a_number": _l(
        "Ligne %(line)s : la coordonnée « %(value)s » n’est pas un nombre. Corrigez-la ou "
        "exportez le fichier de nouveau."
    ),
    "coordinates.not_a_position": _l(
        "Ligne %(line)s : « %(value)s » n’est pas une position. Il faut une longitude, une "
        "latitude et au plus une altitude : corrigez-la ou exportez le fichier de nouveau."
    ),
    "coordinates.out_of_range": _l(
        "Ligne %(line)s : la coordonnée « %(value)s » n’existe pas sur Terre (latitude de −90"
        " à 90, longitude de −180 à 180). Corrigez-la ou enlevez ce point."
    ),
    "feature.bad_geometry": _l(
        "Entité n° %(number)s : sa géométrie est mal formée. Corrigez-la ou exportez le fichier "
        "de nouveau."
    ),
    "feature.bad_position": _l(
        "Entité n° %(number)s : la position « %(value)s » n’existe pas sur Terre (longitude, "
        "puis latitude). Corrigez-la ou vérifiez le système de coordonnées."
    ),
    "features.areas": _l("Surfaces laissées de côté, car un itinéraire est une ligne : %(count)s."),
    "features.empty": _l(
        "Entités sans géométrie, ou d’un seul point, laissées de côté : %(count)s."
    ),
    "features.no_line": _l(
        "Ce fichier ne contient aucune ligne. On y trouve : points %(points)s, surfaces "
        "%(areas)s, entités sans géométrie %(empty)s. Exportez la couche des tracés."
    ),
    "links.left_out": _l(
        "Le fichier renvoie à d’autres (liens : %(count)s), qui n’ont pas été lus : vérifiez "
        "que tout le tracé est là."
    ),
    "personal.dropped": _l(
        "Le fichier contenait des données personnelles (heures de passage, auteur, e-mail, "
        "mesures du corps ou numéro d’appareil) : elles n’ont pas été gardées."
    ),
    "points.without_position": _l(
        "Points sans position, laissés de côté : %(count)s. L’appareil n’avait pas encore "
        "capté les satellites."
    ),
    "routes.ignored": _l(
        "Le fichier contient aussi des parcours calculés (« rte », %(count)s) : seules ses "
        "traces ont été lues."
    ),
    "routes.used": _l(
        "Le fichier n’a pas de trace : la ligne vient de ses parcours calculés (« rte », "
        "%(count)s), souvent moins précis."
    ),
    "tracks.no_position": _l(
        "Aucun des points de ce fichier n’a de position (points trouvés : %(count)s). "
        "L’appareil n’a sans doute pas capté les satellites."
    ),
    "tracks.none": _l(
        "Ce fichier ne contient ni tracé, ni point. Exportez-le de nouveau avec son tracé."
    ),
    "tracks.one_route": _l(
        "Les %(count)s traces du fichier (%(names)s) se suivent : elles font un seul itinéraire. "
        "Vérifiez-en l’ordre et le sens, ou importez-les à part (--apart)."
    ),
    "tracks.only_areas": _l(
        "Ce fichier ne contient que des surfaces (%(count)s), pas de tracé. Un itinéraire est "
        "une ligne : exportez le tracé lui-même."
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
        "Ce fichier contient %(count)s itinéraires : un titre ne vaut que pour un seul."
    ),
    "tracks.several_routes": _l(
        "Le fichier contient %(count)s traces qui ne se suivent pas (%(names)s) : chacune est "
        "un itinéraire. Si elles n’en font qu’un, importez-les ensemble."
    ),
    "tracks.too_few_points": _l(
        "Ce fichier n’a pas de quoi faire une ligne : il faut deux points à la suite (points "
        "trouvés : %(count)s). Exportez la trace entière."
    ),
    "waypoints.dropped": _l(
        "Points d’intérêt laissés de côté, car leurs coordonnées n’existent pas : %(count)s."
    ),
    "waypoints.left_out": _l(
        "Points d’intérêt du fichier laissés de côté : %(count)s. Seul le tracé a été importé."
    ),
}
