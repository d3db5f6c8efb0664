"""What editors' programs send: bodies and queries."""

from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, StringConstraints

from app.actions.facts import HIGHEST_CLIMB_M, LONGEST
from app.actions.steps import LONGEST_STEP
from app.actions.texts import LONGEST_TITLE, LONGEST_WORDS
from app.api.registry.addresses import HIGHEST
from app.api.registry.contract import Shape
from app.models import Part, RouteState
from gis.vocabulary import Figure, Language, Practice, RouteKind
from gis.vocabulary import Shape as RouteShape

Item = TypeVar("Item")

NO_NUL = r"^[^\u0000]*$"
WEB = r"^(https?://[^\u0000\s]*)?$"
LONGEST_NAME = 200
MOST_PIECES = 10_000
MOST_STEPS = 1000
FARTHEST_M = 100_000_000
"""Beyond the end of any line."""

Title = Annotated[str, StringConstraints(max_length=LONGEST_TITLE, pattern=NO_NUL)]
Text = Annotated[str, StringConstraints(max_length=LONGEST_WORDS, pattern=NO_NUL)]
StepText = Annotated[str, StringConstraints(max_length=LONGEST_STEP, pattern=NO_NUL)]
Name = Annotated[str, StringConstraints(max_length=LONGEST_NAME, pattern=NO_NUL)]
Number = Annotated[str, StringConstraints(max_length=LONGEST["number"], pattern=NO_NUL)]
Waymarking = Annotated[str, StringConstraints(max_length=LONGEST["waymarking"], pattern=NO_NUL)]
Address = Annotated[str, StringConstraints(max_length=LONGEST["url"], pattern=WEB)]
Metres = Annotated[float, Field(ge=0, le=FARTHEST_M)]
Id = Annotated[int, Field(ge=1, le=HIGHEST)]


def _once(items: list[Item]) -> list[Item]:
    if len(set(items)) < len(items):
        raise ValueError("twice")
    return items


ONCE = AfterValidator(_once), Field(json_schema_extra={"uniqueItems": True})
Practices = Annotated[list[Practice], *ONCE]
Languages = Annotated[list[Language], *ONCE, Field(min_length=1)]
Position = Annotated[list[float], Field(min_length=2, max_length=3, fail_fast=True)]
Piece = Annotated[list[Position], Field(min_length=2, fail_fast=True)]
Pieces = Annotated[list[Piece], Field(min_length=1, max_length=MOST_PIECES, fail_fast=True)]


class Line(Shape):
    """A GeoJSON line: longitude, latitude in degrees WGS 84, and height in metres if known."""

    type: Literal["MultiLineString"]
    coordinates: Pieces


class NewRoute(Shape):
    """A route to begin; its line may wait."""

    title: Annotated[Title, Field(min_length=1)]
    kind: RouteKind
    practices: Annotated[Practices, Field(min_length=1)]
    number: Number = ""
    line: Line | None = None


class Facts(Shape):
    """What a route is, beside its words and its line."""

    number: Number
    kind: RouteKind
    practices: Practices
    shape: RouteShape
    waymarking: Waymarking
    difficulty: Annotated[int, Field(ge=1, le=5)] | None
    licence: Name
    licence_url: Address
    redistributable: bool
    stated: dict[Figure, Annotated[int, Field(ge=0, le=HIGHEST_CLIMB_M)]]
    verified_on: date | None
    verified_by: Name


class Texts(Shape):
    """The words of a route in one language; a translation says whether it follows the French."""

    title: Title
    summary: Text
    description: Text
    departure: Text
    arrival: Text
    access: Text
    accessibility: Text
    parking: Text
    public_transport: Text
    advice: Text
    is_up_to_date: bool = True


class StepWords(Shape):
    """An instruction in other words, French being the source; a new one has no id.

    `at_m` is its place along the line; without one it stays where it is.
    """

    id: Id | None
    texts: dict[Language, StepText]
    to_check: bool = False
    at_m: Metres | None = None


class StepsBody(Shape):
    """The instructions to keep, all with a place or all without; those not named are dropped."""

    steps: Annotated[list[StepWords], Field(max_length=MOST_STEPS)]


class ChosenLanguages(Shape):
    """The languages that something is asked for."""

    languages: Languages


class ToPublish(ChosenLanguages):
    """The languages to publish; with the seal of what was read, that and nothing else."""

    seal: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = None


class Wanted(Shape):
    """Which routes to list, all or those of one's own organisation, and which page of them."""

    q: Annotated[str, StringConstraints(max_length=LONGEST_NAME, pattern=NO_NUL)] = ""
    state: RouteState | None = None
    own: bool = False
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class WantedRevisions(Shape):
    """Which page of the revisions, of one part or of all."""

    part: Part | None = None
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
