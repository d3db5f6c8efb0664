"""What every page about one route shares."""

from flask import abort, render_template

from app.database import db
from app.language import current_language
from app.models import Route
from gis.vocabulary import Language


def route_of(route_id: int) -> Route:
    """The route that an address names; its access has been decided before."""
    route = db.session.get(Route, route_id)
    return route if route is not None else abort(404)


def title_of(route: Route) -> str:
    """What a route is called, in the reader's language or in French; its number at least."""
    text = route.text(current_language()) or route.text(Language.FR)
    title = text.title if text else ""
    return title or route.number or route.slug


def route_page(template: str, route: Route, **values: object) -> str:
    """A page about one route, with its head and its tabs."""
    return render_template(template, route=route, title_of=title_of, **values)
