"""Ways that a line travels twice by mistake."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from gis.checks.table import at_vertex, check
from gis.defects.repeats import repeats
from gis.defects.trims import trims
from gis.defects.walk import Walk
from gis.defects.whiskers import whiskers
from gis.findings import Finding
from gis.vocabulary import Severity


@check
def whisker(walk: Walk) -> Iterator[Finding]:
    """A short way out and back on the same path"""
    found = whiskers(walk)
    for tip, length_m in zip(found.tips, found.lengths_m, strict=True):
        values = {"distance_m": float(length_m)}
        yield at_vertex("line.whisker", Severity.WARNING, walk, tip, values, repair="drop_whisker")


@check
def overlap(walk: Walk) -> Iterator[Finding]:
    """A stretch travelled twice in the same direction"""
    for repeat in repeats(walk):
        doubled = trims(walk, repeat)
        start = doubled[0] if doubled.size else int(np.searchsorted(walk.at_m, repeat.from_m))
        values = {"distance_m": repeat.to_m - repeat.from_m, "first_m": repeat.first_from_m}
        repair = "trim" if doubled.size else ""
        found = at_vertex("line.overlap", Severity.WARNING, walk, start, values, repair=repair)
        yield replace(found, to_m=max(repeat.to_m, walk.at_m[start]))
