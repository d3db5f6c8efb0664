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


class ViewpointState(StrEnum):
    """How far a viewpoint has come."""

    IDENTIFIED = "identified"
    VALIDATED = "validated"
    PROMOTED = "promoted"


class Severity(StrEnum):
    """How much a finding matters: an error blocks publication."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
