"""Stored things, valid by default: each takes the changes that a test is about."""

from datetime import UTC, datetime
from typing import Any

import shapely
from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions.publication import publish_route
from app.actions.routes import add_route, set_line
from app.models import Organisation, Place, Route, RouteText
from app.models.organisation import OrganisationKind
from gis.sheets import LICENCE_OUVERTE
from gis.vocabulary import Language, PlaceKind, Practice, RouteKind, Shape
from tests.builders import a_line

NOW = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


def a_stored_committee(session: Session, **changes: Any) -> Organisation:
    """A committee."""
    fields: dict[str, Any] = {"key": "cdt", "name": "CDT", "kind": OrganisationKind.COMMITTEE}
    committee = Organisation(**{**fields, **changes})
    session.add(committee)
    session.flush()
    return committee


def a_stored_town(session: Session, name: str, lon: float, lat: float) -> Place:
    """A small town."""
    town = Place(
        key=name.lower(),
        kind=PlaceKind.TOWN,
        geom=shapely.Point(lon, lat),
        texts={"fr": {"name": name}},
        size=2,
    )
    session.add(town)
    session.flush()
    return town


def a_stored_route(
    session: Session,
    *,
    title: str = "Autour de Condom",
    line: MultiLineString | None = None,
    departure: str = "Condom",
    **changes: Any,
) -> Route:
    """A draft that lacks nothing for publication."""
    fields: dict[str, Any] = {
        "kind": RouteKind.VELOROUTE,
        "practices": [Practice.TOURING_CYCLING],
        "shape": Shape.LINEAR,
        "licence": LICENCE_OUVERTE.name,
        "licence_url": LICENCE_OUVERTE.url,
        "redistributable": True,
        "texts": [
            RouteText(
                language=Language.FR,
                title=title,
                summary="De la Baïse aux remparts.",
                departure=departure,
                arrival="Éauze",
            )
        ],
    }
    if "owner" not in changes:
        fields["owner"] = a_stored_committee(session, key=f"cdt-{title}")
    route = add_route(session, Route(**{**fields, **changes}), wanted_slug=title)
    set_line(session, route, line or a_line())
    return route


def a_published_route(session: Session, **changes: Any) -> Route:
    """The same, published."""
    route = a_stored_route(session, **changes)
    publish_route(session, route, NOW)
    return route
