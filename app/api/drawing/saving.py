"""Saving: a line and its instructions at once; a route cut in two."""

from http import HTTPStatus

from flask import Blueprint, url_for

from app.access import Access
from app.actions.drawn import Drawing, save_drawing
from app.actions.lines import split_line
from app.actions.revisions import UNSIGNED
from app.actions.steps import PlacedStep
from app.api.drawing.answers import DrawingNow, NewDraft
from app.api.drawing.bodies import Cut, DrawingBody, StepsDrawn
from app.api.registry.addresses import ROUTE
from app.api.registry.contract import Answer, Contract, promises
from app.api.registry.line_shapes import MOST_FINDINGS, drawn_intake, findings_now, home
from app.api.registry.versions import signed
from app.database import db
from app.models import Part, Route
from app.queries.editing import line_of, the_route
from app.queries.parts import part_document, part_version
from gis.findings import Finding


@promises(
    Access.EDIT_ROUTE,
    Contract(
        "Stores a drawing: a line, and instructions on it.",
        gives=DrawingNow,
        takes=DrawingBody,
        writes_version=True,
        is_large=True,
    ),
)
def put_drawing(route_id: int, body: DrawingBody, seen: int) -> Answer:
    """Stores a line as it was drawn, over the version of it that was read; what stands on it goes
    with it, instructions that are given to where they were placed."""
    route = the_route(db.session, route_id)
    intake = drawn_intake(body.line)
    steps = _placed(body.steps) if body.steps else None
    drawing = Drawing(intake.line, intake.noticed, body.is_reversed, steps)
    with db.writing():
        on_line = signed(route, Part.LINE, seen)
        on_steps = signed(route, Part.STEPS, body.steps.seen) if body.steps else UNSIGNED
        save_drawing(db.session, route, drawing, home(), on_line, on_steps)
    return _drawing(route)


@promises(
    Access.EDIT_ROUTE,
    Contract(
        "Cuts a route in two: the rest becomes a draft.",
        gives=NewDraft,
        takes=Cut,
        status=HTTPStatus.CREATED,
        writes_version=True,
    ),
)
def split(route_id: int, body: Cut, seen: int) -> Answer:
    """Ends a route at a distance along its line; what lies behind becomes a draft of its own."""
    route = the_route(db.session, route_id)
    with db.writing():
        by = signed(route, Part.LINE, seen)
        draft = split_line(db.session, route, body.at_m, body.title, home(), by)
    address = url_for("api.registry_route", route_id=draft.id)
    version = part_version(db.session, route.id, Part.LINE)
    told = NewDraft(route_id=draft.id, slug=draft.slug, url=address, line_version=version)
    return Answer(told, version, address)


def _placed(sent: StepsDrawn) -> list[PlacedStep]:
    return [PlacedStep(one.at_m, one.texts, one.to_check, one.id) for one in sent.steps]


def _drawing(route: Route) -> Answer:
    stored = line_of(db.session, route)
    assert stored is not None
    findings = [Finding(**finding) for finding in stored.findings]
    version = part_version(db.session, route.id, Part.LINE)
    shown = DrawingNow(
        length_m=stored.length_m,
        ascent_m=stored.ascent_m,
        descent_m=stored.descent_m,
        findings=findings_now(findings),
        more_findings=max(0, len(findings) - MOST_FINDINGS),
        line_version=version,
        steps=(part_document(route, Part.STEPS) or {})["steps"],
        steps_version=part_version(db.session, route.id, Part.STEPS),
    )
    return Answer(shown, version)


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    rule = f"/api/routes/{ROUTE}"
    api.add_url_rule(f"{rule}/drawing", "drawing_put", put_drawing, methods=["PUT"])
    api.add_url_rule(f"{rule}/split", "drawing_split", split, methods=["POST"])
