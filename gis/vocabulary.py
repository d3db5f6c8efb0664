"""The field's closed lists: practices, kinds of route, kinds of place, languages."""

from enum import StrEnum


class Language(StrEnum):
    """The languages of texts; French is the source."""

    FR = "fr"
    EN = "en"
    ES = "es"


class Practice(StrEnum):
    """How a route is travelled."""

    WALKING = "walking"
    TRAIL = "trail"
    ROAD_CYCLING = "road_cycling"
    TOURING_CYCLING = "touring_cycling"
    GRAVEL = "gravel"
    MOUNTAIN_BIKING = "mountain_biking"
    RIDING = "riding"
    PADDLING = "paddling"


class RouteKind(StrEnum):
    """What a route is, as signposted on the ground."""

    VELOROUTE = "veloroute"
    VOIE_VERTE = "voie_verte"
    GR = "gr"
    GRP = "grp"
    PR = "pr"
    LOCAL_LOOP = "local_loop"
    RIDING = "riding"
    MOUNTAIN_BIKING = "mountain_biking"
    WATERWAY = "waterway"
    CULTURAL = "cultural"


class Shape(StrEnum):
    """How a route ends."""

    LOOP = "loop"
    LINEAR = "linear"
    OUT_AND_BACK = "out_and_back"


class PlaceKind(StrEnum):
    """What a place is."""

    TOWN = "town"
    VIEWPOINT = "viewpoint"
    HERITAGE = "heritage"
    WATER = "water"
    TOILETS = "toilets"
    PICNIC = "picnic"
    SHELTER = "shelter"
    BIKE_PARKING = "bike_parking"
    CHARGING = "charging"
    PLANTING_SITE = "planting_site"
    BATHING = "bathing"
    FISHING = "fishing"
    GOLF = "golf"
    CANOE = "canoe"
    LODGING = "lodging"
    RENTAL = "rental"
    REPAIR = "repair"
    RESTAURANT = "restaurant"
    VISIT = "visit"
    TOURIST_OFFICE = "tourist_office"


FEDERATION_KINDS = (RouteKind.GR, RouteKind.GRP)
"""Their names, blazes and lines belong to the FFRandonnée."""
PROVIDER_KINDS = (
    PlaceKind.LODGING,
    PlaceKind.RENTAL,
    PlaceKind.REPAIR,
    PlaceKind.RESTAURANT,
    PlaceKind.VISIT,
    PlaceKind.TOURIST_OFFICE,
)
"""Places where somebody welcomes people, and may be labelled for it."""


class ViewpointState(StrEnum):
    """How far a viewpoint has come."""

    IDENTIFIED = "identified"
    VALIDATED = "validated"
    PROMOTED = "promoted"


class WayType(StrEnum):
    """What a stretch of a route runs on."""

    GREENWAY = "greenway"
    CYCLE_TRACK = "cycle_track"
    SHARED_ROAD = "shared_road"
    TRACK = "track"
    PATH = "path"
    WATER = "water"


class Surface(StrEnum):
    """What a stretch is covered with."""

    ASPHALT = "asphalt"
    COMPACTED = "compacted"
    GRAVEL = "gravel"
    EARTH = "earth"
    WATER = "water"


class Traffic(StrEnum):
    """How many motor vehicles a stretch bears."""

    NONE = "none"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class SectionState(StrEnum):
    """Whether a stretch can be travelled."""

    OPEN = "open"
    PROJECT = "project"
    CLOSED = "closed"


class ClosureReason(StrEnum):
    """Why a stretch is disturbed."""

    WORKS = "works"
    FLOOD = "flood"
    HUNTING = "hunting"
    FORESTRY = "forestry"
    WILDLIFE = "wildlife"
    EVENT = "event"
    OTHER = "other"


class ClosureEffect(StrEnum):
    """What a disturbance does to those who pass."""

    CLOSED = "closed"
    RESTRICTED = "restricted"
    CAUTION = "caution"


class LabelState(StrEnum):
    """How far a label has come; one whose last day has passed counts as expired by itself."""

    CANDIDATE = "candidate"
    AUDITED = "audited"
    LABELLED = "labelled"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class TerritoryKind(StrEnum):
    """What a territory is."""

    DEPARTEMENT = "departement"
    EPCI = "epci"
    COMMUNE = "commune"
    OFFICE = "office"


class TransitMode(StrEnum):
    """What runs on a line of public transport."""

    COACH = "coach"
    TRAIN = "train"
    TRAM = "tram"
    FERRY = "ferry"


class Role(StrEnum):
    """What a person may do at the desk."""

    READER = "reader"
    OFFICER = "officer"
    VALIDATOR = "validator"
    ADMINISTRATOR = "administrator"


class TextState(StrEnum):
    """How far the words of a route in one language have come.

    What is modified is public as it was published, and has changed at the desk since.
    """

    DRAFT = "draft"
    MODIFIED = "modified"
    TO_VALIDATE = "to_validate"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ContributorRole(StrEnum):
    """What an organisation is to a route that another one owns."""

    CO_PILOT = "co_pilot"
    MANAGER = "manager"
    CONTRIBUTOR = "contributor"


class VariantKind(StrEnum):
    """What a secondary line is to its route."""

    VARIANT = "variant"
    ACCESS = "access"
    LINK = "link"


class Figure(StrEnum):
    """What an officer may state of a route instead of what is computed."""

    ASCENT = "ascent_m"
    DESCENT = "descent_m"
    DURATION = "duration_min"


class Severity(StrEnum):
    """How much a finding matters: an error blocks publication."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
