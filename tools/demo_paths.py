"""Curves that look like paths: a spline between two places, wandering at several scales.

Everything here works on planar coordinates in metres, arrays of shape (n, 2).
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import LineString

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Style:
    """How one sort of way lies in the country; lengths in metres.

    `bands` are (shortest wave, longest wave, share of the wander); `straighten_m` is how far a
    bend may be cut, which gives the straight runs between bends of lanes and field edges.
    """

    bands: tuple[tuple[float, float, float], ...]
    straighten_m: float
    spacing_m: float
    max_slope: float
    climb_smooth_m: float
    relief: float = 1.0


STYLES: dict[str, Style] = {
    # A former railway: wide curves only.
    "rail": Style(((2500, 6000, 1.0),), 0, 25, 0.55, 2200, 0.5),
    # A cycle route along a river: lanes on the valley side.
    "valley": Style(((1600, 5000, 0.8), (450, 1500, 0.7), (160, 420, 0.3)), 7, 26, 0.85, 600, 0.75),
    # Country roads.
    "road": Style(((1800, 6000, 0.9), (500, 1700, 0.7), (170, 450, 0.3)), 7, 28, 0.90, 520, 0.8),
    # A walkers' path: field edges, lanes, woods.
    "path": Style(((1200, 4000, 0.8), (350, 1100, 0.8), (110, 320, 0.5)), 9, 24, 0.95, 130),
    # A riders' track: wider bends than a path.
    "track": Style(((1500, 5000, 0.9), (420, 1400, 0.8), (140, 400, 0.4)), 9, 28, 0.95, 200),
    # A river bank: follows meanders.
    "bank": Style(((900, 2600, 1.0), (300, 850, 0.7), (110, 280, 0.35)), 5, 24, 0.95, 300, 0.5),
}


def hermite(start: Array, end: Array, start_dir: Array, end_dir: Array) -> Array:
    """A smooth curve from start to end that leaves and arrives along unit directions."""
    chord = float(np.hypot(*(end - start)))
    t = np.linspace(0, 1, max(60, int(chord / 12)))[:, None]
    pull = 0.9 * chord
    return (
        (2 * t**3 - 3 * t**2 + 1) * start
        + (t**3 - 2 * t**2 + t) * pull * start_dir
        + (3 * t**2 - 2 * t**3) * end
        + (t**3 - t**2) * pull * end_dir
    )


def lengths_along(line: Array) -> Array:
    """Distance from the start at each point, in metres; shape (n,)."""
    return np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))


def length_m(line: Array) -> float:
    return float(lengths_along(line)[-1])


def resample(line: Array, spacing_m: float) -> Array:
    """The same line with points evenly spaced, about spacing_m apart; both ends are kept."""
    along = lengths_along(line)
    at = np.linspace(0, along[-1], max(2, round(along[-1] / spacing_m) + 1))
    out = np.column_stack([np.interp(at, along, line[:, axis]) for axis in (0, 1)])
    out[0], out[-1] = line[0], line[-1]
    return out


def waves(at: Array, shortest_m: float, longest_m: float, rng: random.Random) -> Array:
    """Band-limited noise along a line: its slope has unit variance, its bends come and go."""
    total = np.zeros_like(at)
    count = 14
    for _ in range(count):
        wave = shortest_m * (longest_m / shortest_m) ** rng.random()
        total += wave / (2 * np.pi) * np.sin(2 * np.pi * (at / wave + rng.random()))
    calm = np.full_like(at, 0.7)
    for slow in (1.7, 2.9):
        calm += 0.35 * np.sin(2 * np.pi * (at / (longest_m * slow) + rng.random()))
    return total * float(np.sqrt(2 / count)) * calm


def pinned(at: Array, offset: Array, reach_m: float) -> Array:
    """The offset, with its value and slope brought to zero at both ends within reach_m."""
    reach = min(reach_m, at[-1] / 2)
    slope = np.gradient(offset, at)
    for distance, value, rate in (
        (at, offset[0], slope[0]),
        (at[-1] - at, offset[-1], -slope[-1]),
    ):
        u = np.clip(distance / reach, 0, 1)
        offset = offset - value * (1 + 2 * u) * (1 - u) ** 2 - rate * reach * u * (1 - u) ** 2
    return offset


def wander(line: Array, band: tuple[float, float, float], slope: float, seed: str) -> Array:
    """The line pushed sideways by band-limited noise whose slope has the given spread."""
    line = resample(line, 12.0)
    at = lengths_along(line)
    shortest, longest = band[0], min(band[1], max(band[0], at[-1] / 1.3))
    if at[-1] < shortest:
        return line
    offset = slope * band[2] * waves(at, shortest, longest, random.Random(seed))
    offset = pinned(at, offset, 0.6 * longest)
    direction = np.gradient(line, axis=0)
    direction /= np.hypot(*direction.T)[:, None]
    normal = np.column_stack((-direction[:, 1], direction[:, 0]))
    return np.asarray(line + offset[:, None] * normal)


def rounded(line: Array, rounds: int = 3) -> Array:
    """Corners cut by Chaikin's rule; both ends stay."""
    for _ in range(rounds):
        near = 0.75 * line[:-1] + 0.25 * line[1:]
        far = 0.25 * line[:-1] + 0.75 * line[1:]
        line = np.vstack((line[:1], np.stack((near, far), 1).reshape(-1, 2), line[-1:]))
    return line


def draw_leg(base: Array, style: Style, slope: float, seed: str) -> Array:
    """A path along the base curve, as winding as slope says (0 none, 1 very); shape (n, 2)."""
    line = base
    for number, band in enumerate(style.bands):
        line = wander(line, band, slope, f"{seed}/{number}")
    if style.straighten_m:
        straight = np.asarray(LineString(line).simplify(style.straighten_m).coords)
        # Long straight runs keep their middle, so that rounding stays local to a bend.
        line = rounded(resample_long(straight, 60.0))
    return resample(line, style.spacing_m)


def resample_long(line: Array, longest_m: float) -> Array:
    """The line with extra points on every stretch longer than longest_m."""
    steps = np.diff(line, axis=0)
    counts = (np.hypot(*steps.T) // longest_m).astype(int) + 1
    segment = np.repeat(np.arange(len(steps)), counts)
    first = np.cumsum(counts) - counts
    share = (np.arange(counts.sum()) - first[segment]) / counts[segment]
    return np.vstack((line[segment] + share[:, None] * steps[segment], line[-1:]))
