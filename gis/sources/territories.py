"""Communes, EPCI, départements and offices, from the GeoJSON that French sources publish."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from gis.errors import GisError, ReadError
from gis.lambert93 import is_lambert93
from gis.vocabulary import TerritoryKind

FORMS: Final = {
    TerritoryKind.COMMUNE: re.compile(r"\d[\dAB]\d{3}"),
    TerritoryKind.EPCI: re.compile(r"\d{9}"),
    TerritoryKind.DEPARTEMENT: re.compile(r"\d{2,3}|2[AB]"),
}
"""What each kind's code looks like: INSEE, SIREN, INSEE. An office has no code of its own."""

CODE_KEYS: Final = (
    *("code", "insee_com", "code_insee", "insee", "codgeo", "com_code"),
    *("code_siren", "siren", "code_epci", "siren_epci", "epci_code"),
    *("insee_dep", "code_dept", "code_dep", "code_departement", "dep_code"),
)
NAME_KEYS: Final = (
    *("nom", "name", "nom_officiel", "libelle", "libgeo", "raison_sociale"),
    *("nom_com", "com_name", "nom_epci", "epci_name", "nom_dep", "nom_dept", "dep_name"),
)
"""Keys in lower case, the likeliest first: admin-express, france-geojson, Banatic, INSEE."""

LONGEST_NAME: Final = 200
LONGEST_CODE: Final = 60


@dataclass(frozen=True)
class TerritoryRecord:
    """One territory as its source has it; `geom` in degrees WGS 84, valid."""

    kind: TerritoryKind
    code: str
    name: str
    geom: MultiPolygon


def read_territories(
    content: bytes, kind: TerritoryKind | None = None
) -> tuple[TerritoryRecord, ...]:
    """The territories of a FeatureCollection, all of `kind` or else told by their codes.

    Rings that cross themselves are repaired. Raises ReadError, naming the first feature that
    cannot be used: a file is taken whole or not at all.
    """
    features = _features(content)
    records: dict[tuple[TerritoryKind, str], TerritoryRecord] = {}
    for number, feature in enumerate(features, start=1):
        record = _record(feature, number, kind)
        if (record.kind, record.code) in records:
            raise ReadError("territories.twice", number=number, code=record.code)
        records[record.kind, record.code] = record
    return tuple(records.values())


def _features(content: bytes) -> list[Any]:
    try:
        document = json.loads(content, parse_constant=_refuse_number)
    except RecursionError as error:
        raise ReadError("territories.too_deep") from error
    except ValueError as error:
        raise ReadError("territories.not_geojson") from error
    features = document.get("features") if isinstance(document, dict) else None
    if isinstance(document, dict) and document.get("type") == "Feature":
        features = [document]
    if not isinstance(features, list):
        raise ReadError("territories.not_geojson")
    if not features:
        raise ReadError("territories.empty")
    return features


def _refuse_number(word: str) -> NoReturn:
    raise ReadError("territories.not_a_number", value=word)


def _record(feature: Any, number: int, wanted: TerritoryKind | None) -> TerritoryRecord:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise ReadError("territories.no_code", number=number)
    by_key = {str(key).lower(): value for key, value in properties.items()}
    kind, code = _kind_and_code(by_key, number, wanted)
    name = next((words for key in NAME_KEYS if (words := _words(by_key.get(key)))), "")
    if not name:
        raise ReadError("territories.no_name", number=number, code=code)
    try:
        geom = _area(feature.get("geometry"))
    except GisError as error:
        raise ReadError(error.key, number=number, name=name, **error.values) from error
    return TerritoryRecord(kind, code, name[:LONGEST_NAME], geom)


def _kind_and_code(
    by_key: Mapping[str, object], number: int, wanted: TerritoryKind | None
) -> tuple[TerritoryKind, str]:
    """The first code that looks like one of `wanted`, or of any kind; an office takes any."""
    codes = [code for key in CODE_KEYS if (code := _words(by_key.get(key)))]
    if not codes or len(codes[0]) > LONGEST_CODE:
        raise ReadError("territories.no_code", number=number)
    for code in codes:
        for kind, form in FORMS.items():
            if wanted in (None, kind) and form.fullmatch(code):
                return kind, code
    if wanted is None:
        raise ReadError("territories.unknown_code", number=number, code=codes[0])
    if any(form.fullmatch(codes[0]) for form in FORMS.values()) and wanted in FORMS:
        raise ReadError("territories.other_kind", number=number, code=codes[0])
    return wanted, codes[0]


def _words(value: object) -> str:
    """A text or a whole number as one line that can be stored; else nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    printable = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return " ".join(printable.split())


def _area(geometry: Any) -> MultiPolygon:
    """Raises ReadError where a geometry is no area of the Earth."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise ReadError("territories.not_an_area")
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise ReadError("territories.not_an_area")
    drawn: BaseGeometry = MultiPolygon([_polygon(rings) for rings in polygons])
    if not drawn.is_valid:
        drawn = shapely.make_valid(drawn, method="structure", keep_collapsed=False)
    parts = shapely.get_parts(shapely.get_parts(drawn))
    areas = [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
    if not areas:
        raise ReadError("territories.not_an_area")
    return MultiPolygon(areas)


def _polygon(rings: Any) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise ReadError("territories.not_an_area")
    return Polygon(_ring(rings[0]), [_ring(hole) for hole in rings[1:]])


def _ring(positions: Any) -> NDArray[np.float64]:
    """Longitudes and latitudes, shape (n, 2), heights left out."""
    try:
        lon_lat = np.asarray(positions)
    except (ValueError, RecursionError) as error:  # not as long as each other, or bottomless
        raise ReadError("territories.not_an_area") from error
    is_ring = lon_lat.dtype.kind in "iuf" and lon_lat.ndim == 2
    if not is_ring or lon_lat.shape[0] < 3 or lon_lat.shape[1] < 2:
        raise ReadError("territories.not_an_area")
    lon, lat = lon_lat[:, 0].astype(float), lon_lat[:, 1].astype(float)
    if is_lambert93(lon, lat).any():
        raise ReadError("territories.in_metres")
    beyond = ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))
    if beyond.any():
        first = int(np.argmax(beyond))
        raise ReadError("territories.out_of_range", value=f"{lon[first]:g} {lat[first]:g}")
    return np.column_stack((lon, lat))
