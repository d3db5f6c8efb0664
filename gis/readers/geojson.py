"""GeoJSON -> Contents: a track per feature with a line."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np
import orjson
from pyproj import CRS

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Contents, Vertices
from gis.readers.features import Feature, Gathered
from gis.readers.limits import MAX_FEATURES, MAX_POINTS
from gis.readers.projection import system_named
from gis.readers.text_encoding import as_utf8
from gis.vocabulary import Severity

# A position opens a bracket; twice their limit leaves room for what surrounds them.
_MAX_OPENINGS = 2 * MAX_POINTS
_MAX_DEPTH = 20
_COLLECTION = "GeometryCollection"
_LINES = ("LineString", "MultiLineString")
_POINTS = ("Point", "MultiPoint")
_AREAS = ("Polygon", "MultiPolygon")
_GEOMETRIES = (_COLLECTION, *_LINES, *_POINTS, *_AREAS)
_EPSG = re.compile(
    r"(?:urn:(?:x-)?ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?"
    r"EPSG[:/](?:[\d.]*[:/])?(\d{4,6})",
    re.I,
)
# What Python's own writer makes of an unknown number, and JSON does not know.
_NOT_A_NUMBER = re.compile(rb"(?<=[\[,:\s])(?:NaN|-?Infinity)(?=[\],}\s])")


def read_geojson(content: bytes) -> Contents:
    """What a FeatureCollection, a feature or a bare geometry says of lines.

    Coordinates of a legacy `crs` become WGS 84's. Raises ReadError: `json.broken` with its
    `line`, `json.not_geojson`, `file.…` past a limit, `feature.…` with the feature's `number`
    when no other is good, `features.no_line`.
    """
    document, wrong_encoding = _document(content)
    gathered = Gathered()
    if wrong_encoding:
        values = {"declared": wrong_encoding}
        gathered.findings.append(Finding("file.wrong_encoding", Severity.NOTE, values=values))
    lines: list[Feature] = []
    points: list[Feature] = []
    features = _features(document)
    gathered.charge(len(features), 0)
    for number, feature in enumerate(features, start=1):
        properties = _member(feature, "properties")
        try:
            parts = _parts(_member(feature, "geometry"), number)
            found = list(islice(parts, MAX_FEATURES + 1))
        except ReadError as error:
            gathered.refuse(number, properties, error)
            continue
        vertices = sum(len(piece) for _, piece in found)
        shapes = sum(len(piece) if kind in _POINTS else 1 for kind, piece in found)
        gathered.charge(max(shapes - 1, 0), vertices)
        gathered.areas += sum(kind in _AREAS for kind, _ in found)
        gathered.empty += not found
        for kinds, features in ((_LINES, lines), (_POINTS, points)):
            pieces = tuple(piece for kind, piece in found if kind in kinds)
            if pieces:
                features.append(Feature(number, properties, pieces))
        gathered.take_properties(properties)
    system = gathered.believed(_system(document), lines)
    gathered.take_lines(lines, system)
    gathered.take_points(points, system)
    return gathered.contents()


def _document(content: bytes) -> tuple[dict[str, Any], str]:
    """The object that a file holds, and the encoding it wrongly claims or ""."""
    text, wrong_encoding = as_utf8(content)
    if text.count(b"[") + text.count(b"{") > _MAX_OPENINGS:
        raise ReadError("file.too_many_points", limit=MAX_POINTS)
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError:
        try:
            document = orjson.loads(_NOT_A_NUMBER.sub(b"null", text))
        except orjson.JSONDecodeError as error:
            raise ReadError("json.broken", line=error.lineno) from None
    if not isinstance(document, dict):
        raise ReadError("json.not_geojson")
    return document, wrong_encoding


def _features(document: dict[str, Any]) -> list[Any]:
    kind, features = document.get("type"), document.get("features")
    if kind == "FeatureCollection" and isinstance(features, list):
        return features
    if kind == "Feature":
        return [document]
    if kind in _GEOMETRIES:
        return [{"geometry": document}]
    raise ReadError("json.not_geojson")


def _member(feature: Any, name: str) -> dict[str, Any]:
    """An object within a feature, empty where there is none."""
    found = feature.get(name) if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _parts(geometry: Any, number: int, depth: int = 0) -> Iterator[tuple[str, Vertices]]:
    """The lines, points and areas of a geometry, each with its kind; areas without vertices."""
    if not geometry:
        return
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == _COLLECTION and depth < _MAX_DEPTH:
        for part in _listed(geometry.get("geometries"), number):
            yield from _parts(part, number, depth + 1)
        return
    if kind in _AREAS:
        yield kind, np.empty((0, 3))
        return
    if kind not in _LINES + _POINTS:
        raise ReadError("feature.bad_geometry", number=number)
    coordinates = _listed(geometry.get("coordinates"), number)
    if kind == "Point":
        coordinates = [coordinates] if coordinates else []
    for positions in coordinates if kind == "MultiLineString" else [coordinates]:
        if positions:
            yield kind, _vertices(positions, number)


def _vertices(positions: Any, number: int) -> Vertices:
    """Positions as longitude, latitude and height, of which a fourth number is no part."""
    try:
        numbers = np.array(positions, np.float64)
    except (ValueError, TypeError, OverflowError):
        numbers = _uneven(positions, number)
    if numbers.ndim != 2 or numbers.shape[1] < 2:
        raise ReadError("feature.bad_geometry", number=number)
    vertices = np.full((len(numbers), 3), np.nan)
    known = min(numbers.shape[1], 3)
    vertices[:, :known] = numbers[:, :known]
    return vertices


def _uneven(positions: Any, number: int) -> Vertices:
    """Positions some of which have a height: what a vectorised reading stumbles over."""
    try:
        padded = [(*position, None)[:3] for position in _listed(positions, number)]
        return np.array(padded, np.float64)
    except (ValueError, TypeError, OverflowError):
        raise ReadError("feature.bad_geometry", number=number) from None


def _listed(found: Any, number: int) -> list[Any]:
    if not isinstance(found, list):
        raise ReadError("feature.bad_geometry", number=number)
    return found


def _system(document: dict[str, Any]) -> CRS | None:
    """The reference system of the `crs` member that GeoJSON had before 2016, None without."""
    name = _member(_member(document, "crs"), "properties").get("name")
    code = _EPSG.fullmatch(name.strip()) if isinstance(name, str) else None
    return system_named(f"EPSG:{code[1]}") if code else None
