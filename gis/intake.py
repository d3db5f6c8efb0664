"""Intake: a track becomes the line that a route can have, or is refused with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shapely import MultiLineString

from gis.checks import check_line
from gis.errors import LineError
from gis.findings import Finding
from gis.formats.track import Track
from gis.line import line_from
from gis.measure import Bounds
from gis.repairs import mended, repaired
from gis.terrain import Terrain, lifted
from gis.vocabulary import Severity

Terrains = Iterable[tuple[str, Terrain]]
"""Models by name, the first that knows all of a line being asked."""
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
    terrains: Terrains | None = None,
    mend: bool = False,
    repairs: Sequence[Finding] = (),
) -> Intake:
    """The line of a track; `home` are the bounds of the département.

    With `mend` every defect that has a sound repair is repaired, else those that `repairs`
    name, findings on this very line. A line without heights takes those of `terrains`; None
    leaves it as it is. Raises LineError where the coordinates are no place on Earth.
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
    if terrains is not None and not line.has_z:
        line, said = _with_heights(line, terrains)
        noticed += (said,)
    return Intake(line, noticed, done)


def _with_heights(line: MultiLineString, terrains: Terrains) -> tuple[MultiLineString, Finding]:
    """The line with a model's heights, or as it was; and a finding that says which."""
    for name, terrain in terrains:
        if (up := lifted(line, terrain)) is not None:
            return up, Finding("line.heights_filled", Severity.NOTE, values={"model": name})
    return line, Finding("line.heights_not_covered", Severity.WARNING)
