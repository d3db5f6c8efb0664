"""An invented relief for the Gers: valleys that fan out from the plateau, hills between them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Heights = Callable[[Array, float], Array]

HILL_M = 110.0  # how far hills stand above the valley floors
COMBE_M = 36.0  # how deep the combes cut into the hills
FLAT_M = 250.0  # half the width of a valley's flat floor
SIDE_M = 1300.0  # how far from the floor a valley's side reaches most of its height
NEIGHBOURS = 0.06  # how far two close towns may miss their heights, to keep the slope gentle
TOWN_REACH_M = 1100.0  # how far around a town its known height bends the relief


def terrain(rivers: Sequence[Array], towns: Array) -> Heights:
    """The function (points, share of relief) -> heights in metres.

    `rivers` are arrays of x, y, floor height; `towns` one array of x, y, height; metres all.
    At a town the function gives its height, within a few metres where another town is close.
    """
    floor_points = np.vstack([fine(river) for river in rivers])
    combes = side_valleys()

    def bare(points: Array, relief: float) -> Array:
        distance, floor = nearest_floor(points, floor_points)
        side = 1 - np.exp(-((np.maximum(distance - FLAT_M, 0) / SIDE_M) ** 2))
        return floor + relief * side * (HILL_M + COMBE_M * combes(points))

    corrections: dict[float, Array] = {}

    def heights(points: Array, relief: float = 1.0) -> Array:
        if relief not in corrections:
            missing = towns[:, 2] - bare(towns[:, :2], relief)
            weights = closeness(towns[:, :2], towns[:, :2]) + NEIGHBOURS * np.eye(len(towns))
            corrections[relief] = np.asarray(np.linalg.solve(weights, missing), np.float64)
        return bare(points, relief) + closeness(points, towns[:, :2]) @ corrections[relief]

    return heights


def fine(river: Array) -> Array:
    """A river's points about every 350 m, floor heights in between."""
    steps = np.hypot(*np.diff(river[:, :2], axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    at = np.linspace(0, along[-1], int(along[-1] // 350) + 2)
    return np.column_stack([np.interp(at, along, river[:, axis]) for axis in range(3)])


def nearest_floor(points: Array, floor_points: Array) -> tuple[Array, Array]:
    """Distance to the nearest river and the floor's height there, blended between valleys."""
    distance = np.empty(len(points))
    floor = np.empty(len(points))
    river_x, river_y, river_floor = floor_points.T
    for start in range(0, len(points), 64):  # few at a time: what is in the cache is quick
        part = slice(start, start + 64)
        x, y = points[part, :1], points[part, 1:]
        apart = np.sqrt((x - river_x) ** 2 + (y - river_y) ** 2)
        distance[part] = apart.min(axis=1)
        near = apart + 300.0
        weight = 1 / (near * near * near * near * near)
        floor[part] = weight @ river_floor / weight.sum(axis=1)
    return distance, floor


def side_valleys() -> Callable[[Array], Array]:
    """Gentle noise over the plane, between about -1 and 1: the combes that cut the hills."""
    rng = random.Random("combes du Gers")
    plane_waves = []
    for _ in range(10):
        wave, turn, phase = 1500 + 3200 * rng.random(), np.pi * rng.random(), rng.random()
        plane_waves.append((np.cos(turn) / wave, np.sin(turn) / wave, phase))

    def noise(points: Array) -> Array:
        x, y = points.T
        total: Any = sum(np.sin(2 * np.pi * (a * x + b * y + c)) for a, b, c in plane_waves)
        return np.asarray(total / 3)

    return noise


def closeness(points: Array, towns: Array) -> Array:
    """How much each town weighs at each point: 1 there, fading with distance; shape (n, towns)."""
    apart = np.hypot(*(points[:, None, :] - towns[None, :, :]).transpose(2, 0, 1))
    return np.asarray(np.exp(-((apart / TOWN_REACH_M) ** 2)))


def smoothed(at: Array, heights: Array, reach_m: float) -> Array:
    """Heights averaged along the line over about reach_m; both ends keep theirs.

    `at` is the distance along in metres, evenly spaced. The line is continued beyond its ends
    by turning it half round them, so that legs that meet at a town agree there.
    """
    if len(heights) < 3:
        return heights
    step = at[1] - at[0]
    half = min(int(2 * reach_m / step), len(heights) - 1)
    window = np.exp(-(((np.arange(-half, half + 1) * step) / reach_m) ** 2) * 2)
    before = 2 * heights[0] - heights[half:0:-1]
    after = 2 * heights[-1] - heights[-2 : -half - 2 : -1]
    padded = np.concatenate((before, heights, after))
    return np.convolve(padded, window / window.sum(), mode="valid")


def settled(at: Array, heights: Array, ends: tuple[float, float]) -> Array:
    """Heights eased over some 400 m to those of the towns at both ends."""
    start = (ends[0] - heights[0]) * np.exp(-((at / 400) ** 2))
    end = (ends[1] - heights[-1]) * np.exp(-(((at[-1] - at) / 400) ** 2))
    return np.asarray(heights + start + end)
