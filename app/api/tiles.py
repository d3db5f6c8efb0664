"""Vector tiles of routes, places and communes, their TileJSON, and the backdrop under them."""

from flask import Blueprint, abort, request, send_file
from flask.typing import ResponseReturnValue

from app import here
from app.access import Access, allow
from app.config import ROOT
from app.database import db
from app.queries.route_filter import RouteFilter
from app.queries.tiles import commune_tile, place_tile, route_bounds, route_tile
from app.remembered import remembered

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
HIGHEST_ZOOM = 16
LAYERS = {
    "routes": ("id", "slug", "title", "number", "kind", "practice", "lane", "length_m"),
    "places": ("id", "kind", "name", "size", "bearing", "labelled"),
    "communes": ("id", "code", "name"),
}


@allow(Access.PUBLIC)
@remembered
def routes(z: int, x: int, y: int) -> ResponseReturnValue:
    """Lines that answer the same filter as the list."""
    _check(z, x, y)
    return _answer(
        route_tile(
            db.reading,
            RouteFilter.from_query(request.args, here.today()),
            z,
            x,
            y,
        )
    )


@allow(Access.PUBLIC)
@remembered
def places(z: int, x: int, y: int) -> ResponseReturnValue:
    """Towns, viewpoints, and close up every place."""
    _check(z, x, y)
    return _answer(place_tile(db.reading, here.today(), z, x, y))


@allow(Access.PUBLIC)
@remembered
def communes(z: int, x: int, y: int) -> ResponseReturnValue:
    """The limits of communes."""
    _check(z, x, y)
    return _answer(commune_tile(db.reading, z, x, y))


@allow(Access.PUBLIC)
def tilejson(layer: str) -> ResponseReturnValue:
    """TileJSON 3.0 of a layer."""
    if layer not in LAYERS:
        abort(404)
    settings = here.settings()
    return {
        "tilejson": "3.0.0",
        "name": layer,
        "tiles": [f"{settings.public_url}/tiles/{layer}/{{z}}/{{x}}/{{y}}.mvt"],
        "minzoom": 0,
        "maxzoom": HIGHEST_ZOOM,
        "bounds": route_bounds(db.reading) or settings.departement.bounds,
        "vector_layers": [{"id": layer, "fields": dict.fromkeys(LAYERS[layer], "")}],
    }


@allow(Access.PUBLIC)
def backdrop() -> ResponseReturnValue:
    """The outline and the rivers drawn where no base map is configured."""
    path = ROOT / here.settings().departement.backdrop
    if not path.is_file():
        abort(404)
    return send_file(path, mimetype="application/geo+json", conditional=True, max_age=3600)


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    api.add_url_rule("/tiles/routes/<int:z>/<int:x>/<int:y>.mvt", view_func=routes)
    api.add_url_rule("/tiles/places/<int:z>/<int:x>/<int:y>.mvt", view_func=places)
    api.add_url_rule("/tiles/communes/<int:z>/<int:x>/<int:y>.mvt", view_func=communes)
    api.add_url_rule("/tiles/<layer>.json", view_func=tilejson)
    api.add_url_rule("/tiles/backdrop.geojson", view_func=backdrop)


def _check(z: int, x: int, y: int) -> None:
    if z > HIGHEST_ZOOM or max(x, y) >= 2**z:
        abort(404)


def _answer(tile: bytes) -> ResponseReturnValue:
    return tile, {"Content-Type": MEDIA_TYPE, "Cache-Control": "public, max-age=60"}
