"""Passages: where a line passes places worth naming, and on which side it leaves them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from gis.along import Along
from gis.measure import WGS84
from gis.places_in_order import approaches
from gis.sheets import PlaceSheet
from gis.vocabulary import Language, PlaceKind

REACH_M = {
    PlaceKind.TOWN: 400.0,
    PlaceKind.VIEWPOINT: 150.0,
    PlaceKind.HERITAGE: 150.0,
    PlaceKind.WATER: 80.0,
    PlaceKind.SHELTER: 80.0,
    PlaceKind.PICNIC: 80.0,
    PlaceKind.TOILETS: 80.0,
}
"""The places that are told, and how near: seen from the way, unlike all those within reach."""
ON_THE_WAY_M = dict.fromkeys(PlaceKind, 20.0) | {PlaceKind.TOWN: 150.0}
"""Nearer than this, a place is passed through rather than on one side."""
SAME_PLACE_M = 150.0
"""Two places of the same words this near to each other are one, listed under two kinds."""
AHEAD_SINE = 0.35
"""A place within 20° of the direction of travel lies on neither side."""


class Side(StrEnum):
    """A side of the way, in the direction of travel."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Passage:
    """A place passed `at_m` metres along, on a side unless on the way itself."""

    at_m: float
    place: PlaceSheet
    side: Side | None


def passages(measured: Along, places: Iterable[PlaceSheet]) -> list[Passage]:
    """Each time that a line passes each place, in order along; around a tip, the first."""
    found = [
        Passage(float(at_m), place, _side(measured, float(at_m), place, float(aside_m)))
        for place in _once(places)
        for at_m, aside_m in zip(
            *approaches(measured, place.lon, place.lat, REACH_M[place.kind]), strict=True
        )
    ]
    return sorted(found, key=lambda passage: passage.at_m)


def _once(places: Iterable[PlaceSheet]) -> Iterator[PlaceSheet]:
    """Those that are told; of the same place listed twice, the one that is seen from farthest."""
    kept: dict[frozenset[str], list[PlaceSheet]] = {}
    told = [place for place in places if place.kind in REACH_M]
    for place in sorted(told, key=lambda one: (-REACH_M[one.kind], one.kind, one.lon, one.lat)):
        words = frozenset(re.findall(r"\w+", place.texts[Language.FR].name.casefold()))
        namesakes = kept.setdefault(words, [])
        if all(_apart_m(place, other) > SAME_PLACE_M for other in namesakes):
            namesakes.append(place)
            yield place


def _apart_m(one: PlaceSheet, other: PlaceSheet) -> float:
    return float(WGS84.inv(one.lon, one.lat, other.lon, other.lat)[2])


def _side(measured: Along, at_m: float, place: PlaceSheet, aside_m: float) -> Side | None:
    """On which side a place lies of somebody who passes; None on the way and straight ahead."""
    if aside_m <= ON_THE_WAY_M[place.kind]:
        return None
    lon, lat = measured.point_at(at_m)
    before_m, after_m = max(at_m - 20, 0.0), min(at_m + 20, measured.length_m)
    (west, south), (east, north) = measured.point_at(before_m), measured.point_at(after_m)
    narrow = np.cos(np.radians(lat))
    way = np.array([(east - west) * narrow, north - south])
    there = np.array([(place.lon - lon) * narrow, place.lat - lat])
    size = np.hypot(*way) * np.hypot(*there)
    sine = (way[0] * there[1] - way[1] * there[0]) / size if size else 0.0
    if abs(sine) < AHEAD_SINE:
        return None
    return Side.LEFT if sine > 0 else Side.RIGHT
