"""Lines and profiles as SVG paths: cards, pages without script, and the first paint of maps."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Bounds = tuple[float, float, float, float]
Pieces = Sequence[Sequence[Sequence[float]]]
FINEST = 0.5
"""In units of a drawing: of the vertices that fall within it of each other, one is drawn."""


@dataclass(frozen=True)
class Frame:
    """Where degrees fall in a drawing: Mercator, fitted and centred in `width` × `height`."""

    west: float
    top: float
    scale: float
    left: float
    above: float

    @classmethod
    def around(cls, bounds: Bounds, width: float, height: float, margin: float) -> "Frame":
        """The frame that shows `bounds` (west, south, east, north) with a margin all round."""
        west, south, east, north = bounds
        top, bottom = _mercator(north), _mercator(south)
        wide, high = max(east - west, 1e-6), max(top - bottom, 1e-6)
        scale = min((width - 2 * margin) / wide, (height - 2 * margin) / high)
        return cls(west, top, scale, (width - wide * scale) / 2, (height - high * scale) / 2)

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """x from the left, y from the top."""
        return (
            round(self.left + (lon - self.west) * self.scale, 1),
            round(self.above + (self.top - _mercator(lat)) * self.scale, 1),
        )

    def path(self, pieces: Pieces) -> str:
        """The `d` of an SVG path: one move and its lines for each piece."""
        return "".join(self._piece(piece) for piece in pieces if len(piece) > 1)

    def _piece(self, piece: Sequence[Sequence[float]]) -> str:
        lon, lat = _degrees(piece).T
        top = np.degrees(np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)))
        x = self.left + (lon - self.west) * self.scale
        y = self.above + (self.top - top) * self.scale
        points = np.column_stack((x, y))
        is_drawn = np.any(np.diff(np.round(points / FINEST), axis=0, prepend=np.inf) != 0, axis=1)
        is_drawn[-1] = True
        return _path(points[is_drawn])


@dataclass(frozen=True)
class LineDrawing:
    """A card's line: its path, and where it starts and ends."""

    path: str
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True)
class ProfileDrawing:
    """A profile: the ground to fill, the skyline to stroke, heights of its bottom and top."""

    ground: str
    skyline: str
    bottom_m: float
    top_m: float


def bounds_of(lines: Iterable[Pieces]) -> Bounds | None:
    """West, south, east, north of all points; None where there is none."""
    pieces = [_degrees(piece) for line in lines for piece in line if len(piece)]
    if not pieces:
        return None
    points = np.concatenate(pieces)
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return west, south, east, north


def marks(pieces: Pieces, fractions: Sequence[float] = (0.3, 0.7)) -> str:
    """Points at some fractions of a line's length, as "lon lat,lon lat": where its number goes."""
    drawn = [_degrees(piece) for piece in pieces if len(piece) > 1]
    if not drawn:
        return ""
    steps = [np.hypot(*np.diff(piece, axis=0, prepend=piece[:1]).T) for piece in drawn]
    at = np.cumsum(np.concatenate(steps))
    places = np.multiply(fractions, at[-1])
    lons, lats = (np.interp(places, at, axis).tolist() for axis in np.concatenate(drawn).T)
    return ",".join(f"{lon:.5f} {lat:.5f}" for lon, lat in zip(lons, lats, strict=True))


def line_drawing(pieces: Pieces, size: float, margin: float = 6) -> LineDrawing | None:
    """A line fitted in a square of `size`; None where there is no line."""
    bounds = bounds_of([pieces])
    if bounds is None:
        return None
    frame = Frame.around(bounds, size, size, margin)
    return LineDrawing(
        frame.path(pieces), frame.point(*pieces[0][0][:2]), frame.point(*pieces[-1][-1][:2])
    )


def beside_drawing(pieces: Pieces, other: Pieces, size: float, margin: float) -> tuple[str, str]:
    """A line fitted in a square of `size`, and what lies of another one there, as paths."""
    frame = Frame.around(bounds_of([pieces]) or (0.0, 0.0, 0.0, 0.0), size, size, margin)
    return frame.path(pieces), frame.path(other)


def profile_drawing(
    heights_m: Sequence[float], width: float, height: float, least_span_m: float = 240
) -> ProfileDrawing | None:
    """Evenly spaced heights as hills; flat country stays flat: the scale spans `least_span_m`.

    None where fewer than two heights are known.
    """
    if len(heights_m) < 2:
        return None
    bottom_m, top_m = _height_scale(min(heights_m), max(heights_m), least_span_m)
    x = np.linspace(0, width, len(heights_m))
    y = height * (top_m - np.asarray(heights_m)) / (top_m - bottom_m)
    skyline = _path(np.column_stack((x, y)))
    return ProfileDrawing(f"{skyline}V{height:g}H0Z", skyline, bottom_m, top_m)


def height_ticks(bottom_m: float, top_m: float, most: int = 4) -> list[int]:
    """Round heights to label between the bottom and the top of a profile, at most `most`."""
    span = top_m - bottom_m
    step = next(
        (size for size in (25, 50, 100, 200, 250, 500, 1000, 2000) if span / size <= most), 5000
    )
    first = math.ceil(bottom_m / step) * step
    return list(range(first, math.floor(top_m) + 1, step))


def _height_scale(lowest: float, highest: float, least_span_m: float) -> tuple[float, float]:
    span = max((highest - lowest) * 1.15, least_span_m)
    bottom = lowest - span * 0.12
    return bottom, bottom + span * 1.1


def _degrees(piece: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """Longitudes and latitudes, shape (n, 2)."""
    numbers = np.fromiter(chain.from_iterable(piece), dtype=np.float64)
    return numbers.reshape(len(piece), -1)[:, :2]


def _path(points: NDArray[np.float64]) -> str:
    """One move and its lines, to a tenth of a unit."""
    drawn = np.round(points, 1).ravel().tolist()
    return "M" + ("%g %gL" * len(points))[:-1] % tuple(drawn)


def _mercator(lat: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))
