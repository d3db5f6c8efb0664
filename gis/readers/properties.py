"""What a feature's properties say of a route: its name, its description, and of people."""

import re
from collections.abc import Mapping, Sequence

_NAMES = (
    *("nom_itineraire", "nom_itiner", "name", "nom", "name_fr", "nom_fr", "title", "titre"),
    *("intitule", "libelle", "itineraire", "designation", "label"),
)
_DESCRIPTIONS = ("description", "descriptio", "desc", "presentation", "presentati", "cmt")
_PERSONAL = {
    **dict.fromkeys(("time", "times", "coordtimes", "timestamp", "timestamps"), "times"),
    **dict.fromkeys(("hr", "heart", "heartrate", "heartrates", "heart_rate"), "heart_rate"),
    **dict.fromkeys(("email", "e-mail", "mail", "courriel", "contact"), "email"),
    **dict.fromkeys(("author", "auteur"), "author"),
}
# Where newer converters from KML and GPX put what they have for each position.
_NESTED = "coordinateproperties"
KEYS_READ = frozenset((*_NAMES, *_DESCRIPTIONS, *_PERSONAL))
"""Keys in lower case, the likeliest first; a Shapefile cuts them at ten letters."""
_LONGEST_NAME = 300
# Control characters but ends of lines, and halves of surrogate pairs: no database keeps them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def name_of(properties: Mapping[str, object]) -> str:
    """The name that the likeliest property gives, on one line; "" without."""
    return " ".join(_text(properties, _NAMES).split())[:_LONGEST_NAME]


def description_of(properties: Mapping[str, object]) -> str:
    """The description, "" without."""
    return _text(properties, _DESCRIPTIONS)


def personal_in(properties: Mapping[str, object]) -> set[str]:
    """The kinds of personal data that there are: times, heart_rate, email, author."""
    found = _lower(properties)
    nested = found.get(_NESTED)
    if isinstance(nested, Mapping):
        found |= _lower(nested)
    return {_PERSONAL[key] for key in found.keys() & _PERSONAL.keys() if _is_there(found[key])}


def _text(properties: Mapping[str, object], keys: Sequence[str]) -> str:
    """The first text or number that says something under one of `keys`, whatever its case."""
    found = _lower(properties)
    for key in keys:
        value = found.get(key)
        if isinstance(value, str | int | float) and _is_there(value):
            text = _UNPRINTABLE.sub("", str(value)).strip()
            if text:
                return text
    return ""


def _lower(properties: Mapping[str, object]) -> dict[str, object]:
    return {str(key).lower(): value for key, value in properties.items()}


def _is_there(value: object) -> bool:
    """Whether a property says something: an empty number of a table is NaN, unlike itself."""
    return bool(value) and value == value  # noqa: PLR0124
