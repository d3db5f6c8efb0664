"""Valid things by default: each takes the changes that a test is about."""

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from shapely import MultiLineString

from gis.formats.route_file import RouteFile
from gis.formats.track import Waypoint
from gis.sheets import (
    LicenceSheet,
    OrganisationSheet,
    PlaceAlong,
    PlaceSheet,
    PlaceText,
    RouteSheet,
    RouteText,
    StageEndSheet,
    StageSheet,
    ViewpointSheet,
)
from gis.vocabulary import Language, PlaceKind, Practice, RouteKind, Shape, ViewpointState

CREATED = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MODIFIED = datetime(2026, 5, 12, 14, 30, tzinfo=UTC)
LICENCE = LicenceSheet("Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte")
ONE_KM_EAST_DEG = 0.01245
"""Nearly a kilometre along the 43.9th parallel."""


def a_line(*pieces: Any, heights: bool = True) -> MultiLineString:
    """A line of the pieces given, or a hilly one of 12 km eastwards from Condom's meridian."""
    if pieces:
        return MultiLineString([np.array(piece, dtype=float) for piece in pieces])
    east = np.linspace(0, 12, 241)
    height = 120 + 40 * np.sin(east * np.pi / 3)
    vertices = np.column_stack((0.37 + east * ONE_KM_EAST_DEG, np.full_like(east, 43.9), height))
    return MultiLineString([vertices if heights else vertices[:, :2]])


def a_waypoint(**changes: Any) -> Waypoint:
    """Larressingle, beside the line."""
    fields = {"lon": 0.4, "lat": 43.901, "height_m": 131.04, "name": "Larressingle"}
    return Waypoint(**{**fields, **changes})


def a_route_file(**changes: Any) -> RouteFile:
    """Everything that a file of a route carries."""
    fields: dict[str, Any] = {
        "name": "Autour de Condom",
        "description": "Une boucle d'un village à l'autre.",
        "line": a_line(),
        "author": "CDT Destination Gers",
        "author_link": "https://www.tourisme-gers.com",
        "licence": LICENCE,
        "link": "https://balise.example/fr/itineraires/autour-de-condom",
        "year": 2026,
        "keywords": ("vélo", "Gers"),
        "waypoints": (a_waypoint(), a_waypoint(lon=0.5, name="Belvédère", symbol="Scenic Area")),
        "notice": "Tracé de démonstration : ne pas suivre sur le terrain.",
        "modified_at": MODIFIED,
    }
    return RouteFile(**{**fields, **changes})


def a_place_sheet(**changes: Any) -> PlaceSheet:
    """A promoted viewpoint, in French and English."""
    fields: dict[str, Any] = {
        "id": 7,
        "kind": PlaceKind.VIEWPOINT,
        "lon": 0.41234567,
        "lat": 43.90123456,
        "texts": {
            Language.FR: PlaceText("Belvédère de Larressingle", "La plus petite cité fortifiée."),
            Language.EN: PlaceText("Larressingle viewpoint"),
        },
        "created_at": CREATED,
        "modified_at": MODIFIED,
        "viewpoint": ViewpointSheet(180, 135, 225, True, ViewpointState.PROMOTED),
    }
    return PlaceSheet(**{**fields, **changes})


def a_stage(**changes: Any) -> StageSheet:
    """The first 12 km, from Condom to Montréal."""
    fields: dict[str, Any] = {
        "id": 1,
        "number": 1,
        "start": StageEndSheet("Condom", 0.37, 43.96),
        "end": StageEndSheet("Montréal-du-Gers", 0.2, 43.95),
        "from_m": 0.0,
        "to_m": 12_000.0,
        "ascent_m": 160.0,
        "descent_m": 140.0,
        "duration_min": 58,
    }
    return StageSheet(**{**fields, **changes})


def a_route_sheet(**changes: Any) -> RouteSheet:
    """A cycle route of two stages and one viewpoint, in French and English."""
    fields: dict[str, Any] = {
        "id": 12,
        "slug": "autour-de-condom",
        "number": "V82",
        "kind": RouteKind.VELOROUTE,
        "practices": (Practice.TOURING_CYCLING,),
        "shape": Shape.LINEAR,
        "waymarking": "Panneaux verts et blancs",
        "difficulty": 2,
        "texts": {
            Language.FR: RouteText(
                title="Autour de Condom",
                summary="De la Baïse aux remparts.",
                description="On quitte Condom par le quai.\n\nPuis les vignes.",
                departure="Condom, quai de la Bouquerie",
                arrival="Éauze, place d'Armagnac",
                parking="Parking du quai (gratuit)",
                public_transport="Lignes liO 936 & 940",
                advice="Casque conseillé pour tous.",
            ),
            Language.EN: RouteText(title="Around Condom", summary="From river to ramparts."),
        },
        "length_m": 24_812.4,
        "ascent_m": 310.0,
        "descent_m": 290.0,
        "lowest_m": 70.0,
        "highest_m": 195.0,
        "duration_min": 119,
        "stages": (
            a_stage(),
            a_stage(id=2, number=2, from_m=12_000.0, to_m=24_812.4, ascent_m=150.0,
                    descent_m=150.0, duration_min=61),
        ),
        "viewpoints": (PlaceAlong(a_place_sheet(), at_m=3_400.0, aside_m=120.0),),
        "owner": OrganisationSheet(1, "CDT Destination Gers", "https://www.tourisme-gers.com"),
        "licence": LICENCE,
        "redistributable": True,
        "is_demo": False,
        "verified_on": date(2026, 4, 1),
        "verified_by": "OT de la Ténarèze",
        "created_at": CREATED,
        "modified_at": MODIFIED,
    }  # fmt: skip
    return RouteSheet(**{**fields, **changes})
