"""The names of the vocabulary's words, in the reader's language."""

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from app.models.organisation import OrganisationKind
from gis.sheets import ViewpointSheet
from gis.vocabulary import (
    ClosureEffect,
    ClosureReason,
    ContributorRole,
    Language,
    PlaceKind,
    Practice,
    Role,
    RouteKind,
    Shape,
    Surface,
    TextState,
    Traffic,
    TransitMode,
    VariantKind,
    WayType,
)

PRACTICES = {
    Practice.WALKING: _l("À pied"),
    Practice.TRAIL: _l("Trail"),
    Practice.ROAD_CYCLING: _l("Vélo de route"),
    Practice.TOURING_CYCLING: _l("Vélo"),
    Practice.GRAVEL: _l("Gravel"),
    Practice.MOUNTAIN_BIKING: _l("VTT"),
    Practice.RIDING: _l("À cheval"),
    Practice.PADDLING: _l("Sur l’eau"),
}
KINDS = {
    RouteKind.VELOROUTE: _l("Véloroute"),
    RouteKind.VOIE_VERTE: _l("Voie verte"),
    RouteKind.GR: _l("Sentier de grande randonnée (GR®)"),
    RouteKind.GRP: _l("GR® de Pays"),
    RouteKind.PR: _l("Promenade et randonnée (PR)"),
    RouteKind.LOCAL_LOOP: _l("Boucle locale"),
    RouteKind.RIDING: _l("Itinéraire équestre"),
    RouteKind.MOUNTAIN_BIKING: _l("Circuit VTT"),
    RouteKind.WATERWAY: _l("Itinéraire fluvial"),
    RouteKind.CULTURAL: _l("Itinéraire culturel"),
}
SHAPES = {
    Shape.LOOP: _l("boucle"),
    Shape.LINEAR: _l("aller simple"),
    Shape.OUT_AND_BACK: _l("aller-retour"),
}
MODES = {
    TransitMode.COACH: _l("car"),
    TransitMode.TRAIN: _l("train"),
    TransitMode.TRAM: _l("tram"),
    TransitMode.FERRY: _l("bateau"),
}
TEXT_STATES = {
    TextState.DRAFT: _l("brouillon"),
    TextState.MODIFIED: _l("publié, modifié depuis"),
    TextState.TO_VALIDATE: _l("à valider"),
    TextState.PUBLISHED: _l("publié"),
    TextState.WITHDRAWN: _l("retiré"),
}
ROLES = {
    Role.READER: _l("lecture"),
    Role.OFFICER: _l("rédaction"),
    Role.VALIDATOR: _l("validation"),
    Role.ADMINISTRATOR: _l("administration"),
}
ORGANISATION_KINDS = {
    OrganisationKind.COMMITTEE: _l("comité du tourisme"),
    OrganisationKind.TOURIST_OFFICE: _l("office de tourisme"),
    OrganisationKind.FEDERATION: _l("fédération sportive"),
    OrganisationKind.PETR: _l("PETR ou pays"),
    OrganisationKind.COUNCIL: _l("collectivité"),
}
CONTRIBUTOR_ROLES = {
    ContributorRole.CO_PILOT: _l("co-pilote"),
    ContributorRole.MANAGER: _l("gestionnaire"),
    ContributorRole.CONTRIBUTOR: _l("contributeur"),
}
VARIANT_KINDS = {
    VariantKind.VARIANT: _l("variante"),
    VariantKind.ACCESS: _l("accès"),
    VariantKind.LINK: _l("liaison"),
}
COMPASS = (
    _l("nord"),
    _l("nord-est"),
    _l("est"),
    _l("sud-est"),
    _l("sud"),
    _l("sud-ouest"),
    _l("ouest"),
    _l("nord-ouest"),
)
PLACE_KINDS = {
    PlaceKind.TOWN: _l("ville ou village"),
    PlaceKind.VIEWPOINT: _l("point de vue"),
    PlaceKind.HERITAGE: _l("patrimoine"),
    PlaceKind.WATER: _l("point d’eau"),
    PlaceKind.TOILETS: _l("toilettes"),
    PlaceKind.PICNIC: _l("aire de pique-nique"),
    PlaceKind.SHELTER: _l("abri"),
    PlaceKind.BIKE_PARKING: _l("stationnement vélo"),
    PlaceKind.CHARGING: _l("recharge électrique"),
    PlaceKind.PLANTING_SITE: _l("site de plantation"),
    PlaceKind.BATHING: _l("baignade"),
    PlaceKind.FISHING: _l("pêche"),
    PlaceKind.GOLF: _l("golf"),
    PlaceKind.CANOE: _l("canoë"),
    PlaceKind.LODGING: _l("hébergement"),
    PlaceKind.RENTAL: _l("location de vélos"),
    PlaceKind.REPAIR: _l("réparation de vélos"),
    PlaceKind.RESTAURANT: _l("restaurant"),
    PlaceKind.VISIT: _l("site de visite"),
    PlaceKind.TOURIST_OFFICE: _l("office de tourisme"),
}
WAY_TYPES = {
    WayType.GREENWAY: _l("voie verte"),
    WayType.CYCLE_TRACK: _l("piste cyclable"),
    WayType.SHARED_ROAD: _l("route partagée"),
    WayType.TRACK: _l("chemin"),
    WayType.PATH: _l("sentier"),
    WayType.WATER: _l("voie d’eau"),
}
SURFACES = {
    Surface.ASPHALT: _l("enrobé"),
    Surface.COMPACTED: _l("stabilisé"),
    Surface.GRAVEL: _l("gravier"),
    Surface.EARTH: _l("terre"),
    Surface.WATER: _l("eau"),
}
TRAFFICS = {
    Traffic.NONE: _l("sans voitures"),
    Traffic.LOW: _l("peu de voitures"),
    Traffic.MODERATE: _l("circulation moyenne"),
    Traffic.HIGH: _l("circulation forte"),
}
CLOSURE_REASONS = {
    ClosureReason.WORKS: _l("travaux"),
    ClosureReason.FLOOD: _l("crue"),
    ClosureReason.HUNTING: _l("chasse"),
    ClosureReason.FORESTRY: _l("coupe de bois"),
    ClosureReason.WILDLIFE: _l("protection de la faune"),
    ClosureReason.EVENT: _l("manifestation"),
    ClosureReason.OTHER: _l("perturbation"),
}
CLOSURE_EFFECTS = {
    ClosureEffect.CLOSED: _l("Passage fermé"),
    ClosureEffect.RESTRICTED: _l("Passage difficile"),
    ClosureEffect.CAUTION: _l("Prudence"),
}
REPAIRS = {
    "bridge": _l("Relier les deux morceaux"),
    "drop_end": _l("Enlever le point isolé"),
    "drop_piece": _l("Enlever ce morceau"),
    "drop_repeats": _l("Enlever les points répétés"),
    "drop_spikes": _l("Enlever la pointe"),
    "drop_whisker": _l("Enlever l’aller-retour"),
    "forget_heights": _l("Enlever les altitudes"),
    "interpolate": _l("Compléter d’après les points voisins"),
    "reorder": _l("Remettre les morceaux dans l’ordre"),
    "reproject": _l("Convertir en degrés"),
    "simplify": _l("Simplifier à un mètre près"),
    "swap_axes": _l("Échanger latitude et longitude"),
    "trim": _l("Enlever le doublon"),
}
ALL_ROUND_DEG = 350
"""A view at least this wide leaves nothing out."""
LANGUAGE_NAMES = {Language.FR: "Français", Language.EN: "English", Language.ES: "Español"}
"""Each language in its own words: a reader looks for theirs."""


