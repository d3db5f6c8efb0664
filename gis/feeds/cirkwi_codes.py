"""Cirkwi's numbers for our practices and places.

From the lists that Geotrek-admin ships (`geotrek/cirkwi/fixtures/cirkwi.json`); Cirkwi has
published no specification. It knows no gravel, no trail running and no e-bike.
"""

from typing import NamedTuple

from gis.vocabulary import Language, PlaceKind, Practice


class Code(NamedTuple):
    """A number and the name Cirkwi gives it."""

    id: int
    name: str


_WALK, _TOURING_BIKE, _ROAD_BIKE = Code(2, "Marche"), Code(3, "Velo_vtc"), Code(16, "Velo_route")

LOCOMOTIONS: dict[Practice, Code] = {
    Practice.WALKING: _WALK,
    Practice.TRAIL: _WALK,
    Practice.ROAD_CYCLING: _ROAD_BIKE,
    Practice.TOURING_CYCLING: _TOURING_BIKE,
    Practice.GRAVEL: _TOURING_BIKE,
    Practice.MOUNTAIN_BIKING: Code(4, "Vtt"),
    Practice.RIDING: Code(5, "Cheval"),
    Practice.PADDLING: Code(23, "Bateau_rame"),
}

_HIKING, _CYCLISTS = Code(31, "style_randonnee"), Code(35, "public_cyclistes")
_SPORTING = Code(47, "public_sportifs")

TAGS: dict[Practice, tuple[Code, ...]] = {
    Practice.WALKING: (_HIKING,),
    Practice.TRAIL: (_HIKING, _SPORTING),
    Practice.ROAD_CYCLING: (_CYCLISTS, _SPORTING),
    Practice.TOURING_CYCLING: (_CYCLISTS,),
    Practice.GRAVEL: (_CYCLISTS, _SPORTING),
    Practice.MOUNTAIN_BIKING: (_CYCLISTS, _SPORTING),
    Practice.RIDING: (_HIKING,),
    Practice.PADDLING: (Code(18, "thematique_bord_eau"),),
}

_OTHER_INFORMATION = Code(79, "Informations - Autres informations")
_SPORTS = Code(143, "Activités - Activités sportives")

CATEGORIES: dict[PlaceKind, Code] = {
    PlaceKind.TOWN: Code(29, "Lieux d intérêts - Divers"),
    PlaceKind.VIEWPOINT: Code(28, "Lieux d intérêts - Points de vues et panorama"),
    PlaceKind.HERITAGE: Code(15, "Lieux d intérêts - Monuments et architecture"),
    PlaceKind.WATER: _OTHER_INFORMATION,
    PlaceKind.TOILETS: _OTHER_INFORMATION,
    PlaceKind.PICNIC: Code(89, "Lieux d intérêts - Aires de pique-nique"),
    # Refuge (41) would promise beds: a shelter is a roof against the rain.
    PlaceKind.SHELTER: _OTHER_INFORMATION,
    PlaceKind.BIKE_PARKING: Code(151, "Services et Commerces - Parking"),
    PlaceKind.CHARGING: _OTHER_INFORMATION,
    PlaceKind.PLANTING_SITE: Code(42, "Lieux d intérêts - Point d intérêt naturel"),
    PlaceKind.BATHING: Code(87, "Lieux d intérêts - Lac / etendue d eau"),
    PlaceKind.FISHING: _SPORTS,
    PlaceKind.GOLF: _SPORTS,
    PlaceKind.CANOE: Code(83, "Fluvial - Pratique"),
    PlaceKind.LODGING: Code(99, "Hebergements - Autres"),
    PlaceKind.RENTAL: Code(156, "Services et Commerces - Location"),
    PlaceKind.REPAIR: Code(157, "Services et Commerces - Garage / réparation"),
    PlaceKind.RESTAURANT: Code(5, "Restauration - Restaurants"),
    PlaceKind.VISIT: Code(29, "Lieux d intérêts - Divers"),
    PlaceKind.TOURIST_OFFICE: Code(23, "Informations - Offices de tourisme"),
}

DEMO_NOTICE: dict[Language, str] = {
    Language.FR: "Tracé de démonstration simplifié : ne pas suivre sur le terrain.",
    Language.EN: "Simplified demonstration line: do not follow it on the ground.",
    Language.ES: "Trazado de demostración simplificado: no lo siga sobre el terreno.",
}
"""What stands first in the description of an invented route."""

COMPLEMENTS: dict[Language, tuple[tuple[str, str], ...]] = {
    Language.FR: (
        ("departure", "Départ"),
        ("arrival", "Arrivée"),
        ("access", "Accès routier"),
        ("accessibility", "Accessibilité"),
        ("parking", "Parking conseillé"),
        ("public_transport", "Transports en commun"),
        ("advice", "Recommandations"),
    ),
    Language.EN: (
        ("departure", "Departure"),
        ("arrival", "Arrival"),
        ("access", "Access by road"),
        ("accessibility", "Accessibility"),
        ("parking", "Where to park"),
        ("public_transport", "Public transport"),
        ("advice", "Advice"),
    ),
    Language.ES: (
        ("departure", "Salida"),
        ("arrival", "Llegada"),
        ("access", "Acceso por carretera"),
        ("accessibility", "Accesibilidad"),
        ("parking", "Aparcamiento recomendado"),
        ("public_transport", "Transporte público"),
        ("advice", "Recomendaciones"),
    ),
}
"""The fields of RouteText that go out as complements, in the order Cirkwi's producers use."""
