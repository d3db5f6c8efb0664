"""Tables and their invariants; `docs/model.md` says what they mean."""

from app.models.beside import Beside
from app.models.change import Change, ChangeKind, ChangeSubject
from app.models.closure import Closure
from app.models.line import RouteLine
from app.models.organisation import Organisation
from app.models.person import Person
from app.models.place import Place, Viewpoint
from app.models.provider import Label, LabelScheme, Provider
from app.models.registry import Base
from app.models.route import Route, RouteSlug, RouteState
from app.models.section import Section
from app.models.snapshot import Snapshot
from app.models.stage import Stage
from app.models.step import Step
from app.models.territory import Crossing, Territory
from app.models.text import RouteText
from app.models.theme import Theme, ThemeItem
from app.models.transit import BusLine, ServiceCalendar, Stop, StopTime, TransitFeed, Trip

__all__ = [
    "Base",
    "Beside",
    "BusLine",
    "Change",
    "ChangeKind",
    "ChangeSubject",
    "Closure",
    "Crossing",
    "Label",
    "LabelScheme",
    "Organisation",
    "Person",
    "Place",
    "Provider",
    "Route",
    "RouteLine",
    "RouteSlug",
    "RouteState",
    "RouteText",
    "Section",
    "ServiceCalendar",
    "Snapshot",
    "Stage",
    "Step",
    "Stop",
    "StopTime",
    "Territory",
    "Theme",
    "ThemeItem",
    "TransitFeed",
    "Trip",
    "Viewpoint",
]
