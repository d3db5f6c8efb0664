"""Tracks that follow on one another: in which order and which way round they make one line."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gis.formats.track import Track, Vertices
from gis.measure import WGS84

NEAR_M = 300.0
"""A track that begins this near to another's end follows on it."""
BESIDE_M = 40.0
"""Two recordings of one path lie no farther apart than this."""
MOST_TRACKS = 500
"""More tracks than this are a network, not a route."""
# A track whose ends are near for its length is a loop, or comes back on itself.
_LOOP_SHARE = 0.25
# Shorter than this, a track lies beside whatever it touches.
_SHORTEST_DOUBLE_M = 5 * BESIDE_M
_SAMPLES = 16

Points = NDArray[np.float64]
"""Shape (n, 3): metres in space."""


def chained(tracks: Sequence[Track]) -> tuple[Track, ...] | None:
    """The tracks in the order in which they follow on one another, turned round where they must be.

    None unless all of them do, each beginning within NEAR_M of where the last ended, and none
    is a loop by itself or lies along another. What is kept is the way round of the greater
    part of the length; a tour begins where the first track of the file does.
    """
    if not 1 < len(tracks) <= MOST_TRACKS:
        return None
    paths = [in_space(np.concatenate(track.pieces)) for track in tracks]
    lengths_m = [float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum()) for path in paths]
    ends = np.array([(path[0], path[-1]) for path in paths]).reshape(-1, 3)
    apart_m = np.linalg.norm(ends[:, None] - ends[None], axis=2)
    if any(
        apart_m[2 * at, 2 * at + 1] <= min(NEAR_M, _LOOP_SHARE * length_m)
        for at, length_m in enumerate(lengths_m)
    ):
        return None
    order = _order(apart_m)
    if order is None or _any_double(paths, lengths_m):
        return None
    turned_m = sum(lengths_m[at] for at, is_turned in order if is_turned)
    if turned_m > sum(lengths_m) / 2:
        order = [(at, not is_turned) for at, is_turned in reversed(order)]
    return tuple(_turned(tracks[at]) if is_turned else tracks[at] for at, is_turned in order)


def in_space(vertices: Vertices) -> Points:
    """Longitudes and latitudes on a sphere; metres of a plane stay in it."""
    if (np.abs(vertices[:, 1]) > 90).any() or (np.abs(vertices[:, 0]) > 180).any():
        return np.column_stack((vertices[:, :2], np.zeros(len(vertices))))
    lon, lat = np.radians(vertices[:, 0]), np.radians(vertices[:, 1])
    on_sphere = np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
    return np.asarray(WGS84.a * on_sphere, dtype=np.float64)


def _order(apart_m: NDArray[np.float64]) -> list[tuple[int, bool]] | None:
    """Tracks with whether they are turned round, from the distances of all ends to all ends.

    Track t has the ends 2t and 2t + 1. The nearest two free ends are joined first, as long as
    no ring comes of it.
    """
    count = len(apart_m) // 2
    first, second = np.nonzero(np.triu(apart_m <= NEAR_M, 1))
    nearest = np.argsort(apart_m[first, second], kind="stable")
    next_to: dict[int, int] = {}
    far_end = list(range(2 * count))
    for at in range(2 * count):
        far_end[at] = at ^ 1
    for one, other in zip(first[nearest].tolist(), second[nearest].tolist(), strict=True):
        if one in next_to or other in next_to or far_end[one] == other:
            continue
        next_to[one], next_to[other] = other, one
        outer, far = far_end[one], far_end[other]
        far_end[outer], far_end[far] = far, outer
    if len(next_to) != 2 * (count - 1):
        return None
    loose = [end for end in range(2 * count) if end not in next_to]
    is_tour = apart_m[loose[0], loose[1]] <= NEAR_M
    if is_tour:
        next_to[loose[0]], next_to[loose[1]] = loose[1], loose[0]
    end = 0 if is_tour else loose[0]
    order = []
    for _ in range(count):
        order.append((end // 2, bool(end % 2)))
        end = next_to.get(end ^ 1, -1)
    return order


def _any_double(paths: Sequence[Points], lengths_m: Sequence[float]) -> bool:
    """Whether one of the tracks lies along another from end to end."""
    lows = np.array([path.min(axis=0) for path in paths])
    highs = np.array([path.max(axis=0) for path in paths])
    for at, path in enumerate(paths):
        if lengths_m[at] < _SHORTEST_DOUBLE_M:
            continue
        around = (lows - BESIDE_M <= lows[at]) & (highs + BESIDE_M >= highs[at])
        samples = path[np.linspace(0, len(path) - 1, _SAMPLES).astype(int)]
        for other in np.flatnonzero(around.all(axis=1)).tolist():
            if other != at and all(
                _distance_m(point, paths[other]) <= BESIDE_M for point in samples
            ):
                return True
    return False


def _distance_m(point: Points, path: Points) -> float:
    """From a point to the nearest of a path's segments."""
    starts, steps = path[:-1], np.diff(path, axis=0)
    squares = np.maximum((steps**2).sum(axis=1), 1e-12)
    shares = np.clip(((point - starts) * steps).sum(axis=1) / squares, 0, 1)
    return float(np.linalg.norm(starts + shares[:, None] * steps - point, axis=1).min())


def _turned(track: Track) -> Track:
    return replace(track, pieces=tuple(piece[::-1] for piece in reversed(track.pieces)))
