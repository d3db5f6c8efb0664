"""Stages: cutting a route at named places."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.revisions import revised
from app.models import Part, Place, Route, RouteLine, Stage
from gis.along import along
from gis.errors import LineError
from gis.places_in_order import places_in_order

WITHIN_M = 1500
"""A stage's place lies this near to the line, or it is not on the way."""


def set_stages(session: Session, route: Route, places: Sequence[Place]) -> None:
    """Cuts a route at `places`, the first of which is where it starts and the last its end.

    Raises LineError naming the first place that the line does not pass in that order, or at
    which it does not start or end.
    """
    with revised(session, route, Part.LINE):
        line = session.scalars(select(RouteLine.geom).where(RouteLine.id == route.line_id)).one()
        measured = along(line)
        points = [(place.geom.x, place.geom.y) for place in places]
        cuts_m = places_in_order(measured, points, WITHIN_M)
        ends_m = {0: 0.0, len(places) - 1: measured.length_m}
        for index, (place, at_m) in enumerate(zip(places, cuts_m, strict=True)):
            if at_m is None or at_m != ends_m.get(index, at_m):
                raise LineError(
                    "stages.place_off_route", place=place.texts["fr"]["name"], within_m=WITHIN_M
                )
        stage_ends_m = [at_m for at_m in cuts_m[1:] if at_m is not None]
        route.start_place = places[0]
        kept = route.stages[: len(stage_ends_m)]
        del route.stages[len(stage_ends_m) :]
        for number, (place, end_m) in enumerate(
            zip(places[1:], stage_ends_m, strict=True), start=1
        ):
            if number <= len(kept):
                kept[number - 1].end_place = place
                kept[number - 1].end_m = end_m
                kept[number - 1].to_check = False
            else:
                route.stages.append(Stage(number=number, end_place=place, end_m=end_m))
