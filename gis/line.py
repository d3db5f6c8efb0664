"""The register's line: made from a track, joined, reversed, simplified."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer
from shapely import LineString, MultiLineString, get_coordinates

from gis.errors import LineError
from gis.findings import Finding
from gis.formats.track import Track
from gis.measure import segment_lengths_m
from gis.thinning import vertices_kept
from gis.vocabulary import Severity

_ENOUGH_HEIGHTS = 0.5


def line_from(track: Track) -> tuple[MultiLineString, tuple[Finding, ...]]:
    """The canonical line of a track, one LineString per piece, and what was done to heights.

    3-D when at least half of the points have a height: the missing ones are interpolated
    along the distance (`heights.interpolated`). Otherwise 2-D: the few there were are left
    out (`heights.left_out`).
    Raises LineError `line.empty` for a track without pieces.
    """
    if not track.pieces:
        raise LineError("line.empty")
    vertices = np.concatenate(track.pieces)
    heights = vertices[:, 2]
    known = ~np.isnan(heights)
    missing = int(np.count_nonzero(~known))
    values = {"count": missing, "total": len(heights)}
    findings = []
    if missing and known.mean() < _ENOUGH_HEIGHTS:
        if known.any():
            findings.append(Finding("heights.left_out", Severity.WARNING, values=values))
        vertices = vertices[:, :2]
    elif missing:
        findings.append(Finding("heights.interpolated", Severity.NOTE, values=values))
        at_m = _distances_m(track)
        heights = np.interp(at_m, at_m[known], heights[known])
        vertices = np.column_stack((vertices[:, :2], heights))
    ends = np.cumsum([len(piece) for piece in track.pieces])
    return MultiLineString(np.split(vertices, ends[:-1])), tuple(findings)


def _distances_m(track: Track) -> NDArray[np.float64]:
    """Metres along the pieces of every vertex, gaps counting nothing."""
    steps = [np.append(0.0, segment_lengths_m(piece)) for piece in track.pieces]
    return np.cumsum(np.concatenate(steps))


def reverse(line: MultiLineString) -> MultiLineString:
    """The line travelled the other way: pieces in the opposite order, each reversed."""
    return MultiLineString([_coords(piece)[::-1] for piece in reversed(line.geoms)])


def join(lines: Iterable[MultiLineString]) -> MultiLineString:
    """One line of all pieces in order; a piece that begins where the last one ends continues it.

    Nothing else is bridged. 2-D as soon as one of the lines is.
    Raises LineError `line.empty` when there is nothing to join.
    """
    pieces = [piece for line in lines for piece in line.geoms]
    if not pieces:
        raise LineError("line.empty")
    dimensions = 3 if all(piece.has_z for piece in pieces) else 2
    joined: list[list[NDArray[np.float64]]] = []
    for piece in pieces:
        coords = _coords(piece)[:, :dimensions]
        if joined and np.array_equal(joined[-1][-1][-1, :2], coords[0, :2]):
            joined[-1].append(coords[1:])
        else:
            joined.append([coords])
    return MultiLineString([np.concatenate(parts) for parts in joined])


def simplify(line: MultiLineString, tolerance_m: float) -> MultiLineString:
    """Fewer vertices: the dropped ones lie within `tolerance_m` metres of the new line.

    Douglas-Peucker, each piece in a transverse Mercator frame of its own middle. Pieces,
    their ends, and the heights of the vertices kept are unchanged.
    """
    return MultiLineString([_simplified(_coords(piece), tolerance_m) for piece in line.geoms])


def _simplified(coords: NDArray[np.float64], tolerance_m: float) -> NDArray[np.float64]:
    lon, lat = (coords[:, :2].min(axis=0) + coords[:, :2].max(axis=0)) / 2
    frame = Transformer.from_pipeline(f"+proj=tmerc +ellps=WGS84 +lon_0={lon} +lat_0={lat}")
    x_m, y_m = frame.transform(coords[:, 0], coords[:, 1])
    kept = vertices_kept(np.column_stack((x_m, y_m)), tolerance_m)
    is_point = np.array_equal(coords[kept[0], :2], coords[kept[-1], :2]) and len(kept) == 2
    if is_point and len(coords) > 2:
        farthest = int(np.argmax((x_m - x_m[0]) ** 2 + (y_m - y_m[0]) ** 2))
        kept = np.unique(np.append(kept, farthest))
    return np.asarray(coords[kept], dtype=np.float64)


def _coords(piece: LineString) -> NDArray[np.float64]:
    coords: NDArray[np.float64] = get_coordinates(piece, include_z=piece.has_z)
    return coords
