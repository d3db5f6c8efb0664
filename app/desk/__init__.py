"""The desk: where officers describe, check, publish and follow routes."""

from flask import Blueprint, Response

from app.desk.accounts import organisations, own_account, people
from app.desk.accounts import sign_in as account
from app.desk.imports import pages as imports
from app.desk.register import bulk, new_route, route_list, trash
from app.desk.route import (
    contributors,
    drawing,
    facts,
    history,
    overview,
    photos,
    places,
    previews,
    publication,
    steps,
    texts,
    variants,
)
from app.signed_in import COOKIE_PATH, page_secret, signed_in

desk = Blueprint("desk", __name__, url_prefix=COOKIE_PATH)
for room in (
    account,
    own_account,
    people,
    organisations,
    route_list,
    new_route,
    bulk,
    overview,
    drawing,
    trash,
    imports,
    facts,
    texts,
    photos,
    variants,
    publication,
    history,
    contributors,
    steps,
    previews,
    places,
):
    room.add_to(desk)


@desk.context_processor
def _for_templates() -> dict[str, object]:
    return {"person": signed_in(), "page_secret": page_secret}


@desk.after_request
def _kept_nowhere(response: Response) -> Response:
    """What the desk shows is for whoever is signed in alone."""
    response.headers["Cache-Control"] = "no-store, private"
    return response
