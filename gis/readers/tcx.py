"""TCX -> Contents: a track per activity or course, its laps being one piece unless far apart."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from gis.formats.track import Contents, Vertices
from gis.readers.chain import in_space
from gis.readers.heard import Owner, tracks_of, waypoints_of
from gis.readers.raw_points import BadCoordinate, vertices_of
from gis.readers.tcx_stream import TcxStream
from gis.readers.verdicts import about_file, refused_at, without_line
from gis.readers.xml_stream import read_xml

LAP_M: Final = 50.0
"""A lap that begins this near to the last point goes on with it,"""
LAP_STEPS: Final = 3
"""or as near as this many steps from point to point, in their median."""


def read_tcx(content: bytes) -> Contents:
    """What a TCX file says; the points of a course are waypoints.

    Raises ReadError as `read_gpx` does.
    """
    stream, wrong_encoding = read_xml(content, TcxStream)
    try:
        vertices = vertices_of(stream.lines.points)
    except BadCoordinate as bad:
        raise refused_at(content, bad, TcxStream) from None
    laps = _laps_apart(vertices, stream.lines.points.starts, stream.lines.owners)
    tracks, findings = tracks_of(vertices, *laps)
    if not tracks:
        points = stream.lines.points.lats
        placed = any(text.strip() for text in points)
        raise without_line(len(points), placed=placed, waypoints=len(stream.waypoints))
    waypoints, dropped = waypoints_of(
        (point, point.texts.get("lon", ""), point.texts.get("lat", ""), point.texts.get("ele", ""))
        for point in stream.waypoints
    )
    return Contents(
        tracks,
        waypoints=waypoints,
        findings=(*findings, *dropped, *about_file(stream.names_met, wrong_encoding)),
    )


def _laps_apart(
    vertices: Vertices, starts: Sequence[int], owners: Sequence[Owner]
) -> tuple[list[int], list[Owner]]:
    """The starts of pieces, with their owners, but for laps that go on where the last one ended."""
    placed = np.flatnonzero(~np.isnan(vertices[:, 0]))
    if len(placed) < 2:
        return list(starts), list(owners)
    steps_m = np.linalg.norm(np.diff(in_space(vertices[placed]), axis=0), axis=1)
    near_m = max(LAP_M, LAP_STEPS * float(np.median(steps_m)))
    # Of the step that leads to the first placed point of each piece.
    steps = np.clip(np.searchsorted(placed, starts) - 1, 0, len(steps_m) - 1)
    kept = [
        at
        for at, (owner, step) in enumerate(zip(owners, steps.tolist(), strict=True))
        if at == 0 or owner is not owners[at - 1] or steps_m[step] > near_m
    ]
    return [starts[at] for at in kept], [owners[at] for at in kept]
