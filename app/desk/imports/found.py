"""What a file holds: its routes as they would be stored, and what is to be said of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import shapely
from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions.imports import source_of, title_of
from app.config import Settings
from app.height_sources import height_sources
from app.messages import located_sentence, sentence
from app.models import Person
from app.queries.uploads import lines_through
from gis.along import Along, along
from gis.checks import check_line
from gis.errors import GisError
from gis.findings import Finding
from gis.formats.track import Track
from gis.intake import NOWHERE, Intake, taken_in
from gis.line import line_from, simplify
from gis.measure import Bounds
from gis.overlap import stretches_along
from gis.profile import Climb, Profile, profile
from gis.repairs import mended_note
from gis.repairs.rounds import spot
from gis.sheets import Sketch
from gis.sketch import sketch
from gis.terrain.heights import HeightSource

MOST_REMARKS = 30
MUCH_ALIKE = 0.5
"""A route that shares less than this of a line is a neighbour, not a likeness."""
DRAWN_WITHIN_M = 2.0


@dataclass(frozen=True)
class Remark:
    """What a colleague would say of a line; `offer` numbers the repair that can be ticked.

    `made` says in words what a ticked repair does.
    """

    sentence: str
    severity: str
    lon: float | None = None
    lat: float | None = None
    repair: str = ""
    offer: int | None = None
    made: str = ""


@dataclass(frozen=True)
class Likeness:
    """A route that a line looks like: the share of the line that lies on it, in per cent.

    `is_same` when that one lies as much on the line; else the line follows a part of it.
    """

    title: str
    percent: int
    is_same: bool


@dataclass(frozen=True)
class Found:
    """One route of a file, with the repairs that are asked for; without `intake` it is refused."""

    number: int
    track: Track
    file_name: str
    remarks: tuple[Remark, ...]
    more_remarks: int = 0
    refusal: str = ""
    intake: Intake | None = None

    @property
    def title(self) -> str:
        """What it is called where nobody says otherwise."""
        return title_of(self.track, self.file_name)

    @property
    def has_offers(self) -> bool:
        """Whether a repair can be ticked."""
        return any(remark.offer is not None for remark in self.remarks)

    @property
    def source(self) -> str:
        """Where its line comes from."""
        return source_of(self.track, self.file_name)

    @cached_property
    def measured(self) -> Along:
        """Its line, measured."""
        return along(self.line)

    @property
    def line(self) -> MultiLineString:
        """The line that would be stored."""
        assert self.intake is not None
        return self.intake.line

    @cached_property
    def profile(self) -> Profile | None:
        """Its heights, None where they are unknown."""
        return profile(self.measured)

    @cached_property
    def sketch(self) -> Sketch:
        """Small enough to draw."""
        return sketch(self.line, self.profile)

    @property
    def climb(self) -> Climb | None:
        """Up and down, None where heights are unknown."""
        return self.profile.total if self.profile else None

    @cached_property
    def drawn(self) -> list[list[list[float]]]:
        """Its pieces for a map: lon, lat, to a metre or two."""
        simple = shapely.force_2d(simplify(self.line, DRAWN_WITHIN_M))
        return [shapely.get_coordinates(piece).round(5).tolist() for piece in simple.geoms]


@dataclass(frozen=True)
class Reading:
    """How tracks are taken in: where they should be, what gives heights, whether all is mended."""

    settings: Settings
    mend: bool = False

    @cached_property
    def heights(self) -> tuple[HeightSource, ...] | None:
        """What gives heights to lines without, None where nothing does."""
        return height_sources(self.settings) or None

    def found(
        self, number: int, track: Track, file_name: str, wanted: frozenset[int] | None
    ) -> Found:
        """One route of a file; `wanted` are the numbers of the repairs that were ticked.

        None, at first sight, is those without which there would be no line at all. A line that
        cannot be measured is refused as one that cannot be taken in.
        """
        try:
            defects = self._defects(track)
        except GisError as error:
            told = tuple(_remark(finding) for finding in _shown(track.findings))
            return Found(number, track, file_name, told, refusal=sentence(error))
        if self.mend:
            wanted = frozenset(range(len(defects)))
        elif wanted is None:
            wanted = frozenset(i for i, one in enumerate(defects) if one.key in NOWHERE)
        intake, refusal = None, ""
        try:
            taken = taken_in(
                track,
                home=self._home,
                heights=self.heights,
                mend=self.mend,
                repairs=_ticked(defects, wanted),
            )
            along(taken.line)
            intake = taken
        except GisError as error:
            refusal = sentence(error)
        remarks = [
            *_on_line(defects, wanted, intake),
            *self._come_to_light(defects, intake),
            *(_remark(one) for one in _shown(intake.noticed if intake else track.findings)),
        ]
        remarks.sort(key=lambda one: one.lon is None)
        more = max(0, len(remarks) - MOST_REMARKS)
        shown = tuple(remarks[:MOST_REMARKS])
        return Found(number, track, file_name, shown, more, refusal=refusal, intake=intake)

    def repairs(self, track: Track, wanted: frozenset[int]) -> tuple[Finding, ...]:
        """The findings whose repairs were ticked."""
        return _ticked(self._defects(track), wanted)

    @property
    def _home(self) -> Bounds:
        return self.settings.departement.bounds

    def _defects(self, track: Track) -> list[Finding]:
        """What is wrong with a track's line as it is."""
        line, _ = line_from(track)
        return list(check_line(line, self._home))

    def _come_to_light(self, defects: list[Finding], intake: Intake | None) -> Iterator[Remark]:
        """What only the repaired line shows."""
        if intake and intake.mended:
            known = {spot(one) for one in defects}
            after = check_line(intake.line, self._home)
            yield from (_remark(one) for one in after if spot(one) not in known)


