"""Cirkwi's XML, version 2, in the dialect of its producers: circuits and points of interest.

Order and units follow what Geotrek-admin emits (its `geotrek/cirkwi/serializers.py`); the
schema beside this file, `schemas/cirkwi.rng`, holds it. Strings are put together by hand,
for a feed may be 20 000 routes long and an element tree takes twice the time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from gis.feeds.cirkwi_codes import CATEGORIES, COMPLEMENTS, DEMO_NOTICE, LOCOMOTIONS, TAGS
from gis.feeds.links import Links
from gis.sheets import PlaceSheet, PlaceText, RouteSheet, RouteText, StepSheet
from gis.vocabulary import Language, Practice
from gis.xmltext import attribute, character_data, encoded

_CATEGORY_ELEMENTS = {
    kind: f'<categorie nom="{attribute(code.name)}">{code.id}</categorie>'
    for kind, code in CATEGORIES.items()
}

Text = TypeVar("Text", RouteText, PlaceText, str)

CHUNK_CHARACTERS = 64 * 1024
STEP_TITLES = {Language.FR: "Étape", Language.EN: "Step", Language.ES: "Paso"}
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render_circuits(routes: Iterable[RouteSheet], links: Links) -> Iterator[bytes]:
    """Every route as a circuit, with its steps and viewpoints, in pieces of some 64 kB of UTF-8."""
    return _document("circuits", (_circuit(route, links) for route in routes))


def render_pois(places: Iterable[PlaceSheet], links: Links) -> Iterator[bytes]:
    """Every place as a point of interest, in pieces of some 64 kB of UTF-8."""
    return _document("pois", map(_poi, places))


def _document(root: str, elements: Iterable[str]) -> Iterator[bytes]:
    waiting = [f'{DECLARATION}<{root} version="2">\n']
    size = 0
    for element in elements:
        waiting.append(element)
        size += len(element)
        if size >= CHUNK_CHARACTERS:
            yield encoded("".join(waiting))
            waiting, size = [], 0
    waiting.append(f"</{root}>\n")
    yield encoded("".join(waiting))


def _circuit(route: RouteSheet, links: Links) -> str:
    tags = _tags(route.practices)
    informations = "".join(
        _route_information(language, text, tags, DEMO_NOTICE[language] if route.is_demo else "")
        for language, text in _french_first(route.texts)
    )
    url = attribute(links.route_file(route.slug, "gpx"))
    steps = "".join([_step(route, step) for step in route.steps])
    if steps:
        steps = f"<infos_parcours>\n{steps}</infos_parcours>\n"
    pois = "".join([_poi(seen.place) for seen in route.viewpoints])
    if pois:
        pois = f"<pois>\n{pois}</pois>\n"
    return (
        f'<circuit {_dates(route)} id_circuit="{route.id}">\n'
        f"<informations>\n{informations}</informations>\n"
        f"<distance>{round(route.length_m)}</distance>\n"
        f"<locomotions>{_locomotions(route)}</locomotions>\n"
        f"{steps}"
        f'<fichier_trace url="{url}"/>\n'
        f"{pois}</circuit>\n"
    )


def _route_information(language: Language, text: RouteText, tags: str, notice: str) -> str:
    told = [
        f"<information_complementaire>{_element('titre', title)}"
        f"{_element('description', words)}</information_complementaire>\n"
        for field, title in COMPLEMENTS[language]
        if (words := getattr(text, field))
    ]
    complements = (
        f"<informations_complementaires>\n{''.join(told)}</informations_complementaires>\n"
        if told
        else ""
    )
    description = "\n\n".join(filter(None, (notice, text.summary, text.description)))
    return (
        f'<information langue="{language}">\n{_element("titre", text.title)}\n'
        f"{_element('description', description)}\n{complements}{tags}</information>\n"
    )


def _step(route: RouteSheet, step: StepSheet) -> str:
    """An instruction, under the title that Cirkwi gives to its own."""
    informations = "".join(
        f'<information langue="{language}">'
        f"{_element('titre', f'{STEP_TITLES[language]} {step.number}')}"
        f"{_element('description', words)}</information>\n"
        for language, words in _french_first(step.texts)
    )
    return (
        f'<info_parcours numero="{step.number}"'
        f' id_info_parcours="{step.id}"'
        f' date_modification="{_unix_s(route.modified_at)}">\n'
        f"<informations>\n{informations}</informations>\n"
        f"{_position(step.lon, step.lat)}</info_parcours>\n"
    )


def _poi(place: PlaceSheet) -> str:
    informations = "".join(
        _place_information(language, text) for language, text in _french_first(place.texts)
    )
    return (
        f'<poi {_dates(place)} id_poi="{place.id}">\n'
        f"<categories>{_CATEGORY_ELEMENTS[place.kind]}</categories>\n"
        f"<informations>\n{informations}</informations>\n"
        f"{_position(place.lon, place.lat)}</poi>\n"
    )


def _place_information(language: Language, text: PlaceText) -> str:
    return (
        f'<information langue="{language}">{_element("titre", text.name)}'
        f"{_element('description', text.description)}</information>\n"
    )


def _tags(practices: Sequence[Practice]) -> str:
    tags = dict.fromkeys(tag for practice in practices for tag in TAGS[practice])
    if not tags:
        return ""
    listed = "".join(f'<tag_public id="{tag.id}" nom="{tag.name}"/>' for tag in tags)
    return f"<tags_publics>{listed}</tags_publics>\n"


def _locomotions(route: RouteSheet) -> str:
    """One per way of moving; where two practices share one, the first speaks for it."""
    practices = {LOCOMOTIONS[practice]: practice for practice in reversed(route.practices)}
    difficulty = f' difficulte="{route.difficulty}"' if route.difficulty else ""
    return "".join(
        f'<locomotion type="{code.name}" id_locomotion="{code.id}"{difficulty}'
        f' duree="{route.duration_for(practices[code]) * 60}"/>'
        for code in dict.fromkeys(LOCOMOTIONS[practice] for practice in route.practices)
    )


def _french_first(texts: Mapping[Language, Text]) -> list[tuple[Language, Text]]:
    return [(language, texts[language]) for language in Language if language in texts]


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{character_data(text)}</{tag}>" if text else ""


def _dates(sheet: RouteSheet | PlaceSheet) -> str:
    created, modified = _unix_s(sheet.created_at), _unix_s(sheet.modified_at)
    return f'date_creation="{created}" date_modification="{modified}"'


def _unix_s(moment: datetime) -> int:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return int(aware.timestamp())


def _position(lon: float, lat: float) -> str:
    return (
        f"<adresse><position><lat>{_degrees(lat)}</lat><lng>{_degrees(lon)}</lng>"
        "</position></adresse>\n"
    )


def _degrees(value: float) -> str:
    return f"{value:.7f}"
