"""What the stream of an XML file has heard, and the tracks, waypoints and findings it makes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from gis.findings import Finding
from gis.formats.track import Track, Vertices, Waypoint
from gis.readers.heights import settle_heights
from gis.readers.raw_points import (
    RawPoints,
    bad_coordinate,
    counted,
    number,
    plausible_height,
    vertices_of,
)
from gis.vocabulary import Severity


@dataclass
class Owner:
    """What bears a name: the file itself, a track, a route or a waypoint."""

    attributes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """On one line; "" without."""
        return " ".join(self.texts.get("name", "").split())

    @property
    def description(self) -> str:
        """The description, else the comment, else ""."""
        return (self.texts.get("desc", "").strip() or self.texts.get("cmt", "")).strip()


@dataclass
class Lines:
    """The points of lines of a kind; `owners[i]` bears `points.starts[i]`."""

    points: RawPoints = field(default_factory=RawPoints)
    owners: list[Owner] = field(default_factory=list)

    def begin(self, owner: Owner) -> None:
        """The points that follow are a piece of their own; one still without points is left."""
        if self.points.starts and self.points.starts[-1] == len(self.points.lats):
            self.owners[-1] = owner
            return
        self.points.starts.append(len(self.points.lats))
        self.owners.append(owner)

    def tracks(self) -> tuple[tuple[Track, ...], list[Finding]]:
        """See `tracks_of`. Raises BadCoordinate."""
        return tracks_of(vertices_of(self.points), self.points.starts, self.owners)


def tracks_of(
    vertices: Vertices, starts: Sequence[int], owners: Sequence[Owner]
) -> tuple[tuple[Track, ...], list[Finding]]:
    """A track per owner of a piece of two placed points, and what owners without one lost.

    A piece begins at each of `starts`, and belongs to the owner of the same number; those of
    an owner follow one another. Heights that no place has become NaN in `vertices`.
    """
    bounds = [*starts, len(vertices)]
    groups = [list(ranks) for _, ranks in groupby(range(len(owners)), lambda at: id(owners[at]))]
    sizes = [bounds[ranks[-1] + 1] - bounds[ranks[0]] for ranks in groups]
    owner_of = np.repeat(np.arange(len(groups)), np.array(sizes, dtype=np.intp))
    said = settle_heights(vertices, owner_of, len(groups))
    placed = ~np.isnan(vertices[:, 0])
    unplaced = np.bincount(owner_of[~placed], minlength=len(groups)).tolist()
    tracks, lost = [], [0, 0]
    for rank, ranks in enumerate(groups):
        slices = [slice(bounds[piece], bounds[piece + 1]) for piece in ranks]
        pieces = [vertices[points] for points in slices]
        if unplaced[rank]:
            pieces = [vertices[points][placed[points]] for points in slices]
        kept = tuple(piece for piece in pieces if len(piece) > 1)
        left_out = (unplaced[rank], sum(len(piece) == 1 for piece in pieces))
        if kept:
            owner, noticed = owners[ranks[0]], (*said.get(rank, ()), *_left_out(*left_out))
            tracks.append(Track(kept, owner.name, owner.description, findings=noticed))
        else:
            lost = [before + more for before, more in zip(lost, left_out, strict=True)]
    return tuple(tracks), _left_out(*lost)


def _left_out(unplaced: int, too_short: int) -> list[Finding]:
    findings = []
    if unplaced:
        findings.append(counted("points.without_position", unplaced, Severity.WARNING))
    if too_short:
        findings.append(counted("pieces.too_short", too_short))
    return findings


def waypoints_of(
    placed: Iterable[tuple[Owner, str, str, str]],
) -> tuple[tuple[Waypoint, ...], list[Finding]]:
    """Waypoints, of owners with longitude, latitude and height as text, and how many were bad."""
    kept, dropped = [], 0
    for owner, lon, lat, height in placed:
        if bad_coordinate(lat, lon):
            dropped += 1
            continue
        height_m = number(height)
        kept.append(
            Waypoint(
                lon=number(lon),
                lat=number(lat),
                height_m=height_m if plausible_height(height_m) else None,
                name=owner.name,
                description=owner.description,
                symbol=owner.texts.get("sym", "").strip(),
            )
        )
    findings = [counted("waypoints.dropped", dropped, Severity.WARNING)] if dropped else []
    return tuple(kept), findings
