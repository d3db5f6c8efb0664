"""Checks and climb of 100 000 points: against one NumPy pass over them, the floor."""

import numpy as np
from shapely import MultiLineString, get_coordinates

from bench.samples import points
from bench.tables import Row, in_turn, show
from gis.along import along
from gis.checks import check_line
from gis.profile import profile

POINTS = 100_000
ROUNDS = 15


def one_pass(line: MultiLineString) -> float:
    """The floor: the steps between all vertices and their lengths, added up."""
    steps = np.diff(get_coordinates(line, include_z=True), axis=0)
    return float(np.cumsum(np.hypot(steps[:, 0], steps[:, 1]))[-1])


def run() -> None:
    """Prints the table."""
    line = MultiLineString([points(POINTS)])
    measured = along(line)
    times = in_turn(
        {
            "floor": lambda: one_pass(line),
            "checks": lambda: check_line(line),
            "measuring": lambda: along(line),
            "climb": lambda: profile(measured),
        },
        ROUNDS,
    )
    floor = times.pop("floor")
    rows = [
        Row(f"{name}, {POINTS} points", seconds, "one NumPy pass", seconds / floor, "time of it")
        for name, seconds in times.items()
    ]
    show("Judging a line", rows)
