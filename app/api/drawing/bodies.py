"""What a page that draws sends: lines, and where instructions stand on them."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.api.registry.addresses import HIGHEST
from app.api.registry.bodies import MOST_STEPS, Id, Line, Metres, Name, StepText, Title
from app.api.registry.contract import Shape
from app.models import Part
from gis.repairs import MOST_DEFECTS
from gis.vocabulary import Language

NARROWEST_M = 0.1
SIMPLEST_M = 1000.0
SNAPPED_M = 200.0
"""What the command line allows, too."""

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-85, le=85)]


class Drawn(Shape):
    """A line as it is being drawn."""

    line: Line


class ToRepair(Shape):
    """A finding, by its key and its place; one on the whole line has none."""

    key: Name
    at_m: float | None


class Repairs(Drawn):
    """A line, and its findings to mend."""

    repairs: Annotated[list[ToRepair], Field(min_length=1, max_length=MOST_DEFECTS)]


class Simplify(Drawn):
    """A line, and how far its vertices may lie from a simpler one."""

    tolerance_m: Annotated[float, Field(ge=NARROWEST_M, le=SIMPLEST_M)]


class Snap(Drawn):
    """A line, and the route on whose line to put it where it runs within so many metres."""

    route_id: Id
    within_m: Annotated[float, Field(ge=1, le=SNAPPED_M)]


class StepDrawn(Shape):
    """An instruction where it stands on the line that is sent; a new one has no id."""

    id: Id | None
    at_m: Metres
    texts: dict[Language, StepText]
    to_check: bool = False


class StepsDrawn(Shape):
    """All instructions in order, over the version of them that was read."""

    seen: Annotated[int, Field(ge=0, le=HIGHEST)]
    steps: Annotated[list[StepDrawn], Field(max_length=MOST_STEPS)]


class DrawingBody(Drawn):
    """A line, whether it is travelled the other way now, and its instructions.

    Without these, those that are there go with the line.
    """

    is_reversed: bool = False
    steps: StepsDrawn | None = None

    def seen_of(self, part: Part, seen: int) -> int:
        """The version of a part that the writer had read."""
        return self.steps.seen if self.steps and part == Part.STEPS else seen


class Cut(Shape):
    """Where a route ends from now on, and what the rest of it is called."""

    at_m: Metres
    title: Annotated[Title, StringConstraints(strip_whitespace=True, min_length=1)]


class Around(Shape):
    """A box in degrees, and the route whose own line is not asked for."""

    west: Longitude
    south: Latitude
    east: Longitude
    north: Latitude
    besides: Annotated[int, Field(ge=0, le=HIGHEST)] = Field(0, alias="except")


class FileName(Shape):
    """What a file is called."""

    name: Name = ""
