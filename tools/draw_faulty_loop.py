"""Draw a track as the field delivers it, with its faults: data/demo/boucle-faulty.gpx.

Run from the project's folder: python -m tools.draw_faulty_loop [--out FILE]
A walk of some 8 km round Condom, invented like the other lines: a receiver that lost its
signal for 400 m, one point thrown 300 m aside, one written twice, no heights.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from tools.demo_gpx import WARNING
from tools.demo_paths import STYLES, Array, draw_leg, lengths_along
from tools.draw_backdrop import smooth_through
from tools.draw_demo_lines import FACTS, PROJECT, grid_points, lon_lat_points

NAME = "Boucle de Condom"
CORNERS_M = ((0, 0), (620, 700), (1450, 900), (2050, 250), (1950, -650), (1150, -1250), (300, -850))
"""East and north of the town's middle, in the order of the walk, which ends where it starts."""
SPIKE_AT_M, SPIKE_M = 2500.0, 300.0
TWICE_AT_M = 3900.0
GAP_AT_M, GAP_M = 5200.0, 400.0


def walk() -> Array:
    """The way without faults, shape (n, 2), metres of the French grid."""
    town = json.loads(FACTS.read_text(encoding="utf-8"))["towns"]["condom"]
    corners = np.array([*CORNERS_M, CORNERS_M[0]], dtype=float)
    base = smooth_through(corners + grid_points([[town["lon"], town["lat"]]])[0])
    return draw_leg(base, STYLES["path"], 0.75, "faulty loop")


def pieces(way: Array) -> list[Array]:
    """The same with its faults: two pieces, each of shape (n, 2)."""
    at_m = lengths_along(way)
    spike, twice, lost = (int(np.argmax(at_m >= m)) for m in (SPIKE_AT_M, TWICE_AT_M, GAP_AT_M))
    found = lost + int(np.argmax(np.hypot(*(way[lost:] - way[lost]).T) >= GAP_M))
    forward = way[spike + 1] - way[spike - 1]
    aside = np.array([-forward[1], forward[0]]) / np.hypot(*forward)
    faulty = way.copy()
    faulty[spike] += SPIKE_M * aside
    return [np.insert(faulty[: lost + 1], twice, faulty[twice], axis=0), faulty[found:]]


def gpx() -> str:
    """The whole file, one line a point."""
    segments = "\n".join(
        "<trkseg>\n"
        + "\n".join(
            f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"></trkpt>' for lon, lat in lon_lat_points(piece)
        )
        + "\n</trkseg>"
        for piece in pieces(walk())
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Balise" xmlns="http://www.topografix.com/GPX/1/1">
<trk>
<name>{NAME}</name>
<desc>{WARNING}</desc>
{segments}
</trk>
</gpx>
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PROJECT / "data" / "demo" / "boucle-faulty.gpx")
    out: Path = parser.parse_args().out
    out.write_text(gpx(), encoding="utf-8", newline="\n")
    print(f"{out.name}: {out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
