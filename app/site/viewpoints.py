"""The viewpoints, on a map and in a list."""

from math import cos, radians, sin

from flask import Blueprint, render_template, request

from app import here
from app.access import Access, allow
from app.database import db
from app.queries.beside import routes_beside
from app.queries.places import public_viewpoints
from app.queries.route_filter import FilterError
from app.remembered import remembered
from app.site.place_map import bounds_around, drawn_places, map_points
from gis.vocabulary import Language


@allow(Access.PUBLIC)
@remembered
def viewpoints(lang: Language) -> str:
    """Viewpoints that may be shown; with `?table=1`, those that have an orientation table."""
    settings = here.settings()
    table = request.args.get("table", "")
    if table not in ("", "1"):
        raise FilterError("filter.unknown", value=table[:40])
    every = list(public_viewpoints(db.session))
    with_table = [one for one in every if one.viewpoint and one.viewpoint.orientation_table]
    shown = with_table if table else every
    bounds = bounds_around(settings, shown)
    return render_template(
        "site/viewpoints.html",
        places=shown,
        total=len(every),
        total_with_table=len(with_table),
        table=bool(table),
        routes=routes_beside(db.session, [place.id for place in shown], lang),
        sector=sector,
        bounds=bounds,
        drawn=drawn_places(db.session, settings, bounds, shown, lang),
        points=map_points(shown, lang),
    )


def sector(from_deg: float, to_deg: float, radius: float) -> str:
    """The `d` of what is seen clockwise between two bearings from north; all round if equal.

    >>> sector(0, 90, 10)
    'M0 0L0 -10A10 10 0 0 1 10 0Z'
    """
    span = (to_deg - from_deg) % 360
    if span == 0:
        half = f"A{radius:g} {radius:g} 0 0 1"
        return f"M0 {-radius:g}{half} 0 {radius:g}{half} 0 {-radius:g}Z"
    start, end = (
        f"{round(radius * sin(turn), 1) + 0:g} {round(-radius * cos(turn), 1) + 0:g}"
        for turn in (radians(from_deg), radians(to_deg))
    )
    return f"M0 0L{start}A{radius:g} {radius:g} 0 {int(span > 180)} 1 {end}Z"


def add_to(site: Blueprint) -> None:
    """The addresses of this room."""
    site.add_url_rule("/<language:lang>/points-de-vue", view_func=viewpoints)
