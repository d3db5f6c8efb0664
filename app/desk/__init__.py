"""The desk: where officers describe, check, publish and follow routes."""

from flask import Blueprint, Response

from app.desk import account, route_list
from app.signed_in import COOKIE_PATH, page_secret, signed_in

desk = Blueprint("desk", __name__, url_prefix=COOKIE_PATH)
for room in (account, route_list):
    room.add_to(desk)


@desk.context_processor
def _for_templates() -> dict[str, object]:
    return {"person": signed_in(), "page_secret": page_secret}


@desk.after_request
def _kept_nowhere(response: Response) -> Response:
    """What the desk shows is for whoever is signed in alone."""
    response.headers["Cache-Control"] = "no-store, private"
    return response
