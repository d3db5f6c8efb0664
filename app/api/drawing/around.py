"""Lines around: what there is to snap to."""

from flask import Blueprint

from app.access import Access
from app.api.drawing.answers import LineNear, LinesNear
from app.api.drawing.bodies import Around
from app.api.registry.contract import Answer, Contract, promises
from app.database import db
from app.queries.near_lines import lines_near
from app.signed_in import the_person
from gis.errors import GisError

WIDEST_DEG = 0.25
MOST_LINES = 200
MOST_VERTICES = 50_000


@promises(
    Access.OFFICER,
    Contract("The lines of other routes in a box.", gives=LinesNear, asks=Around),
)
def near(asked: Around) -> Answer:
    """What meets the box of lines that one may see or that are public, as exact vertices."""
    width_deg, height_deg = asked.east - asked.west, asked.north - asked.south
    if not (0 <= width_deg <= WIDEST_DEG and 0 <= height_deg <= WIDEST_DEG):
        raise GisError("drawing.box_too_wide")
    box = (asked.west, asked.south, asked.east, asked.north)
    found: list[LineNear] = []
    left = MOST_VERTICES
    around = lines_near(db.session, the_person(), box, asked.besides, MOST_LINES)
    for route_id, title, pieces in around:
        left -= sum(len(piece) for piece in pieces)
        if left < 0:
            break
        coordinates = [piece.tolist() for piece in pieces]
        found.append(LineNear(route_id=route_id, title=title, coordinates=coordinates))
    return Answer(LinesNear(lines=found))


def add_to(api: Blueprint) -> None:
    """The address of this room."""
    api.add_url_rule("/api/drawing/near", "drawing_near", near)
