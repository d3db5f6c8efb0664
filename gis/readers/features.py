"""Features of a map layer -> Contents: what GeoJSON, GeoPackage and Shapefile have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS

from gis.errors import ReadError
from gis.findings import Finding
from gis.formats.track import Contents, Refused, Track, Vertices, Waypoint
from gis.lambert93 import is_lambert93
from gis.readers.heights import settle_heights
from gis.readers.limits import MAX_FEATURES, MAX_POINTS
from gis.readers.projection import code_of, reprojected
from gis.readers.properties import description_of, name_of, personal_in
from gis.readers.raw_points import counted
from gis.vocabulary import Severity


@dataclass(frozen=True)
class Feature:
    """One entry of a layer: its `number` from 1 on, and its lines or points before any check.

    `pieces` are in the layer's own coordinates; a point is a piece of one vertex.
    """

    number: int
    properties: Mapping[str, object]
    pieces: tuple[Vertices, ...]


@dataclass
class Gathered:
    """What the layers of a file held so far."""

    tracks: list[Track] = field(default_factory=list)
    waypoints: list[Waypoint] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    personal: set[str] = field(default_factory=set)
    points: int = 0
    areas: int = 0
    empty: int = 0
    charged_features: int = 0
    charged_vertices: int = 0

    def charge(self, features: int, vertices: int) -> None:
        """Counts what a file holds in all, each piece of a feature as one.

        Raises ReadError `file.too_many_features`, `file.too_many_points`.
        """
        self.charged_features += features
        self.charged_vertices += vertices
        if self.charged_features > MAX_FEATURES:
            raise ReadError("file.too_many_features", limit=MAX_FEATURES)
        if self.charged_vertices > MAX_POINTS:
            raise ReadError("file.too_many_points", limit=MAX_POINTS)

    def believed(self, system: CRS | None, lines: Sequence[Feature]) -> CRS | None:
        """The system that a layer says it is in, None where its lines are evidently in degrees.

        A grid has no metres that are all within 180 and 90.
        """
        if not system or not system.is_projected or not lines or not _all_degrees(lines):
            return system
        values = {"code": code_of(system)}
        self.findings.append(Finding("file.wrong_system", Severity.WARNING, values=values))
        return None

    def take_lines(self, features: Sequence[Feature], system: CRS | None) -> None:
        """Each feature becomes a track, or is refused where it has an impossible position."""
        for feature, pieces, findings, bad in _placed(features, system):
            lines = tuple(piece for piece in pieces if len(piece) > 1)
            if bad:
                self.refuse(feature.number, feature.properties, bad)
            elif not lines:
                self.empty += 1
            else:
                if len(lines) < len(pieces):
                    findings.append(counted("pieces.too_short", len(pieces) - len(lines)))
                name, description = name_of(feature.properties), description_of(feature.properties)
                self.tracks.append(Track(lines, name, description, findings=tuple(findings)))
        if self.tracks and system:
            note = Finding("file.reprojected", Severity.NOTE, values={"code": code_of(system)})
            if note not in self.findings:
                self.findings.append(note)

    def take_points(self, features: Sequence[Feature], system: CRS | None) -> None:
        """Each vertex becomes a waypoint that bears its feature's name."""
        dropped = 0
        for feature, pieces, _, bad in _placed(features, system):
            vertices = np.concatenate(pieces)
            self.points += len(vertices)
            if bad or np.abs(vertices[:, 1]).max() > 90:
                dropped += len(vertices)
                continue
            name, description = name_of(feature.properties), description_of(feature.properties)
            self.waypoints += [
                Waypoint(lon, lat, None if np.isnan(height_m) else height_m, name, description)
                for lon, lat, height_m in vertices.tolist()
            ]
        if dropped:
            self.findings.append(counted("waypoints.dropped", dropped, Severity.WARNING))

    def take_properties(self, properties: Mapping[str, object]) -> None:
        """Notes which personal data a feature bears; none of it goes further."""
        self.personal |= personal_in(properties)

    def refuse(self, number: int, properties: Mapping[str, object], error: ReadError) -> None:
        """Sets a feature aside, under its name or its number."""
        self.refused.append(Refused(name_of(properties) or f"#{number}", error))

    def contents(self) -> Contents:
        """All of it. Raises ReadError: the first refusal, or `features.no_line` with counts."""
        if not self.tracks and self.refused:
            raise self.refused[0].error
        if not self.tracks:
            counts = {"points": self.points, "areas": self.areas, "empty": self.empty}
            raise ReadError("features.no_line", **counts)
        findings = list(self.findings)
        if self.areas:
            findings.append(counted("features.areas", self.areas))
        if self.empty:
            findings.append(counted("features.empty", self.empty))
        if self.personal:
            kinds = sorted(self.personal)
            findings.append(Finding("personal.dropped", Severity.NOTE, values={"kinds": kinds}))
        return Contents(
            tuple(self.tracks),
            waypoints=tuple(self.waypoints),
            findings=tuple(findings),
            refused=tuple(self.refused),
        )


def _placed(
    features: Sequence[Feature], system: CRS | None
) -> list[tuple[Feature, list[Vertices], list[Finding], ReadError | None]]:
    """Each feature with its pieces in degrees and its heights looked at, and what is wrong.

    All features at once: a layer may hold ten thousand.
    """
    if not features:
        return []
    pieces = [piece for feature in features for piece in feature.pieces]
    vertices = np.concatenate(pieces)
    owner = np.repeat(
        np.arange(len(features)), [sum(map(len, feature.pieces)) for feature in features]
    )
    if system:
        lon, lat = vertices[:, 0].copy(), vertices[:, 1].copy()
        reprojected(system, lon, lat)
        placed = np.column_stack((lon, lat, vertices[:, 2]))
    else:
        placed = vertices
    unplaced = _first_unplaced(placed, owner, len(features))
    said = settle_heights(placed, owner, len(features))
    bounds = iter(pairwise(np.cumsum([0, *map(len, pieces)]).tolist()))
    result = []
    for index, feature in enumerate(features):
        cut = [placed[start:end] for start, end in (next(bounds) for _ in feature.pieces)]
        bad = None
        if index in unplaced:
            x, y = vertices[unplaced[index], :2]
            value = f"{x:g} {y:g}"
            bad = ReadError("feature.bad_position", number=feature.number, value=value)
        result.append((feature, cut, said.get(index, []), bad))
    return result


def _all_degrees(features: Sequence[Feature]) -> bool:
    return all(
        (np.abs(piece[:, 0]) <= 180).all() and (np.abs(piece[:, 1]) <= 90).all()
        for feature in features
        for piece in feature.pieces
    )


def _first_unplaced(vertices: Vertices, owner: NDArray[np.intp], count: int) -> dict[int, int]:
    """The first vertex that is nowhere on Earth, by feature that has one.

    A feature whose every position is evidently Lambert-93 metres has none: a check of its
    line offers the reprojection.
    """
    x, y = vertices[:, 0], vertices[:, 1]
    nowhere = ~((np.abs(x) <= 180) & (np.abs(y) <= 90))
    if not nowhere.any():
        return {}
    total = np.bincount(owner, minlength=count)
    for in_metres in (is_lambert93(x, y), is_lambert93(y, x)):
        whole = np.bincount(owner[in_metres], minlength=count) == total
        nowhere &= ~whole[owner]
    first = np.flatnonzero(nowhere)
    owners, where = np.unique(owner[first], return_index=True)
    return dict(zip(owners.tolist(), first[where].tolist(), strict=True))
