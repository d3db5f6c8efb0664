"""Where at the desk each remark on a route is mended."""

from dataclasses import dataclass

from flask import url_for

from app.messages import located_sentence
from app.models import Part, Route
from gis.findings import Finding
from gis.vocabulary import Language

MENDED_AT: dict[str, tuple[str, dict[str, object], Part]] = {
    "publish.no_practice": ("facts", {}, Part.FACTS),
    "publish.no_licence": ("facts", {}, Part.FACTS),
    "publish.details_off_line": ("steps", {}, Part.STEPS),
    "publish.photo_without_credit": ("photos", {}, Part.PHOTOS),
    "publish.photo_rights_ended": ("photos", {}, Part.PHOTOS),
    "check.steps": ("steps", {}, Part.STEPS),
    **{
        f"publish.{lack}": ("texts", {"language": Language.FR}, Part.TEXT_FR)
        for lack in ("no_name", "no_start", "no_end")
    },
}
"""The tab where what is lacking is mended: its endpoint, what its address names, its part."""
GAPS = "coupures"
"""The place on the page of the publication where the gaps of the line are declared."""


@dataclass(frozen=True)
class Reason:
    """A remark, the page where it is mended, and the part of the route where that is a tab's."""

    sentence: str
    address: str = ""
    part: Part | None = None


def reason_said(route: Route, reason: Finding) -> Reason:
    """A remark in words; without an address where the desk has no page for it."""
    said = located_sentence(reason)
    if reason.key == "line.gap":
        return Reason(said, url_for("desk.publication", route_id=route.id, _anchor=GAPS))
    if reason.key == "publish.no_line" or reason.key.startswith("line."):
        return Reason(said, url_for("desk.drawing", route_id=route.id))
    if reason.key not in MENDED_AT:
        return Reason(said)
    endpoint, address, part = MENDED_AT[reason.key]
    named: dict[str, object] = {"route_id": route.id, **address}
    return Reason(said, url_for(f"desk.{endpoint}", **named), part)  # type: ignore[arg-type]
