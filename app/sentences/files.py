"""Files: what cannot be opened, and what was noticed on opening."""

from flask_babel import lazy_gettext as _l

FILES = {
    "archive.all_refused": _l(
        "Aucun des %(count)s fichiers de tracé de cette archive ne peut être lu : %(names)s. "
        "Déposez l’un d’eux seul pour savoir ce qui l’empêche."
    ),
    "archive.bad_name": _l(
        "Cette archive contient un nom de fichier suspect ou en double : « %(name)s ». Refaites-la."
    ),
    "archive.damaged": _l(
        "Cette archive est abîmée ou incomplète. Refaites-la ou téléchargez-la de nouveau."
    ),
    "archive.encrypted": _l(
        "Cette archive est protégée par un mot de passe. Refaites-la sans mot de passe."
    ),
    "archive.link": _l(
        "« %(name)s » est un lien vers un autre fichier, que l’archive ne contient pas. "
        "Refaites-la avec le fichier lui-même."
    ),
    "archive.nothing": _l(
        "Cette archive ne contient aucun tracé (fichiers d’une autre sorte : %(count)s). "
        "Mettez-y des GPX, KML, TCX, FIT, GeoJSON, GeoPackage ou Shapefile."
    ),
    "archive.others": _l(
        "Fichiers de l’archive qui ne sont pas des tracés, laissés de côté : %(count)s."
    ),
    "archive.rare_compression": _l(
        "Cette archive est compressée d’une façon qui n’est pas lue ici. Refaites-la en ZIP "
        "ordinaire."
    ),
    "archive.too_big": _l(
        "Cette archive dépasse %(limit)s Mo une fois décompressée : elle n’a pas été lue. "
        "Partagez-la en plusieurs."
    ),
    "archive.too_deep": _l(
        "Cette archive en contient d’autres sur plus de %(limit)s niveaux. Ouvrez-la, puis "
        "déposez ce qu’elle contient."
    ),
    "archive.too_many_members": _l(
        "Cette archive contient plus de %(limit)s fichiers : elle n’a pas été lue. Partagez-la "
        "en plusieurs."
    ),
    "download.bad_scheme": _l(
        "Une adresse commence par http:// ou https:// ; celle-ci par « %(scheme)s »."
    ),
    "download.cut": _l("Le téléchargement s’est arrêté avant la fin. Recommencez."),
    "download.failed": _l(
        "Le téléchargement a échoué : %(value)s. Vérifiez l’adresse, ou téléchargez le "
        "fichier vous-même."
    ),
    "download.too_big": _l("Ce téléchargement dépasse %(limit)s Mo : il a été arrêté."),
    "file.apple_double": _l(
        "Ce fichier est une fiche cachée de macOS (« ._ »), pas le tracé. Déposez le fichier "
        "du même nom sans « ._ »."
    ),
    "file.archive": _l(
        "Ce fichier est une archive d’un genre qui n’est pas lu ici. Ouvrez-la, puis déposez ce "
        "qu’elle contient, seul ou dans un ZIP."
    ),
    "file.bzip2": _l(
        "Ce fichier est compressé (bzip2). Décompressez-le, puis déposez le fichier qu’il contient."
    ),
    "file.damaged": _l(
        "La somme de contrôle de ce fichier est fausse : des octets y ont changé. Vérifiez le "
        "tracé (points lus : %(count)s)."
    ),
    "file.empty": _l("Ce fichier est vide. Exportez-le de nouveau."),
    "file.gzip": _l(
        "Ce fichier est compressé (gzip). Décompressez-le, puis déposez le fichier qu’il contient."
    ),
    "file.html": _l(
        "Ce fichier est une page web enregistrée sous un nom de GPX. Téléchargez de nouveau "
        "le tracé, en étant connecté au site s’il le demande."
    ),
    "file.is_folder": _l("C’est un dossier : donnez les fichiers qu’il contient."),
    "file.jpeg": _l("Ce fichier est une photo (JPEG), pas un tracé."),
    "file.not_found": _l("Il n’y a pas de fichier à cet endroit."),
    "file.not_storable": _l(
        "La base de données ne peut pas garder ce fichier : un de ses textes est trop long ou"
        " illisible."
    ),
    "file.other_xml": _l(
        "Ce document XML n’est ni un GPX, ni un KML, ni un TCX : il commence par « %(root)s ». "
        "Exportez le tracé dans un de ces formats."
    ),
    "file.pdf": _l("Ce fichier est un PDF, pas un tracé. Demandez le GPX à qui l’a dessiné."),
    "file.png": _l("Ce fichier est une image (PNG), pas un tracé."),
    "file.reprojected": _l("Coordonnées converties de %(code)s en degrés (WGS 84)."),
    "file.shapefile": _l(
        "Un Shapefile est fait de plusieurs fichiers : mettez les quatre (.shp, .shx, .dbf, "
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
        "Ce fichier pèse %(megabytes)s Mo ; la limite est de %(limit)s Mo. Simplifiez-le ou "
        "coupez-le."
    ),
    "file.too_many_elements": _l(
        "Ce fichier a plus de %(limit)s éléments en dehors du tracé. Enlevez ce qui n’est pas"
        " le tracé."
    ),
    "file.too_many_features": _l(
        "Une couche de ce fichier a plus de %(limit)s entités. N’exportez que les tracés voulus."
    ),
    "file.too_many_lines": _l(
        "Ce fichier a plus de %(limit)s traces, segments ou points d’intérêt. N’exportez que les "
        "tracés voulus."
    ),
    "file.too_many_names": _l(
        "Ce fichier a plus de %(limit)s sortes d’éléments : ce n’est pas un tracé. Exportez-le "
        "de nouveau."
    ),
    "file.too_many_points": _l(
        "Ce fichier a plus de %(limit)s points. Simplifiez-le ou coupez-le."
    ),
    "file.truncated": _l(
        "Ce fichier est coupé ou abîmé : seul son début a été lu (points : %(count)s). Vérifiez "
        "l’arrivée."
    ),
    "file.unknown": _l(
        "Ce fichier n’est pas d’un format lu ici. Déposez un GPX, KML, KMZ, TCX, FIT, GeoJSON ou "
        "GeoPackage, un Shapefile zippé, ou un ZIP de plusieurs de ces fichiers."
    ),
    "file.unknown_system": _l(
        "Le système de coordonnées « %(value)s » n’est pas connu. Exportez le fichier en WGS 84 "
        "(EPSG:4326) ou en Lambert-93 (EPSG:2154)."
    ),
    "file.unreadable": _l("Le fichier ne peut pas être lu : vérifiez ses droits d’accès."),
    "file.wrong_encoding": _l(
        "Le fichier se dit en « %(declared)s » et ne l’est pas : vérifiez les accents des noms."
    ),
    "file.wrong_system": _l(
        "Le fichier se dit en %(code)s, mais ses coordonnées sont des degrés : elles ont été "
        "lues comme tels. Vérifiez la place du tracé sur la carte."
    ),
    "fit.broken": _l(
        "Ce fichier FIT est abîmé dès son début : rien n’a pu y être lu. Copiez-le de nouveau "
        "depuis l’appareil."
    ),
    "fit.no_track": _l(
        "Ce fichier FIT ne contient pas de tracé, mais des réglages ou autre chose. Exportez "
        "l’activité ou le parcours."
    ),
    "json.broken": _l(
        "Ce fichier JSON est coupé ou mal formé (ligne %(line)s). Exportez-le de nouveau."
    ),
    "json.not_geojson": _l(
        "Ce fichier JSON n’est pas un GeoJSON : il n’a ni entités, ni géométrie. Exportez les "
        "tracés en GeoJSON."
    ),
    "layers.broken": _l(
        "Ce fichier est abîmé : ses couches ne peuvent pas être lues. Exportez-le de nouveau."
    ),
    "layers.no_line": _l(
        "Ce GeoPackage n’a pas de couche de lignes (couches trouvées : %(count)s ; %(names)s). "
        "Exportez la couche des tracés."
    ),
    "layers.set_aside": _l(
        "Couches laissées de côté, sans ligne ou calculées (%(count)s) : %(names)s."
    ),
    "option.not_utf8": _l("--%(option)s contient des octets qui ne sont pas du texte en UTF-8."),
    "shapefile.incomplete": _l(
        "Il manque le fichier %(missing)s à ce Shapefile : mettez dans le ZIP les quatre "
        "fichiers .shp, .shx, .dbf et .prj."
    ),
    "shapefile.no_names": _l(
        "Ce Shapefile est sans son .dbf : les tracés n’ont ni nom ni description."
    ),
    "xml.broken": _l(
        "Ce fichier est abîmé à la ligne %(line)s : le XML n’y est pas correct. Exportez-le "
        "de nouveau."
    ),
    "xml.doctype": _l(
        "Ce fichier contient une déclaration DOCTYPE (ligne %(line)s), refusée par sécurité :"
        " un GPX n’en a pas besoin. Enlevez-la ou exportez-le de nouveau."
    ),
    "xml.too_deep": _l(
        "Ce fichier emboîte trop d’éléments les uns dans les autres (ligne %(line)s). "
        "Exportez-le de nouveau."
    ),
    "xml.too_long": _l(
        "Ligne %(line)s : une balise ou un commentaire de plus de 2 Mo. Exportez le fichier de "
        "nouveau."
    ),
    "xml.truncated": _l(
        "Ce fichier est coupé : il s’arrête à la ligne %(line)s. Exportez-le ou "
        "téléchargez-le de nouveau."
    ),
}
