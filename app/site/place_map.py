"""What the pages of places share: the map around their points, and the points for its script."""

from collections.abc import Sequence

from app.config import Settings
from app.queries.sheets import Reader
from app.queries.sketches import sketches_within
from app.site.drawing import Bounds, bounds_of
from app.site.maps import DrawnMap, drawn_map, legible
from gis.sheets import PlaceSheet, PlaceText
from gis.vocabulary import Language

AROUND_DEG = 0.1
"""So much of the country is shown around the outermost points."""


def words_of(place: PlaceSheet, lang: Language) -> PlaceText:
    """A place's words in a language, or in French."""
    return place.texts.get(lang) or place.texts[Language.FR]


def bounds_around(settings: Settings, places: Sequence[PlaceSheet]) -> Bounds:
    """West, south, east, north of the places and some country around; of the territory if none."""
    found = bounds_of([[[(place.lon, place.lat) for place in places]]])
    if found is None:
        return settings.departement.bounds
    west, south, east, north = found
    return west - AROUND_DEG, south - AROUND_DEG, east + AROUND_DEG, north + AROUND_DEG


def map_points(places: Sequence[PlaceSheet], lang: Language) -> list[dict[str, object]]:
    """What the page's script reads: each place's id, name and point."""
    return [
        {"id": place.id, "name": words_of(place, lang).name, "lon": place.lon, "lat": place.lat}
        for place in places
    ]


def drawn_places(
    session: Reader,
    settings: Settings,
    bounds: Bounds,
    places: Sequence[PlaceSheet],
    lang: Language,
) -> DrawnMap:
    """The drawn map of the places among the routes, with the names that there is room for."""
    names = [(words_of(place, lang).name, place.lon, place.lat) for place in places]
    return drawn_map(settings, bounds, sketches_within(session, bounds), legible(names, bounds))
