"""Repairs: what mends a finding, each a function from a line and its findings to a line."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from shapely import MultiLineString

from gis.checks import check_line
from gis.errors import LineError
from gis.findings import Finding
from gis.measure import Bounds
from gis.repairs.doubling import drop_whisker, trim
from gis.repairs.heights import forget_heights, interpolate
from gis.repairs.pieces import bridge, drop_piece, reorder
from gis.repairs.placement import reproject, swap_axes
from gis.repairs.rounds import Repair, spot
from gis.repairs.vertices import drop_end, drop_repeats, drop_spikes, simplify
from gis.vocabulary import Severity

REPAIRS: dict[str, Repair] = {
    "reproject": reproject,
    "swap_axes": swap_axes,
    "drop_piece": drop_piece,
    "drop_repeats": drop_repeats,
    "drop_end": drop_end,
    "drop_spikes": drop_spikes,
    "reorder": reorder,
    "trim": trim,
    "drop_whisker": drop_whisker,
    "bridge": bridge,
    "interpolate": interpolate,
    "forget_heights": forget_heights,
    "simplify": simplify,
}
"""By the name that a finding bears, in the order in which they are applied."""
MOST_DEFECTS = 500
"""A line with more is not mended at one go: the worst real one has some thirty."""


def mended_note(finding: Finding) -> Finding:
    """What to say of a finding once its repair is made."""
    return replace(finding, key=f"mended.{finding.repair}", severity=Severity.NOTE, repair="")


def repaired(line: MultiLineString, findings: Iterable[Finding]) -> MultiLineString:
    """The line without those of its findings that name a repair.

    A repair moves what lies behind it, so the next one takes its findings from the line as it
    is by then: those on the same spots.
    """
    present: Sequence[Finding] = [one for one in findings if one.repair]
    wanted = {spot(one) for one in present}
    for name, mend in REPAIRS.items():
        if mine := [one for one in present if one.repair == name]:
            line = mend(line, mine)
            present = [one for one in check_line(line) if spot(one) in wanted]
    return line


def mended(
    line: MultiLineString, home: Bounds | None = None
) -> tuple[MultiLineString, tuple[Finding, ...]]:
    """The line after every sound repair, and what was mended, in that order.

    `home` is the département that the line should be in. Each repair is tried twice at the
    most: one may bring to light what another mends. Raises LineError where there are more than
    MOST_DEFECTS: such a line is no drawing of a way, and would take minutes.
    """
    done: list[Finding] = []
    findings = check_line(line, home)
    for name, mend in [*REPAIRS.items()] * 2:
        if len(findings) > MOST_DEFECTS:
            raise LineError("line.too_many_defects", count=len(findings), limit=MOST_DEFECTS)
        if mine := [one for one in findings if one.repair == name]:
            line = mend(line, mine)
            findings = check_line(line, home)
            done += mine
    return line, tuple(done)
