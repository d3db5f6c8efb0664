"""The map of all routes and the list beside it."""

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for

from app import here
from app.access import Access, allow
from app.database import db
from app.language import preferred_language
from app.queries.places import largest_towns
from app.queries.route_filter import LENGTHS_KM, RouteFilter
from app.queries.search import filter_choices, route_cards
from app.remembered import remembered
from app.site.drawing import bounds_of
from app.site.maps import drawn_map, legible
from gis.vocabulary import Language


@allow(Access.PUBLIC)
def front() -> Response:
    """Sends to the home page in the browser's language."""
    answer = redirect(url_for("site.home", lang=preferred_language()))
    answer.vary.add("Accept-Language")
    return answer  # type: ignore[return-value]


@allow(Access.PUBLIC)
def favicon() -> Response:
    """Where browsers look that have not read the page."""
    return redirect(current_app.jinja_env.globals["static"]("img/balise.svg"))  # type: ignore[return-value,operator]


@allow(Access.PUBLIC)
@remembered
def home(lang: Language) -> str:
    """Routes that answer the filter of the address, fifty a page, and their map."""
    settings = here.settings()
    route_filter = RouteFilter.from_query(request.args, settings.departement.today())
    page = route_cards(db.session, route_filter, lang, request.args.get("page", 1, type=int))
    bounds = bounds_of(card.sketch.pieces for card in page.cards) if page.pages == 1 else None
    bounds = bounds or settings.departement.bounds
    towns = [
        (str(town.texts["fr"]["name"]), town.geom.x, town.geom.y)
        for town in largest_towns(db.session, bounds)
    ]
    return render_template(
        "site/home.html",
        filter=route_filter,
        query=route_filter.to_query(),
        choices=filter_choices(db.session, lang),
        lengths=LENGTHS_KM,
        page=page,
        bounds=bounds,
        drawn=drawn_map(
            settings,
            bounds,
            [
                (route_filter.practice or card.practices[0], card.sketch.pieces)
                for card in page.cards
            ],
            [one for one in legible(towns, bounds) if one[0]],
        ),
    )


def add_to(site: Blueprint) -> None:
    """The addresses of this room."""
    site.add_url_rule("/", view_func=front)
    site.add_url_rule("/favicon.ico", view_func=favicon)
    site.add_url_rule("/<language:lang>/", view_func=home)
