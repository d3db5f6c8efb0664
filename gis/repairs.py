"""Repairs: what mends a finding, each a function from a line and its findings to a line."""

from collections.abc import Callable, Sequence

from shapely import MultiLineString

from gis.findings import Finding

Repair = Callable[[MultiLineString, Sequence[Finding]], MultiLineString]
"""The line without the defects of these findings, all of which name this repair."""

REPAIRS: dict[str, Repair] = {}
"""By the name that a finding bears."""
