"""GeoJSON (RFC 7946) out: the line as one MultiLineString feature, waypoints as points."""

import json

from gis.formats.rounding import rounded_degrees, rounded_height, rounded_pieces
from gis.formats.route_file import RouteFile
from gis.formats.track import Waypoint

Json = dict[str, object]


def write_geojson(file: RouteFile) -> bytes:
    """A FeatureCollection in UTF-8: lon, lat WGS 84, and heights where they are known.

    The `kind` property tells the route ("route") from its waypoints ("waypoint").
    """
    collection = {
        "type": "FeatureCollection",
        "features": [_route(file), *map(_waypoint, file.waypoints)],
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode(
        errors="replace"
    )


def _route(file: RouteFile) -> Json:
    properties: Json = {
        "kind": "route",
        "name": file.name,
        "description": file.description,
        "notice": file.notice,
        "author": file.author,
        "author_link": file.author_link,
        "licence": file.licence.name,
        "licence_url": file.licence.url,
        "link": file.link,
        "year": file.year,
        "keywords": list(file.keywords),
        "modified_at": file.modified_at.isoformat() if file.modified_at else None,
    }
    coordinates = list(rounded_pieces(file.line))
    return _feature("MultiLineString", coordinates, properties)


def _waypoint(waypoint: Waypoint) -> Json:
    position = [*rounded_degrees(waypoint.lon, waypoint.lat)]
    height = rounded_height(waypoint.height_m)
    if height is not None:
        position.append(height)
    properties: Json = {
        "kind": "waypoint",
        "name": waypoint.name,
        "description": waypoint.description,
        "symbol": waypoint.symbol,
    }
    return _feature("Point", position, properties)


def _feature(kind: str, coordinates: object, properties: Json) -> Json:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
