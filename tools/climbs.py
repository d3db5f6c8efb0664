"""Writes docs/climb.md's table: climbs of real files, published or recorded, ours and others'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import fitdecode
import gpxpy
import numpy as np
from gpxpy.gpx import GPXTrackPoint, GPXTrackSegment
from numpy.typing import NDArray
from shapely import MultiLineString

from gis.along import along
from gis.measure import segment_lengths_m
from gis.profile import profile
from tools.tables import REAL_FILES, put_table

PAGE = Path("docs/climb.md")
EDGE = "fit/python-fitparse__garmin-edge-500-activity.fit"
ALLTRAILS = "gpx-formats/gpx__gpsies_example.gpx"
MARMOTTE = "gpx-france/pretty-gpx__marmotte.gpx"
MARMOTTE_ASCENT_M = 5000
"""As the event announces it for 174 to 177 km (bike-oisans.com, 20minutes.fr, velo101.com)."""

RECORD = ("timestamp", "position_long", "position_lat", "altitude")
LAP = ("start_time", "timestamp", "total_ascent")

Points = NDArray[np.float64]
"""Shape (n, 3): longitude, latitude in degrees, height in metres."""


@dataclass(frozen=True)
class Reference:
    """A line with heights, and the climb that somebody else gives for it."""

    name: str
    points: Points
    ascent_m: float
    source: str


@dataclass(frozen=True)
class Comparison:
    """One row: metres climbed by each method."""

    reference: Reference
    ours_m: float
    gpxpy_m: float
    geotrek_m: float
    geotrek_twice_m: float

    @property
    def error(self) -> float:
        """Ours against the reference, as a part of it."""
        return self.ours_m / self.reference.ascent_m - 1


def references(folder: Path) -> Iterator[Reference]:
    """Every real file that says, or is known for, its climb, and has heights to count it from."""
    yield from edge_laps(folder / EDGE)
    document = gpxpy.parse((folder / ALLTRAILS).read_text("utf-8"))
    said = next(
        element
        for extension in document.metadata_extensions
        for element in extension.iter()
        if element.tag.endswith("totalAscentMeter")
    )
    source = "AllTrails, in the file"
    yield Reference("gpsies_example.gpx", track_points(document), float(said.text), source)
    document = gpxpy.parse((folder / MARMOTTE).read_text("utf-8"))
    source = "the event's figure"
    yield Reference("marmotte.gpx", track_points(document), MARMOTTE_ASCENT_M, source)


def edge_laps(path: Path) -> Iterator[Reference]:
    """The ride and each lap of it as a barometric device recorded them, read by fitdecode."""
    rows, spans = [], []
    with fitdecode.FitReader(str(path)) as messages:
        for message in messages:
            if not isinstance(message, fitdecode.FitDataMessage):
                continue
            if message.name == "record":
                rows.append([message.get_value(name, fallback=None) for name in RECORD])
            elif message.name in ("session", "lap"):
                spans.append((message.name, *(message.get_value(name) for name in LAP)))
    degrees = 180 / 2**31
    laps = 0
    for kind, start, end, ascent_m in spans:
        points = np.array(
            [
                (lon * degrees, lat * degrees, height)
                for at, lon, lat, height in rows
                if start <= at <= end and None not in (lon, lat, height)
            ]
        )
        laps += kind == "lap"
        name = "garmin-edge-500.fit" + (f", lap {laps}" if kind == "lap" else "")
        yield Reference(name, points, ascent_m, "the device's barometer")


def track_points(document: gpxpy.gpx.GPX) -> Points:
    """Every track point of a GPX."""
    return np.array(
        [
            (point.longitude, point.latitude, point.elevation)
            for track in document.tracks
            for segment in track.segments
            for point in segment.points
        ]
    )


def ours_m(points: Points) -> float:
    """Our ascent."""
    drawn = profile(along(MultiLineString([points])))
    assert drawn is not None
    return drawn.total.ascent_m


def gpxpy_m(points: Points) -> float:
    """gpxpy's ascent: weights 0.3, 0.4, 0.3 on three vertices, then every rise."""
    segment = GPXTrackSegment([GPXTrackPoint(lat, lon, height) for lon, lat, height in points])
    return float(segment.get_uphill_downhill().uphill)


def geotrek_m(points: Points, passes: int) -> float:
    """Geotrek's ascent: integer heights every 25 m at most, averaged over ±2 points, every rise.

    `passes` is 1 without its path network, 2 with it.
    """
    at_m = np.concatenate(([0.0], np.cumsum(segment_lengths_m(points))))
    counts = np.maximum(np.ceil(np.diff(at_m) / 25).astype(int), 1)
    starts = np.repeat(at_m[:-1], counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    sampled = starts + within * np.repeat(np.diff(at_m) / counts, counts)
    height_m = np.interp(np.append(sampled, at_m[-1]), at_m, points[:, 2]).astype(int)
    for _ in range(passes):
        sums = np.concatenate(([0], np.cumsum(height_m)))
        order = np.arange(len(height_m))
        low, high = np.maximum(order - 2, 0), np.minimum(order + 3, len(height_m))
        height_m = ((sums[high] - sums[low]) // (high - low)).astype(int)
    return float(np.diff(height_m).clip(0).sum())


def compared(folder: Path = REAL_FILES) -> list[Comparison]:
    """Every reference, and what each method makes of it."""
    return [
        Comparison(
            reference,
            ours_m(reference.points),
            gpxpy_m(reference.points),
            geotrek_m(reference.points, passes=1),
            geotrek_m(reference.points, passes=2),
        )
        for reference in references(folder)
    ]


def median_error(rows: Sequence[Comparison]) -> float:
    """The median of the absolute errors of ours, as a part."""
    return median(abs(row.error) for row in rows)


def table(rows: Sequence[Comparison]) -> str:
    """The rows in Markdown, and their median error."""
    lines = [
        "| file | points | said (m) | by | Balise | | gpxpy | Geotrek, 1 pass | 2 passes |",
        "|---|--:|--:|---|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        one = row.reference
        lines.append(
            f"| {one.name} | {len(one.points)} | {one.ascent_m:.0f} | {one.source} "
            f"| **{row.ours_m:.0f}** | {row.error:+.0%} | {row.gpxpy_m:.0f} "
            f"| {row.geotrek_m:.0f} | {row.geotrek_twice_m:.0f} |"
        )
    lines.append("")
    lines.append(f"Median error of Balise: {median_error(rows):.0%}.")
    return "\n".join(lines)


if __name__ == "__main__":
    put_table(PAGE, table(compared()))
