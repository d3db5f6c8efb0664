"""Draw the map's backdrop: data/demo/gers.json -> data/demo/backdrop.geojson.

Run from the project's folder: python -m tools.draw_backdrop [--out FILE]
An outline of the département drawn by hand, two decimals of a degree, and its rivers: enough
to know where one is when no base map is configured, and good for nothing else.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from shapely.geometry import LineString

from tools.demo_paths import Array, Style, lengths_along, rounded, wander
from tools.draw_demo_lines import FACTS, PROJECT, grid_points, lon_lat_points

MEANDERS = Style(((1500, 4500, 0.8), (500, 1400, 0.8)), 35, 200, 0.55, 0)


def feature(kind: str, name: str, rank: int, geometry: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kind": kind, "name": name, "rank": rank, "approximate": True},
        "geometry": geometry,
    }


def listed(points: Array, decimals: int) -> list[list[float]]:
    return [[round(float(lon), decimals), round(float(lat), decimals)] for lon, lat in points]


def outline(corners: Array) -> dict[str, Any]:
    """The hand-drawn ring with its corners rounded, some 140 points."""
    ring = rounded(np.vstack((corners, corners[:1])), rounds=3)[1:-1]
    kept = np.asarray(LineString(np.vstack((ring, ring[:1]))).simplify(0.002).coords)
    return {"type": "Polygon", "coordinates": [listed(kept, 4)]}


def river_line(name: str, lon_lat: Array) -> dict[str, Any]:
    """A smooth, meandering line through the river's known points (within a few hundred metres)."""
    line = smooth_through(grid_points(lon_lat.tolist()))
    for number, band in enumerate(MEANDERS.bands):
        line = wander(line, band, MEANDERS.max_slope, f"river/{name}/{number}")
    kept = np.asarray(LineString(line).simplify(MEANDERS.straighten_m).coords)
    return {"type": "LineString", "coordinates": listed(lon_lat_points(kept), 4)}


def smooth_through(points: Array) -> Array:
    """A Catmull-Rom curve through the points, metres."""
    padded = np.vstack((2 * points[0] - points[1], points, 2 * points[-1] - points[-2]))
    t = np.linspace(0, 1, 20, endpoint=False)[:, None]
    parts = []
    for before, a, b, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        parts.append(
            a
            + 0.5 * t * (b - before)
            + t**2 * (before - 2.5 * a + 2 * b - 0.5 * after)
            + t**3 * (-0.5 * before + 1.5 * a - 1.5 * b + 0.5 * after)
        )
    curve = np.vstack((*parts, points[-1:]))
    return curve[np.concatenate(([True], np.diff(lengths_along(curve)) > 0))]


def backdrop() -> str:
    """The whole GeoJSON, one feature a line."""
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    corners = np.array([point[:2] for point in facts["outline"]])
    features = [feature("departement", "Gers", 1, outline(corners))]
    for river in facts["rivers"]:
        geometry = river_line(river["name"], np.array(river["points"])[:, :2])
        features.append(feature("river", river["name"], river["rank"], geometry))
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    return '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PROJECT / "data" / "demo" / "backdrop.geojson")
    out: Path = parser.parse_args().out
    out.write_text(backdrop(), encoding="utf-8", newline="\n")
    print(f"{out.name}: {out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
