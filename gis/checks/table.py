"""CHECKS, how a check enters it, and how it places what it finds."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from gis.defects.walk import Walk
from gis.findings import Finding
from gis.vocabulary import Severity

Check = Callable[[Walk], Iterator[Finding]]
CHECKS: list[Check] = []


def check(function: Check) -> Check:
    """Enter a function among CHECKS."""
    CHECKS.append(function)
    return function


def at_vertex(
    key: str,
    severity: Severity,
    walk: Walk,
    vertex: np.intp | int,
    values: Mapping[str, object],
    *,
    to: np.intp | int | None = None,
    repair: str = "",
) -> Finding:
    """A finding at a vertex, as far as the vertex `to` where it has a length."""
    return Finding(
        key,
        severity,
        at_m=float(walk.at_m[vertex]),
        lon=float(walk.lons[vertex]),
        lat=float(walk.lats[vertex]),
        values=values,
        to_m=None if to is None else float(walk.at_m[to]),
        repair=repair,
    )
