"""Timetables and territories: what is wrong with them."""

from flask_babel import lazy_gettext as _l

SOURCES = {
    "gtfs.bad_member": _l(
        "Cette archive contient un nom de fichier suspect ou en double : « %(value)s ». "
        "Refaites-la."
    ),
    "gtfs.bad_value": _l(
        "%(file)s, ligne %(line)s : « %(value)s » n’est pas une valeur possible de "
        "%(column)s. Signalez-le à qui publie ces horaires."
    ),
    "gtfs.column_missing": _l("%(file)s n’a pas de colonne %(column)s, qu’un GTFS doit avoir."),
    "gtfs.damaged": _l(
        "%(file)s est abîmé ou chiffré dans cette archive. Téléchargez-la de nouveau."
    ),
    "gtfs.empty": _l("%(file)s est vide : ces horaires ne sont pas utilisables."),
    "gtfs.file_missing": _l("Il manque %(file)s : cette archive n’est pas un GTFS complet."),
    "gtfs.no_service": _l("Aucun jour de circulation dans ces horaires : rien ne roule jamais."),
    "gtfs.not_a_zip": _l(
        "Ce fichier n’est pas une archive ZIP. Donnez le GTFS tel qu’il se télécharge."
    ),
    "gtfs.not_csv": _l(
        "%(file)s, ligne %(line)s : le tableau est mal formé (guillemets ouverts ou trop "
        "longs). Signalez-le à qui publie ces horaires."
    ),
    "gtfs.not_utf8": _l(
        "%(file)s n’est pas en UTF-8, comme un GTFS doit l’être. Signalez-le à qui publie ces "
        "horaires."
    ),
    "gtfs.too_big": _l("%(file)s dépasse %(limit)s Mo une fois décompressé : il n’a pas été lu."),
    "gtfs.twice": _l("%(file)s, ligne %(line)s : « %(value)s » vient deux fois dans %(column)s."),
    "gtfs.unknown_id": _l(
        "%(file)s, ligne %(line)s : %(column)s renvoie à « %(value)s », qui n’existe pas dans "
        "ces horaires. Signalez-le à qui les publie."
    ),
    "gtfs.value_missing": _l(
        "%(file)s, ligne %(line)s : %(column)s est vide, et ne devrait pas l’être."
    ),
    "network.may_not_add_pgrouting": _l(
        "Cette base n’a pas pgRouting, et le compte de Balise ne peut pas l’ajouter. Un "
        "administrateur de PostgreSQL tapera « psql -d %(database)s "
        "-c 'CREATE EXTENSION pgrouting' »."
    ),
    "network.no_pgrouting": _l(
        "pgRouting n’est pas installé sur le serveur PostgreSQL. Un administrateur de ce serveur "
        "tapera « apt-get install %(package)s »."
    ),
    "osm.damaged": _l(
        "Cet extrait d’OpenStreetMap est abîmé ou incomplet : il n’a pas été lu. "
        "Téléchargez-le de nouveau."
    ),
    "osm.no_ways": _l("Cet extrait d’OpenStreetMap ne contient aucun chemin à suivre."),
    "osm.not_pbf": _l(
        "Ce fichier n’est pas un extrait d’OpenStreetMap au format PBF. Donnez le .osm.pbf tel "
        "qu’il se télécharge."
    ),
    "territories.empty": _l("Ce fichier ne contient aucun territoire."),
    "territories.in_metres": _l(
        "« %(name)s » (n° %(number)s du fichier) est en mètres (Lambert-93), pas en degrés. "
        "Exportez le fichier en WGS 84 (EPSG:4326)."
    ),
    "territories.no_code": _l(
        "Le territoire n° %(number)s du fichier n’a pas de code (INSEE ou SIREN)."
    ),
    "territories.no_name": _l("Le territoire n° %(number)s du fichier (%(code)s) n’a pas de nom."),
    "territories.not_a_number": _l(
        "Ce fichier contient « %(value)s » à la place d’un nombre. Exportez-le de nouveau."
    ),
    "territories.not_an_area": _l(
        "« %(name)s » (n° %(number)s du fichier) n’est pas une surface : il faut un polygone."
    ),
    "territories.not_geojson": _l(
        "Ce fichier n’est pas un GeoJSON de territoires, ou il est abîmé. Exportez-le de nouveau."
    ),
    "territories.other_kind": _l(
        "Le code « %(code)s » (n° %(number)s du fichier) est celui d’une autre sorte de "
        "territoire que celle de --kind."
    ),
    "territories.out_of_range": _l(
        "« %(name)s » (n° %(number)s du fichier) a un point qui n’existe pas sur Terre : %(value)s."
    ),
    "territories.too_deep": _l("Ce fichier emboîte trop d’éléments les uns dans les autres."),
    "territories.twice": _l(
        "Le code « %(code)s » est deux fois dans le fichier (la seconde : n° %(number)s)."
    ),
    "territories.unknown_code": _l(
        "Le code « %(code)s » (n° %(number)s du fichier) n’est ni d’une commune, ni d’un EPCI, "
        "ni d’un département. Pour des offices de tourisme : --kind office."
    ),
}
