"""A place as the fields of a form, and back."""

import re

from flask_babel import gettext as _

from app.actions.places import Described
from app.desk.sent import Fields, Sent
from app.models import Place, Viewpoint
from app.words import compass_name
from gis.errors import GisError
from gis.sheets import PlaceText, ViewpointSheet
from gis.vocabulary import Language, PlaceKind, ViewpointState

ALL_ROUND = 360
WIDTHS = (60, 90, 120, 180, ALL_ROUND)
"""Degrees that a view is wide."""
Choices = list[tuple[str, str]]


def fields_of(place: Place, viewpoint: Viewpoint | None) -> dict[str, str]:
    """What a form shows of a place."""
    fields = {"lon": f"{place.geom.x:.6f}", "lat": f"{place.geom.y:.6f}"}
    for language in Language:
        text = place.texts.get(language, {})
        fields[f"name-{language}"] = text.get("name", "")
        fields[f"description-{language}"] = text.get("description", "")
    if viewpoint:
        fields |= {
            "towards": str(viewpoint.bearing_deg),
            "width": str(_width(viewpoint)),
            "orientation_table": "1" if viewpoint.orientation_table else "",
            "state": viewpoint.state,
        }
    return fields


def read_place(sent: Sent, kind: PlaceKind, before: Viewpoint | None = None) -> Described:
    """What fields say. Raises GisError where one of them cannot be read."""
    texts = {
        language: PlaceText(sent.text(f"name-{language}"), sent.text(f"description-{language}"))
        for language in Language
        if sent.text(f"name-{language}") or sent.text(f"description-{language}")
    }
    lon, lat = sent.degrees("lon", 180), sent.degrees("lat", 85)
    return Described(texts, lon, lat, _view(sent, before) if kind == PlaceKind.VIEWPOINT else None)


def choices(fields: Fields) -> dict[str, Choices]:
    """Where a viewpoint may look and how wide; what it does now is always among them."""
    bearings = sorted({*range(0, ALL_ROUND, 45), _degrees(fields.get("towards", ""), 0)})
    widths = sorted({*WIDTHS, _degrees(fields.get("width", ""), WIDTHS[1])})
    return {
        "towards": [(str(deg), f"{compass_name(deg)} ({deg}°)") for deg in bearings],
        "width": [
            (str(deg), _("tout autour") if deg == ALL_ROUND else f"{deg}°") for deg in widths
        ],
        "state": [
            (ViewpointState.IDENTIFIED, _("repéré : pas encore public")),
            (ViewpointState.VALIDATED, _("validé : public")),
            (ViewpointState.PROMOTED, _("mis en avant")),
        ],
    }


def _degrees(typed: str, otherwise: int) -> int:
    """What was typed may be anything."""
    return int(typed) if re.fullmatch(r"[0-9]{1,3}", typed) else otherwise


def _width(viewpoint: Viewpoint) -> int:
    return (viewpoint.to_deg - viewpoint.from_deg) % ALL_ROUND or ALL_ROUND


def _view(sent: Sent, before: Viewpoint | None) -> ViewpointSheet:
    """A view is centred where it looks, unless it was not and nobody turned it."""
    towards, width = sent.number("towards"), sent.number("width")
    if towards is None or width is None or towards > ALL_ROUND or not 0 < width <= ALL_ROUND:
        raise GisError("form.unknown_choice", typed=sent.text("towards"))
    state = sent.text("state") or (before.state if before else ViewpointState.IDENTIFIED)
    if state not in list(ViewpointState):
        raise GisError("form.unknown_choice", typed=state)
    if before and (before.bearing_deg, _width(before)) == (towards, width):
        sides = before.from_deg, before.to_deg
    elif width == ALL_ROUND:
        sides = 0, ALL_ROUND
    else:
        sides = (towards - width // 2) % ALL_ROUND, (towards + width // 2) % ALL_ROUND
    has_table = sent.text("orientation_table") == "1"
    return ViewpointSheet(towards, *sides, has_table, ViewpointState(state))
