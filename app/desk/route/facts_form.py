"""The facts of a route as the fields of a form, and back."""

import re
from datetime import date
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l

from app.actions.facts import Facts, check_facts
from app.desk.sent import Fields, Sent
from app.figures import duration, long_date, metres
from app.messages import sentence
from app.words import kind_name, practice_name, shape_name
from gis.errors import GisError
from gis.sheets import LICENCE_OUVERTE, LicenceSheet
from gis.vocabulary import Figure, Practice, RouteKind, Shape

Word = TypeVar("Word", RouteKind, Practice, Shape)

LABELS = {
    "number": _l("Numéro"),
    "kind": _l("Type d’itinéraire"),
    "practices": _l("Pratiques"),
    "shape": _l("Forme"),
    "waymarking": _l("Balisage"),
    "difficulty": _l("Difficulté"),
    "licence": _l("Licence"),
    "licence_url": _l("Adresse de la licence"),
    "redistributable": _l("Diffusion du tracé"),
    "ascent_m": _l("Montée indiquée"),
    "descent_m": _l("Descente indiquée"),
    "duration_min": _l("Durée indiquée"),
    "verified_on": _l("Vérifié le"),
    "verified_by": _l("Vérifié par"),
}
LICENCES = {
    licence.name: licence.url
    for licence in (
        LICENCE_OUVERTE,
        LicenceSheet("ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
        LicenceSheet("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.fr"),
        LicenceSheet("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed.fr"),
    )
}
"""Those that officers meet; any other has a name and an address of its own."""
OTHER = "other"
DIFFICULTIES = {
    "": _l("Non précisée : la difficulté calculée vaut"),
    "1": _l("1 – facile"),
    "2": _l("2 – assez facile"),
    "3": _l("3 – moyen"),
    "4": _l("4 – difficile"),
    "5": _l("5 – très difficile"),
}
BLANK = dict.fromkeys(LABELS, "") | {"kind": RouteKind.LOCAL_LOOP.value, "shape": Shape.LOOP.value}
"""Nothing said, and nothing wrong."""
_DURATION = r"(?:(\d{1,4})\s*(?:h|:))?\s*(?:(\d{1,5})\s*(?:min|mn)?)?"


def fields_of(facts: Facts) -> dict[str, str]:
    """What a form shows of facts."""
    return {
        "number": facts.number,
        "kind": facts.kind.value,
        "practices": " ".join(facts.practices),
        "shape": facts.shape.value,
        "waymarking": facts.waymarking,
        "difficulty": str(facts.difficulty or ""),
        "licence": facts.licence.name,
        "licence_url": facts.licence.url,
        "redistributable": "1" if facts.redistributable else "",
        **{figure.value: _figure(figure, facts.stated.get(figure)) for figure in Figure},
        "verified_on": facts.verified_on.isoformat() if facts.verified_on else "",
        "verified_by": facts.verified_by,
    }


def fields_of_document(document: dict[str, Any]) -> dict[str, str]:
    """What a form showed of the facts that a revision holds."""
    if not document:
        return {}
    stated = document["stated"]
    return {
        **{name: str(document[name] or "") for name in LABELS if name in document},
        "practices": " ".join(document["practices"]),
        "redistributable": "1" if document["redistributable"] else "",
        **{figure.value: _figure(figure, stated.get(figure)) for figure in Figure},
    }


def fields_sent(sent: Sent) -> dict[str, str]:
    """The fields that a form sent: the main practice before the others, one licence of both."""
    typed = {name: sent.text(name) for name in LABELS}
    if "practices" not in sent.fields:
        practices = [sent.text("practice"), *sent.text("also").split()]
        typed["practices"] = " ".join(dict.fromkeys(one for one in practices if one))
    if (choice := sent.text("licence_choice")) and choice != OTHER:
        typed |= {"licence": choice, "licence_url": LICENCES.get(choice, "")}
    return typed


def read_facts(fields: Fields, today: date) -> Facts:
    """The facts that fields say. Raises GisError where one of them cannot be read."""
    sent = Sent(fields)
    stated = {
        Figure.ASCENT: sent.number(Figure.ASCENT),
        Figure.DESCENT: sent.number(Figure.DESCENT),
        Figure.DURATION: _minutes(fields[Figure.DURATION]),
    }
    return Facts(
        number=fields["number"],
        kind=_word(RouteKind, fields["kind"]),
        practices=tuple(_word(Practice, one) for one in fields["practices"].split()),
        shape=_word(Shape, fields["shape"]),
        waymarking=fields["waymarking"],
        difficulty=sent.number("difficulty"),
        licence=LicenceSheet(fields["licence"], fields["licence_url"]),
        redistributable=fields["redistributable"] == "1",
        stated={figure: value for figure, value in stated.items() if value is not None},
        verified_on=_past(sent.day("verified_on"), today),
        verified_by=fields["verified_by"],
    )


def wrong_fields(fields: Fields, today: date) -> dict[str, str]:
    """Why each field that cannot be read or be true is refused, each read apart, by its name."""
    wrong = {}
    for name in LABELS:
        try:
            check_facts(read_facts({**BLANK, name: fields[name]}, today))
        except GisError as error:
            wrong[name] = sentence(error)
    return wrong


def shown(name: str, value: str) -> str:
    """A field's value in words."""
    if name == "redistributable":
        return str(_l("tracé diffusé") if value else _l("tracé réservé"))
    if not value:
        return ""
    if name == "kind":
        return kind_name(RouteKind(value)) if value in list(RouteKind) else value
    if name == "shape":
        return shape_name(Shape(value)) if value in list(Shape) else value
    if name == "practices":
        known = [one for one in value.split() if one in list(Practice)]
        return " · ".join(practice_name(Practice(one)) for one in known)
    if name in (Figure.ASCENT, Figure.DESCENT):
        return metres(int(value)) if value.isdecimal() else value
    if name == "verified_on" and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return long_date(date.fromisoformat(value))
    return str(DIFFICULTIES.get(value, value)) if name == "difficulty" else value


def _figure(figure: Figure, value: int | None) -> str:
    if value is None:
        return ""
    return duration(value) if figure == Figure.DURATION else str(value)


def _word(vocabulary: type[Word], typed: str) -> Word:
    if typed not in list(vocabulary):
        raise GisError("form.unknown_choice", typed=typed)
    return vocabulary(typed)


def _minutes(typed: str) -> int | None:
    """6 h 30, 6:30, 6 h, 45 min or 390: minutes where no hours stand before them."""
    if not typed:
        return None
    found = re.fullmatch(_DURATION, typed.replace("\u00a0", " ").strip(), re.IGNORECASE)
    if found is None or not any(found.groups()):
        raise GisError("form.no_duration", typed=typed)
    hours, minutes = (int(part or 0) for part in found.groups())
    return hours * 60 + minutes


def _past(day: date | None, today: date) -> date | None:
    if day and day > today:
        raise GisError("facts.verified_later", on=long_date(day))
    return day
