"""How long a route takes, by practice: horizontal and vertical time, combined."""

from dataclasses import dataclass

from gis.vocabulary import Practice


@dataclass(frozen=True)
class Pace:
    """Speed on the flat, up and down; None where the slope costs no time of its own."""

    flat_m_per_h: float
    up_m_per_h: float | None
    down_m_per_h: float | None


PACES: dict[Practice, Pace] = {
    # DIN 33466: 4 km/h, 300 m up, 500 m down an hour.
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


def duration_min(
    practice: Practice, length_m: float, ascent_m: float | None, descent_m: float | None
) -> int:
    """Minutes without stops, at least one; climbs that are unknown count as none.

    The combination of DIN 33466 for every practice: with th the time for the length and tv
    the time for ascent and descent, t = max(th, tv) + min(th, tv) / 2.
    """
    pace = PACES[practice]
    horizontal_h = length_m / pace.flat_m_per_h
    vertical_h = _hours(ascent_m, pace.up_m_per_h) + _hours(descent_m, pace.down_m_per_h)
    longer, shorter = max(horizontal_h, vertical_h), min(horizontal_h, vertical_h)
    return max(1, round((longer + shorter / 2) * 60))


def _hours(climb_m: float | None, m_per_h: float | None) -> float:
    return climb_m / m_per_h if climb_m and m_per_h else 0.0
