"""What lies within reach of a line: where each point is passed nearest, and what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from gis.along import SAME_M, Along, Floats, Located
from gis.measure import metres_per_degree
from gis.places_in_order import approaches
from gis.sheets import ProviderAlong
from gis.vocabulary import PlaceKind

REACH_M = dict.fromkeys(PlaceKind, 1000.0) | {
    PlaceKind.TOWN: 1500.0,
    PlaceKind.WATER: 500.0,
    PlaceKind.TOILETS: 500.0,
    PlaceKind.PICNIC: 500.0,
    PlaceKind.SHELTER: 500.0,
    PlaceKind.BIKE_PARKING: 500.0,
    PlaceKind.CHARGING: 500.0,
}
"""How far from a line a place still belongs to it; a label may make a provider's reach wider."""
LONGEST_WITHOUT_LODGING_M = 20_000.0
"""Farther than this without a labelled bed is a gap that a cyclist should know of."""

STRETCH = 200
"""Segments that are looked at together."""


def nearby(
    measured: Along, points: Sequence[tuple[float, float]], reach_m: Sequence[float]
) -> list[Located | None]:
    """Where a line passes nearest to each (lon, lat); None for those beyond their `reach_m`.

    As `Along.locate` says, for thousands of points at once: a stretch of the line is looked at
    only where its box is not farther than what has been found already.
    """
    if not points:
        return []
    stretches = list(_stretches(measured))
    least_m = np.column_stack([_least_m(stretch, np.array(points)) for stretch in stretches])
    found = []
    for (lon, lat), least, reach in zip(points, least_m, reach_m, strict=True):
        where = _nearest(stretches, least, lon, lat, reach)
        found.append(where if where and where.aside_m <= reach else None)
    return found


def lodging_gaps(
    providers: Iterable[ProviderAlong],
    length_m: float,
    longest_m: float = LONGEST_WITHOUT_LODGING_M,
) -> tuple[tuple[float, float], ...]:
    """Stretches of a route, from and to in metres along, too long without a labelled lodging.

    Whoever the route passes several times stands among `providers` as often: see `passages`.
    """
    lodgings = sorted(one.at_m for one in providers if is_labelled_lodging(one))
    stops_m = [0.0, *lodgings, length_m]
    return tuple((start, end) for start, end in pairwise(stops_m) if end - start > longest_m)


def is_labelled_lodging(one: ProviderAlong) -> bool:
    """Whether somebody beside a route has beds, and a label that counts there."""
    return one.provider.place.kind == PlaceKind.LODGING and bool(one.provider.labels)


def passages(
    measured: Along, providers: Iterable[ProviderAlong], within_m: float
) -> list[ProviderAlong]:
    """Providers as often as a line passes them within so many metres: there, and back."""
    return [
        replace(one, at_m=at_m, aside_m=aside_m)
        for one in providers
        for at_m, aside_m in np.column_stack(
            approaches(measured, one.provider.place.lon, one.provider.place.lat, within_m)
        ).tolist()
    ]


def _stretches(measured: Along) -> Iterator[Along]:
    """The line in runs of STRETCH segments, each with the metres along that it has in it."""
    for start in range(0, len(measured.lon) - 1, STRETCH):
        run = slice(start, start + STRETCH + 1)
        stretch = Along(
            measured.lon[run],
            measured.lat[run],
            measured.height[run],
            measured.at_m[run],
            measured.piece[run],
        )
        if len(stretch.first):
            yield stretch


def _least_m(stretch: Along, points: Floats) -> Floats:
    """Metres from each point to a stretch's box: never more than to the stretch itself."""
    west, south, east, north = (
        stretch.lon.min(),
        stretch.lat.min(),
        stretch.lon.max(),
        stretch.lat.max(),
    )
    aside = np.maximum(0, np.maximum(west - points[:, 0], points[:, 0] - east))
    above = np.maximum(0, np.maximum(south - points[:, 1], points[:, 1] - north))
    per_lon, per_lat = metres_per_degree(np.array([south, north]))
    return np.asarray(np.hypot(aside * per_lon.min(), above * per_lat.min()))


def _nearest(
    stretches: Sequence[Along], least_m: Floats, lon: float, lat: float, reach_m: float
) -> Located | None:
    aside_m: dict[int, float] = {}
    best_m = reach_m + 1
    for index in np.argsort(least_m).tolist():
        if least_m[index] > best_m + SAME_M:
            break
        aside_m[index] = float(stretches[index].feet(lon, lat)[1].min())
        best_m = min(best_m, aside_m[index])
    equals = [index for index, aside in aside_m.items() if aside <= best_m + SAME_M]
    return stretches[min(equals)].locate(lon, lat) if equals else None
