"""Routes that coaches and trains bring to, and back from."""

from flask import Blueprint, render_template, request

from app import here
from app.access import Access, allow
from app.database import db
from app.queries.route_filter import FilterError, RouteFilter
from app.queries.search import route_cards
from app.queries.transit import feeds, stops_of_routes
from app.remembered import remembered
from gis.vocabulary import Language

CHOICES_M = (1000, 2000, 5000)
"""How far the stop may be from each end, as the crow flies."""


@allow(Access.PUBLIC)
@remembered
def without_car(lang: Language) -> str:
    """Routes whose two ends have a served stop nearby, fifty a page."""
    asked = request.args.get("within", str(CHOICES_M[0]))
    if asked not in map(str, CHOICES_M):
        raise FilterError("filter.unknown", value=asked[:40])
    within_m = int(asked)
    today = here.today()
    route_filter = RouteFilter(stop_within_m=within_m, today=today)
    page = route_cards(db.session, route_filter, lang, request.args.get("page", 1, type=int))
    return render_template(
        "site/without_car.html",
        choices=CHOICES_M,
        within_m=within_m,
        page=page,
        stops=stops_of_routes(db.session, [card.id for card in page.cards], today, within_m),
        feeds=feeds(db.session),
    )


def add_to(site: Blueprint) -> None:
    """The addresses of this room."""
    site.add_url_rule("/<language:lang>/sans-voiture", view_func=without_car)
