"""Heights for a line that is being drawn."""

from http import HTTPStatus
from typing import Annotated

import numpy as np
from flask import Blueprint
from pydantic import Field

from app import here
from app.access import Access
from app.api.drawing.bodies import Latitude, Longitude
from app.api.registry.answers import Shown
from app.api.registry.contract import Answer, Contract, Shape, promises
from app.errors import Refusal
from app.height_sources import height_sources
from app.messages import sentence
from gis.terrain.heights import HeightsError, heights_at

MOST_POSITIONS = 200_000


class Positions(Shape):
    """Places as longitude and latitude in degrees WGS 84."""

    positions: Annotated[
        list[tuple[Longitude, Latitude]],
        Field(min_length=1, max_length=MOST_POSITIONS, fail_fast=True),
    ]


class HeightsNow(Shown):
    """Metres above the sea to the decimetre, null where unknown; the models that knew some."""

    heights: list[float | None]
    models: list[str]


@promises(
    Access.OFFICER,
    Contract(
        "The heights of places, as terrain models know them.",
        gives=HeightsNow,
        takes=Positions,
        is_large=True,
    ),
)
def heights(body: Positions) -> Answer:
    """All that is known of them; 503 where the altimetry service is asked and does not answer."""
    lon, lat = np.array(body.positions, np.float64).T
    try:
        found = heights_at(height_sources(here.settings()), lon, lat)
    except HeightsError as silent:
        raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, sentence(silent), key=silent.key) from None
    known = [None if np.isnan(height) else height for height in found.metres.tolist()]
    return Answer(HeightsNow(heights=known, models=list(found.models)))


def add_to(api: Blueprint) -> None:
    """The address of this room."""
    api.add_url_rule("/api/drawing/heights", "drawing_heights", heights, methods=["POST"])
