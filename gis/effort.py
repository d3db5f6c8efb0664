"""How long a route takes: walking by three published methods, other practices by pace."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import exp
from types import MappingProxyType

import numpy as np

from gis.along import Floats
from gis.profile import Profile
from gis.vocabulary import Practice, Surface


@dataclass(frozen=True)
class Pace:
    """Speed on the flat, up and down; None where the slope costs no time of its own."""

    flat_m_per_h: float
    up_m_per_h: float | None
    down_m_per_h: float | None


class WalkingTime(StrEnum):
    """The methods for walking: two of alpine clubs, and Tobler's function of the slope."""

    DIN = "din"
    SAC = "sac"
    TOBLER = "tobler"


PACES: dict[Practice, Pace] = {
    # DIN 33466 (2004), as the Alpine clubs' Wegehandbuch gives it: 4 km/h, 300 m up, 500 m down.
    Practice.WALKING: Pace(4_000, 300, 500),
    # The others are this register's own: an unhurried, loaded, average person, stops excluded.
    Practice.TRAIL: Pace(8_000, 600, 1_500),
    Practice.ROAD_CYCLING: Pace(22_000, 700, None),
    Practice.TOURING_CYCLING: Pace(15_000, 450, None),
    Practice.GRAVEL: Pace(16_000, 500, None),
    Practice.MOUNTAIN_BIKING: Pace(11_000, 400, 1_500),
    Practice.RIDING: Pace(6_000, 400, 600),
    # Locks and shallows are carried round on foot; the water itself does not climb.
    Practice.PADDLING: Pace(4_000, None, None),
}
SAC_PACE = Pace(4_000, 400, 800)
"""The Swiss Alpine Club's: a quarter of an hour for 1 km, for 100 m up and for 200 m down, all
added (sicher-bergwandern.ch, So werden Wanderzeiten berechnet)."""
TOBLER_FLAT_M_PER_H = 6_000 * exp(-3.5 * 0.05)
"""Tobler's speed on the flat, and where heights are unknown."""
STEEPEST = 1.0
"""45°: nobody walks what is steeper, and one wrong height would take days."""
SURFACE_M_PER_H: dict[Practice, dict[Surface, float]] = {
    practice: {
        Surface.ASPHALT: asphalt,
        Surface.COMPACTED: compacted,
        Surface.GRAVEL: gravel,
        Surface.EARTH: earth,
    }
    for practice, (asphalt, compacted, gravel, earth) in {
        Practice.ROAD_CYCLING: (22_000, 16_000, 13_000, 10_000),
        Practice.TOURING_CYCLING: (16_000, 14_000, 12_000, 10_000),
        Practice.GRAVEL: (19_000, 17_000, 15_000, 12_000),
        Practice.MOUNTAIN_BIKING: (15_000, 13_000, 12_000, 11_000),
    }.items()
}
"""Cyclists' speeds on the flat: this register's own, in the proportions of GraphHopper's bike
profile (asphalt 18, compacted 14, gravel 12, earth 10 km/h), a little slower on asphalt."""
UNKNOWN_SURFACES: Mapping[Surface, float] = MappingProxyType({})


def duration_min(
    practice: Practice,
    length_m: float,
    ascent_m: float | None,
    descent_m: float | None,
    surfaces_m: Mapping[Surface, float] = UNKNOWN_SURFACES,
) -> int:
    """Minutes without stops, at least one; climbs that are unknown count as none.

    `surfaces_m` are the metres of each surface in the length: they count for cyclists, and
    what is left over is ridden at the practice's own speed. The combination is DIN 33466's,
    which this register uses for every practice: with th the time for the length and tv the
    time for ascent and descent, t = max(th, tv) + min(th, tv) / 2.
    """
    horizontal_h = flat_h(practice, length_m, surfaces_m)
    vertical_h = climb_h(PACES[practice], ascent_m, descent_m)
    longer, shorter = max(horizontal_h, vertical_h), min(horizontal_h, vertical_h)
    return _minutes(longer + shorter / 2)


def sac_min(length_m: float, ascent_m: float | None, descent_m: float | None) -> int:
    """Minutes on foot by the Swiss Alpine Club: (km + ascent / 100 + descent / 200) / 4 hours."""
    return _minutes(length_m / SAC_PACE.flat_m_per_h + climb_h(SAC_PACE, ascent_m, descent_m))


def tobler_min(profile: Profile, from_m: float, to_m: float) -> int:
    """Minutes on foot between two distances along, by Tobler's function of each step's slope."""
    run_m = np.diff(profile.at_m)
    rise_m = np.diff(profile.height_m)
    slope = np.divide(rise_m, run_m, out=np.zeros_like(run_m), where=run_m > 0)
    hours = np.concatenate(([0.0], np.cumsum(run_m / (tobler_km_per_h(slope) * 1000))))
    start_h, end_h = np.interp([from_m, to_m], profile.at_m, hours)
    return _minutes(float(end_h - start_h))


def tobler_km_per_h(slope: Floats) -> Floats:
    """Walking speed on slopes (rise over run, negative downhill): 6 e^(-3.5 |slope + 0.05|) km/h.

    W. Tobler, Three Presentations on Geographical Analysis and Modeling, NCGIA Technical
    Report 93-1, 1993. Steeper than STEEPEST counts as that.
    """
    walked = np.clip(slope, -STEEPEST, STEEPEST)
    return np.asarray(6 * np.exp(-3.5 * np.abs(walked + 0.05)))


def walking_min(method: WalkingTime, profile: Profile | None, from_m: float, to_m: float) -> int:
    """Minutes on foot between two distances along, by one of the methods."""
    length_m = to_m - from_m
    if method == WalkingTime.TOBLER:
        if profile is None:
            return _minutes(length_m / TOBLER_FLAT_M_PER_H)
        return tobler_min(profile, from_m, to_m)
    ascent_m = profile.ascent_between(from_m, to_m) if profile else None
    descent_m = profile.descent_between(from_m, to_m) if profile else None
    if method == WalkingTime.SAC:
        return sac_min(length_m, ascent_m, descent_m)
    return duration_min(Practice.WALKING, length_m, ascent_m, descent_m)


def flat_h(
    practice: Practice, length_m: float, surfaces_m: Mapping[Surface, float] = UNKNOWN_SURFACES
) -> float:
    """Hours for a length on the flat, each surface at its speed."""
    own = PACES[practice].flat_m_per_h
    speeds = SURFACE_M_PER_H.get(practice, {})
    unknown_m = max(length_m - sum(surfaces_m.values()), 0.0)
    return unknown_m / own + sum(
        metres / speeds.get(surface, own) for surface, metres in surfaces_m.items()
    )


def climb_h(pace: Pace, ascent_m: float | None, descent_m: float | None) -> float:
    """Hours for ascent and descent, added."""
    return _hours(ascent_m, pace.up_m_per_h) + _hours(descent_m, pace.down_m_per_h)


def _hours(climb_m: float | None, m_per_h: float | None) -> float:
    return climb_m / m_per_h if climb_m and m_per_h else 0.0


def _minutes(hours: float) -> int:
    return max(1, round(hours * 60))
