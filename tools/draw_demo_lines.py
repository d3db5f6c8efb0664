"""Draw the demonstration lines: data/demo/gers.json -> data/gpx/*.gpx.

Run from the project's folder: python -m tools.draw_demo_lines [--out FOLDER]
The same input always gives the same bytes. The lines are invented: they join real places by
ways that do not exist, over a relief that only resembles the Gers.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from pyproj import Geod, Transformer
from shapely.geometry import LineString

from tools.demo_paths import STYLES, Array, Style, draw_leg, hermite, lengths_along
from tools.demo_terrain import Heights, smoothed, terrain

PROJECT = Path(__file__).resolve().parent.parent
FACTS = PROJECT / "data" / "demo" / "gers.json"
LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
WARNING = "Tracé de démonstration simplifié : ne pas suivre sur le terrain."

# Lambert 93, the French grid: metres, true to 0.1 % over the Gers.
TO_GRID = Transformer.from_crs(4326, 2154, always_xy=True)
GEOD = Geod(ellps="WGS84")

Leg = tuple[str, str]


@dataclass(frozen=True)
class DrawnLeg:
    """One leg between two towns, in the order of its key: x, y, height; shape (n, 3)."""

    points: Array

    def seen_from(self, start: str, key: Leg) -> Array:
        return self.points if start == key[0] else self.points[::-1]


@dataclass(frozen=True)
class DrawnRoute:
    """A finished line: pieces of lon, lat, height, one array of shape (n, 3) each."""

    name: str
    file: str
    pieces: list[Array]


def leg_key(a: str, b: str) -> Leg:
    """The same key in both directions, so that routes that share a leg share its line."""
    return (a, b) if a < b else (b, a)


class Network:
    """The legs drawn so far, by family (cycling, or on foot and on horseback)."""

    def __init__(self, facts: dict[str, Any]) -> None:
        towns = facts["towns"]
        self.at = {key: grid_points([[t["lon"], t["lat"]]])[0] for key, t in towns.items()}
        self.legs: dict[tuple[str, Leg], DrawnLeg] = {}
        known = [[*self.at[key], town["height_m"]] for key, town in towns.items()]
        rivers = [with_grid(np.array(river["points"])) for river in facts["rivers"]]
        self.heights: Heights = terrain(rivers, np.array(known))

    def draw(self, route: dict[str, Any]) -> DrawnRoute:
        """Draw what the route does not share yet, then string its legs together."""
        style, family = STYLES[route["style"]], route["family"]
        bases = self.base_curves(route)
        winding = self.winding(route, bases, style)
        done: list[LineString] = [
            LineString(self.legs[family, leg_key(a, b)].points[:, :2])
            for a, b in legs_of(route)
            if (family, leg_key(a, b)) in self.legs
        ]
        for key, base in bases.items():
            line = first_clear(base, style, winding, f"{family}/{key[0]}/{key[1]}", done)
            done.append(LineString(line))
            relief = self.heights(line, style.relief)
            heights = smoothed(lengths_along(line), relief, style.climb_smooth_m)
            self.legs[family, key] = DrawnLeg(np.column_stack((line, heights)))
        pieces = [self.strung(piece, family) for piece in route["pieces"]]
        return DrawnRoute(route["name"], route["file"], pieces)

    def base_curves(self, route: dict[str, Any]) -> dict[Leg, Array]:
        """Smooth curves for the legs that no route of the family has drawn yet."""
        family, curves = route["family"], {}
        for piece in route["pieces"]:
            directions = self.directions(piece, family)
            for (a, b), (leave, arrive) in zip(pairwise(piece), pairwise(directions), strict=True):
                key = leg_key(a, b)
                if (family, key) not in self.legs:
                    curve = hermite(self.at[a], self.at[b], leave, arrive)
                    curves[key] = curve if a == key[0] else curve[::-1]
        return curves

    def directions(self, piece: Sequence[str], family: str) -> list[Array]:
        """The unit direction of travel at each town, that of a leg already drawn if there is one."""
        closed = piece[0] == piece[-1]
        found = []
        for number, town in enumerate(piece):
            before = piece[number - 1] if number else piece[-2] if closed else None
            after = piece[number + 1] if number + 1 < len(piece) else piece[1] if closed else None
            fixed = self.drawn_direction(family, before, town, after)
            found.append(fixed if fixed is not None else self.bisector(before, town, after))
        return found

    def drawn_direction(
        self, family: str, before: str | None, town: str, after: str | None
    ) -> Array | None:
        """The direction in which a drawn neighbouring leg passes the town."""
        if before and (leg := self.legs.get((family, leg_key(before, town)))):
            points = leg.seen_from(before, leg_key(before, town))[:, :2]
            return unit(points[-1] - points[-4])
        if after and (leg := self.legs.get((family, leg_key(town, after)))):
            points = leg.seen_from(town, leg_key(town, after))[:, :2]
            return unit(points[3] - points[0])
        return None

    def bisector(self, before: str | None, town: str, after: str | None) -> Array:
        """The direction halfway between coming and going; shorter legs weigh more."""
        here = self.at[town]
        coming = here - self.at[before] if before else self.at[after or town] - here
        going = self.at[after] - here if after else coming
        return unit(
            coming / np.hypot(*coming) ** 1.5 + going / np.hypot(*going) ** 1.5
        )

    def winding(self, route: dict[str, Any], bases: dict[Leg, Array], style: Style) -> float:
        """How winding the new legs must be for the whole to have its published length."""
        family = route["family"]
        shared = sum(
            lengths_along(self.legs[family, leg_key(a, b)].points[:, :2])[-1]
            for a, b in legs_of(route)
            if leg_key(a, b) not in bases
        )
        low, high = 0.15, style.max_slope
        for _ in range(10):
            middle = (low + high) / 2
            length = shared + sum(
                lengths_along(draw_leg(base, style, middle, f"{family}/{key[0]}/{key[1]}/0"))[-1]
                for key, base in bases.items()
            )
            low, high = (middle, high) if length < route["published_km"] * 1000 else (low, middle)
        return low

    def strung(self, piece: Sequence[str], family: str) -> Array:
        """The legs of one piece in order, as lon, lat, height; towns are not repeated."""
        parts = []
        for a, b in pairwise(piece):
            key = leg_key(a, b)
            points = self.legs[family, key].seen_from(a, key)
            parts.append(points if not parts else points[1:])
        line = np.vstack(parts)
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


def legs_of(route: dict[str, Any]) -> Iterator[Leg]:
    for piece in route["pieces"]:
        yield from pairwise(piece)


def unit(vector: Array) -> Array:
    return np.asarray(vector / np.hypot(*vector))


def grid_points(lon_lat: Sequence[Sequence[float]]) -> Array:
    lon, lat = np.array(lon_lat).T
    return np.column_stack(TO_GRID.transform(lon, lat))


def lon_lat_points(grid: Array) -> Array:
    return np.column_stack(TO_GRID.transform(grid[:, 0], grid[:, 1], direction="INVERSE"))


def with_grid(river: Array) -> Array:
    return np.column_stack((grid_points(river[:, :2].tolist()), river[:, 2]))


def gpx(route: DrawnRoute) -> str:
    """The route as GPX 1.1, one line a point."""
    name, warning = escape(route.name), escape(WARNING)
    segments = []
    for piece in route.pieces:
        points = "\n".join(
            f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>{height:.1f}</ele></trkpt>'
            for lon, lat, height in piece
        )
        segments.append(f"<trkseg>\n{points}\n</trkseg>")
    everything = np.vstack(route.pieces)
    (west, south), (east, north) = everything[:, :2].min(axis=0), everything[:, :2].max(axis=0)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Balise" xmlns="http://www.topografix.com/GPX/1/1" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">
<metadata>
<name>{name}</name>
<desc>{warning}</desc>
<copyright author="Balise (démonstration)"><license>{LICENCE}</license></copyright>
<keywords>démonstration, Gers, itinéraire</keywords>
<bounds minlat="{south:.6f}" minlon="{west:.6f}" maxlat="{north:.6f}" maxlon="{east:.6f}"/>
</metadata>
<trk>
<name>{name}</name>
<desc>{warning}</desc>
{chr(10).join(segments)}
</trk>
</gpx>
"""


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
        length_m = sum(GEOD.line_length(piece[:, 0], piece[:, 1]) for piece in route.pieces)
        points = sum(len(piece) for piece in route.pieces)
        print(f"{route.file}.gpx: {length_m / 1000:.1f} km, {points} points")


if __name__ == "__main__":
    main()
