"""Draw the demonstration lines: data/demo/gers.json -> data/gpx/*.gpx.

Run from the project's folder: python -m tools.draw_demo_lines [--out FOLDER]
The same input always gives the same bytes. The lines are invented: they join real places by
ways that do not exist, over a relief that only resembles the Gers.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from pyproj import Geod, Transformer
from shapely.geometry import LineString

from tools.demo_gpx import DrawnRoute, gpx
from tools.demo_paths import STYLES, Array, Style, draw_leg, hermite, length_m, lengths_along
from tools.demo_terrain import Heights, settled, smoothed, terrain

PROJECT = Path(__file__).resolve().parent.parent
FACTS = PROJECT / "data" / "demo" / "gers.json"

# Lambert 93, the French grid: metres, true to 0.1 % over the Gers.
TO_GRID = Transformer.from_crs(4326, 2154, always_xy=True)
GEOD = Geod(ellps="WGS84")

Leg = tuple[str, str]
"""Two neighbouring towns of a route, in alphabetical order: one line for both directions."""


class Network:
    """The legs drawn so far, by family (cycling, or on foot and on horseback).

    Routes of a family that name the same two towns in a row share one line between them.
    """

    def __init__(self, facts: dict[str, Any]) -> None:
        towns = facts["towns"]
        self.at = {key: grid_points([[t["lon"], t["lat"]]])[0] for key, t in towns.items()}
        self.height_m = {key: float(town["height_m"]) for key, town in towns.items()}
        self.legs: dict[tuple[str, Leg], Array] = {}
        known = [[*self.at[key], height] for key, height in self.height_m.items()]
        rivers = [with_grid(np.array(river["points"])) for river in facts["rivers"]]
        self.heights: Heights = terrain(rivers, np.array(known))

    def leg(self, family: str, a: str, b: str) -> Array | None:
        """The drawn points from town a to town b: x, y, height; shape (n, 3)."""
        if (points := self.legs.get((family, leg_of(a, b)))) is None:
            return None
        return points if a < b else points[::-1]

    def draw(self, route: dict[str, Any]) -> DrawnRoute:
        """Draw what the route does not share yet, then string its legs together."""
        style, family = STYLES[route["style"]], route["family"]
        bases = self.base_curves(route)
        shared = [
            LineString(points[:, :2])
            for a, b in neighbours(route)
            if (points := self.leg(family, a, b)) is not None
        ]
        winding = self.winding(route, bases, style, sum(line.length for line in shared))
        done = shared
        for leg, base in bases.items():
            line = first_clear(base, style, winding, seed(family, leg), done)
            done = [*done, LineString(line)]
            at_m = lengths_along(line)
            heights = smoothed(at_m, self.heights(line, style.relief), style.climb_smooth_m)
            heights = settled(at_m, heights, (self.height_m[leg[0]], self.height_m[leg[1]]))
            self.legs[family, leg] = np.column_stack((line, heights))
        pieces = [self.strung(family, piece) for piece in route["pieces"]]
        return DrawnRoute(route["name"], route["file"], pieces)

    def base_curves(self, route: dict[str, Any]) -> dict[Leg, Array]:
        """Smooth curves for the legs that no route of the family has drawn yet."""
        family, curves = route["family"], {}
        for piece in route["pieces"]:
            directions = self.directions(family, piece)
            for (a, b), (leave, arrive) in zip(pairwise(piece), pairwise(directions), strict=True):
                if self.leg(family, a, b) is None:
                    curve = hermite(self.at[a], self.at[b], leave, arrive)
                    curves[leg_of(a, b)] = curve if a < b else curve[::-1]
        return curves

    def directions(self, family: str, piece: Sequence[str]) -> list[Array]:
        """The unit direction of travel at each town: that of a drawn leg, where there is one."""
        closed = piece[0] == piece[-1]
        found = []
        for number, town in enumerate(piece):
            before = piece[number - 1] if number else piece[-2] if closed else None
            after = piece[number + 1] if number + 1 < len(piece) else piece[1] if closed else None
            if before and (leg := self.leg(family, before, town)) is not None:
                found.append(unit(leg[-1, :2] - leg[-4, :2]))
            elif after and (leg := self.leg(family, town, after)) is not None:
                found.append(unit(leg[3, :2] - leg[0, :2]))
            else:
                found.append(self.bisector(before, town, after))
        return found

    def bisector(self, before: str | None, town: str, after: str | None) -> Array:
        """The direction between coming and going; the shorter leg weighs more."""
        here = self.at[town]
        coming = here - self.at[before] if before else self.at[after or town] - here
        going = self.at[after] - here if after else coming
        return unit(coming / np.hypot(*coming) ** 1.5 + going / np.hypot(*going) ** 1.5)

    def winding(
        self, route: dict[str, Any], bases: dict[Leg, Array], style: Style, shared_m: float
    ) -> float:
        """How winding the new legs must be for the whole to have its published length."""
        low, high = 0.15, style.max_slope
        for _ in range(10):
            middle = (low + high) / 2
            drawn_m = shared_m + sum(
                length_m(draw_leg(base, style, middle, f"{seed(route['family'], leg)}/0"))
                for leg, base in bases.items()
            )
            too_short = drawn_m < 1000 * route["published_km"]
            low, high = (middle, high) if too_short else (low, middle)
        return low

    def strung(self, family: str, piece: Sequence[str]) -> Array:
        """The legs of one piece in order, as lon, lat, height; towns are not repeated."""
        legs = [self.legs[family, leg_of(a, b)][:: 1 if a < b else -1] for a, b in pairwise(piece)]
        line = np.vstack([legs[0], *(leg[1:] for leg in legs[1:])])
        lon_lat = np.round(lon_lat_points(line[:, :2]), 6)
        return np.column_stack((lon_lat, np.round(line[:, 2], 1)))


def first_clear(
    base: Array, style: Style, winding: float, seed: str, others: Sequence[LineString]
) -> Array:
    """The first line, over a fixed list of seeds, that crosses neither itself nor the others."""
    for number in range(60):
        calmer = winding * (1 - number / 80)
        line = draw_leg(base, style, calmer, f"{seed}/{number}")
        shape = LineString(line)
        if shape.is_simple and not any(shape.crosses(other) for other in others):
            return line
    raise ValueError(f"no clear line for {seed}")


def leg_of(a: str, b: str) -> Leg:
    return (a, b) if a < b else (b, a)


def seed(family: str, leg: Leg) -> str:
    return f"{family}/{leg[0]}/{leg[1]}"


def neighbours(route: dict[str, Any]) -> Iterator[Leg]:
    """The towns of a route two by two, in its direction."""
    for piece in route["pieces"]:
        yield from pairwise(piece)


def unit(vector: Array) -> Array:
    return np.asarray(vector / np.hypot(*vector))


def grid_points(lon_lat: Sequence[Sequence[float]]) -> Array:
    """Degrees to metres of the grid, shape (n, 2)."""
    lon, lat = np.array(lon_lat).T
    return np.column_stack(TO_GRID.transform(lon, lat))


def lon_lat_points(grid: Array) -> Array:
    """Metres of the grid to degrees, shape (n, 2)."""
    return np.column_stack(TO_GRID.transform(grid[:, 0], grid[:, 1], direction="INVERSE"))


def with_grid(river: Array) -> Array:
    return np.column_stack((grid_points(river[:, :2].tolist()), river[:, 2]))


def draw_all(facts_file: Path = FACTS) -> list[DrawnRoute]:
    """Every route of the facts, in their order: the first to name a leg decides how it lies."""
    facts = json.loads(facts_file.read_text(encoding="utf-8"))
    network = Network(facts)
    return [network.draw(route) for route in facts["routes"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PROJECT / "data" / "gpx")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for route in draw_all():
        (folder / f"{route.file}.gpx").write_text(gpx(route), encoding="utf-8", newline="\n")
        km = sum(GEOD.line_length(piece[:, 0], piece[:, 1]) for piece in route.pieces) / 1000
        points = sum(len(piece) for piece in route.pieces)
        print(f"{route.file}.gpx: {km:.1f} km, {points} points")


if __name__ == "__main__":
    main()
