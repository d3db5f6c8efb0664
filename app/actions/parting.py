"""Parting: the route that the rest of another becomes."""

from app.actions.anchors import STAGE_M
from app.actions.carried import copy_details, copy_stages
from app.models import Contributor, Route, RouteText
from gis.vocabulary import Language

KEPT_BY_PARTS = (
    "number",
    "kind",
    "practices",
    "shape",
    "waymarking",
    "difficulty",
    "owner",
    "start_place",
    "licence",
    "licence_url",
    "redistributable",
    "declared_gaps",
    "is_demo",
    "verified_on",
    "verified_by",
)
"""What both parts of a route that is split have from it."""


def second_part(route: Route, at_m: float, title: str) -> Route:
    """A route, not yet stored, with what another one has, called `title` and begun at `at_m`.

    Whoever has a part in the one has it in the other. Stages, steps and sections are all there,
    along the whole line.
    """
    second = Route(**{name: getattr(route, name) for name in KEPT_BY_PARTS})
    second.texts.append(_text_from(route, at_m, title))
    second.contributors += [
        Contributor(
            organisation=one.organisation, role=one.role, may_edit=one.may_edit, does=one.does
        )
        for one in route.contributors
    ]
    copy_stages(route, second)
    copy_details(route, second)
    return second


def _text_from(route: Route, at_m: float, title: str) -> RouteText:
    """What is known of a route that begins within another one."""
    start = next(
        (stage.end_place for stage in route.stages if abs(stage.end_m - at_m) <= STAGE_M), None
    )
    whole = route.text(Language.FR)
    return RouteText(
        language=Language.FR,
        title=title,
        departure=str(start.texts[Language.FR]["name"]) if start else "",
        arrival=whole.arrival if whole else "",
    )
