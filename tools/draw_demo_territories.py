"""Draw the demonstration's territories: data/demo/communes.json -> data/demo/territories.geojson.

Run from the project's folder: python -m tools.draw_demo_territories [--out FILE]
A commune is what lies nearer to its places than to any other's, inside the outline of the
backdrop: enough to show what a route crosses, and good for nothing else.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from tools.draw_backdrop import outline
from tools.draw_demo_lines import FACTS, PROJECT

COMMUNES = FACTS.with_name("communes.json")
GRID_DEG = 1e-4
NORTHWARD = 1 / np.cos(np.radians(43.7))
"""How much longer a degree of latitude is there than one of longitude."""


def cells(points: dict[str, tuple[float, float]], around: Polygon) -> dict[str, BaseGeometry]:
    """What lies nearest to each point, inside `around`; degrees."""
    stretched = {key: (lon, lat * NORTHWARD) for key, (lon, lat) in points.items()}
    nearest = shapely.get_parts(shapely.voronoi_polygons(MultiPoint([*stretched.values()])))
    nearest = shapely.transform(nearest, lambda xy: xy / (1, NORTHWARD))
    reach = shapely.STRtree(nearest)
    return {
        key: shapely.intersection(around, nearest[reach.query(shapely.Point(at), "within")[0]])
        for key, at in points.items()
    }


def on_grid(areas: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The same areas with rounded coordinates, still without gaps or overlaps between them."""
    edges = shapely.union_all([area.boundary for area in areas.values()])
    noded = shapely.get_parts(shapely.set_precision(edges, GRID_DEG))
    faces = shapely.get_parts(shapely.polygonize(noded))
    middles = shapely.point_on_surface(faces)
    return {
        key: shapely.coverage_union_all(faces[shapely.covers(area, middles)])
        for key, area in areas.items()
    }


def feature(kind: str, entry: dict[str, Any], area: BaseGeometry) -> dict[str, Any]:
    rounded = shapely.transform(shapely.normalize(area), lambda xy: np.round(xy, 4))
    return {
        "type": "Feature",
        "properties": {
            "kind": kind,
            "code": entry["code"],
            "nom": entry["name"],
            "approximate": True,
        },
        "geometry": json.loads(shapely.to_geojson(rounded)),
    }


def territories() -> str:
    """The whole GeoJSON, one feature a line: the département, EPCI, communes."""
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    named = json.loads(COMMUNES.read_text(encoding="utf-8"))
    communes = [commune for epci in named["epci"] for commune in epci["communes"]]
    corners = np.array([point[:2] for point in facts["outline"]])
    around = Polygon(outline(corners)["coordinates"][0])
    towns = {key: facts["towns"][key] for commune in communes for key in commune["towns"]}
    nearest = cells({key: (town["lon"], town["lat"]) for key, town in towns.items()}, around)
    areas = on_grid(
        {one["code"]: shapely.union_all([nearest[key] for key in one["towns"]]) for one in communes}
    )
    unions = [
        shapely.coverage_union_all([areas[commune["code"]] for commune in epci["communes"]])
        for epci in named["epci"]
    ]
    features = [
        feature("departement", named["departement"], shapely.coverage_union_all(unions)),
        *(feature("epci", *pair) for pair in zip(named["epci"], unions, strict=True)),
        *(feature("commune", commune, areas[commune["code"]]) for commune in communes),
    ]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    return '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=PROJECT / "data" / "demo" / "territories.geojson"
    )
    out: Path = parser.parse_args().out
    out.write_text(territories(), encoding="utf-8", newline="\n")
    print(f"{out.name}: {out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
