"""Tables and their invariants; `docs/model.md` says what they mean."""

from app.models.beside import Beside
from app.models.change import Change, ChangeKind, ChangeSubject
from app.models.closure import Closure
from app.models.contributor import Contributor
from app.models.line import RouteLine
from app.models.network import Network, NetworkWay
from app.models.organisation import Organisation
from app.models.person import Person
from app.models.photo import Photo, RoutePhoto
from app.models.place import Place, Viewpoint
from app.models.provider import Label, LabelScheme, Provider
from app.models.registry import Base
from app.models.revision import Gesture, Part, Revision
from app.models.route import Route, RouteSlug, RouteState
from app.models.section import Section
from app.models.snapshot import Snapshot
from app.models.stage import Stage
from app.models.step import Step
from app.models.territory import Crossing, Territory
from app.models.text import RouteText
from app.models.theme import Theme, ThemeItem
from app.models.token import SignInFailure, Token, TokenKind
from app.models.transit import BusLine, ServiceCalendar, Stop, StopTime, TransitFeed, Trip
from app.models.upload import Upload
from app.models.variant import Variant

__all__ = [
    "Base",
    "Beside",
    "BusLine",
    "Change",
    "ChangeKind",
    "ChangeSubject",
    "Closure",
    "Contributor",
    "Crossing",
    "Gesture",
    "Label",
    "LabelScheme",
    "Network",
    "NetworkWay",
    "Organisation",
    "Part",
    "Person",
    "Photo",
    "Place",
    "Provider",
    "Revision",
    "Route",
    "RouteLine",
    "RoutePhoto",
    "RouteSlug",
    "RouteState",
    "RouteText",
    "Section",
    "ServiceCalendar",
    "SignInFailure",
    "Snapshot",
    "Stage",
    "Step",
    "Stop",
    "StopTime",
    "Territory",
    "Theme",
    "ThemeItem",
    "Token",
    "TokenKind",
    "TransitFeed",
    "Trip",
    "Upload",
    "Variant",
    "Viewpoint",
]
