"""The names of a route's parts, and of their fields."""

from flask_babel import lazy_gettext as _l

from app.desk.route.facts_form import LABELS as FACTS
from app.desk.route.texts import LABELS as WORDS

PARTS = {
    "facts": _l("Fiche"),
    "text.fr": _l("Textes en français"),
    "text.en": _l("Textes en anglais"),
    "text.es": _l("Textes en espagnol"),
    "line": _l("Tracé"),
    "steps": _l("Pas à pas"),
    "contributors": _l("Qui fait quoi"),
    "photos": _l("Photos"),
    "variants": _l("Variantes"),
    "publication": _l("Publication"),
}
FIELDS = {
    **FACTS,
    **WORDS,
    "slug": _l("Adresse de la page"),
    "length": _l("Longueur"),
    "ascent": _l("Montée"),
    "descent": _l("Descente"),
    "duration": _l("Durée"),
    "gaps": _l("Coupures"),
    "start": _l("Lieu de départ"),
    "stages": _l("Étapes"),
    "sections": _l("Tronçons"),
    "viewpoints": _l("Points de vue"),
    "places": _l("Emplacement des instructions"),
    "steps.fr": _l("Instructions"),
    "steps.en": _l("Instructions en anglais"),
    "steps.es": _l("Instructions en espagnol"),
    "owner": _l("Pilote"),
    "contributors": _l("Qui fait quoi"),
    "photos": _l("Photos"),
    "variants": _l("Variantes"),
}


def field_name(field: str) -> str:
    """What a field is called."""
    return str(FIELDS[field])


def part_name(part: str) -> str:
    """What is edited by itself."""
    return str(PARTS[part])
