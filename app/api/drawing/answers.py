"""What a page that draws is answered."""

from app.api.registry.answers import FindingNow, Shown, Step
from app.api.registry.bodies import Line


class Looked(Shown):
    """What a line measures, and what was noticed of it, in the order of its course.

    `more_findings` counts those beyond the first some hundreds.
    """

    length_m: float
    ascent_m: float | None
    descent_m: float | None
    findings: list[FindingNow]
    more_findings: int = 0


class LineOnly(Shown):
    """A line after a gesture."""

    line: Line


class LineNear(Shown):
    """What is near of a route's line: its own vertices, in pieces."""

    route_id: int
    title: str
    coordinates: list[list[list[float]]]


class LinesNear(Shown):
    """Lines of other routes, the nearest first."""

    lines: list[LineNear]


class LineRead(Shown):
    """A line of a file, and what is to be said of it."""

    name: str
    line: Line
    detail: str


class Unread(Shown):
    """A part of a file that gives no line, and why."""

    name: str
    detail: str


class FileRead(Shown):
    """The lines of a file, the parts that are none, and how many lines more it holds."""

    lines: list[LineRead]
    refused: list[Unread]
    left_out: int


class DrawingNow(Looked):
    """A line and its instructions as they are stored now, each with its version."""

    line_version: int
    steps: list[Step]
    steps_version: int


class NewDraft(Shown):
    """The route that the rest of another has become, and the version of what is left of it."""

    route_id: int
    slug: str
    url: str
    line_version: int
