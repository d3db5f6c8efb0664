"""Organisations, licences, places, providers: what outsiders may see of what routes pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gis.vocabulary import (
    ClosureEffect,
    ClosureReason,
    Language,
    PlaceKind,
    TerritoryKind,
    ViewpointState,
)


@dataclass(frozen=True)
class OrganisationSheet:
    """Who answers for a route."""

    id: int
    name: str
    website: str = ""


@dataclass(frozen=True)
class LicenceSheet:
    """Under what terms a route may be reused."""

    name: str
    url: str


LICENCE_OUVERTE = LicenceSheet(
    "Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
)
"""The licence of feeds, and of routes where their owner says nothing else."""


@dataclass(frozen=True)
class ViewpointSheet:
    """What a viewpoint looks at: bearings clockwise from north, in degrees."""

    bearing_deg: int
    from_deg: int
    to_deg: int
    orientation_table: bool
    state: ViewpointState


@dataclass(frozen=True)
class PlaceText:
    """A place in one language."""

    name: str
    description: str = ""


@dataclass(frozen=True)
class PlaceSheet:
    """A named point: a town, a viewpoint, a service."""

    id: int
    kind: PlaceKind
    lon: float
    lat: float
    texts: Mapping[Language, PlaceText]
    created_at: datetime
    modified_at: datetime
    size: int = 3
    viewpoint: ViewpointSheet | None = None


@dataclass(frozen=True)
class PlaceAlong:
    """A place seen from a route: metres along it, and metres aside."""

    place: PlaceSheet
    at_m: float
    aside_m: float


@dataclass(frozen=True)
class LabelSheet:
    """A label that is held now: `scheme` is its key, `names` what the scheme is called."""

    scheme: str
    names: Mapping[Language, str]
    number: str
    awarded_on: date
    expires_on: date


@dataclass(frozen=True)
class ProviderSheet:
    """Somebody who welcomes travellers at a place, and the labels held now."""

    place: PlaceSheet
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    labels: tuple[LabelSheet, ...] = ()


@dataclass(frozen=True)
class ProviderAlong:
    """A provider seen from a route: metres along it, and metres aside."""

    provider: ProviderSheet
    at_m: float
    aside_m: float


@dataclass(frozen=True)
class TerritoryCrossed:
    """A territory that a route enters `from_m` along, and the metres of the route inside it."""

    kind: TerritoryKind
    code: str
    name: str
    from_m: float
    length_m: float
    is_demo: bool = False


@dataclass(frozen=True)
class ClosureSheet:
    """A disturbance in force on a route: `stretches` are (from, to) in metres along it."""

    id: int
    reason: ClosureReason
    effect: ClosureEffect
    starts_on: date
    ends_on: date | None
    texts: Mapping[Language, str]
    stretches: tuple[tuple[float, float], ...]
