"""Gestures on a line that is sent along: looked at, repaired, simplified, snapped; none stores."""

from flask import Blueprint
from shapely import MultiLineString

from app.access import Access
from app.api.drawing.answers import LineOnly, Looked
from app.api.drawing.bodies import Drawn, Repairs, Simplify, Snap, ToRepair
from app.api.registry.bodies import Line
from app.api.registry.contract import Answer, Contract, promises
from app.api.registry.line_shapes import (
    MOST_FINDINGS,
    coordinates_of,
    drawn_intake,
    findings_now,
    home,
)
from app.database import db
from app.queries.near_lines import known_line
from app.signed_in import the_person
from gis import line as lines
from gis.along import along
from gis.checks import check_line
from gis.editing.snapping import snap as snapped
from gis.errors import GisError
from gis.findings import Finding
from gis.profile import profile
from gis.repairs import repaired

SAME_M = 1e-3
"""Two places of a finding closer than this are one: it was read as a decimal."""


@promises(
    Access.OFFICER,
    Contract("What a line measures, and what is wrong.", gives=Looked, takes=Drawn, is_large=True),
)
def look(body: Drawn) -> Answer:
    """Measures and checks a line."""
    line = drawn_intake(body.line).line
    measured = along(line)
    heights = profile(measured)
    findings = check_line(line, home())
    return Answer(
        Looked(
            length_m=measured.length_m,
            ascent_m=heights and heights.total.ascent_m,
            descent_m=heights and heights.total.descent_m,
            findings=findings_now(findings),
            more_findings=max(0, len(findings) - MOST_FINDINGS),
        )
    )


@promises(
    Access.OFFICER,
    Contract("Mends findings of a line.", gives=LineOnly, takes=Repairs, is_large=True),
)
def repair(body: Repairs) -> Answer:
    """Mends some findings of a line; vertices beside them stay as they are."""
    line = drawn_intake(body.line).line
    found = [one for one in check_line(line, home()) if one.repair and _is_named(one, body.repairs)]
    if not found:
        raise GisError("drawing.finding_gone")
    return _line(repaired(line, found))


@promises(
    Access.OFFICER,
    Contract("Leaves out vertices.", gives=LineOnly, takes=Simplify, is_large=True),
)
def simplify(body: Simplify) -> Answer:
    """Fewer vertices, the others within a tolerance of the new line."""
    return _line(lines.simplify(drawn_intake(body.line).line, body.tolerance_m))


@promises(
    Access.OFFICER,
    Contract("Puts a line on another route’s.", gives=LineOnly, takes=Snap, is_large=True),
)
def snap(body: Snap) -> Answer:
    """The line on that of a route wherever it runs along it."""
    line = drawn_intake(body.line).line
    other = known_line(db.session, the_person(), body.route_id)
    if other is None:
        raise GisError("drawing.no_such_route")
    return _line(snapped(line, other, body.within_m))


def _is_named(finding: Finding, named: list[ToRepair]) -> bool:
    return any(one.key == finding.key and _is_at(finding.at_m, one.at_m) for one in named)


def _is_at(at_m: float | None, said_m: float | None) -> bool:
    if at_m is None or said_m is None:
        return at_m is said_m
    return abs(at_m - said_m) <= SAME_M


def _line(line: MultiLineString) -> Answer:
    if line.is_empty:
        raise GisError("line.empty")
    return Answer(LineOnly(line=Line(type="MultiLineString", coordinates=coordinates_of(line))))


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    for name, view in (
        ("look", look),
        ("repair", repair),
        ("simplify", simplify),
        ("snap", snap),
    ):
        api.add_url_rule(f"/api/drawing/{name}", f"drawing_{name}", view, methods=["POST"])
