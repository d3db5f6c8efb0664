"""The words of a route: French first, translations beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.access import Access, allow
from app.actions.revisions import Clash
from app.actions.texts import LONGEST_TITLE, LONGEST_WORDS, save_text
from app.database import db
from app.desk.comparing.clash import Versions, clash_page, differing, saved_at
from app.desk.comparing.wording import Marked, marked
from app.desk.route_pages import refused, route_of, route_page
from app.desk.sent import Sent, sent, signed
from app.models import Part, Route
from app.queries.parts import WORDS, is_behind, part_document, part_version
from app.queries.seen import document_at, french_followed
from gis.errors import GisError
from gis.sheets import RouteText as Words
from gis.vocabulary import Language

LABELS = {
    "title": _l("Titre"),
    "summary": _l("Chapeau"),
    "description": _l("Description"),
    "departure": _l("Départ"),
    "arrival": _l("Arrivée"),
    "access": _l("Comment venir"),
    "parking": _l("Où se garer"),
    "public_transport": _l("En car ou en train"),
    "accessibility": _l("Accessibilité"),
    "advice": _l("Conseils"),
}
"""The fields in the order in which they are written."""
HINTS = {
    "title": _l("Un nom de lieu et une promesse ; 60 signes se lisent bien sur une carte."),
    "summary": _l("Deux phrases qui donnent envie : c’est ce que montrent les listes et Google."),
    "description": _l("Ce que l’on voit en chemin. Une ligne vide sépare deux paragraphes."),
    "departure": _l("Le lieu précis : « Condom, quai de la Bouquerie »."),
    "arrival": _l("Le lieu précis ; pour une boucle, le même que le départ."),
    "access": _l("La route à suivre depuis la ville la plus proche."),
    "parking": _l("Nom, places, gratuit ou non."),
    "public_transport": _l("Ligne et arrêt ; les horaires s’affichent d’eux-mêmes."),
    "accessibility": _l("Fauteuil, poussette, joëlette : ce qui passe et ce qui ne passe pas."),
    "advice": _l("Eau, ombre, saison, chasse, chiens…"),
}
ROWS = {"title": 1, "departure": 1, "arrival": 1, "summary": 3, "description": 10}
"""Lines of a field's box; three for the others."""


@dataclass(frozen=True)
class LanguageTab:
    """One language of the switch."""

    language: Language
    state: str
    is_behind: bool


@allow(Access.SEE_ROUTE)
def texts(route_id: int, language: Language) -> ResponseReturnValue:
    """The words in one language; the French beside them where they translate it."""
    route = route_of(route_id)
    fields = part_document(route, Part.text(language)) or {}
    version = part_version(db.session, route.id, Part.text(language))
    return route_page("desk/texts.html", route, **_form(route, language, fields, version))


@allow(Access.EDIT_ROUTE)
def save(route_id: int, language: Language) -> ResponseReturnValue:
    """Stores the words, and whether they follow the French that was beside them."""
    route, by, typed = route_of(route_id), signed(), sent()
    part = Part.text(language)
    fields = {name: typed.text(name) for name in LABELS}
    try:
        if not any(fields.values()) and route.text(language) is None:
            raise GisError("texts.nothing_written")
        with db.writing():
            save_text(
                db.session,
                route,
                language,
                Words(**fields),
                by,
                is_up_to_date=typed.text("follows") == "1",
                french_seen=typed.number("french"),
            )
    except Clash as clash:
        theirs = part_document(route, part) or {}
        versions = Versions(
            fields, _ordered(theirs), document_at(db.session, route, part, by.seen or 0)
        )
        found = list(differing(versions, lambda name: str(LABELS[name]), long=LABELS))
        here = url_for("desk.texts", route_id=route.id, language=language)
        return clash_page(route, clash, here, versions, found, _sent_along(typed))
    except GisError as error:
        shown = _form(route, language, fields, by.seen or 0)
        return refused(error, "desk/texts.html", route, **shown)
    return saved_at("texts", route, part, by, language=language)


def _ordered(document: Mapping[str, str]) -> dict[str, str]:
    return {name: document.get(name, "") for name in LABELS}


def _sent_along(typed: Sent) -> dict[str, str]:
    return {name: typed.text(name) for name in ("follows", "french") if typed.text(name)}


def _form(
    route: Route, language: Language, fields: Mapping[str, str], version: int
) -> dict[str, object]:
    is_source = language == Language.FR
    french = part_document(route, Part.TEXT_FR) or {}
    followed = None if is_source else french_followed(db.session, route, language)
    behind = not is_source and is_behind(db.session, route, language)
    return {
        "language": language,
        "fields": fields,
        "labels": LABELS,
        "hints": HINTS,
        "rows": ROWS,
        "longest": {name: LONGEST_TITLE if name == "title" else LONGEST_WORDS for name in WORDS},
        "version": version,
        "french": french,
        "french_version": part_version(db.session, route.id, Part.TEXT_FR),
        "is_behind": behind,
        "changes": _changes(followed, french) if behind and followed else {},
        "language_tabs": [_tab(route, one) for one in Language],
    }


def _changes(followed: Mapping[str, str], french: Mapping[str, str]) -> dict[str, list[Marked]]:
    """What was rewritten in French since a translation followed it, field by field."""
    return {
        name: list(marked(followed.get(name, ""), french.get(name, "")))
        for name in LABELS
        if followed.get(name, "") != french.get(name, "")
    }


def _tab(route: Route, language: Language) -> LanguageTab:
    text = route.text(language)
    return LanguageTab(language, text.state if text else "", is_behind(db.session, route, language))


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    at = "/itineraires/<int:route_id>/textes/<language:language>"
    desk.add_url_rule(at, "texts", texts)
    desk.add_url_rule(at, "texts_save", save, methods=["POST"])
