"""Tables and their invariants; `docs/model.md` says what they mean."""

from app.models.change import Change, ChangeKind, ChangeSubject
from app.models.line import RouteLine
from app.models.organisation import Organisation
from app.models.place import Place, Viewpoint
from app.models.registry import Base
from app.models.route import Route, RouteSlug, RouteState
from app.models.snapshot import Snapshot
from app.models.stage import Stage
from app.models.text import RouteText

__all__ = [
    "Base",
    "Change",
    "ChangeKind",
    "ChangeSubject",
    "Organisation",
    "Place",
    "Route",
    "RouteLine",
    "RouteSlug",
    "RouteState",
    "RouteText",
    "Snapshot",
    "Stage",
    "Viewpoint",
]