def practice_name(practice: Practice) -> str:
    """À pied."""
    return str(PRACTICES[practice])


def kind_name(kind: RouteKind) -> str:
    """Véloroute."""
    return str(KINDS[kind])


def shape_name(shape: Shape) -> str:
    """boucle."""
    return str(SHAPES[shape])


def mode_name(mode: TransitMode) -> str:
    """car."""
    return str(MODES[mode])


def compass_name(bearing_deg: float) -> str:
    """sud-ouest: the nearest of eight directions, degrees clockwise from north."""
    return str(COMPASS[round(bearing_deg / 45) % 8])


def place_kind_name(kind: PlaceKind) -> str:
    """point d’eau."""
    return str(PLACE_KINDS[kind])


def way_type_name(way_type: WayType) -> str:
    """voie verte."""
    return str(WAY_TYPES[way_type])


def surface_name(surface: Surface) -> str:
    """stabilisé."""
    return str(SURFACES[surface])


def traffic_name(traffic: Traffic) -> str:
    """sans voitures."""
    return str(TRAFFICS[traffic])


def closure_reason_name(reason: ClosureReason) -> str:
    """crue."""
    return str(CLOSURE_REASONS[reason])


def closure_effect_name(effect: ClosureEffect) -> str:
    """Passage fermé."""
    return str(CLOSURE_EFFECTS[effect])


def view_name(viewpoint: ViewpointSheet) -> str:
    """Where a viewpoint looks: vue vers : sud-ouest, or all round."""
    if viewpoint.to_deg - viewpoint.from_deg >= ALL_ROUND_DEG:
        return str(_l("panorama complet"))
    return str(_l("vue vers : %(direction)s", direction=compass_name(viewpoint.bearing_deg)))


def text_state_name(state: TextState) -> str:
    """How far the words in one language have come."""
    return str(TEXT_STATES[state])


def role_name(role: Role) -> str:
    """What a person may do at the desk."""
    return str(ROLES[role])


def organisation_kind_name(kind: OrganisationKind) -> str:
    """What an organisation is."""
    return str(ORGANISATION_KINDS[kind])


def contributor_role_name(role: ContributorRole) -> str:
    """What an organisation is to a route."""
    return str(CONTRIBUTOR_ROLES[role])


def variant_kind_name(kind: VariantKind) -> str:
    """What a secondary line is to its route."""
    return str(VARIANT_KINDS[kind])


def repair_name(repair: str) -> str:
    """What mends a defect, as a button says it."""
    return str(REPAIRS[repair])


def named(words: Iterable[str], name: str) -> list[tuple[str, str]]:
    """Each word with its name, for a form that offers them: `kinds | named("kind_name")`."""
    return [(word, FILTERS[name](word)) for word in words]


FILTERS: dict[str, Callable[..., Any]] = {
    "named": named,
    "repair_name": repair_name,
    "text_state_name": text_state_name,
    "role_name": role_name,
    "organisation_kind_name": organisation_kind_name,
    "contributor_role_name": contributor_role_name,
    "variant_kind_name": variant_kind_name,
    "view_name": view_name,
    "practice_name": practice_name,
    "kind_name": kind_name,
    "shape_name": shape_name,
    "mode_name": mode_name,
    "compass_name": compass_name,
    "place_kind_name": place_kind_name,
    "way_type_name": way_type_name,
    "surface_name": surface_name,
    "traffic_name": traffic_name,
    "closure_reason_name": closure_reason_name,
    "closure_effect_name": closure_effect_name,
}
