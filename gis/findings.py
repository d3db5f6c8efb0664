"""A finding: a defect that a reader or a check saw, with its place on the map."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gis.vocabulary import Severity


@dataclass(frozen=True)
class Finding:
    """One defect.

    `key` names its sentence and `values` fill it; `at_m` is metres along the line,
    `lon`/`lat` degrees WGS 84, all three None when it concerns the whole line or file; `to_m`
    is where it ends, for one that has a length. `repair` names the function of
    `gis.repairs.REPAIRS` that mends it, "" where none would be sound.
    """

    key: str
    severity: Severity
    at_m: float | None = None
    lon: float | None = None
    lat: float | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    to_m: float | None = None
    repair: str = ""