def likenesses(session: Session, person: Person, found: Found) -> list[Likeness]:
    """The routes that one of a file looks like, the most alike first."""
    measured = found.measured
    if measured.length_m == 0:
        return []
    lon, lat = measured.point_at(measured.length_m / 2)
    alike = []
    for passing in lines_through(session, person, lon, lat, measured.length_m):
        share = _share(measured, passing.line)
        if share >= MUCH_ALIKE:
            is_same = _share(along(passing.line), found.line) >= MUCH_ALIKE
            alike.append(Likeness(passing.title, round(100 * min(share, 1.0)), is_same))
    return sorted(alike, key=lambda one: -one.percent)


def _share(measured: Along, other: MultiLineString) -> float:
    """How much of a line lies along another."""
    beside_m = sum(to_m - from_m for from_m, to_m in stretches_along(measured, other))
    return beside_m / measured.length_m


def _ticked(defects: Sequence[Finding], wanted: frozenset[int]) -> tuple[Finding, ...]:
    return tuple(one for offer, one in enumerate(defects) if offer in wanted and one.repair)


def _on_line(
    defects: Sequence[Finding], wanted: frozenset[int], intake: Intake | None
) -> Iterator[Remark]:
    """The defects of a line; that it has no heights is none any more once it has some."""
    for offer, one in enumerate(defects):
        if one.key != "heights.missing" or not (intake and intake.line.has_z):
            yield _remark(one, offer, ticked=offer in wanted)


def _shown(told: Sequence[Finding]) -> list[Finding]:
    """Without what is said of the file as a whole, where its tracks are grouped."""
    return [one for one in told if not one.key.startswith("tracks.")]


def _remark(finding: Finding, offer: int | None = None, *, ticked: bool = False) -> Remark:
    return Remark(
        sentence=located_sentence(finding),
        severity=finding.severity,
        lon=finding.lon,
        lat=finding.lat,
        repair=finding.repair,
        offer=offer if finding.repair else None,
        made=sentence(mended_note(finding)) if finding.repair and ticked else "",
    )
