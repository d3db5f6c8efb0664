"""Intake: a track becomes the line that a route can have, or is refused with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely import MultiLineString, get_coordinates

from gis.checks import check_line
from gis.errors import LineError
from gis.findings import Finding
from gis.formats.track import Track
from gis.line import line_from
from gis.measure import Bounds
from gis.repairs import mended, repaired
from gis.terrain.heights import HeightsError, HeightSource, heights_at
from gis.vocabulary import Severity

NOWHERE = ("line.in_metres", "line.out_of_range")
"""Defects with which a line cannot even be stored."""


@dataclass(frozen=True)
class Intake:
    """A line, what was noticed on its way here, and which of its defects were mended."""

    line: MultiLineString
    noticed: tuple[Finding, ...]
    mended: tuple[Finding, ...] = ()


def taken_in(
    track: Track,
    *,
    home: Bounds | None = None,
    heights: Sequence[HeightSource] | None = None,
    mend: bool = False,
    repairs: Sequence[Finding] = (),
) -> Intake:
    """The line of a track; `home` are the bounds of the département.

    With `mend` every defect that has a sound repair is repaired, else those that `repairs`
    name, findings on this very line. A line without heights takes those that `heights` know;
    None leaves it as it is. Raises LineError where the coordinates are no place on Earth.
    """
    line, noticed = line_from(track)
    noticed = (*track.findings, *noticed)
    done = tuple(repairs)
    if mend:
        line, done = mended(line, home)
    elif done:
        line = repaired(line, done)
    for finding in check_line(line, home):
        if finding.key in NOWHERE:
            raise LineError(finding.key, **finding.values)
    if heights is not None and not line.has_z:
        line, said = _with_heights(line, heights)
        noticed += said
    return Intake(line, noticed, done)


def _with_heights(
    line: MultiLineString, sources: Sequence[HeightSource]
) -> tuple[MultiLineString, tuple[Finding, ...]]:
    """The line with heights where half of them are known, else as it was; and what to say."""
    lon, lat = get_coordinates(line).T
    try:
        found = heights_at(sources, lon, lat)
    except HeightsError as silent:
        return line, (Finding(silent.key, Severity.WARNING, values=silent.values),)
    if not found.models:
        return line, (Finding("line.heights_not_covered", Severity.WARNING),)
    ends = np.cumsum([len(piece.coords) for piece in line.geoms])
    pieces = np.split(np.column_stack((lon, lat, found.metres)), ends[:-1])
    up, said = line_from(Track(tuple(pieces)))
    if up.has_z:
        values = {"model": ", ".join(found.models)}
        said = (Finding("line.heights_filled", Severity.NOTE, values=values), *said)
    return up, said
