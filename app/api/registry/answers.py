"""What editors' programs are answered."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import ConfigDict, Field

from app.api.registry.contract import Shape
from app.models import Gesture, Part, RouteState
from app.queries.people import Right
from gis.vocabulary import Figure, Language, Practice, RouteKind, Severity, TextState
from gis.vocabulary import Shape as RouteShape


class Shown(Shape):
    """What comes from the register, where words are plain text."""

    model_config = ConfigDict(strict=False)


class FactsNow(Shown):
    """The facts of a route, even such as could not be sent today."""

    number: str
    kind: RouteKind
    practices: list[Practice]
    shape: RouteShape
    waymarking: str
    difficulty: int | None
    licence: str
    licence_url: str
    redistributable: bool
    stated: dict[Figure, int]
    verified_on: date | None
    verified_by: str


class TextsNow(Shown):
    """The words of a route in one language; a translation says whether it follows the French."""

    title: str
    summary: str
    description: str
    departure: str
    arrival: str
    access: str
    accessibility: str
    parking: str
    public_transport: str
    advice: str
    is_up_to_date: bool


class Step(Shown):
    """An instruction, and where it stands along the line."""

    id: int
    texts: dict[Language, str]
    to_check: bool
    at_m: float


class Steps(Shown):
    """The instructions in order."""

    steps: list[Step]


class ProposedStep(Shown):
    """An instruction that a line suggests."""

    texts: dict[Language, str]
    to_check: bool
    at_m: float


class ProposedSteps(Shown):
    """What a line suggests, in order."""

    steps: list[ProposedStep]


class RouteRow(Shown):
    """A route as the list shows it."""

    id: int
    slug: str
    number: str
    title: str
    kind: RouteKind
    practices: list[Practice]
    state: RouteState
    languages: dict[Language, TextState]
    owner: str
    length_m: float | None
    modified_at: datetime
    url: str


class RoutePage(Shown):
    """One page of routes."""

    total: int
    page: int
    routes: list[RouteRow]


class PartNow(Shown):
    """A part as it is, and its version."""

    version: int
    document: dict[str, Any] | None


class RouteNow(RouteRow):
    """A route with all its parts, and what its reader may do with it."""

    rights: list[Right]
    parts: dict[Part, PartNow]


class FindingNow(Shown):
    """What was noticed of a line, in words; `repair` names what would mend it, if anything."""

    key: str
    severity: Severity
    detail: str
    at_m: float | None
    to_m: float | None
    lon: float | None
    lat: float | None
    repair: str
    repair_name: str


class LineNow(Shown):
    """The line of a route as GeoJSON, its figures, and what was noticed of it."""

    type: Literal["MultiLineString"]
    coordinates: list[list[list[float]]]
    length_m: float
    ascent_m: float | None
    descent_m: float | None
    findings: list[FindingNow]


class RevisionRow(Shown):
    """One revision of a part."""

    part: Part
    number: int
    gesture: Gesture
    author: str
    at: datetime
    remark: str
    document: dict[str, Any]


class RevisionPage(Shown):
    """One page of revisions, the newest first."""

    total: int
    page: int
    revisions: list[RevisionRow]


class Reason(Shown):
    """What a route lacks, as a key and in words."""

    key: str
    detail: str


class Publication(Shown):
    """How far each language of a route has come, and what keeps French from the public.

    `seal` stands for all that publishing now would show, null where that cannot be drawn yet.
    """

    state: RouteState
    languages: dict[Language, TextState]
    reasons: list[Reason]
    seal: str | None


class Completeness(Shown):
    """How much of what makes a route worth following has been said, in percent."""

    percent: int
    missing: list[Reason]


class FieldRefused(Shown):
    """A field that does not fit."""

    field: str
    key: str
    detail: str


class Problem(Shown):
    """A refusal, as RFC 9457 has it; `detail` is in the reader's language."""

    status: int
    title: str
    detail: str
    key: str = ""
    fields: list[FieldRefused] = Field(default_factory=list)
    reasons: list[Reason] = Field(default_factory=list)


class Mine(Shown):
    """What a writer started from, and what they sent."""

    version: int
    document: dict[str, Any] | None


class Theirs(PartNow):
    """What is there instead."""

    author: str
    at: datetime


class BothVersions(Shown):
    """The refusal of a change to a part that has changed since it was read."""

    status: int
    title: str
    detail: str
    key: str
    part: Part
    mine: Mine
    theirs: Theirs
